"""Axes: quantities from 0 in words, ratios around 1 to 1, time in years, quarters or months."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.scales import along, quantity_axis, ratio_axis, time_axis


def test_millions_are_ticked_in_words() -> None:
    axis = quantity_axis([4_800_000], "rounds")
    assert [tick.label for tick in axis.ticks] == ["0", "1M", "2M", "3M", "4M", "5M"]


@given(st.floats(1, 1e10))
def test_a_quantity_axis_starts_at_zero_and_holds_its_largest_value(top: float) -> None:
    axis = quantity_axis([top], "rounds")
    assert axis.low == 0
    assert axis.high >= top
    assert 3 <= len(axis.ticks) <= 8
    assert len({tick.label for tick in axis.ticks}) == len(axis.ticks)


def test_a_ratio_axis_always_holds_one_to_one() -> None:
    axis = ratio_axis([5.0, 20.0], "to 1")
    assert axis.log
    assert "1 : 1" in [tick.label for tick in axis.ticks]
    assert 0 < along(axis, 1.0) < along(axis, 5.0) < along(axis, 20.0) < 1


def test_ratios_below_one_are_worded_the_other_way_round() -> None:
    assert "1 : 2" in [tick.label for tick in ratio_axis([0.33, 10.0], "to 1").ticks]


def test_equal_steps_of_a_ratio_are_equally_long() -> None:
    axis = ratio_axis([16.0], "to 1")
    assert abs((along(axis, 4) - along(axis, 2)) - (along(axis, 8) - along(axis, 4))) < 1e-9


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 5000))
def test_a_time_axis_holds_its_days_and_has_ticks(start: date, length: int) -> None:
    end = start + timedelta(days=length)
    axis = time_axis([start, end], "day")
    assert axis.low <= start.toordinal() <= end.toordinal() <= axis.high
    assert all(axis.low <= tick.value <= axis.high for tick in axis.ticks)
    assert axis.ticks


def test_a_tick_at_new_year_is_the_year() -> None:
    labels = [tick.label for tick in time_axis([date(2023, 3, 1), date(2024, 6, 14)], "day").ticks]
    assert labels == ["Apr 2023", "Jul 2023", "Oct 2023", "2024", "Apr 2024"]
