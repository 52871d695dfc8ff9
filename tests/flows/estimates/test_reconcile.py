"""The fewest published changes after which two claims meet: worked answers, rules, and every sequence tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.estimates.interval import Interval
from flows.estimates.nesting import Nesting
from flows.estimates.reconcile import (
    CHANGE,
    MOST_CHANGES,
    MOST_WAYS,
    RECONCILED,
    Published,
    Reading,
    Reconciliation,
    apart_by,
    factors,
    meeting,
    reconcile,
)
from flows.records import Origin, Rate, Shipment
from flows.vocabulary import Difference, Reconciled, ReconcilingChange
from flows.wording import computed_words
from tests.makers import rate, shipment
from tests.oracles.reconcile import fewest

FIVE = Decimal("0.05")
OSC_DAY, SEOUL_DAY, HUR_DAY = date(2025, 4, 15), date(2025, 7, 13), date(2025, 11, 14)


def containers(code: str, figure: int, **named: Any) -> Shipment:
    return shipment(code, figure, munition="container", munition_plural="containers", unit="container", **named)


def derived(code: str, carriers: Shipment, figure: int | None, **named: Any) -> Shipment:
    origin = Origin(code=carriers.code, quantity=carriers.quantity, plural=carriers.munition_plural, unit=carriers.unit)
    return shipment(code, figure, derived_from=carriers.code, origin=origin, **named)


OSC_COUNT = containers("osc-containers", 15_800, bound="at-least", claimant="osc", claimed_on=OSC_DAY)
OSC = replace(
    derived("osc-rounds", OSC_COUNT, None, bound="between", claimant="osc", claimed_on=OSC_DAY),
    low=Decimal(4_200_000),
    high=Decimal(5_800_000),
)
SEOUL_COUNT = containers("seoul-containers", 28_000, bound="about", claimed_on=SEOUL_DAY)
SEOUL = derived("seoul-152mm", SEOUL_COUNT, 12_000_000, bound="at-least", factor=Decimal("428.6"), claimed_on=SEOUL_DAY)
HUR = shipment("hur", 6_500_000, bound="about", claimant="ua-hur", stage="delivered", claimed_on=HUR_DAY)
WORLD = (OSC_COUNT, OSC, SEOUL_COUNT, SEOUL, HUR)


def published(*claims: Shipment | Rate) -> Published:
    shipments = [claim for claim in claims if isinstance(claim, Shipment)]
    return Published(claims, factors(shipments, {claim.code: claim for claim in shipments}))


def reconciled(
    left: Shipment | Rate, right: Shipment | Rate, *more: Shipment | Rate, tolerance: Decimal = FIVE, **named: Any
) -> Reconciliation:
    return reconcile(left, right, published(*{c.code: c for c in (left, right, *more)}.values()), tolerance, **named)


def steps(found: Reconciliation) -> list[tuple[str, str, str]]:
    assert found.best
    return [(step.side, step.change.kind.code, step.change.claim.code) for step in found.best.steps]


def test_15_800_containers_at_seouls_428_6_come_within_5_percent_of_kyivs_6_5_million() -> None:
    found = reconciled(OSC_COUNT, HUR, *WORLD)
    assert (found.outcome, steps(found)) == (Reconciled.CHANGED, [("left", "factor", "seoul-152mm")])
    assert found.best
    (step,) = found.best.steps
    assert step.before.interval == Interval(Decimal(15_800), None)
    assert step.after.interval == Interval(Decimal(6_771_428), None)
    assert found.best.meeting.overlap is None
    assert round(found.best.meeting.distance, 3) == Decimal("0.040")
    assert found.best.differences == (Difference.MIXED_STAGE, Difference.UNKNOWN_PERIOD)


def test_the_same_step_is_found_where_the_rounds_and_not_the_containers_are_asked_about() -> None:
    found = reconciled(OSC, HUR, *WORLD)
    assert steps(found) == [("left", "factor", "seoul-152mm")]
    assert found.best
    assert found.best.steps[0].change.instead is OSC


def test_12_million_comes_near_by_the_count_of_osc() -> None:
    found = reconciled(SEOUL, HUR, *WORLD)
    assert steps(found) == [("left", "count", "osc-containers")]
    assert found.best
    assert found.best.left.interval == Interval(Decimal(6_771_428), None)


def test_without_a_tolerance_they_do_not_meet_by_that_step() -> None:
    found = reconciled(OSC_COUNT, HUR, *WORLD, tolerance=Decimal("0.03"))
    assert found.outcome == Reconciled.NONE


def test_28_000_containers_at_266_to_367_are_7_4_to_10_3_million() -> None:
    (of_osc,) = [factor for factor in published(*WORLD).factors if factor.claim is OSC]
    assert computed_words(of_osc.each) == "265.8 to 367.1"
    assert Reading(SEOUL_COUNT, of_osc).interval == Interval(Decimal(7_443_037), Decimal(10_278_482))


def test_what_a_claimant_said_that_its_own_containers_could_hold_stands_as_stated() -> None:
    (of_osc,) = [factor for factor in published(*WORLD).factors if factor.claim is OSC]
    assert Reading(OSC_COUNT, of_osc).interval == Interval(Decimal(4_200_000), Decimal(5_800_000))


def test_claims_that_overlap_need_no_change_and_a_floor_says_how_far_the_figures_are_apart() -> None:
    found = reconciled(shipment("a", 4_800_000, bound="up-to"), shipment("b", 2_500_000, bound="at-least"))
    assert (found.outcome, found.found) == (Reconciled.MEET, 1)
    assert found.best
    assert found.best.steps == ()
    assert found.best.meeting.overlap == Interval(Decimal(2_500_000), Decimal(4_800_000))
    assert found.best.meeting.distance == Decimal(23) / Decimal(48)


def test_within_the_tolerance_points_meet_without_an_overlap() -> None:
    found = reconciled(shipment("a", 100), shipment("b", 95, claimant="ua-hur"))
    assert found.outcome == Reconciled.MEET
    assert found.best
    assert (found.best.meeting.overlap, found.best.meeting.distance) == (None, FIVE)
    assert reconciled(shipment("a", 100), shipment("b", 94, claimant="ua-hur")).outcome == Reconciled.NONE


def test_units_that_no_published_factor_joins_are_said_to_be_so() -> None:
    assert reconciled(OSC_COUNT, HUR).outcome == Reconciled.UNITS
    assert reconciled(OSC_COUNT, HUR, OSC, SEOUL_COUNT).outcome == Reconciled.NONE


def test_a_claim_without_a_figure_meets_nothing() -> None:
    assert reconciled(shipment("a", None), HUR).outcome == Reconciled.NO_FIGURE
    assert meeting(Interval(None, None), Interval(Decimal(1), Decimal(2)), FIVE) is None


@pytest.mark.parametrize(
    "other",
    [
        {"supplier": "eu", "recipient": "ua"},
        {"recipient": "ua"},
        {"munition": "tank"},
    ],
)
def test_what_is_about_other_parties_or_goods_is_not_reconciled(other: dict[str, str]) -> None:
    above = {"tank": frozenset({"materiel"}), "artillery-round": frozenset({"munition"})}
    found = reconciled(HUR, shipment("b", 6_500_000, **other), relations=Nesting(above=above))
    assert (found.outcome, found.ways) == (Reconciled.APART, ())


def test_two_calibres_below_one_kind_and_a_part_of_a_union_are_about_the_same() -> None:
    kinds = frozenset({"artillery-round", "munition"})
    above = {"m152": kinds, "m122": kinds, "artillery-round": frozenset({"munition"})}
    one, other = shipment("a", 100, munition="m152"), shipment("b", 100, munition="m122")
    assert reconciled(one, other, relations=Nesting(above=above)).outcome == Reconciled.MEET
    of_union = Nesting(actors={"kp": frozenset({"de"}), "de": frozenset({"kp"})})
    assert reconciled(one, replace(one, code="c", supplier="de"), relations=of_union).outcome == Reconciled.MEET


FIRST = shipment("first", 1_000, claimed_on=date(2024, 1, 1), superseded_by="second")
SECOND = shipment("second", 2_000, claimed_on=date(2024, 2, 1), supersedes="first")


@pytest.mark.parametrize(
    ("beside", "kind"),
    [
        (shipment("reading", 2_000, alternative_group="g", munition="m122"), ReconcilingChange.CALIBRE),
        (shipment("pledged", 2_000, stage="pledged"), ReconcilingChange.STAGE),
        (shipment("whole", 2_000, claimant="eu"), ReconcilingChange.SCOPE),
        (shipment("part", 2_000, claimant="eu", part_of="asked"), ReconcilingChange.SCOPE),
        (shipment("later", 2_000, claimed_on=date(2024, 5, 1)), ReconcilingChange.TIME),
        (shipment("chained", 2_000, munition="m152", supersedes="asked"), ReconcilingChange.TIME),
    ],
)
def test_each_kind_of_change_is_made_once_something_published_joins_the_two(
    beside: Shipment, kind: ReconcilingChange
) -> None:
    part_of = "whole" if beside.code == "whole" else None
    left = shipment("asked", 9_000, alternative_group="g", part_of=part_of)
    right = shipment("met", 2_000, claimant="ua-hur")
    found = reconciled(left, right, beside)
    assert steps(found) == [("left", kind.code, beside.code)]
    apart = replace(beside, claimant="us", alternative_group="", part_of=None, supersedes=None)
    assert reconciled(replace(left, part_of=None), right, apart).outcome == Reconciled.NONE


def test_of_equally_few_changes_those_through_claims_that_stand_come_first_then_the_nearest() -> None:
    left = shipment("asked", 9_000)
    right = shipment("met", 1_000, claimant="ua-hur")
    gone = shipment("gone", 1_000, claimed_on=date(2024, 2, 1), superseded_by="x")
    near, far = (shipment(code, figure, claimed_on=date(2024, 3, 1)) for code, figure in (("near", 990), ("far", 960)))
    found = reconciled(left, right, gone, far, near)
    assert [way.steps[0].change.claim.code for way in found.ways] == ["near", "far", "gone"]
    assert [way.superseded for way in found.ways] == [0, 0, 1]


def test_a_part_or_a_figure_of_one_month_is_no_count_of_the_same_carriers() -> None:
    tranche = containers("tranche", 15_800, claimant="us", part_of="whole")
    month = containers("month", 15_800, claimant="us", temporal="interval")
    assert reconciled(SEOUL, HUR, SEOUL_COUNT, tranche, month).outcome == Reconciled.NONE


def test_paces_are_compared_by_the_day_and_change_with_the_time_or_the_place() -> None:
    a_month = rate("month", 304_375, per="month")
    assert reconciled(a_month, rate("day", 10_000, claimant="ua-hur")).outcome == Reconciled.MEET
    left, right = rate("left", 70_000), rate("right", 10_000, claimant="ua-hur")
    later = rate("later", 10_000, claimed_on=date(2025, 1, 1))
    east = rate("east", 10_000, place="donbas")
    assert steps(reconciled(left, right, later)) == [("left", "time", "later")]
    assert steps(reconciled(left, right, east)) == [("left", "scope", "east")]
    assert reconciled(left, right, replace(later, munition="mortar-round")).outcome == Reconciled.NONE
    assert reconciled(left, rate("made", 10_000, activity="produced")).outcome == Reconciled.APART
    assert reconciled(left, rate("theirs", 70_000, actor="ua")).outcome == Reconciled.APART


def test_what_still_differs_of_two_paces_is_said() -> None:
    march: dict[str, Any] = {"period_start": date(2024, 3, 1), "period_end": date(2024, 3, 31)}
    summer: dict[str, Any] = {"period_start": date(2024, 8, 1), "period_end": date(2024, 8, 31)}
    nothing: dict[str, Any] = {}
    for one, other, expected in (
        (march, march, ()),
        (march, summer, (Difference.DIFFERENT_PERIODS,)),
        (march, nothing, (Difference.UNKNOWN_PERIOD,)),
    ):
        found = reconciled(rate("a", **one), rate("b", claimant="ua-hur", **other))
        assert found.best
        assert found.best.differences == expected


def test_of_many_ways_only_the_best_are_given_and_all_are_counted() -> None:
    more = [shipment(f"m{number:02d}", 2_000, claimed_on=date(2024, 5, 1)) for number in range(MOST_WAYS + 5)]
    found = reconciled(shipment("asked", 9_000), shipment("met", 2_000, claimant="ua-hur"), *more)
    assert (len(found.ways), found.found) == (MOST_WAYS, MOST_WAYS + 5)


def test_zero_is_far_from_everything_but_itself() -> None:
    nothing, some = Interval(Decimal(0), Decimal(0)), Interval(Decimal(1), Decimal(1))
    assert apart_by(nothing, some) == 1
    assert apart_by(nothing, nothing) == 0


def test_the_lists_name_every_code() -> None:
    assert CHANGE.codes == tuple(change.code for change in ReconcilingChange)
    assert RECONCILED.codes == tuple(outcome.code for outcome in Reconciled)


@st.composite
def worlds(draw: st.DrawFn) -> list[Shipment]:
    """A few claims about one flow: counts of containers and of voyages, rounds as stated and derived from these."""
    claims: list[Shipment] = []
    for number in range(draw(st.integers(2, 6))):
        kind = draw(st.sampled_from(["container", "container", "round", "round", "derived", "derived", "voyage"]))
        carriers = [claim for claim in claims if claim.unit != "round"]
        named: dict[str, Any] = {
            "claimant": draw(st.sampled_from(["kr-mnd", "osc", "ua-hur"])),
            "bound": draw(st.sampled_from(["exact", "about", "at-least", "up-to"])),
            "stage": draw(st.sampled_from(["shipped", "shipped", "delivered"])),
            "temporal": draw(st.sampled_from(["cumulative", "cumulative", "interval"])),
            "alternative_group": draw(st.sampled_from(["", "", "g"])),
            "part_of": draw(st.sampled_from([None, None, None, *(claim.code for claim in claims)])),
            "supersedes": draw(st.sampled_from([None, None, *(claim.code for claim in claims)])),
            "superseded_by": draw(st.sampled_from([None, None, "later"])),
        }
        code, figure = f"c{number}", draw(st.integers(1, 20))
        rounds = {"munition": draw(st.sampled_from(["m152", "m152", "m122"]))}
        match kind:
            case "container":
                claims.append(containers(code, figure * 1_000, **named))
            case "voyage":
                claims.append(shipment(code, figure, munition="voyage", unit="voyage", **named))
            case "derived" if carriers:
                factor = draw(st.sampled_from([None, Decimal(300), Decimal(480)]))
                origin = draw(st.sampled_from(carriers))
                claims.append(derived(code, origin, figure * 500_000, factor=factor, **rounds, **named))
            case _:
                claims.append(shipment(code, figure * 500_000, **rounds, **named))
    return claims


TREE = Nesting(
    above={one: frozenset({"artillery-round", "munition"}) for one in ("m152", "m122")}
    | {"artillery-round": frozenset({"munition"})}
)


@settings(max_examples=400)
@given(worlds(), st.sampled_from([Decimal(0), FIVE, Decimal("0.3")]))
def test_no_sequence_of_changes_is_better_than_the_one_that_is_found(world: list[Shipment], tolerance: Decimal) -> None:
    left, right = world[0], world[1]
    found = reconcile(left, right, published(*world), tolerance, TREE)
    if found.outcome == Reconciled.APART:
        return
    expected = fewest(left, right, world, tolerance, MOST_CHANGES)
    if expected is None:
        assert (found.outcome, found.ways) in ((Reconciled.NONE, ()), (Reconciled.UNITS, ()))
        return
    best = found.best
    assert best
    assert (len(best.steps), best.superseded, best.meeting.distance) == expected
    assert best.meeting == meeting(best.left.interval, best.right.interval, tolerance)
    for side, start in (("left", left), ("right", right)):
        taken = [step for step in best.steps if step.side == side]
        assert [step.before for step in taken] == [Reading(start), *(step.after for step in taken)][: len(taken)]
