"""Two flows side by side.

Note 1: version 1 promises every record in full at compare/, which comes to 200 KB where much was said. What most who
compare want, and every program that talks, is a tenth of that: it has an address of its own, since a parameter that
took fields away would give one address two shapes, which no generated client can keep.
"""

from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from flows.api.arithmetic_rows import RATIOS, ratio_rows
from flows.api.asking import asked, site_of
from flows.api.comparison import BRIEF, COMPARISON
from flows.api.describing import Operation
from flows.api.rendering import as_json
from flows.api.views.base import ReadOnly
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


class ComparisonInBrief(ReadOnly):
    """The same with each claim in words and by its code."""

    def get(self, request: Request) -> HttpResponse:
        """The answer that the question asks for."""
        question = asked(request, CompareQuestion.read)
        return as_json(BRIEF.body(supply_quotient.compute(question), site_of(request)))

    def describe(self) -> Operation:
        """The answer with the question of the comparison in full."""
        return Operation(
            id="compare_flows_in_brief",
            tag="compare",
            summary="Compare two flows in brief",
            description=(
                f"{supply_quotient.DEFINITION.definition} Each claim in words and by its code, each ratio with what "
                "bars it; compare/ gives every record in full."
            ),
            parameters=CompareQuestion.parameters,
            required=_TABLED.required,
            answer=BRIEF.name,
        )
