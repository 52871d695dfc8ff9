"""How fast the running totals about a flow grew."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.downloads import Download, download
from flows.api.negotiation import BySuffix
from flows.api.pace import PACES
from flows.api.rendering import CsvRenderer, OrjsonRenderer, as_json
from flows.api.views.base import ReadOnly
from flows.exporting.pace_rows import HEADER, pace_rows
from flows.measures import pace
from flows.questions.pace import PaceQuestion

_MEANING = f"{pace.DEFINITION.definition} {pace.DEFINITION.method}"


class Pace(ReadOnly):
    """The paces as JSON, or as CSV where that is wanted."""

    renderer_classes = (OrjsonRenderer, CsvRenderer)

    def get(self, request: Request) -> HttpResponseBase:
        """The paces that the question asks for."""
        if request.accepted_renderer.format == "csv":
            return _file(request)
        return _json(request)

    def describe(self) -> Operation:
        """The paces with their question."""
        return Operation(
            id="get_pace",
            tag="arithmetic",
            summary="Say how fast running totals grew",
            description=_MEANING,
            parameters=PaceQuestion.parameters,
            answer="Paces",
            csv=True,
        )


class PaceTable(ReadOnly):
    """The same as CSV, at an address that says so."""

    renderer_classes: tuple[type[BaseRenderer], ...] = (CsvRenderer,)
    content_negotiation_class = BySuffix

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        return _file(request)

    def describe(self) -> Operation:
        """The download with the question of the paces."""
        return Operation(
            id="download_pace",
            tag="arithmetic",
            summary="Download the paces of running totals as CSV",
            description=(
                f"{_MEANING} One row for each pace, for each rate beside it and for each refused pair; entry says "
                "which. Never add up."
            ),
            parameters=PaceQuestion.parameters,
            csv=True,
        )


def _json(request: Request) -> HttpResponse:
    return as_json(PACES.body(pace.compute(asked(request, PaceQuestion.read)), site_of(request)))


def _file(request: Request) -> HttpResponseBase:
    question = asked(request, PaceQuestion.read)
    rows = pace_rows(pace.compute(question).every, site_of(request))
    return download(request, Download("pace", question.as_of, question.query(), HEADER, rows))
