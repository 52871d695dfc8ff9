"""What a change proposed to a row beside claims would change for readers, read before it and with it.

The change is written inside a transaction that is rolled back, and the same pages' numbers are read once more: nothing
is reckoned twice. What is read is bounded, and what is beyond the bound is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.db.models import Model, Q

from flows import models
from flows.actions.additions import publish_named
from flows.actions.propose import proposed
from flows.actions.values import save_whole
from flows.admin.changes import span_words
from flows.dictionary import CLAIM_TABLES
from flows.measures.flow import FlowAnswer, answer
from flows.models import Proposal
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.flow_claims import claims_between
from flows.queries.nesting import nesting
from flows.queries.rows import COLUMNS, MODEL_OF_KIND, MODELS, public, records_of
from flows.questions import Flow, FlowQuestion
from flows.vocabulary import RELIABILITY, STAGE, UNIT
from flows.wording import quote

SHOWN = 10
"""Of each sort so many are shown, before and after; the heading says how many there are."""
MOST_CLAIMS = 2_000
"""So many claims of each kind that name the row are read, the newest first."""
MOST_FLOWS = 100
"""So many flows are worked out before and after."""

Told = Mapping[tuple[str, str], str]
"""What readers are told, by the address where they are told it and what it is about."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One sort of what changes: its heading, how many there are, the first of them, and what was not looked at.

    Each of ``shown`` is what it is about, its address, how it reads before and how after.
    """

    heading: str
    count: int
    shown: tuple[tuple[str, str, str, str], ...]
    beyond: str = ""

    @property
    def more(self) -> int:
        """How many there are besides those that are shown."""
        return self.count - len(self.shown)


def effects(proposal: Proposal) -> tuple[Effect, ...]:
    """What the change would change: phrases of claims, grades and flows.

    Nothing stays written. Raises ValidationError where the change cannot be made any more.
    """
    model, code = MODEL_OF_KIND[proposal.kind], proposal.code
    claims, uncounted = _claims(model, code)
    phrases, grades = _phrases(model, claims), _grades(model, code)
    flows = _flows(model, code, proposal.values)
    before = _answers(flows[:MOST_FLOWS])
    try:
        with transaction.atomic():
            save_whole(proposed(proposal), new=False)
            publish_named(None)
            after = _answers(flows[:MOST_FLOWS])
            phrases_then, grades_then = _phrases(model, claims), _grades(model, code)
            transaction.set_rollback(True)
    except DatabaseError as error:
        raise ValidationError(f"The database refuses the change: {error}") from error
    found = (
        _compared("Phrases of claims that change", phrases, phrases_then, _beyond(uncounted, "claims that name it")),
        _compared("Grades that change", grades, grades_then),
        _compared("Flows that change", before, after, _beyond(len(flows) - MOST_FLOWS, "flows about it")),
    )
    return tuple(one for one in found if one.count or one.beyond)


def _compared(heading: str, before: Told, after: Told, beyond: str = "") -> Effect:
    changed = [
        (what, address, before.get((address, what), "nothing"), after.get((address, what), "nothing"))
        for address, what in dict.fromkeys((*before, *after))
        if before.get((address, what)) != after.get((address, what))
    ]
    return Effect(heading, len(changed), tuple(changed[:SHOWN]), beyond)


def _beyond(count: int, what: str) -> str:
    return f"{count:,} more {what} were not compared." if count > 0 else ""


# --- Phrases and grades ---


def _claims(model: type[Model], code: str) -> tuple[dict[str, list[str]], int]:
    """The newest public claims whose phrases rest on a row, by table, and how many more there are."""
    found: dict[str, list[str]] = {}
    more = 0
    for table in CLAIM_TABLES:
        if paths := _paths(table, model):
            rows = public(table).filter(Q(*((path, code) for path in paths), _connector=Q.OR)).order_by()
            newest = rows.order_by("-claimed_on", "code").values_list("pk", flat=True)
            found[table] = list(newest[:MOST_CLAIMS])
            more += max(0, rows.count() - MOST_CLAIMS)
    return found, more


@cache
def _paths(table: str, model: type[Model]) -> tuple[str, ...]:
    """The ways from a claim of a table to the rows of another that its record is read from."""
    found = dict.fromkeys(path.rpartition("__")[0] for path in COLUMNS[MODELS[table][1]].values() if "__" in path)
    return tuple(path for path in found if _end(MODELS[table][0], path) is model)


def _end(model: Any, path: str) -> Any:
    for step in path.split("__"):
        model = model._meta.get_field(step).related_model
    return model


def _phrases(model: type[Model], claims: Mapping[str, list[str]]) -> Told:
    told = {}
    for table, codes in claims.items():
        for start in range(0, len(codes), 200):
            rows = public(table).filter(pk__in=codes[start : start + 200])
            for record in records_of(rows, MODELS[table][1]):
                told[f"/claims/{record.code}/", record.code] = _phrase(model, record)
    return told


def _phrase(model: type[Model], record: Any) -> str:
    phrase = quote(record, alone=True)
    if model is not models.Source:
        return phrase
    return f"{phrase}; {record.publisher}, “{record.source_title}”, {record.source_link}"


def _grades(model: type[Model], code: str) -> Told:
    """The grade of a document, with how many claims rest on it."""
    if model is not models.Source:
        return {}
    (grade,) = models.Source.objects.filter(pk=code).values_list("reliability", flat=True)
    rest = sum(public(table).filter(source=code).count() for table in CLAIM_TABLES)
    return {(f"/sources/{code}/", f"{code}, on which {rest:,} claims rest"): RELIABILITY.label(grade)}


# --- Flows ---


def _flows(model: type[Model], code: str, values: Mapping[str, str]) -> list[Flow]:
    """The flows on record that a change to a row may change: of its munitions, its parties, or its claimants."""
    rows = public("shipments").order_by()
    tree = catalogue()
    if model is models.Munition:
        under = set(tree.within(code))
        ends = {code, *tree.above(code), *_above(values.get("parent"), tree)} | under
        pairs = set(rows.filter(munition__in=under).values_list("supplier", "recipient").distinct())
        named = rows.filter(munition__in=ends).values_list("supplier", "recipient", "munition").distinct()
        return sorted(Flow(*one) for one in named if one[:2] in pairs)
    if (related := _RELATED.get(model)) is None:
        return []
    now = model._default_manager.filter(pk=code).values(*_SIDES.get(model, ())).first() or {}
    sides = {code, *(side for name in _SIDES.get(model, ()) for side in (now[name], values.get(name)) if side)}
    pairs = set(rows.filter(related(sides)).values_list("supplier", "recipient").distinct())
    named = rows.values_list("supplier", "recipient", "munition").distinct()
    return sorted(Flow(*one) for one in named if one[:2] in pairs)


def _above(parent: str | None, tree: Catalogue) -> tuple[str, ...]:
    return (parent, *tree.above(parent)) if parent in tree.munitions and parent is not None else ()


def _of_claimants(codes: Iterable[str]) -> Q:
    return Q(claimant__in=codes)


def _of_actors(codes: Iterable[str]) -> Q:
    codes = tuple(codes)
    return Q(supplier__in=codes) | Q(recipient__in=codes) | Q(claimant__actor__in=codes)


_RELATED: Mapping[type[Model], Callable[[Iterable[str]], Q]] = {
    models.Claimant: _of_claimants,
    models.ClaimantOverlap: _of_claimants,
    models.Actor: _of_actors,
    models.ActorOverlap: _of_actors,
}
_SIDES: Mapping[type[Model], tuple[str, ...]] = {
    models.ClaimantOverlap: ("claimant", "overlaps"),
    models.ActorOverlap: ("actor", "overlaps"),
}


def _answers(flows: list[Flow]) -> Told:
    """What readers are told of each flow: its names, how many claims and heads, the spans, independent claimants."""
    tree = catalogue()
    relations = nesting(tree)
    pairs = dict.fromkeys((flow.supplier, flow.recipient) for flow in flows)
    claims = claims_between(tuple(pairs)) if pairs else {}
    told = {}
    for flow in flows:
        found = answer(FlowQuestion(flow), tuple(claims[flow.supplier, flow.recipient]), tree, relations)
        told[f"/flows/{flow.supplier}/{flow.recipient}/{flow.munition}/", str(flow)] = _in_words(found)
    return told


def _in_words(found: FlowAnswer) -> str:
    spans = (
        f"{STAGE.label(span.stage)} {span_words(span)} ({UNIT.label(span.unit)})"
        for span in sorted(found.spans, key=lambda span: (span.stage, span.unit))
    )
    known = len(found.ledger.standing) + len(found.ledger.left_out)
    return (
        f"{found.supplier.name} to {found.recipient.name}, {found.munition.plural}: claims {known}, "
        f"heads {len(found.heads)}, {'; '.join(spans) or 'no running total'}; "
        f"independent claimants {found.claimants}"
    )
