"""Got, made and fired: a balance as JSON, and as a table."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from flows.api.asking import asked, site_of
from flows.api.balance import BALANCE
from flows.api.describing import Operation
from flows.api.downloads import Download, download
from flows.api.negotiation import BySuffix
from flows.api.rendering import CsvRenderer, OrjsonRenderer, as_json
from flows.api.views.base import ReadOnly
from flows.exporting.balance_rows import HEADER, Part, balance_rows
from flows.measures import balance
from flows.questions.balance import BalanceQuestion


class Balance(ReadOnly):
    """What a side got, made and fired in a time, and what that leaves."""

    renderer_classes: tuple[type[BaseRenderer], ...] = (OrjsonRenderer, CsvRenderer)

    def get(self, request: Request) -> HttpResponseBase:
        """The balance; where CSV is wanted, a row for each reading of each term."""
        question = asked(request, BalanceQuestion.read)
        if request.accepted_renderer.format == "csv":
            return _table(request, question)
        return as_json(BALANCE.body(balance.compute(question), site_of(request)))

    def describe(self) -> Operation:
        """The question with its side and its time."""
        return Operation(
            id="get_balance",
            tag="arithmetic",
            summary="Balance what a side got, made and fired",
            description=f"{balance.DEFINITION.definition} {balance.DEFINITION.method}",
            parameters=BalanceQuestion.parameters,
            required=("side", "start", "end"),
            answer="Balance",
            csv=True,
        )


class BalanceTable(Balance):
    """The same as CSV, at an address that says so."""

    renderer_classes = (CsvRenderer,)
    content_negotiation_class = BySuffix

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        return _table(request, asked(request, BalanceQuestion.read))

    def describe(self) -> Operation:
        """The download of the same question."""
        return replace(
            super().describe(),
            id="download_balance",
            summary="Download what a side got, made and fired as CSV",
            answer="",
        )


def _table(request: Request, question: BalanceQuestion) -> HttpResponseBase:
    answer = balance.compute(question)
    parts: list[Part] = [
        (replace(answer.subject, start=step.start, end=step.end), step.terms, step.settled) for step in answer.steps
    ]
    rows = balance_rows(parts or [(answer.subject, answer.terms, answer.settled)], site_of(request))
    return download(request, Download("balance", question.as_of, question.query(), HEADER, rows))
