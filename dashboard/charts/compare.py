"""Two flows of the reader's choice, one beside the other."""

from __future__ import annotations

from dashboard.charts.comparison import comparison_chart
from dashboard.charts.description import Chart
from dashboard.charts.kind import ChartKind
from flows.measures.supply_quotient import CompareAnswer


def _build(answer: CompareAnswer) -> Chart:
    return comparison_chart(answer.left, answer.right)


CHART = ChartKind(
    slug="compare",
    name="Two flows side by side",
    answers="How do the figures of any two flows compare?",
    table="shipments",
    methods="measure-supply-quotient",
    build=_build,
)
