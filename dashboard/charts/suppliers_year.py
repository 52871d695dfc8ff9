"""What each side was said to have been sent in the newest year with a figure, by supplier."""

from __future__ import annotations

from dashboard.charts.kind import ChartKind
from dashboard.charts.suppliers import year_chart
from flows.measures.suppliers import SuppliersAnswer

CHART: ChartKind[SuppliersAnswer] = ChartKind(
    slug="suppliers-year",
    name="What each side was said to have been sent in a year",
    answers="What was each side said to have been sent by its largest suppliers in the newest year with a figure?",
    table="shipments",
    methods="measure-suppliers",
    build=year_chart,
)
