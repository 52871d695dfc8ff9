"""Rounds fired a day."""

from __future__ import annotations

from dashboard.charts.kind import ChartKind
from dashboard.charts.rates import Paces, Panel, rates_chart
from flows.vocabulary import Activity, Per

FIRED = Panel((Activity.FIRED,), "Rounds fired a day, as stated", "rounds a day", {Per.DAY: 1})
CHART: ChartKind[Paces] = ChartKind(
    slug="rates-fired",
    name="Rates of fire",
    answers="How many rounds a day was each side said to fire?",
    table="rates",
    methods="list-activity",
    build=lambda paces: rates_chart(paces.rates, FIRED, as_of=paces.as_of),
)
