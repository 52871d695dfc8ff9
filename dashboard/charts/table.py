"""The table twin of a chart: the same claims, as rows."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.description import Chart, Mark
from dashboard.charts.marks import OLDER
from flows.records import Quantity
from flows.vocabulary import Bound
from flows.wording import grouped


@dataclass(frozen=True, slots=True)
class TableRow:
    """One claim of a chart in words; ``drawn`` is False where the axes had no place for it, and why.

    ``period`` is the time that the figure is about, and ``period_start`` its first day in ISO 8601, to sort by;
    ``grade`` are both grades, and ``weak`` says that they are weak evidence.
    """

    code: str
    href: str
    quote: str
    claimant: str
    stated_on: str
    figure: str
    bound: str
    stage: str
    basis: str
    period: str
    period_start: str
    state: str
    drawn: bool
    reason: str = ""
    grade: str = ""
    weak: bool = False


def table_rows(chart: Chart) -> tuple[TableRow, ...]:
    """A row for every claim drawn or listed, by day of statement and code, figures as stated.

    Empty for a map, whose legs are not claims: the page of the routes lists them.
    """
    marks = [*((mark, True) for mark in chart.marks), *((mark, False) for mark in chart.listed)]
    return tuple(_row(*row) for row in sorted(marks, key=lambda row: (row[0].stated_on, row[0].code)))


def _row(mark: Mark, drawn: bool) -> TableRow:
    state = _state(mark)
    return TableRow(
        mark.code,
        mark.href,
        mark.quote,
        mark.claimant,
        mark.stated_on_words,
        "denied" if mark.denial else _figure(mark.quantity),
        mark.bound.label,
        mark.subject,
        mark.grounds,
        mark.period or "not stated",
        mark.about_from.isoformat() if mark.about_from else "",
        state,
        drawn,
        "" if drawn or mark.reason == state else mark.reason,
        mark.grade,
        bool(mark.weak),
    )


def _figure(quantity: Quantity) -> str:
    """The figure as stated without its bound, which has a column of its own."""
    if not quantity.figures:
        return quantity.words or Bound.UNQUANTIFIED.label
    return " to ".join(grouped(value) for value in quantity.figures)


def _state(mark: Mark) -> str:
    """Where the claim stands: current, or superseded by which claim and when, or why else it does not stand."""
    if mark.superseded_by:
        return f"superseded by {mark.superseded_by} on {mark.superseded_on_words}"
    if mark.left_out:
        return mark.left_out.label
    return f"current, {OLDER}" if mark.older else "current"
