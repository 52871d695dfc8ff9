"""Two figures held against each other: worked answers, and what no start of a series may decide."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.interval import Interval
from flows.estimates.pairs import Pair, compare
from flows.records import Shipment
from flows.vocabulary import Verdict
from tests.makers import ledgers, rate, ratio, shipment

NOBODY: dict[str, frozenset[str]] = {}
ALLIES = {"us-government": frozenset({"kr-mnd"}), "kr-mnd": frozenset({"us-government"})}
YEAR = {"temporal": "interval", "period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}
SINCE = {"period_start": date(2023, 8, 1), "claimed_on": date(2025, 6, 26)}


def of(claimant: str, figure: int | None, **named: Any) -> Shipment:
    code = named.pop("code", f"{claimant}-{figure}")
    return shipment(code, figure, claimant=claimant, claimant_name=claimant.upper(), **{**YEAR, **named})


def against(one: Shipment, other: Shipment, overlaps: dict[str, frozenset[str]] = NOBODY) -> Pair:
    found = compare(one, other, overlaps)
    assert compare(other, one, overlaps).verdict is found.verdict
    return found


def test_figures_about_one_time_are_apart_by_the_larger_over_the_smaller() -> None:
    found = against(of("a", 1_000_000), of("b", 3_000_000))
    assert (found.verdict, found.left.code, found.size) == (Verdict.APART, "b-3000000", Decimal(3))


def test_a_floor_above_a_figure_is_apart_by_no_less_than_that() -> None:
    found = against(of("a", 10, bound="at-least"), of("b", 4))
    assert found.ratio is not None
    assert (found.ratio.low, found.ratio.high) == (Decimal("2.5"), None)


def test_a_ceiling_and_a_figure_below_it_overlap() -> None:
    assert against(of("a", 10, bound="up-to"), of("b", 4)).verdict is Verdict.OVERLAP


def test_about_is_not_contradicted_within_a_tenth() -> None:
    assert against(of("a", 110, bound="about"), of("b", 100)).verdict is Verdict.OVERLAP
    assert against(of("a", 111, bound="about"), of("b", 100)).verdict is Verdict.APART
    assert against(of("a", 101), of("b", 100)).verdict is Verdict.APART


def test_zero_has_no_quotient_and_is_the_largest_difference() -> None:
    found = against(of("a", 0), of("b", 4))
    assert (found.verdict, found.size) == (Verdict.APART, Decimal("Infinity"))


@pytest.mark.parametrize(
    ("changed", "verdict"),
    [
        ({"period_start": date(2022, 1, 1)}, Verdict.DIFFERENT_PERIODS),
        ({"period_start": None}, Verdict.UNKNOWN_PERIOD),
        ({"unit": "container"}, Verdict.OTHER_COUNT),
        ({"stage": "pledged"}, Verdict.OTHER_COUNT),
        ({"temporal": "snapshot"}, Verdict.OTHER_COUNT),
        ({"part_of": "whole"}, Verdict.PART_OR_READING),
        ({"alternative_group": "either-or"}, Verdict.PART_OR_READING),
        ({"stance": "denies", "point": None, "bound": "unquantified"}, Verdict.DENIED),
        ({"point": None, "bound": "unquantified"}, Verdict.NO_FIGURE),
    ],
)
def test_what_is_not_compared_says_why(changed: dict[str, Any], verdict: Verdict) -> None:
    found = against(of("a", 1), of("b", 3, **changed))
    assert (found.verdict, found.size, found.in_series) == (verdict, Decimal(0), False)
    assert (found.ratio is None) is (verdict is not Verdict.DIFFERENT_PERIODS)


def test_what_would_follow_from_the_start_of_a_series_is_told_as_that_and_is_no_difference() -> None:
    found = against(of("a", 1), of("b", 3, start_basis="series"))
    assert (found.verdict, found.left.claimant, found.ratio) == (
        Verdict.IF_OF_SERIES,
        "b",
        Interval(Decimal(3), None),
    )
    assert not found.verdict.differs
    assert found.in_series


@pytest.mark.parametrize(
    ("figure", "changed", "verdict"),
    [
        (3, {}, Verdict.OVERLAP),
        (5, {"period_start": date(2022, 1, 1)}, Verdict.DIFFERENT_PERIODS),
        (1, {"part_of": "whole"}, Verdict.PART_OR_READING),
    ],
)
def test_every_verdict_on_a_start_of_a_series_is_the_one_of_that_start_and_says_so(
    figure: int, changed: dict[str, Any], verdict: Verdict
) -> None:
    """One rule: whatever follows from that start is told with its condition, and what needs no start without one."""
    found = against(of("a", 3), of("b", figure, start_basis="series", **changed))
    assert (found.verdict, found.in_series) == (verdict, verdict is not Verdict.PART_OR_READING)
    unknown = against(of("a", 3, period_start=None), of("b", figure, start_basis="series"))
    assert (unknown.verdict, unknown.in_series) == (Verdict.UNKNOWN_PERIOD, False)


def test_more_in_a_shorter_time_differs_by_that_at_the_least() -> None:
    longer = of("hur", 6_500_000, **{**SINCE, "temporal": "cumulative", "period_end": date(2025, 11, 14)})
    shorter = of("nis", 10_000_000, **{**SINCE, "temporal": "cumulative", "period_end": None})
    found = against(longer, shorter)
    assert (found.verdict, found.left.claimant) == (Verdict.MORE_IN_LESS_TIME, "nis")
    assert found.ratio is not None
    assert (round(found.size, 3), found.ratio.high) == (Decimal("1.538"), None)
    assert against(of("a", 9, period_end=date(2024, 3, 31)), of("b", 10)).verdict is Verdict.DIFFERENT_PERIODS


def test_more_may_be_shipped_than_delivered_and_not_the_other_way() -> None:
    shipped, delivered = of("a", 2, stage="shipped"), of("b", 1, stage="delivered")
    assert against(shipped, delivered).verdict is Verdict.OTHER_COUNT
    assert against(of("a", 1, stage="shipped"), of("b", 2, stage="delivered")).verdict is Verdict.APART


def test_paces_are_compared_over_one_length_of_time() -> None:
    may = {"period_start": date(2024, 1, 1), "period_end": date(2024, 5, 31)}
    nato, general_staff = rate("nato", 10_000, **may), rate("gs", 70_000, claimant="ua-general-staff", **may)
    found = compare(nato, general_staff, NOBODY)
    assert (found.verdict, found.size) == (Verdict.APART, Decimal(7))
    monthly = rate("monthly", 70_000, claimant="x", per="month", **may)
    assert compare(nato, monthly, NOBODY).verdict is Verdict.OTHER_COUNT


def test_january_and_february_are_two_times_though_a_month_lies_between_them() -> None:
    january = {"period_start": date(2024, 1, 1), "period_end": date(2024, 1, 31)}
    february = {"period_start": date(2024, 2, 1), "period_end": date(2024, 2, 29)}
    winter = {"period_start": date(2024, 1, 31), "period_end": date(2024, 2, 29)}
    one, other = rate("one", 1, **january), rate("other", 9, claimant="gs", **february)
    assert compare(one, other, NOBODY).verdict is Verdict.DIFFERENT_PERIODS
    assert compare(one, rate("winter", 9, claimant="gs", **winter), NOBODY).verdict is Verdict.APART
    assert compare(of("a", 1, **january), of("b", 9, **february), NOBODY).verdict is Verdict.DIFFERENT_PERIODS
    held = {"temporal": "snapshot"}
    assert compare(of("a", 1, **january, **held), of("b", 9, **february, **held), NOBODY).verdict is Verdict.APART


def test_a_forecast_of_a_ratio_is_no_statement_of_it() -> None:
    april = {"period_start": date(2024, 4, 1), "period_end": date(2024, 4, 30)}
    now = ratio("now", Decimal(5), Decimal(5), **april)
    then = ratio("then", Decimal(10), Decimal(10), claimant="us", wording="forecast", **april)
    assert compare(now, then, NOBODY).verdict is Verdict.OTHER_COUNT


def test_a_denial_of_before_the_time_of_a_figure_denies_nothing_of_it() -> None:
    denial = of("kp", None, stance="denies", bound="unquantified", claimed_on=date(2022, 12, 22), period_start=None)
    later = of("a", 9, claimed_on=date(2025, 7, 13), period_start=date(2023, 8, 1), period_end=date(2025, 7, 13))
    of_then = of("b", 9, claimed_on=date(2023, 1, 20), period_start=date(2022, 9, 1), period_end=date(2022, 11, 30))
    assert against(denial, later).verdict is Verdict.DIFFERENT_PERIODS
    assert against(denial, of_then).verdict is Verdict.DENIED


def test_one_contract_is_not_held_against_another() -> None:
    deal = {"stage": "contracted", "temporal": "interval"}
    assert against(of("a", 20_000, **deal), of("b", 100_000, **deal)).verdict is Verdict.OTHER_COUNT
    total = {"stage": "contracted", "temporal": "cumulative"}
    assert against(of("a", 20_000, **total), of("b", 100_000, **total)).verdict is Verdict.APART
    made = {"stage": "produced", "temporal": "interval"}
    assert against(of("a", 20_000, **made), of("b", 100_000, **made)).verdict is Verdict.APART


PARENTS = {
    "artillery-round": "large-calibre-round",
    "artillery-round-152mm": "artillery-round",
    "large-calibre-round": "munition",
    "rocket": "large-calibre-round",
}
TREE = {
    "artillery-round": frozenset({"large-calibre-round", "munition"}),
    "artillery-round-152mm": frozenset({"artillery-round", "large-calibre-round", "munition"}),
    "large-calibre-round": frozenset({"munition"}),
    "munition": frozenset[str](),
    "rocket": frozenset({"large-calibre-round", "munition"}),
}
OF_152MM = {"munition": "artillery-round-152mm"}


def test_a_narrower_floor_above_a_wider_ceiling_is_a_contradiction_by_that_at_the_least() -> None:
    part = of("a", 6, bound="at-least", **OF_152MM)
    whole = of("b", 4, bound="up-to")
    for found in (compare(part, whole, NOBODY, TREE), compare(whole, part, NOBODY, TREE)):
        assert (found.verdict, found.left.code, found.wider) == (Verdict.MORE_OF_A_PART, part.code, whole.code)
        assert found.ratio == Interval(Decimal("1.5"), None)


def test_a_wider_figure_above_a_narrower_one_contradicts_nothing() -> None:
    part, whole = of("a", 4, **OF_152MM), of("b", 6)
    for found in (compare(part, whole, NOBODY, TREE), compare(whole, part, NOBODY, TREE)):
        assert (found.verdict, found.size, found.wider) == (Verdict.WIDER_KIND, Decimal(0), whole.code)
        assert found.ratio is not None
        assert round(found.ratio.low or 0, 4) == (Decimal("1.5") if found.left is whole else Decimal("0.6667"))


def test_a_kind_that_says_nothing_of_what_it_holds_is_no_wider_one() -> None:
    """A million rounds of a type that nobody stated bound no number of rockets."""
    rockets, untyped = of("sky", 100_000_000, munition="rocket"), of("wsj", 1_000_000, munition="munition")
    found = compare(rockets, untyped, NOBODY, TREE)
    assert (found.verdict, found.ratio, found.wider) == (Verdict.OTHER_COUNT, None, "")


def test_kinds_of_which_neither_holds_the_other_are_not_compared() -> None:
    assert compare(of("a", 4, **OF_152MM), of("b", 6, munition="rocket"), NOBODY, TREE).verdict is Verdict.OTHER_COUNT


def test_more_of_a_part_in_a_shorter_time_is_a_contradiction_and_over_another_time_none() -> None:
    part = of("a", 9, **OF_152MM, period_end=date(2024, 3, 31))
    assert compare(part, of("b", 4), NOBODY, TREE).verdict is Verdict.MORE_OF_A_PART
    earlier = of("b", 4, period_start=date(2022, 1, 1), period_end=date(2022, 12, 31))
    assert compare(part, earlier, NOBODY, TREE).verdict is Verdict.DIFFERENT_PERIODS


def test_over_different_times_a_size_is_told_and_is_no_difference() -> None:
    mine, csis = of("a", 4_800_000, bound="up-to"), of("b", 2_500_000, bound="at-least", period_start=date(2023, 1, 1))
    found = compare(csis, mine, NOBODY)
    assert (found.verdict, found.size) == (Verdict.DIFFERENT_PERIODS, Decimal(0))
    assert found.size_digits == Interval(None, Decimal("1.92"))
    assert compare(mine, of("d", 9, bound="up-to", period_start=date(2023, 1, 1)), NOBODY).ratio is None
    assert compare(mine, of("d", 0, period_start=date(2023, 1, 1)), NOBODY).ratio is None


@given(ledgers(largest=12), st.dates(date(2021, 1, 1), date(2023, 12, 31)))
def test_no_difference_hangs_on_a_start_that_only_a_series_has(claims: list[Shipment], other: date) -> None:
    def moved(claim: Shipment) -> Shipment:
        return claim if claim.start_basis.names else replace(claim, period_start=other)

    for one, two in combinations(claims, 2):
        held, again = compare(one, two, NOBODY), compare(moved(one), moved(two), NOBODY)
        if held.verdict.differs or again.verdict.differs:
            assert (held.verdict, held.ratio) == (again.verdict, again.ratio)
