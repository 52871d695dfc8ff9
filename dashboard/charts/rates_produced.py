"""Rounds made a year, a panel for each party, apart from what plants could make and what was planned."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.kind import ChartKind
from dashboard.charts.rates import Finding, Paces, Panel, middle, rates_chart
from flows.records import Rate
from flows.vocabulary import Activity, Per
from flows.wording import bounded, short

_ORDER = (Activity.PRODUCED, Activity.CAPACITY, Activity.TARGET)
_MOST = 3
"""How many parties the title names."""


def _row(rate: Rate) -> tuple[str, str]:
    year = middle(rate).year
    return f"{_ORDER.index(rate.activity)}-{year}", f"{rate.activity.label.capitalize()}, {year}"


def _finding(rates: Sequence[Rate]) -> Finding:
    """The newest yearly figure of output of the parties with the largest."""
    newest: dict[str, Rate] = {}
    for rate in sorted(rates, key=lambda rate: (middle(rate), rate.code)):
        if rate.activity is Activity.PRODUCED and rate.per is Per.YEAR and rate.quantity.figures:
            newest[rate.actor_name] = rate
    largest = sorted(newest.items(), key=lambda item: -max(item[1].quantity.figures))[:_MOST]
    if len(largest) < 2:
        return Finding()
    said = "; ".join(f"{name} {bounded(rate.quantity, short)} ({middle(rate).year})" for name, rate in largest)
    return Finding(f"Rounds made a year, newest figures: {said}")


PRODUCED = Panel(
    activities=_ORDER,
    question="How many rounds a year was each party said to make, to be able to make, or to aim for?",
    unit="rounds a year",
    scales={Per.YEAR: 1, Per.MONTH: 12},
    row=_row,
    finding=_finding,
    placing="A figure stands in the year that holds the middle of its time.",
)
CHART: ChartKind[Paces] = ChartKind(
    slug="rates-produced",
    name="Production",
    answers=PRODUCED.question,
    table="rates",
    methods="list-activity",
    build=lambda paces: rates_chart(paces.rates, PRODUCED, as_of=paces.as_of),
)
