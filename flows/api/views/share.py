"""What share of a side's fire came from one supplier."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.downloads import Download, download
from flows.api.negotiation import BySuffix
from flows.api.rendering import CsvRenderer, OrjsonRenderer, as_json
from flows.api.share import SHARES
from flows.api.views.base import ReadOnly
from flows.exporting.share_rows import HEADER, share_rows
from flows.measures import share
from flows.questions.share import ShareQuestion

_MEANING = f"{share.DEFINITION.definition} {share.DEFINITION.method}"


class Share(ReadOnly):
    """The shares as JSON, or as CSV where that is wanted."""

    renderer_classes = (OrjsonRenderer, CsvRenderer)

    def get(self, request: Request) -> HttpResponseBase:
        """The shares that the question asks for."""
        if request.accepted_renderer.format == "csv":
            return _file(request)
        return _json(request)

    def describe(self) -> Operation:
        """The shares with their question."""
        return Operation(
            id="get_share",
            tag="arithmetic",
            summary="Say what share of a side's fire came from one supplier",
            description=_MEANING,
            parameters=ShareQuestion.parameters,
            answer="Shares",
            csv=True,
        )


class ShareTable(ReadOnly):
    """The same as CSV, at an address that says so."""

    renderer_classes: tuple[type[BaseRenderer], ...] = (CsvRenderer,)
    content_negotiation_class = BySuffix

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        return _file(request)

    def describe(self) -> Operation:
        """The download with the question of the shares."""
        return Operation(
            id="download_share",
            tag="arithmetic",
            summary="Download stated and computed shares as CSV",
            description=(
                f"{_MEANING} One row for each share; entry says whether it was stated, and computed marks what nobody "
                "stated. Never add up."
            ),
            parameters=ShareQuestion.parameters,
            csv=True,
        )


def _json(request: Request) -> HttpResponse:
    return as_json(SHARES.body(share.compute(asked(request, ShareQuestion.read)), site_of(request)))


def _file(request: Request) -> HttpResponseBase:
    question = asked(request, ShareQuestion.read)
    answer = share.compute(question)
    rows = share_rows(answer.stated, answer.shares, site_of(request))
    return download(request, Download("share", question.as_of, question.query(), HEADER, rows))
