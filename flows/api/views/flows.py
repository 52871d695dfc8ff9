"""The flows: the list of them, and one."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from django.http import HttpResponse, HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from flows.api.answers import FLOW
from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.downloads import CSV, PAGING, XLSX, Download, Form, download, refuse_paging
from flows.api.negotiation import BySuffix
from flows.api.pages import ListPage, page_shape
from flows.api.problems import Missing, nearest
from flows.api.rendering import CsvRenderer, OrjsonRenderer, XlsxRenderer, as_json
from flows.api.views.base import ReadOnly
from flows.exporting.flow_heads import HEADER, head_rows
from flows.measures import flow, flow_list
from flows.queries.recorded_flows import recorded_flows
from flows.questions import BadQuestion, Flow, FlowQuestion, Parameter
from flows.questions.flow_list import FlowListQuestion
from flows.questions.parameters import record_code

_MEANING = "Every supplier, recipient and munition that a claim known on the day names, with what is claimed about it."


class FlowList(ReadOnly):
    """One page of the flows as JSON, or the newest figures of all of them as CSV."""

    renderer_classes = (OrjsonRenderer, CsvRenderer)

    def get(self, request: Request) -> HttpResponseBase:
        """The page that the question asks for; where CSV is wanted, every head and figure for a period."""
        question = asked(request, FlowListQuestion.read)
        if request.accepted_renderer.format == "csv":
            return heads_download(request, question)
        found, site = flow_list.compute(question), site_of(request)
        after, before = (
            f"{site}{request.path_info}?{question.at(turn).query()}" if turn else None
            for turn in (found.next, found.previous)
        )
        return as_json(page_shape(FLOW).body(ListPage(found.flows, after, before, found.count), site))

    def describe(self) -> Operation:
        """The list with its filters."""
        return Operation(
            id="list_flows",
            tag="flows",
            summary="List flows",
            description=f"{_MEANING} As text/csv the newest figures of all of them, one a row.",
            parameters=FlowListQuestion.parameters,
            answer="FlowList",
        )


class FlowTable(ReadOnly):
    """The newest figures of all flows as CSV, at an address that says so."""

    renderer_classes: tuple[type[BaseRenderer], ...] = (CsvRenderer,)
    content_negotiation_class = BySuffix

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        return heads_download(request, asked(request, FlowListQuestion.read))

    def describe(self) -> Operation:
        """The download with the filters of the list."""
        return Operation(
            id="download_flows",
            tag="flows",
            summary="Download the newest figures of flows as CSV",
            description=(
                f"{_MEANING} One row for each head, for each of the newest figures for a period, and for each without "
                "a stated time; flow_summary says which. A claim recurs under every wider munition; never add up."
            ),
            parameters=tuple(p for p in FlowListQuestion.parameters if p.name not in PAGING),
            file=CSV,
        )


class FlowWorkbook(FlowTable):
    """The same as an XLSX workbook, with the question on its second sheet."""

    renderer_classes = (XlsxRenderer,)

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        return heads_download(request, asked(request, FlowListQuestion.read), "xlsx")

    def describe(self) -> Operation:
        """The download with the filters of the list."""
        return replace(
            super().describe(),
            id="download_flows_xlsx",
            summary="Download the newest figures of flows as XLSX",
            file=XLSX,
        )


class FlowDetail(ReadOnly):
    """One flow on a day."""

    def get(self, request: Request, supplier: str, recipient: str, munition: str) -> HttpResponse:
        """The answer; 404 with the nearest flows where a party or the munition is not recorded."""
        about = Flow(supplier, recipient, munition)
        question = asked(request, partial(FlowQuestion.read, about))
        try:
            answer = flow.compute(question)
        except BadQuestion as unknown:
            raise Missing(f"{unknown}.", nearest(str(about), map(str, recorded_flows(question.as_of)))) from None
        return as_json(FLOW.body(answer, site_of(request)))

    def describe(self) -> Operation:
        """The flow with its three codes."""
        return Operation(
            id="get_flow",
            tag="flows",
            summary="One flow",
            description=flow.DEFINITION.definition,
            parameters=FlowQuestion.parameters,
            path=(
                _part("supplier", "Who supplies.", "actors", "@giver"),
                _part("recipient", "Who receives.", "actors", "@taker"),
                _part("munition", "The kind of thing, with all under it.", "munitions", "@munitions"),
            ),
            answer="Flow",
        )


def heads_download(request: Request, question: FlowListQuestion, form: Form = "csv") -> HttpResponseBase:
    """The newest figures of every flow that a question matches, as a file."""
    refuse_paging(request)
    everything, site = question.whole(), site_of(request)
    rows = (
        row
        for answer in flow_list.every(everything)
        for row in head_rows(
            answer.question.flow,
            answer.claimants,
            answer.heads,
            answer.older,
            answer.period_heads,
            answer.undated,
            site,
        )
    )
    wanted = Download("flows", question.as_of, everything.query(), HEADER, rows)
    return download(request, wanted, form)


def _part(name: str, meaning: str, table: str, example: str) -> Parameter:
    return Parameter(name, meaning, record_code, "code", reference=table, example=example)
