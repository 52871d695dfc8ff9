"""Got, made and fired: the worked figures of spring 2024, and every set of claims against one that tries all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.estimates.balance import (
    TermAnswer,
    carried,
    certificate,
    just_fitting,
    needed,
    one_certificate,
    settle,
    term_of,
)
from flows.estimates.balance_reading import OPEN, Reading, Subject
from flows.estimates.balance_terms import reading_of
from flows.estimates.interval import Interval
from flows.records import AnyClaim
from flows.vocabulary import BalanceTerm, Caution, TermSource
from tests.makers import indicator, rate, shipment
from tests.oracles.balance import least_left, minimal, minimal_of_sums, missing, widest

SPRING = Subject(
    "ru",
    "round",
    "artillery-round",
    frozenset({"artillery-round", "artillery-round-152mm"}),
    frozenset({"large-calibre-round"}),
    date(2024, 1, 1),
    date(2024, 5, 31),
)
STOCK = indicator("stock", 4_000_000, actor="ru", name="shell-stock", unit="round", claimed_on=date(2023, 10, 26))
CAPACITY = rate("capacity", 4_500_000, activity="capacity", per="year", period_start=date(2024, 1, 1))
FULL = shipment("full", 4_800_000, bound="up-to", basis="capacity-if-full", period_start=date(2023, 8, 1))
HUR = shipment("hur", 1_500_000, period_start=date(2023, 9, 13), claimed_on=date(2024, 2, 23))
FIRE = rate("fire", 70_000, period_start=date(2024, 1, 1), period_end=date(2024, 5, 31))
PRODUCED, RECEIVED, FIRED, LOST = (
    BalanceTerm.PRODUCED,
    BalanceTerm.RECEIVED,
    BalanceTerm.FIRED,
    BalanceTerm.LOST,
)


def said(claim: AnyClaim, term: BalanceTerm) -> Reading:
    return reading_of(claim, term, SPRING, chosen=True)


def terms(**claims: Any) -> dict[BalanceTerm, TermAnswer]:
    named = {"stock": STOCK, "produced": CAPACITY, "received": FULL, "fired": FIRE, **claims}
    readings = {
        BalanceTerm.of(name): [said(claim, BalanceTerm.of(name))] for name, claim in named.items() if claim is not None
    }
    return {term: term_of(term, readings.get(term, []), chosen=True) for term in BalanceTerm}


def test_spring_2024_fits_only_if_all_three_ceilings_hold() -> None:
    spring = terms()
    assert spring[FIRED].interval == Interval(Decimal(10_640_000), Decimal(10_640_000))
    assert spring[PRODUCED].interval == Interval(Decimal(0), Decimal(1_868_853))
    settled = settle(spring.values())
    assert settled.closing == Interval(Decimal(0), Decimal(28_853))
    assert settled.short_by is None
    assert certificate({term: answer.readings for term, answer in spring.items()}).number == 0
    found = needed(spring, {RECEIVED: (said(HUR, RECEIVED),)})
    assert [(one.reading.term, one.instead and one.instead.codes, int(one.short_by)) for one in found] == [
        (BalanceTerm.STOCK, None, 3_971_147),
        (PRODUCED, None, 1_840_000),
        (RECEIVED, ("hur",), 3_271_147),
    ]


def test_the_question_of_spring_2024_is_the_one_that_only_just_fits() -> None:
    more = shipment("more", 6_700_000, bound="up-to", period_start=date(2023, 8, 1))
    readings = {
        BalanceTerm.STOCK: [said(STOCK, BalanceTerm.STOCK)],
        PRODUCED: [said(CAPACITY, PRODUCED)],
        RECEIVED: [said(claim, RECEIVED) for claim in (more, FULL, HUR)],
        FIRED: [said(rate("nato", 10_000), FIRED), said(FIRE, FIRED)],
    }
    found = just_fitting(readings)
    assert found is not None
    assert [one.codes for one in found] == [("stock",), ("capacity",), ("full",), ("fire",)]
    assert just_fitting({**readings, RECEIVED: [said(HUR, RECEIVED)]}) is None


def test_with_the_lower_count_in_place_of_full_containers_it_is_short_by_3_3_million() -> None:
    spring = terms(received=HUR)
    settled = settle(spring.values())
    assert settled.closing is None
    assert settled.short_by == 3_271_147
    (found,) = certificate({term: answer.readings for term, answer in spring.items()}).sets
    assert found.codes == ("stock", "capacity", "hur", "fire")
    assert found.short_by == 3_271_147


def test_a_slower_fire_leaves_most_of_the_stock() -> None:
    spring = terms(fired=rate("nato", 10_000))
    assert spring[FIRED].interval.low == 1_520_000
    assert settle(spring.values()).closing == Interval(Decimal(0), Decimal(9_148_853))


def test_a_term_without_a_claim_is_unknown_and_open_and_nothing_is_impossible_with_it() -> None:
    spring = terms(received=None)
    assert (spring[RECEIVED].source, spring[RECEIVED].interval) == (TermSource.UNKNOWN, OPEN)
    assert settle(spring.values()).closing == Interval(Decimal(0), None)
    assert certificate({term: answer.readings for term, answer in spring.items()}).sets == ()
    assert needed(spring, {}) == ()


def test_what_was_lost_takes_away_and_without_a_claim_leaves_the_floor_at_nothing() -> None:
    exact = {term: _exactly(term, 10) for term in BalanceTerm}
    assert settle(exact.values()).closing == Interval(Decimal(10), Decimal(10))
    without = {**exact, LOST: term_of(LOST, [], chosen=False)}
    assert settle(without.values()).closing == Interval(Decimal(0), Decimal(20))


def _exactly(term: BalanceTerm, amount: int) -> TermAnswer:
    return TermAnswer(term, Interval(Decimal(amount), Decimal(amount)), TermSource.CHOSEN, ())


def test_the_closing_stock_opens_what_follows() -> None:
    opened = carried(Interval(Decimal(5), Decimal(9)))
    assert (opened.term, opened.source) == (BalanceTerm.STOCK, TermSource.CARRIED)
    assert settle([opened, _exactly(FIRED, 3)]).closing == Interval(Decimal(2), Decimal(6))
    assert settle([opened, _exactly(FIRED, 12)]).short_by == 3


def test_a_stock_of_nothing_is_possible_and_one_round_less_is_not() -> None:
    ten = _exactly(BalanceTerm.STOCK, 10)
    assert settle([ten, _exactly(FIRED, 10)]).closing == Interval(Decimal(0), Decimal(0))
    short = settle([ten, _exactly(FIRED, 11)])
    assert short.closing is None
    assert short.short_by == 1


SCOPES: tuple[tuple[dict[str, Any], tuple[Caution, ...]], ...] = (
    ({}, ()),
    ({}, (Caution.CAPACITY,)),
    ({"munition": "artillery-round-152mm"}, (Caution.NARROWER_KIND,)),
    ({"munition": "artillery-round-122mm"}, (Caution.NARROWER_KIND,)),
    ({"supplier": "kp"}, (Caution.ONE_OF_SUPPLIERS,)),
    ({"supplier": "ir"}, (Caution.ONE_OF_SUPPLIERS,)),
    ({"supplier": "kp", "munition": "artillery-round-152mm"}, (Caution.ONE_OF_SUPPLIERS, Caution.NARROWER_KIND)),
    ({"supplier": "kp", "period_end": date(2024, 2, 29)}, (Caution.PART_OF_TIME, Caution.ONE_OF_SUPPLIERS)),
    ({"supplier": "kp", "period_end": date(2024, 3, 31)}, (Caution.PART_OF_TIME, Caution.ONE_OF_SUPPLIERS)),
    ({"period_end": date(2024, 2, 29)}, (Caution.PART_OF_TIME,)),
)
"""What a reading may be of: all of a term, more than it, or one of its parts, some of which lie in one another."""


def _reading(draw: st.DrawFn, term: BalanceTerm, number: int, low: int, high: int | None) -> Reading:
    about, cautions = draw(st.sampled_from(SCOPES))
    claim = shipment(f"{term.code}-{number}", period_start=date(2024, 1, 1), **about)
    low = 0 if Caution.CAPACITY in cautions else low
    of_a_part = cautions not in ((), (Caution.CAPACITY,)) and draw(st.booleans())
    ends = Interval(Decimal(low), None if high is None or of_a_part else Decimal(high))
    return Reading(term, (claim,), ends, cautions, (Decimal(low),), None if high is None else Decimal(high))


@st.composite
def of_one_term(draw: st.DrawFn) -> list[Reading]:
    """Up to seven readings of what came, of all of it and of its parts."""
    lows = draw(st.lists(st.integers(0, 9), min_size=1, max_size=7))
    highs = [draw(st.sampled_from([None, low, low + 2, low + 9])) for low in lows]
    return [_reading(draw, RECEIVED, *each) for each in zip(range(7), lows, highs, strict=False)]


@st.composite
def readings(draw: st.DrawFn) -> list[Reading]:
    """Up to two readings of each term, some with open ends, of which many cannot all be true."""
    found = []
    for term in BalanceTerm:
        for number in range(draw(st.sampled_from([0, 1, 2, 2, 2, 2] if term.adds else [0, 1, 2, 2]))):
            low = draw(st.integers(0, 3 if term.adds else 12))
            high = draw(st.sampled_from([None, *(low + more for more in range(4))]))
            found.append(_reading(draw, term, number, low, high))
    return found


def _by_term(found: list[Reading]) -> dict[BalanceTerm, list[Reading]]:
    return {term: [reading for reading in found if reading.term == term] for term in BalanceTerm}


def test_a_narrower_figure_takes_no_ceiling_away_and_is_a_floor() -> None:
    narrow = rate("narrow", 10, bound="at-least", munition="artillery-round-152mm", activity="produced")
    made = [reading_of(claim, PRODUCED, SPRING, chosen=False) for claim in (CAPACITY, narrow)]
    assert term_of(PRODUCED, made, chosen=False).interval == Interval(Decimal(1520), Decimal(1_868_853))
    assert term_of(PRODUCED, made[1:], chosen=False).interval.high is None
    fired = [reading_of(claim, FIRED, SPRING, chosen=False) for claim in (FIRE, rate("part", 10, place="south"))]
    assert term_of(FIRED, fired, chosen=False).interval.low == 10_640_000


def _sent(code: str, figure: int, supplier: str, **named: Any) -> Reading:
    claim = shipment(code, figure, supplier=supplier, period_start=date(2024, 1, 1), **named)
    reading = reading_of(claim, RECEIVED, SPRING, chosen=False)
    one = tuple(Caution.ONE_OF_SUPPLIERS if each == Caution.ONE_SUPPLIER else each for each in reading.cautions)
    return replace(reading, interval=Interval(reading.low, None), cautions=one)


def _at_least(*found: Reading) -> int:
    return int(term_of(found[0].term, found, chosen=False).interval.low or 0)


def test_what_came_is_at_least_what_the_claims_of_any_one_supplier_agree_on() -> None:
    ends = {"period_end": date(2024, 5, 31)}
    gb, eu, us = (_sent(code, figure, code, **ends) for code, figure in (("gb", 140), ("eu", 2000), ("us", 900)))
    assert _at_least(gb, eu, us) == 2000
    rival = _sent("eu-less", 300, "eu", claimant="other", **ends)
    assert _at_least(gb, eu, rival, us) == 900
    part = _sent("eu-by-march", 1600, "eu", period_end=date(2024, 3, 31))
    assert _at_least(gb, part, rival) == 300
    assert _at_least(gb, part, eu) == 2000
    assert _at_least(gb, part) == 1600


def test_a_part_is_no_floor_where_an_account_of_the_whole_leaves_no_room_for_it() -> None:
    fired = [
        reading_of(claim, FIRED, SPRING, chosen=False)
        for claim in (rate("whole", 10), rate("most", 90), rate("part", 45, place="south", bound="at-least"))
    ]
    assert _at_least(*fired) == 10 * 152
    assert _at_least(*fired[1:]) == 90 * 152
    assert _at_least(fired[2]) == 45 * 152


def test_a_capacity_says_nothing_of_a_floor() -> None:
    made = rate("made", 1_000_000, activity="produced", per="year", period_start=date(2024, 1, 1))
    readings = [reading_of(claim, PRODUCED, SPRING, chosen=False) for claim in (CAPACITY, made)]
    assert term_of(PRODUCED, readings, chosen=False).interval == Interval(Decimal(415_300), Decimal(1_868_853))
    small = rate("small", 10, activity="capacity", period_start=date(2024, 1, 1))
    readings = [reading_of(claim, PRODUCED, SPRING, chosen=False) for claim in (small, made)]
    assert term_of(PRODUCED, readings, chosen=False).interval.low == 0


@given(readings())
def test_nothing_leaves_less_than_what_only_just_fits(found: list[Reading]) -> None:
    chosen = just_fitting(_by_term(found))
    least = least_left(found)
    assert (chosen is None) == (least is None)
    if chosen is not None:
        assert sum(int(one.high or 0) for one in chosen if one.term.adds) - int(chosen[-1].low) == least


@settings(max_examples=500)
@given(of_one_term())
def test_a_term_is_what_its_accounts_agree_on_and_as_wide_as_what_is_said_of_the_whole(found: list[Reading]) -> None:
    made = term_of(RECEIVED, found, chosen=False).interval
    low, high = widest(found)
    assert (made.low, made.high) == (Decimal(low), None if high is None else Decimal(high))


@given(of_one_term())
def test_a_floor_of_a_part_that_nobody_gainsays_is_one_of_the_whole(found: list[Reading]) -> None:
    supplier = shipment("alone", supplier="cn", period_start=date(2024, 1, 1))
    more = Reading(RECEIVED, (supplier,), Interval(Decimal(7), None), (Caution.ONE_OF_SUPPLIERS,), (Decimal(7),))
    made = term_of(RECEIVED, [*found, more], chosen=False).interval
    before = term_of(RECEIVED, found, chosen=False).interval
    if all(one.room is None or one.room >= 7 for one in found):
        assert made == Interval(max(before.low or Decimal(0), Decimal(7)), before.high)


@settings(max_examples=400)
@given(readings())
def test_the_sets_are_those_that_trying_every_subset_finds(found: list[Reading]) -> None:
    expected = minimal(found)
    made = certificate(_by_term(found), most=1000)
    assert {frozenset(one.codes): int(one.short_by) for one in made.sets} == expected
    assert made.number == len(expected)
    sizes = [(len(one.members), -one.short_by) for one in made.sets]
    assert sizes == sorted(sizes)


@given(readings(), st.integers(1, 3))
def test_of_many_sets_the_smallest_that_miss_by_most_are_named_and_all_are_counted(
    found: list[Reading], most: int
) -> None:
    every = certificate(_by_term(found), most=1000)
    assert certificate(_by_term(found), most=most).number == every.number
    assert certificate(_by_term(found), most=most).sets == every.sets[:most]


@given(readings(), st.sets(st.integers(0, 20)))
def test_a_ceiling_without_a_stated_start_is_in_no_set_named_before_one_without_it(
    found: list[Reading], unsure: set[int]
) -> None:
    marked = [
        replace(one, cautions=(*one.cautions, Caution.START_NOT_STATED)) if number in unsure else one
        for number, one in enumerate(found)
    ]
    sets = certificate(_by_term(marked), 3).sets
    which = [any(Caution.START_NOT_STATED in member.cautions for member in one.members) for one in sets]
    assert which == sorted(which)
    sure = [one for one in marked if Caution.START_NOT_STATED not in one.cautions]
    assert which.count(False) == min(3, len(minimal(sure)))


@given(readings())
def test_no_member_of_a_set_can_be_left_out(found: list[Reading]) -> None:
    by_code = {reading.codes[0]: reading for reading in found}
    for one in certificate(_by_term(found)).sets:
        members = [by_code[code] for code in one.codes]
        assert missing(members) == one.short_by
        for left_out in members:
            assert missing([member for member in members if member is not left_out]) <= 0


@settings(max_examples=400)
@given(readings())
def test_whatever_is_impossible_together_has_a_set(found: list[Reading]) -> None:
    grouped = _by_term(found)
    answers = [term_of(term, grouped[term], chosen=False) for term in BalanceTerm]
    settled = settle(answers)
    one = one_certificate(answers)
    assert (settled.closing is None) == (one is not None)
    if one is not None and settled.short_by is not None:
        assert certificate(grouped, most=1000).sets
        assert frozenset(one.codes) in minimal(found)


@given(st.lists(st.integers(0, 6), min_size=3, max_size=3), st.lists(st.integers(0, 6), min_size=2, max_size=5))
def test_of_floors_that_are_added_as_few_as_exceed_the_ceilings_are_named(
    ceilings: list[int], parts: list[int]
) -> None:
    claims = tuple(rate(f"part-{number}") for number, _ in enumerate(parts))
    floors = tuple(Decimal(part) for part in parts)
    together = Reading(FIRED, claims, Interval(sum(floors, Decimal(0)), None), (), floors)
    above = [
        Reading(term, (rate(term.code),), Interval(Decimal(0), Decimal(ceiling)), (), (Decimal(0),))
        for term, ceiling in zip((BalanceTerm.STOCK, PRODUCED, RECEIVED), ceilings, strict=True)
    ]
    expected = minimal_of_sums(above, [(claim.code, part) for claim, part in zip(claims, parts, strict=True)])
    made = certificate(_by_term([*above, together]))
    assert bool(made.sets) == bool(expected)
    for one in made.sets:
        assert expected[frozenset(one.codes)] == one.short_by
        assert len(one.codes) == min(map(len, expected))


@pytest.mark.parametrize("many", [40])
def test_two_hundred_readings_are_counted_without_trying_all(many: int) -> None:
    found = [
        Reading(term, (rate(f"{term.code}-{n}"),), Interval(Decimal(n), Decimal(100 + n)), (), (Decimal(n),))
        for term in BalanceTerm
        for n in range(many)
    ]
    assert certificate(_by_term(found)).number == 0
    fired = rate("most")
    more = Reading(FIRED, (fired,), Interval(Decimal(10_000), None), (), (Decimal(10_000),))
    made = certificate(_by_term([*found, more]))
    assert made.number == many**3
    assert made.sets[0].short_by == 10_000 - 300
    assert all("most" in one.codes for one in made.sets)


def test_the_days_of_a_period_are_both_included() -> None:
    assert SPRING.days == 152
    assert SPRING.start + timedelta(days=151) == SPRING.end
