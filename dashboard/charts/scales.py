"""Axes with round ticks in words: quantities from zero, ratios on a log scale, time by month, quarter or year."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil, log10

from babel.dates import format_date

from dashboard.charts.description import Axis, Tick
from flows.wording import short

_LOCALE = "en_GB"
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def quantity_axis(values: Iterable[float], label: str, most_ticks: int = 6) -> Axis:
    """An axis from 0 to just above the largest value, with ticks in words: 0, 1M, 2M."""
    top = max(values, default=0.0) or 1.0
    step = _round_step(top / most_ticks)
    count = ceil(top / step - 1e-9)
    ticks = tuple(Tick(step * n, in_words(step * n)) for n in range(count + 1))
    # An axis that ends a hair above the largest value leaves no room for a cap or an open arrow.
    return Axis("quantity", label, 0.0, max(ticks[-1].value, top * 1.04), ticks)


def ratio_axis(values: Iterable[float], label: str) -> Axis:
    """A log axis around the values that always holds 1 to 1; ticks at 1, 2, 5 and their tens."""
    stated = [value for value in values if value > 0]
    low, high = min([1.0, *stated]), max([2.0, *stated])
    ladder = [0.1, 0.2, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1000.0]
    ticks = tuple(
        Tick(step, f"{ratio_words(step)}") for step in ladder if low * 0.99 <= step <= high * 1.01 or step == 1.0
    )
    return Axis("ratio", label, low / 1.35, high * 1.35, ticks)


def time_axis(days: Iterable[date], label: str, until: date | None = None) -> Axis:
    """An axis from the first of the days, with a little air before it, to just ``until``; or else to the last of them.

    What is about a time after ``until`` stands at its end: an axis shows what is known on a day, and ends there. Ticks
    are at years, or at quarters or months if it is short.
    """
    known = sorted(days) or [until or date(2024, 1, 1)]
    last = until or known[-1]
    first = min(known[0], last)
    # A few days alone would fill the page: an axis shows two months at least.
    span = (last - first).days
    low, high = float(first.toordinal() - max(span * 0.02, 60 - span)), float(last.toordinal())
    months = 12 if span > 1500 else 6 if span > 700 else 3 if span > 240 else 1
    ticks = []
    year, month = first.year - 1, 1
    while date(year, month, 1).toordinal() <= high:
        day = date(year, month, 1)
        if day.toordinal() >= low:
            ticks.append(Tick(day.toordinal(), _day_words(day)))
        month += months
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Axis("time", label, low, high, tuple(ticks), first)


def ending(axis: Axis, until: date) -> Axis:
    """The same axis of time, to just this day."""
    return time_axis([axis.first] if axis.first else [], axis.label, until)


def lane_axis() -> Axis:
    """The axis of a chart whose rows are lanes."""
    return Axis("lanes")


def along(axis: Axis, value: float) -> float:
    """Where a value lies between the two ends of an axis: 0 at the low end, 1 at the high end.

    A later time than that of an axis lies at its end.
    """
    if axis.kind == "time":
        value = min(value, axis.high)
    if axis.log:
        return (log10(value) - log10(axis.low)) / (log10(axis.high) - log10(axis.low))
    return (value - axis.low) / (axis.high - axis.low)


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis laid out on a sheet, from the place of its low end to that of its high end."""

    axis: Axis
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of a value."""
        return self.start + along(self.axis, value) * (self.end - self.start)


def _round_step(least: float) -> float:
    power = 10.0 ** int(f"{least:e}".split("e")[1])
    return next(step * power for step in _STEPS if step * power >= least * (1 - 1e-9))


def in_words(value: float) -> str:
    """A value of an axis in words, as its ticks say it: 1M, 500k."""
    # Six digits are enough for a round step, and drop what binary fractions add.
    return short(Decimal(f"{value:.6g}"))


def ratio_words(value: float) -> str:
    return f"{value:g} : 1" if value >= 1 else f"1 : {1 / value:g}"


def _day_words(day: date) -> str:
    return str(day.year) if day.month == 1 else format_date(day, "MMM y", locale=_LOCALE)
