"""Which time a claim has to be about to bound a term of a balance, against days counted one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.balance_reading import floor_of
from flows.estimates.balance_terms import candidates, reading_of
from flows.estimates.balance_time import begun, is_about, of_pace, of_total, pace_time
from flows.estimates.interval import Interval
from flows.estimates.nesting import Nesting
from flows.estimates.period import Period
from flows.vocabulary import BalanceTerm, Caution
from tests.flows.estimates.test_balance_terms import SPRING
from tests.makers import indicator, rate, shipment
from tests.oracles.balance import bounds_of_total, by_the_year

RECEIVED, FIRED = BalanceTerm.RECEIVED, BalanceTerm.FIRED
YEAR_1800 = replace(SPRING, start=date(1800, 1, 1), end=date(1800, 12, 31))
UNTIL_OCTOBER = shipment("until", 9, period_end=date(2024, 10, 28), claimed_on=date(2024, 10, 28))
DAY = date(2024, 1, 1)
days = st.integers(0, 40).map(lambda number: DAY + timedelta(days=number))
asked_times = st.tuples(days, days).map(lambda both: (min(both), max(both)))


def bounds(claim: Any, subject: Any, *others: Any) -> set[tuple[Decimal | None, Decimal | None]]:
    found = candidates([claim, *others], RECEIVED, subject, Nesting())
    return {(one.interval.low, one.interval.high) for one in found if claim.code in one.codes}


def test_a_running_total_from_an_unstated_day_bounds_what_came_before_its_end_from_above_only() -> None:
    assert bounds(UNTIL_OCTOBER, SPRING, shipment("since", 5, period_start=date(2023, 8, 1))) == {
        (Decimal(0), Decimal(9))
    }
    assert of_total(UNTIL_OCTOBER, SPRING) == Caution.START_NOT_STATED


def test_it_bounds_no_time_that_was_over_before_anything_on_record_began() -> None:
    assert bounds(UNTIL_OCTOBER, YEAR_1800, shipment("since", 5, period_start=date(2023, 8, 1))) == set()
    assert bounds(UNTIL_OCTOBER, SPRING) == set()
    began = shipment("since", 5, period_start=SPRING.end)
    assert bounds(UNTIL_OCTOBER, SPRING, began) == {(Decimal(0), Decimal(9))}


def test_a_total_of_which_no_end_was_stated_is_no_ceiling_of_what_came_after() -> None:
    claim = shipment("from", 9, temporal="interval", period_start=date(2023, 1, 1), claimed_on=date(2023, 2, 1))
    assert of_total(claim, SPRING) == Caution.TIME_NOT_STATED
    assert bounds(claim, SPRING) == set()
    spent = indicator("i", 5, actor="ru", name="shells-fired", unit="round", period_start=date(2022, 2, 24))
    assert candidates([spent], FIRED, SPRING, Nesting()) == ()


def test_a_total_that_began_in_the_time_and_was_stated_in_it_is_a_floor() -> None:
    claim = shipment("from", 9, temporal="interval", period_start=date(2024, 2, 1), claimed_on=date(2024, 3, 1))
    assert of_total(claim, SPRING) == Caution.PART_OF_TIME
    assert bounds(claim, SPRING) == {(Decimal(9), None)}


@pytest.mark.parametrize(
    ("start", "end", "time"),
    [
        (date(2024, 1, 1), date(2024, 5, 31), Period(date(2024, 1, 1), date(2024, 5, 31))),
        (date(2024, 1, 1), None, Period(date(2024, 1, 1), date(2024, 6, 14))),
        (date(2025, 1, 1), None, Period(date(2025, 1, 1), date(2025, 1, 1))),
        (None, date(2024, 5, 31), Period(date(2024, 5, 31), date(2024, 5, 31))),
        (None, None, Period(None, None)),
    ],
)
def test_a_pace_with_one_end_runs_until_it_was_stated_or_is_of_its_end(
    start: date | None, end: date | None, time: Period
) -> None:
    claim = rate("r", period_start=start, period_end=end, claimed_on=date(2024, 6, 14))
    assert pace_time(claim) == time
    assert not is_about(claim, FIRED, YEAR_1800, None)
    assert of_pace(claim, YEAR_1800) in (Caution.OUTSIDE_ITS_TIME, Caution.TIME_NOT_STATED)


@given(st.integers(0, 400), st.integers(0, 400), st.integers(1, 400))
def test_a_pace_sets_no_ceiling_to_days_of_which_it_does_not_speak(first: int, length: int, asked: int) -> None:
    subject = replace(SPRING, start=DAY, end=DAY + timedelta(days=asked - 1))
    start, end = DAY + timedelta(days=first - 100), DAY + timedelta(days=first - 100 + length)
    claim = rate("r", 10, period_start=start, period_end=end, claimed_on=end)
    spoken = sum(start <= DAY + timedelta(days=day) <= end for day in range(asked))
    found = [(one.interval.low, one.interval.high) for one in candidates([claim], FIRED, subject, Nesting())]
    if not spoken:
        assert found == []
    elif asked <= 184 or 4 * spoken >= 3 * asked:
        assert found == [(Decimal(10 * asked), Decimal(10 * asked))]
    else:
        assert found == [(Decimal(10 * spoken), None)]


def test_paces_of_parts_of_a_year_are_rivals_and_a_total_of_the_whole_is_none_of_theirs() -> None:
    year = replace(SPRING, end=date(2024, 12, 31))
    march = rate("march", 10, period_start=date(2024, 3, 1), period_end=date(2024, 3, 31))
    spring = rate("spring", 70, period_start=date(2024, 1, 1), period_end=date(2024, 5, 31))
    floor = floor_of(candidates([march, spring], FIRED, year, Nesting()))
    assert floor is not None
    assert (floor.codes, floor.low) == (("march",), Decimal(310))
    by_year = rate("by", 366, per="year", period_start=date(2024, 3, 1), period_end=date(2024, 3, 31))
    (whole,) = candidates([by_year], FIRED, year, Nesting())
    assert whole.interval == Interval(Decimal(366), Decimal(366))
    of_year = rate("year", 20, period_start=date(2024, 1, 1), period_end=date(2024, 12, 31))
    floor = floor_of(candidates([march, of_year], FIRED, year, Nesting()))
    assert floor is not None
    assert floor.codes == ("year",)


def test_a_start_that_is_only_that_of_a_series_is_not_stated() -> None:
    claim = shipment(
        "s", 9, period_start=date(2023, 8, 1), start_basis="series", period_end=date(2024, 10, 28), claimed_on=DAY
    )
    assert of_total(claim, SPRING) == Caution.START_NOT_STATED
    assert begun([claim]) == date(2024, 10, 28)


@given(
    st.none() | days, st.none() | days, days, asked_times, st.sampled_from(["cumulative", "interval"]), st.lists(days)
)
def test_a_total_bounds_what_its_days_allow(
    start: date | None,
    end: date | None,
    stated: date,
    asked: tuple[date, date],
    temporal: str,
    others: list[date],
) -> None:
    if start is not None and end is not None and start > end:
        start, end = end, start
    claim = shipment("s", 7, temporal=temporal, period_start=start, period_end=end, claimed_on=stated)
    beside = [shipment(f"o{n}", 1, period_start=day, claimed_on=DAY) for n, day in enumerate(others)]
    subject = replace(SPRING, start=asked[0], end=asked[1])
    first = begun([claim, *beside])
    assert first is not None
    floor, ceiling = bounds_of_total(start, end, stated, asked, runs=temporal == "cumulative", first=first)
    expected = {(Decimal(7 if floor else 0), Decimal(7) if ceiling else None)}
    assert bounds(claim, subject, *beside) == (expected if floor or ceiling else set())


in_two_years = st.integers(0, 730).map(lambda number: date(2023, 1, 1) + timedelta(days=number))
two_days = st.tuples(in_two_years, in_two_years).map(lambda both: (min(both), max(both)))
nearly_a_year = st.tuples(st.integers(0, 95), st.integers(270, 364)).map(
    lambda both: (date(2023, 1, 1) + timedelta(days=both[0]), date(2023, 1, 1) + timedelta(days=both[1]))
)


@given(own=nearly_a_year | two_days, asked=nearly_a_year | two_days, later=st.integers(-20, 20))
def test_a_figure_by_the_year_comes_to_what_its_days_do(
    own: tuple[date, date], asked: tuple[date, date], later: int
) -> None:
    stated = own[1] + timedelta(days=later)
    claim = rate("r", 1_000_000, per="year", period_start=own[0], period_end=own[1], claimed_on=stated)
    subject = replace(SPRING, start=asked[0], end=asked[1])
    found = reading_of(claim, FIRED, subject, chosen=True)
    assert found.low == by_the_year(1_000_000, *own, stated, asked)
