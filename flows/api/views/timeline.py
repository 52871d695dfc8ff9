"""The steps of one flow."""

from __future__ import annotations

from django.http import HttpResponse
from rest_framework.request import Request

from flows.api.answers import TIMELINE
from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.rendering import as_json
from flows.api.views.base import ReadOnly
from flows.measures import timeline
from flows.questions.timeline import TimelineQuestion


class Timeline(ReadOnly):
    """How what is claimed about a flow has moved."""

    def get(self, request: Request) -> HttpResponse:
        """The steps that the question asks for."""
        answer = timeline.compute(asked(request, TimelineQuestion.read))
        return as_json(TIMELINE.body(answer, site_of(request)))

    def describe(self) -> Operation:
        """The steps with their flow."""
        return Operation(
            id="get_timeline",
            tag="timeline",
            summary="The steps of a flow",
            description=f"{timeline.DEFINITION.definition} {' '.join(timeline.DEFINITION.caveats)}",
            parameters=TimelineQuestion.parameters,
            required=("flow",),
            answer="Timeline",
        )
