"""The rules between rows, on rows made up for each."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.importing import rules
from flows.models.claims import FIGURES_OF_BOUND
from flows.vocabulary import Bound

TREE = {
    "munition": None,
    "large-calibre-round": "munition",
    "artillery-round": "large-calibre-round",
    "artillery-round-152mm": "artillery-round",
    "missile": "munition",
}


def claim(code: str, **named: Any) -> dict[str, Any]:
    """A published running total of shells shipped, of which a test names only what it is about."""
    return {
        "code": code,
        "claimant": "kr-mnd",
        "source": "a-source",
        "supplier": "kp",
        "recipient": "ru",
        "munition": "artillery-round",
        "stage": "shipped",
        "bound": "exact",
        "low": None,
        "point": Decimal(100),
        "high": None,
        "temporal": "cumulative",
        "stance": "asserts",
        "claimed_on": date(2024, 6, 14),
        "date_precision": "day",
        "period_end": None,
        "supersedes": None,
        "alternative_group": "",
        "part_of": None,
        "derived_from": None,
        "factor": None,
        "status": "published",
        **named,
    }


def by_code(*claims: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["code"]: one for one in claims}


def older(**named: Any) -> dict[str, Any]:
    return claim("older", **{"claimed_on": date(2024, 2, 26), **named})


def newer(**named: Any) -> dict[str, Any]:
    return claim("newer", supersedes="older", **named)


def test_a_later_total_of_the_same_claimant_about_the_same_flow_replaces_the_earlier() -> None:
    rows = by_code(older(munition="artillery-round-152mm"), newer(stage="delivered"))
    assert list(rules.chains(rows, "shipments", TREE)) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"claimant": "us-government"}, "same claimant"),
        ({"supplier": "ir"}, "same supplier"),
        ({"recipient": "ua"}, "same recipient"),
        ({"munition": "missile"}, "same family of munitions"),
        ({"stage": "pledged"}, "same family of stages"),
        ({"temporal": "interval"}, "running total"),
        ({"stance": "denies"}, "denial"),
        ({"claimed_on": date(2024, 2, 26)}, "only an earlier one"),
    ],
)
def test_a_chain_changes_nothing_but_the_figure(change: dict[str, Any], words: str) -> None:
    (broken,) = rules.chains(by_code(older(), newer(**change)), "shipments", TREE)
    assert (broken.code, broken.field, broken.other) == ("newer", "supersedes", "older")
    assert words in broken.message


def test_a_claim_has_one_successor_at_most() -> None:
    rows = by_code(older(), newer(), claim("newest", supersedes="older", claimed_on=date(2024, 7, 24)))
    (broken,) = rules.chains(rows, "shipments", TREE)
    assert "already has the successor newer" in broken.message or "already has the successor newest" in broken.message


@pytest.mark.parametrize("field", ["claimant", "actor", "activity", "per"])
def test_a_chain_of_rates_keeps_claimant_actor_activity_and_time(field: str) -> None:
    shared = {"claimant": "a", "actor": "ru", "activity": "fired", "per": "day", "supersedes": None}
    first = {**shared, "code": "older", "claimed_on": date(2024, 1, 1)}
    second = {**shared, "code": "newer", "claimed_on": date(2024, 2, 1), "supersedes": "older"}
    assert list(rules.chains(by_code(first, second), "rates", TREE)) == []
    (broken,) = rules.chains(by_code(first, {**second, field: "other"}), "rates", TREE)
    assert f"same {field}" in broken.message


def test_readings_of_a_group_share_claimant_day_and_flow() -> None:
    first = claim("a", alternative_group="g")
    assert list(rules.alternatives_alike(by_code(first, claim("b", alternative_group="g")))) == []
    for field, value in (("claimant", "x"), ("claimed_on", date(2024, 6, 15)), ("supplier", "ir"), ("recipient", "ua")):
        (broken,) = rules.alternatives_alike(by_code(first, claim("b", alternative_group="g", **{field: value})))
        assert (broken.code, broken.field) == ("b", "alternative_group")
        assert field in broken.message


def test_a_group_has_two_readings() -> None:
    (broken,) = rules.alternatives_several(by_code(claim("a", alternative_group="g"), claim("b")))
    assert broken.code == "a"


def test_a_part_lies_in_the_flow_of_its_whole() -> None:
    whole = claim("whole", recipient="de-ua")
    part = claim("part", recipient="ua", part_of="whole")
    assert list(rules.parts(by_code(whole, part), frozenset({"de-ua"}))) == []
    assert [one.code for one in rules.parts(by_code(whole, part), frozenset())] == ["part"]
    elsewhere = claim("part", recipient="de-ua", supplier="us", part_of="whole")
    assert [one.field for one in rules.parts(by_code(whole, elsewhere), frozenset({"de-ua"}))] == ["part_of"]


@pytest.mark.parametrize(("figure", "holds"), [(48_000, True), (48_480, True), (49_000, False)])
def test_a_factor_reproduces_the_figure_within_one_percent(figure: int, holds: bool) -> None:
    origin = claim("origin", bound="at-least", low=Decimal(100), point=None)
    row = claim("row", point=Decimal(figure), derived_from="origin", factor=Decimal(480))
    assert (list(rules.derivations(by_code(origin, row))) == []) is holds


def test_a_figure_is_derived_from_a_claim_already_stated() -> None:
    rows = by_code(claim("origin", claimed_on=date(2024, 6, 15)), claim("row", derived_from="origin"))
    assert [one.field for one in rules.derivations(rows)] == ["derived_from"]


def test_what_was_delivered_does_not_end_after_the_statement() -> None:
    late = date(2024, 6, 15)
    assert ahead("shipments", period_end=late) == ["period_end"]
    assert ahead("shipments", period_start=late, period_end=late) == ["period_start", "period_end"]
    assert ahead("shipments", period_end=late, stage="produced") == ["period_end"]
    for stage in ("negotiated", "requested", "pledged", "identified", "funded", "contracted"):
        assert ahead("shipments", period_end=late, stage=stage) == []
    assert ahead("shipments", period_end=late, stance="denies") == []


@pytest.mark.parametrize(("start", "end", "expected"), [
    (date(2024, 6, 1), date(2024, 6, 30), []),
    (date(2024, 1, 1), date(2024, 12, 31), []),
    (None, date(2024, 12, 31), []),
    (date(2024, 6, 30), None, []),
    (date(2024, 7, 1), None, ["period_start"]),
    (date(2024, 1, 1), date(2025, 1, 1), ["period_end"]),
    (date(2025, 1, 1), date(2025, 12, 31), ["period_start", "period_end"]),
])  # fmt: skip
def test_a_pace_and_a_balance_may_be_of_the_running_month_and_year_and_not_of_a_coming_one(
    start: date | None, end: date | None, expected: list[str]
) -> None:
    period = {"period_start": start, "period_end": end}
    assert ahead("rates", activity="fired", **period) == expected
    assert ahead("ratios", wording="stated", **period) == expected
    for activity in ("capacity", "needed", "target"):
        assert ahead("rates", activity=activity, **period) == []
    assert ahead("ratios", wording="forecast", **period) == []


def test_a_figure_of_context_of_a_coming_time_says_that_it_is_planned() -> None:
    coming = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    assert ahead("indicators", statement="It cost two billion.", **coming) == ["period_start"]
    assert ahead("indicators", statement="It would cost two billion.", **coming) == []
    assert ahead("indicators", statement="It cost two billion.", period_end=date(2026, 1, 1)) == []


def test_a_year_without_a_day_is_over_when_it_ends() -> None:
    late = {"period_start": date(2024, 12, 1), "claimed_on": date(2024, 1, 1), "activity": "fired"}
    assert ahead("rates", date_precision="year", **late) == []
    assert ahead("rates", date_precision="month", **late) == ["period_start"]


def test_what_lies_ahead_is_named_with_what_may_stand() -> None:
    (broken,) = rules.not_yet_happened(by_code(claim("a", period_end=date(2024, 6, 15))), "shipments")
    assert "2024-06-15" in broken.message
    assert broken.allowed == (
        "2024-06-14 or an earlier day",
        "a stage of a promise: negotiated, requested, pledged, identified, funded, contracted",
    )


def ahead(table: str, **named: Any) -> list[str]:
    """The fields of a claim that lie ahead of its statement."""
    return [broken.field for broken in rules.not_yet_happened(by_code(claim("a", **named)), table)]


def test_nothing_is_stated_in_the_future_or_after_its_source() -> None:
    rows = by_code(claim("a"))
    assert [one.field for one in rules.statement_days(rows, {}, date(2024, 6, 13))] == ["claimed_on"]
    source = {"published_on": date(2024, 6, 12), "date_precision": "day"}
    assert len(list(rules.statement_days(rows, {"a-source": source}, date(2025, 1, 1)))) == 1
    assert list(rules.statement_days(rows, {"a-source": {**source, "date_precision": "month"}}, date(2025, 1, 1))) == []
    next_day = {**source, "published_on": date(2024, 6, 13)}
    assert list(rules.statement_days(rows, {"a-source": next_day}, date(2025, 1, 1))) == []


@pytest.mark.parametrize("field", ["supersedes", "part_of", "derived_from"])
def test_a_published_claim_leans_only_on_published_ones(field: str) -> None:
    rows = by_code(claim("draft", status="draft"), claim("row", **{field: "draft"}))
    assert [(one.code, one.field) for one in rules.public_references(rows)] == [("row", field)]
    rows = by_code(claim("gone", status="retracted"), claim("row", **{field: "gone"}))
    assert list(rules.public_references(rows)) == []


@pytest.mark.parametrize("bound", list(FIGURES_OF_BOUND))
@pytest.mark.parametrize("filled", [(), ("low",), ("point",), ("high",), ("low", "high"), ("low", "point", "high")])
def test_a_bound_says_which_figures_are_filled(bound: Bound, filled: tuple[str, ...]) -> None:
    row = {
        "code": "a",
        "bound": bound,
        **{name: Decimal(1) if name in filled else None for name in ("low", "point", "high")},
    }
    broken = {one.field for one in rules.figures(row, FIGURES_OF_BOUND, ("low", "point", "high"))}
    assert broken == set(filled) ^ set(FIGURES_OF_BOUND[bound])


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.none() | st.sampled_from("abcdefghz")))
def test_a_cycle_is_what_walking_up_comes_back_to(parents: dict[str, str | None]) -> None:
    def returns(start: str) -> bool:
        at = parents[start]
        for _ in parents:
            if at is None or at not in parents:
                return False
            if at == start:
                return True
            at = parents[at]
        return False

    assert rules.cycles(parents) == {code for code in parents if returns(code)}


@given(st.lists(st.integers(0, 400), min_size=2, max_size=6, unique=True))
def test_a_chain_in_order_of_days_always_holds(days: list[int]) -> None:
    ordered = sorted(days)
    rows = by_code(
        *(
            claim(
                f"c{place}",
                claimed_on=date(2023, 1, 1) + timedelta(days=day),
                supersedes=f"c{place - 1}" if place else None,
            )
            for place, day in enumerate(ordered)
        )
    )
    assert list(rules.chains(rows, "shipments", TREE)) == []


def document(**named: Any) -> dict[str, dict[str, Any]]:
    return by_code({"code": "a", "title": "A title", "archived_on": None, "link_checked_on": None, **named})


@pytest.mark.parametrize(
    "title",
    [
        "(title not shown in the stored excerpt)",
        "Title not shown in the stored excerpt",
        "(from the address) eu has sent two thirds",
        "(from the address) a (b)",
        "[no title]",
        "(MSMT first report)",
        "(Defence ministry on 1,000+ containers)",
        "Untitled.",
        "n/a",
        "Unknown",
        "-",
        "…",
    ],
)
def test_a_placeholder_is_no_title(title: str) -> None:
    (broken,) = rules.documents(document(title=title), date(2026, 1, 1))
    assert broken.field == "title"
    assert "leave it empty" in broken.message


@pytest.mark.parametrize(
    "title",
    [
        "",
        "EU seals plan to send a million shells",
        "KNDR vycherpala zapasy (in Ukrainian)",
        "(Update) EU seals plan",
        "Nothing is known of the shells",
        "Unknown number of shells sent",
        "Title fight: who makes more shells",
        "«Снаряды»",
        "포탄",
    ],
)
def test_a_real_title_or_none_is_let_pass(title: str) -> None:
    assert not list(rules.documents(document(title=title), date(2026, 1, 1)))


@pytest.mark.parametrize("field", ["archived_on", "link_checked_on"])
def test_nothing_was_archived_or_checked_on_a_day_to_come(field: str) -> None:
    today = date(2026, 1, 1)
    assert not list(rules.documents(document(**{field: today}), today))
    (broken,) = rules.documents(document(**{field: today + timedelta(days=1)}), today)
    assert broken.field == field
