from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.estimates.interval import Interval
from flows.estimates.ledger import resolve
from flows.estimates.nesting import Nesting
from flows.estimates.period import Period
from flows.estimates.totals import MOST_COMPARED, NOT_ADDITIVE, Reason, Refusal, Total, total
from flows.records import Quantity, Shipment
from flows.vocabulary import Bound
from tests.makers import ledgers, shipment
from tests.oracles import totals as oracle

NESTING = Nesting(
    actors={"eu": frozenset({"de", "cz-initiative"}), "de": frozenset({"eu"}), "cz-initiative": frozenset({"eu"})},
    claimants={"msmt": frozenset({"us-government"}), "us-government": frozenset({"msmt"})},
    above={
        "artillery-round-155mm": frozenset({"artillery-round", "munition"}),
        "artillery-round": frozenset({"munition"}),
        "artillery-round-105mm": frozenset({"artillery-round", "munition"}),
    },
)


def in_period(code: str, start: str, end: str, figure: int = 100, **named: object) -> Shipment:
    period = {"period_start": date.fromisoformat(start), "period_end": date.fromisoformat(end)}
    return shipment(code, figure, **{"temporal": "interval", **period, **named})


FIRST_HALF = in_period("first-half", "2024-01-01", "2024-06-30", 400)
SECOND_HALF = in_period("second-half", "2024-07-01", "2024-12-31", 500)


def refused(*claims: Shipment) -> tuple[Reason, ...]:
    answer = total(claims, NESTING)
    assert isinstance(answer, Refusal)
    return answer.reasons


def test_one_claimants_figures_for_periods_that_do_not_meet_add_up() -> None:
    answer = total([SECOND_HALF, FIRST_HALF], NESTING)
    assert isinstance(answer, Total)
    assert answer.quantity == Quantity(Bound.EXACT, point=Decimal(900))
    assert [claim.code for claim in answer.claims] == ["first-half", "second-half"]


def test_suppliers_apart_add_up_even_as_running_totals() -> None:
    answer = total(
        [shipment("kp", 300), shipment("ir", 200, supplier="ir", claimant="csis", bound="at-least")], NESTING
    )
    assert isinstance(answer, Total)
    assert answer.quantity == Quantity(Bound.AT_LEAST, low=Decimal(500))


def test_calibres_side_by_side_add_up() -> None:
    claims = [
        shipment("155", 3, munition="artillery-round-155mm"),
        shipment("105", 4, munition="artillery-round-105mm"),
    ]
    answer = total(claims, NESTING)
    assert isinstance(answer, Total)
    assert answer.quantity.point == 7


def test_no_claims_are_an_unknown_total_and_not_zero() -> None:
    answer = total([], NESTING)
    assert isinstance(answer, Total)
    assert answer.quantity == Quantity(Bound.UNQUANTIFIED)


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        (in_period("june", "2024-06-01", "2024-07-31"), "overlapping_period"),
        (in_period("unbounded", "2024-07-01", "2024-12-31", temporal="cumulative"), "overlapping_period"),
        (in_period("csis", "2024-07-01", "2024-12-31", claimant="csis"), "overlapping_claimants"),
        (in_period("pledged", "2024-07-01", "2024-12-31", stage="pledged"), "mixed_stage"),
        (in_period("capacity", "2024-07-01", "2024-12-31", basis="capacity-if-full"), "mixed_basis"),
        (in_period("boxes", "2024-07-01", "2024-12-31", munition="container", unit="container"), "mixed_unit"),
        (in_period("inside", "2024-07-01", "2024-12-31", part_of="first-half"), "part_of"),
        (in_period("computed", "2024-07-01", "2024-12-31", derived_from="first-half"), "part_of"),
        (in_period("larger", "2024-01-01", "2024-12-31", munition="munition"), "overlapping_period"),
    ],
)
def test_a_sum_that_is_not_right_is_refused_with_its_reason_and_codes(other: Shipment, reason: str) -> None:
    periods = (Period.of(FIRST_HALF), Period.of(other)) if reason == "overlapping_period" else ()
    (found,) = refused(FIRST_HALF, other)
    assert (found.code, found.claims) == (reason, tuple(sorted((FIRST_HALF.code, other.code))))
    assert set(found.periods) == set(periods)


def test_periods_that_clash_are_named_once_the_earliest_first() -> None:
    year, june = in_period("year", "2024-01-01", "2024-12-31"), in_period("june", "2024-06-01", "2024-06-30")
    again, since = replace(year, code="again"), replace(june, code="since", period_start=None)
    (found,) = refused(june, year, again, since)
    assert found.periods == (Period.of(since), Period.of(year), Period.of(june))


def test_a_bloc_and_its_member_do_not_add_up() -> None:
    bloc = shipment("eu", supplier="eu", recipient="ua", claimant="eu-hr")
    member = shipment("de", supplier="de", recipient="ua", claimant="de-government")
    assert refused(bloc, member) == (Reason("overlapping_suppliers", ("de", "eu")),)


def test_either_or_is_not_and() -> None:
    assert refused(shipment("152", alternative_group="g"), shipment("122", alternative_group="g")) == (
        Reason("alternative", ("122", "152")),
    )


def test_words_denials_superseded_and_retracted_claims_are_refused() -> None:
    assert refused(shipment("dozens", None)) == (Reason("unquantified", ("dozens",)),)
    assert refused(shipment("no", None, stance="denies")) == (Reason("denial", ("no",)),)
    assert refused(shipment("old", superseded_by="new")) == (Reason("superseded", ("old",)),)
    assert refused(shipment("gone", status="retracted")) == (Reason("retracted", ("gone",)),)


def test_a_part_of_a_part_is_inside_the_whole() -> None:
    whole, part = shipment("whole", supplier="us"), shipment("part", supplier="us", part_of="whole")
    inner = shipment("inner", supplier="us", part_of="part")
    assert refused(whole, part, inner) == (Reason("part_of", ("inner", "part", "whole")),)


@given(ledgers())
def test_a_total_never_exceeds_the_sum_of_its_parts_highs(claims: list[Shipment]) -> None:
    chosen = [claim for claim in resolve(claims).standing if claim.temporal == "interval"][:1]
    apart = [*chosen, shipment("elsewhere", 7, supplier="ir", recipient="by", stage="shipped", basis="reported-count")]
    answer = total(apart, NESTING)
    if isinstance(answer, Total):
        highs = [
            part.quantity.point if part.quantity.point is not None else part.quantity.high for part in answer.claims
        ]
        found = answer.quantity.point if answer.quantity.point is not None else answer.quantity.high
        if all(high is not None for high in highs):
            assert found == sum(high for high in highs if high is not None)
        else:
            assert found is None


BOUNDS = st.sampled_from(["exact", "about", "at-least", "up-to"])


@given(st.lists(st.tuples(BOUNDS, st.integers(0, 9)), min_size=1, max_size=6))
def test_the_floor_of_a_sum_is_no_lower_than_that_of_any_part(parts: list[tuple[str, int]]) -> None:
    claims = [
        in_period(f"c{month}", f"2024-{month:02d}-01", f"2024-{month:02d}-28", figure, bound=bound)
        for month, (bound, figure) in enumerate(parts, 1)
    ]
    answer = total(claims, NESTING)
    assert isinstance(answer, Total)
    found = Interval.of(answer.quantity)
    assert (found.low, found.high) == oracle.added(claims)
    floors = [Interval.of(claim.quantity).low or Decimal(0) for claim in claims]
    assert (found.low or Decimal(0)) >= max(floors)


def test_an_exact_figure_and_a_ceiling_are_together_at_least_the_figure() -> None:
    exact = in_period("exact", "2023-04-01", "2023-04-30", 10_000)
    ceiling = in_period("ceiling", "2023-10-01", "2023-10-11", 8_000, bound="up-to")
    answer = total([exact, ceiling], NESTING)
    assert isinstance(answer, Total)
    assert answer.quantity == Quantity(Bound.BETWEEN, low=Decimal(10_000), high=Decimal(18_000))
    alone = total([ceiling], NESTING)
    assert isinstance(alone, Total)
    assert alone.quantity == Quantity(Bound.UP_TO, high=Decimal(8_000))


@given(ledgers(8), st.randoms(use_true_random=False))
def test_the_order_of_claims_never_matters_to_a_sum(claims: list[Shipment], order: random.Random) -> None:
    shuffled = list(claims)
    order.shuffle(shuffled)
    assert total(shuffled, NESTING) == total(claims, NESTING)


def test_every_reason_has_its_words() -> None:
    assert len(set(NOT_ADDITIVE.codes)) == 13
    assert all(term.meaning.endswith(".") for term in NOT_ADDITIVE)


def test_of_very_many_claims_a_refusal_names_the_newest() -> None:
    many = [in_period(f"c{number:04d}", "2024-01-01", "2024-06-30") for number in range(1000)]
    (reason,) = refused(*many)
    assert reason.code == "overlapping_period"
    assert reason.claims[-1] == "c0999"
    assert len(reason.claims) == MOST_COMPARED


@st.composite
def claims_of_many(draw: st.DrawFn) -> list[Shipment]:
    """Claims of several parties about several kinds, with readings, parts and periods among them."""
    made: list[Shipment] = []
    for number in range(draw(st.integers(0, 14))):
        start = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 60)))
        before = st.sampled_from([None, None, None, *(claim.code for claim in made)])
        made.append(
            shipment(
                f"c{number:02d}",
                draw(st.sampled_from([None, 100, 200])),
                supplier=draw(st.sampled_from(["eu", "de", "kp"])),
                munition=draw(st.sampled_from(["artillery-round", "artillery-round-155mm", "artillery-round-105mm"])),
                claimant=draw(st.sampled_from(["msmt", "us-government", "csis"])),
                temporal=draw(st.sampled_from(["interval", "interval", "cumulative"])),
                period_start=draw(st.sampled_from([start, start, None])),
                period_end=draw(st.sampled_from([start + timedelta(days=9), start + timedelta(days=9), None])),
                alternative_group=draw(st.sampled_from(["", "", "", "one", "two"])),
                part_of=draw(before),
                derived_from=draw(before),
                stance=draw(st.sampled_from(["asserts"] * 9 + ["denies"])),
                stage=draw(st.sampled_from(["shipped"] * 5 + ["delivered"])),
            )
        )
    return made


@settings(max_examples=400)
@given(claims=claims_of_many())
def test_comparing_families_finds_what_comparing_every_pair_finds(claims: list[Shipment]) -> None:
    answer = total(claims, NESTING)
    found = {reason.code: set(reason.claims) for reason in answer.reasons} if isinstance(answer, Refusal) else {}
    assert found == oracle.reasons(claims, NESTING)


def test_cartridges_and_shells_are_not_parts_of_one_sum() -> None:
    tree = Nesting(
        above={
            "munition": frozenset(),
            "large-calibre-round": frozenset({"munition"}),
            "artillery-round-155mm": frozenset({"large-calibre-round", "munition"}),
            "mortar-round": frozenset({"large-calibre-round", "munition"}),
            "small-arms-round": frozenset({"munition"}),
        }
    )
    shells, mortars, cartridges = (
        shipment(kind, 100, munition=kind) for kind in ("artillery-round-155mm", "mortar-round", "small-arms-round")
    )
    assert isinstance(total([shells, mortars], tree), Total)
    answer = total([shells, mortars, cartridges], tree)
    assert isinstance(answer, Refusal)
    codes = tuple(sorted(claim.code for claim in (shells, mortars, cartridges)))
    assert answer.reasons == (Reason("mixed_kind", codes),)
