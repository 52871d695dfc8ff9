"""Two flows side by side."""

from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from flows.api.answers import COMPARISON
from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.rendering import as_json
from flows.api.views.base import ReadOnly
from flows.measures import supply_quotient
from flows.questions import CompareQuestion


class Comparison(ReadOnly):
    """Both flows, the computed ratios, and apart from them the stated ones."""

    def get(self, request: Request) -> HttpResponse:
        """The comparison that the question asks for."""
        answer = supply_quotient.compute(asked(request, CompareQuestion.read))
        return as_json(COMPARISON.body(answer, site_of(request)))

    def describe(self) -> Operation:
        """The comparison with its two flows."""
        return Operation(
            id="compare_flows",
            tag="compare",
            summary="Compare two flows",
            description=f"{supply_quotient.DEFINITION.definition} {' '.join(supply_quotient.DEFINITION.caveats)}",
            parameters=CompareQuestion.parameters,
            required=("left", "right"),
            answer="Comparison",
        )
