"""Rounds made a year, and plans to make them: capacities and targets are open."""

from __future__ import annotations

from dashboard.charts.kind import ChartKind
from dashboard.charts.rates import Paces, Panel, rates_chart
from flows.vocabulary import Activity, Per

PRODUCED = Panel(
    (Activity.PRODUCED, Activity.CAPACITY, Activity.TARGET),
    "Rounds made a year, and plans to make them, as stated",
    "rounds a year",
    {Per.YEAR: 1, Per.MONTH: 12},
)
CHART: ChartKind[Paces] = ChartKind(
    slug="rates-produced",
    name="Production",
    answers="How many rounds a year was each party said to make, to be able to make, or to aim for?",
    table="rates",
    methods="list-activity",
    build=lambda paces: rates_chart(paces.rates, PRODUCED, as_of=paces.as_of),
)
