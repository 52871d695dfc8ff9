"""Two flows side by side."""

from __future__ import annotations

from flows.api.arithmetic_rows import RATIOS, ratio_rows
from flows.api.comparison import COMPARISON
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.measures import supply_quotient
from flows.questions import CompareQuestion

_TABLED = Tabled(
    name="compare",
    tag="compare",
    ids=("compare_flows", "download_comparison"),
    question=CompareQuestion,
    required=("left", "right"),
    compute=supply_quotient.compute,
    definition=supply_quotient.DEFINITION,
    body=COMPARISON,
    header=RATIOS,
    rows=ratio_rows,
    summary="Compare two flows",
    download_summary="Download the computed ratios of two flows as CSV",
    of_rows="One row for each computed ratio. Stated ratios are claims of their own, in ratios.csv.",
)


class Comparison(TabledView):
    """Both flows, the computed ratios, and apart from them the stated ones; as CSV the computed ratios."""

    tabled = _TABLED


class ComparisonTable(TabledFile):
    """The computed ratios as CSV, at an address that says so."""

    tabled = _TABLED
