from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.estimates.period import Period, alike
from tests.makers import indicator, rate, ratio, shipment

JUNE = date(2024, 6, 14)
YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
days = st.dates(date(2022, 1, 1), date(2026, 12, 31))


def test_a_running_total_whose_end_is_not_stated_ends_on_the_day_of_the_statement() -> None:
    claim = shipment("june", claimed_on=JUNE, period_start=date(2023, 8, 1))
    assert Period.of(claim) == Period(date(2023, 8, 1), JUNE)
    assert Period.of(shipment("no-start", claimed_on=JUNE)) == Period(None, JUNE)


def test_a_total_keeps_an_end_that_was_stated() -> None:
    claim = shipment("p", claimed_on=JUNE, period_start=date(2023, 8, 1), period_end=date(2024, 1, 31))
    assert Period.of(claim).end == date(2024, 1, 31)


def test_a_total_that_starts_after_its_statement_has_no_end() -> None:
    plan = shipment("plan", claimed_on=JUNE, period_start=date(2025, 1, 1), stage="pledged")
    assert Period.of(plan) == Period(date(2025, 1, 1), None)


@pytest.mark.parametrize("temporal", ["interval", "snapshot"])
def test_a_figure_for_a_period_without_an_end_stays_open(temporal: str) -> None:
    claim = shipment("open", claimed_on=JUNE, period_start=date(2024, 1, 1), temporal=temporal)
    assert Period.of(claim) == Period(date(2024, 1, 1), None)
    assert not Period.of(claim).is_known


def test_rates_ratios_and_indicators_are_about_what_they_state() -> None:
    summer: dict[str, Any] = {
        "period_start": date(2023, 6, 1),
        "period_end": date(2023, 8, 31),
        "claimed_on": date(2025, 8, 4),
    }
    for claim in (ratio("r", None, None, **summer), rate("p", **summer), indicator("i", **summer)):
        assert Period.of(claim) == Period(date(2023, 6, 1), date(2023, 8, 31))
    assert Period.of(ratio("r", None, None)).is_unknown
    assert Period.of(rate("p", period_start=date(2024, 1, 1))) == Period(date(2024, 1, 1), None)


def test_a_start_that_only_the_series_has_is_no_part_of_the_time_of_a_claim() -> None:
    named: dict[str, Any] = {"claimed_on": JUNE, "period_start": date(2023, 8, 1)}
    assert Period.of(shipment("nis", **named, start_basis="series")) == Period(None, JUNE)
    assert Period.of(shipment("nis", **named, start_basis="inferred")) == Period(date(2023, 8, 1), JUNE)


def test_a_period_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="cannot end on 2024-01-01"):
        Period(date(2024, 12, 31), date(2024, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 0, True),
        (92, 0, True),
        (-92, -92, True),
        (93, 0, False),
        (-93, 0, False),
        (0, 93, False),
        (0, -93, False),
    ],
)
def test_starts_and_ends_each_lie_within_92_days(start: int, end: int, expected: bool) -> None:
    assert YEAR.start is not None
    assert YEAR.end is not None
    other = Period(YEAR.start + timedelta(days=start), YEAR.end + timedelta(days=end))
    assert alike(YEAR, other) is alike(other, YEAR) is expected


def test_how_many_days_is_a_parameter() -> None:
    other = Period(date(2024, 2, 1), date(2024, 12, 31))
    assert not alike(YEAR, other, days=30)
    assert alike(YEAR, other, days=31)


@pytest.mark.parametrize("other", [Period(None, YEAR.end), Period(YEAR.start, None), Period(None, None)])
def test_what_is_not_known_is_like_nothing(other: Period) -> None:
    assert not alike(YEAR, other)
    assert not alike(other, YEAR)
    assert not alike(other, other)


@given(days, days)
def test_a_period_is_like_itself_and_of_the_year_of_both_its_ends(one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other))
    assert alike(period, period, 0)
    assert period.year == (one.year if one.year == other.year else None)


def test_an_open_period_lies_within_no_year() -> None:
    assert Period(date(2024, 1, 1), None).year is None
    assert Period(None, date(2024, 1, 1)).year is None
