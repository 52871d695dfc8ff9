"""Who supplied what in which year."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.downloads import Download, download
from flows.api.negotiation import BySuffix
from flows.api.rendering import CsvRenderer, OrjsonRenderer, as_json
from flows.api.views.base import ReadOnly
from flows.api.years import YEARS
from flows.exporting.year_rows import HEADER, year_rows
from flows.measures import years
from flows.questions.years import YearsQuestion

_MEANING = f"{years.DEFINITION.definition} {years.DEFINITION.method}"


class Years(ReadOnly):
    """The table as JSON, or as CSV where that is wanted."""

    renderer_classes = (OrjsonRenderer, CsvRenderer)

    def get(self, request: Request) -> HttpResponseBase:
        """The table that the question asks for."""
        if request.accepted_renderer.format == "csv":
            return _file(request)
        return _json(request)

    def describe(self) -> Operation:
        """The table with its question."""
        return Operation(
            id="get_years",
            tag="arithmetic",
            summary="Say who supplied what in which year",
            description=_MEANING,
            parameters=YearsQuestion.parameters,
            answer="Years",
            csv=True,
        )


class YearsTable(ReadOnly):
    """The same as CSV, at an address that says so."""

    renderer_classes: tuple[type[BaseRenderer], ...] = (CsvRenderer,)
    content_negotiation_class = BySuffix

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        return _file(request)

    def describe(self) -> Operation:
        """The download with the question of the table."""
        return Operation(
            id="download_years",
            tag="arithmetic",
            summary="Download who supplied what in which year as CSV",
            description=(
                f"{_MEANING} One row for each figure and for each growth; entry says which, and computed marks what "
                "nobody stated. Never add up."
            ),
            parameters=YearsQuestion.parameters,
            csv=True,
        )


def _json(request: Request) -> HttpResponse:
    return as_json(YEARS.body(years.compute(asked(request, YearsQuestion.read)), site_of(request)))


def _file(request: Request) -> HttpResponseBase:
    question = asked(request, YearsQuestion.read)
    answer = years.compute(question)
    rows = year_rows(answer.by_year, site_of(request))
    return download(request, Download("years", question.as_of, question.query(), HEADER, rows))
