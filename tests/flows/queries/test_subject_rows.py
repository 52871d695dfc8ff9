"""Which rows belong to a further subject: every table is limited or named here, and conditions ask those before."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from flows import models
from flows.past import with_past
from flows.queries.recorded import as_recorded, newest_moment, of_its_subject
from flows.queries.subject_rows import OWN, REFERRED, conditions, limited, with_every_joined_again
from flows.subject import Scope, Subject, about

NEVER_ASKED_BY_TABLE = {
    "flows_addition": "says of a row that it waits, and is asked beside the row",
    "flows_keptform": "work of the desk, which no public address asks",
    "flows_merge": "says of a code that another stands for it, and is asked by code",
}
SCOPE = Scope("shells", frozenset({"ru"}), frozenset({"ru", "kp"}), frozenset({"artillery-round"}))


def test_every_table_with_a_past_is_limited_or_says_why_not() -> None:
    tables = {model._meta.db_table for model in with_past()}
    assert tables - conditions(SCOPE).keys() == NEVER_ASKED_BY_TABLE.keys()
    asked_once = {name for name in conditions(SCOPE) if name.endswith(OWN)}
    assert conditions(SCOPE).keys() - tables - asked_once == {models.Revision._meta.db_table}


def test_a_condition_asks_tables_that_stand_before_it() -> None:
    before: set[str] = set()
    for table, condition in conditions(SCOPE).items():
        asked = set(re.findall(r"\bflows_[a-z_]+\b", re.sub("«[a-z_]+»", "", condition)))
        assert asked <= before, table
        before.add(table)


def test_a_table_that_is_only_joined_needs_no_condition_of_its_own() -> None:
    joined = 'SELECT * FROM "flows_shipment" INNER JOIN "flows_source" ON 1 = 1 JOIN flows_appearance a ON 1 = 1'
    assert limited(joined) == {"flows_shipment", "flows_appearance"}
    assert limited('SELECT * FROM "flows_source" WHERE code IN (SELECT source_id FROM flows_shipment)') == {
        "flows_source",
        "flows_shipment",
    }
    assert conditions(SCOPE).keys() >= REFERRED


def test_a_table_that_is_joined_to_itself_is_joined_whole() -> None:
    again = 'SELECT * FROM "flows_rate" LEFT OUTER JOIN "flows_rate" T7 ON ("flows_rate"."code" = T7."supersedes_id")'
    whole, tables = with_every_joined_again(again)
    assert whole == again.replace('JOIN "flows_rate" T7', 'JOIN "every_flows_rate" T7')
    assert tables == {"flows_rate"}
    assert with_every_joined_again('SELECT 1 FROM "flows_rate"') == ('SELECT 1 FROM "flows_rate"', frozenset())


@pytest.mark.django_db
@pytest.mark.parametrize("pinned", [False, True])
def test_the_claims_of_a_subject_are_those_that_a_plain_reading_finds(pinned: bool) -> None:
    every = list(models.Shipment.objects.values_list("code", "supplier", "recipient", "munition"))
    rates = list(models.Rate.objects.values_list("code", "actor", "munition"))
    tree = dict(models.Munition.objects.values_list("code", "parent"))
    inside = frozenset(code for code in tree if "artillery-round" in climbed(code, tree))
    earlier = {str(code): {one for one in others if one} for code, *others in references()}
    expected = {row[0] for row in every if "ua" in row[1:3] and row[3] in inside}
    while more := set().union(*(earlier[code] for code in expected)) - expected:
        expected |= more
    parties = {"ua", "us"}.union(*(row[1:3] for row in every if row[0] in expected))
    found = Subject(code="shells", sides={"ua": ("us",)}, munitions=inside)
    moment = newest_moment()
    assert moment is not None
    with about(found, (found,)), of_its_subject():
        if pinned:
            with as_recorded(moment):
                shown = asked()
        else:
            shown = asked()
    assert shown["shipments"] == expected
    assert shown["rates"] == {code for code, actor, munition in rates if actor in parties and munition in inside}
    assert parties <= shown["actors"]
    assert shown["sources"] >= set(models.Shipment.objects.filter(pk__in=expected).values_list("source", flat=True))
    assert len(every) == models.Shipment.objects.count(), "the whole ledger again"


def references() -> list[tuple[str | None, ...]]:
    return [*models.Shipment.objects.values_list("code", "derived_from", "part_of", "supersedes")]


def climbed(code: str | None, tree: dict[str, str | None]) -> set[str]:
    found: set[str] = set()
    while code:
        found.add(code)
        code = tree[code]
    return found


def asked() -> dict[str, set[str]]:
    of = {"shipments": models.Shipment, "rates": models.Rate, "actors": models.Actor, "sources": models.Source}
    return {name: set(model._default_manager.values_list("pk", flat=True)) for name, model in of.items()}


@pytest.mark.django_db
def test_every_reference_of_what_is_shown_is_shown() -> None:
    """A list that joins names would lose the rows of which one is missing."""
    found = Subject(code="shells", sides={"ua": ("us",)}, munitions=frozenset({"artillery-round-155mm"}))
    lost: Counter[str] = Counter()
    with about(found, (found,)), of_its_subject():
        for model in with_past():
            if model._meta.db_table in NEVER_ASKED_BY_TABLE:
                continue
            for field in model._meta.local_concrete_fields:
                to = field.related_model
                if to is None or to not in with_past() or field.name == "duplicate_of":
                    continue
                there = set(to._default_manager.values_list("pk", flat=True))
                named = set(model._default_manager.exclude(**{field.name: None}).values_list(field.attname, flat=True))
                lost[f"{model.__name__}.{field.name}"] += len(named - there)
    assert {name: count for name, count in lost.items() if count} == {}
