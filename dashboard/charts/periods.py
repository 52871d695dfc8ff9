"""Figures for a period as rows: below the running totals, under headings that say the time, on an axis of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dashboard.charts.description import Axis, Chart, Lane, Mark
from dashboard.charts.marks import older_mark, over_its_period, shipment_mark
from dashboard.charts.scales import lane_axis, quantity_axis
from flows.estimates.ledger import by_year
from flows.measures import FlowAnswer
from flows.records import Shipment

Row = tuple[str, Mark]
"""A mark, and the heading that it stands under."""


def total_rows(answer: FlowAnswer, heads: Iterable[Shipment], heading: str, *, alone: bool = False) -> Iterator[Row]:
    """The running totals under a heading, the largest first; those that are older are named so."""
    older = {head.code for head in answer.older}
    for head in sorted(heads, key=_largest_first):
        mark = shipment_mark(head, alone=alone)
        yield heading, older_mark(mark) if head.code in older else mark


def period_rows(figures: Iterable[Shipment], heading: str, *, alone: bool = False) -> Iterator[Row]:
    """The figures for a period under the heading of each year, and those that cross years under one of their own."""
    found = by_year(figures)
    groups = [(f"{heading}, in {year}", members) for year, members in found.years.items()]
    for words, members in (*groups, (f"{heading}, over other times", found.across)):
        for figure in sorted(members, key=_largest_first):
            yield words, over_its_period(shipment_mark(figure, alone=alone))


def in_rows(chart: Chart, rows: Sequence[Row], plural: str) -> Chart:
    """The chart with these rows, each in a lane of its own, on one axis for totals and one for figures for a period."""
    marks = tuple(replace(mark, lane=lane) for lane, (_, mark) in enumerate(rows))
    totals = [value for mark in marks for value in mark.values if not mark.for_period]
    periods = [value for mark in marks for value in mark.values if mark.for_period]
    over_periods: Axis = quantity_axis(periods, f"{plural} within the time that is named")
    both = bool(totals and periods)
    return replace(
        chart,
        x=over_periods if periods and not totals else quantity_axis(totals, plural),
        y=lane_axis(),
        marks=marks,
        lanes=tuple(Lane(mark.label, heading) for heading, mark in rows),
        for_periods=over_periods if both else None,
    )


def _largest_first(claim: Shipment) -> tuple[float, str]:
    return -float(max(claim.quantity.figures)), claim.code
