"""What is found by words."""

from __future__ import annotations

from django.http import HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.downloads import CSV, PAGING, Download, download, refuse_paging
from flows.api.negotiation import BySuffix
from flows.api.rendering import CsvRenderer, OrjsonRenderer, as_json
from flows.api.search import SEARCH
from flows.api.views.base import ReadOnly
from flows.exporting.search_rows import HEADER, search_rows
from flows.measures import search
from flows.questions.search import SearchQuestion

_MEANING = f"{search.DEFINITION.definition} {search.DEFINITION.method} {' '.join(search.DEFINITION.caveats)}"


class Search(ReadOnly):
    """A page of what is found as JSON, or all of it as CSV where that is wanted."""

    renderer_classes = (OrjsonRenderer, CsvRenderer)

    def get(self, request: Request) -> HttpResponseBase:
        """The page that the question asks for."""
        if request.accepted_renderer.format == "csv":
            return _file(request)
        answer = search.compute(asked(request, SearchQuestion.of))
        return as_json(SEARCH.body(answer, site_of(request)))

    def describe(self) -> Operation:
        """The search with its question."""
        return Operation(
            id="search",
            tag="search",
            summary="Find records and pages by their words",
            description=f"{_MEANING} As text/csv all of it, one a row.",
            parameters=SearchQuestion.parameters,
            required=("q",),
            answer="Search",
        )


class SearchTable(ReadOnly):
    """All that is found as CSV, at an address that says so."""

    renderer_classes: tuple[type[BaseRenderer], ...] = (CsvRenderer,)
    content_negotiation_class = BySuffix

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        return _file(request)

    def describe(self) -> Operation:
        """The download with the question of the search, without pages."""
        return Operation(
            id="download_search",
            tag="search",
            summary="Download what is found by words as CSV",
            description=_MEANING,
            parameters=tuple(each for each in SearchQuestion.parameters if each.name not in PAGING),
            required=("q",),
            file=CSV,
        )


def _file(request: Request) -> HttpResponseBase:
    refuse_paging(request)
    question = asked(request, SearchQuestion.of)
    rows = search_rows(search.every(question), site_of(request))
    return download(request, Download("search", question.as_of, question.whole().query(), HEADER, rows))
