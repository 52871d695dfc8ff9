"""What changed between two days."""

from __future__ import annotations

from dataclasses import replace

from django.http.response import HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from flows.api.asking import asked, site_of
from flows.api.changes import CHANGES, HEADER, rows
from flows.api.describing import Operation
from flows.api.downloads import Download, download
from flows.api.negotiation import BySuffix
from flows.api.rendering import CsvRenderer, as_json
from flows.api.views.base import ReadOnly
from flows.measures import changes
from flows.questions.changes import ChangesQuestion


class Changes(ReadOnly):
    """What changed between two days of statement, or two moments of the record."""

    def get(self, request: Request) -> HttpResponseBase:
        """The changes."""
        answer = changes.compute(asked(request, ChangesQuestion.read))
        return as_json(CHANGES.body(answer, site_of(request)))

    def describe(self) -> Operation:
        """The two days, and whose claims."""
        return Operation(
            id="get_changes",
            tag="changes",
            summary="What changed between two days",
            description=f"{changes.DEFINITION.definition} {changes.DEFINITION.method}",
            parameters=ChangesQuestion.parameters,
            required=("from", "to"),
            answer="Changes",
        )


class ChangesTable(Changes):
    """The same as CSV, a row for each sentence, at an address that says so."""

    renderer_classes: tuple[type[BaseRenderer], ...] = (CsvRenderer,)
    content_negotiation_class = BySuffix

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        question = asked(request, ChangesQuestion.read)
        found = rows(changes.compute(question), site_of(request))
        return download(request, Download("changes", question.later.day, question.query(), HEADER, found))

    def describe(self) -> Operation:
        """The download with its question."""
        return replace(
            super().describe(), id="download_changes", summary="Download what changed as CSV", answer="", csv=True
        )
