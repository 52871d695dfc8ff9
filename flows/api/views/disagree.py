"""Who disagrees with whom."""

from __future__ import annotations

from dataclasses import replace

from django.http.response import HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.disagree import DISAGREE, rows
from flows.api.downloads import Download, download
from flows.api.negotiation import BySuffix
from flows.api.rendering import CsvRenderer, as_json
from flows.api.views.base import ReadOnly
from flows.exporting.disagree_rows import HEADER, disagree_rows
from flows.measures import disagree
from flows.questions.disagree import DisagreeQuestion


class Disagree(ReadOnly):
    """What several claimants speak of, and how far their figures lie apart."""

    def get(self, request: Request) -> HttpResponseBase:
        """The answer."""
        answer = disagree.compute(asked(request, DisagreeQuestion.read))
        return as_json(DISAGREE.body(answer, site_of(request)))

    def describe(self) -> Operation:
        """Whose figures, and about what."""
        return Operation(
            id="get_disagreements",
            tag="arithmetic",
            summary="Say who disagrees with whom, and by how much",
            description=f"{disagree.DEFINITION.definition} {disagree.DEFINITION.method}",
            parameters=DisagreeQuestion.parameters,
            answer="Disagree",
        )


class DisagreeTable(Disagree):
    """The same as CSV, a row for each two figures, at an address that says so."""

    renderer_classes: tuple[type[BaseRenderer], ...] = (CsvRenderer,)
    content_negotiation_class = BySuffix

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        question = asked(request, DisagreeQuestion.read)
        found = disagree_rows(rows(disagree.compute(question)), site_of(request))
        return download(request, Download("disagree", question.as_of, question.query(), HEADER, found))

    def describe(self) -> Operation:
        """The download with its question."""
        return replace(
            super().describe(),
            id="download_disagreements",
            summary="Download who disagrees with whom as CSV",
            answer="",
            csv=True,
        )
