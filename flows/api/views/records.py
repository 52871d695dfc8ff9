"""The lists of records and the records in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.downloads import CSV, PAGING, XLSX, Download, Form, download, pages_and_files, refuse_paging
from flows.api.evidence import evidence_of
from flows.api.negotiation import BySuffix
from flows.api.pages import ListPage, page_shape
from flows.api.problems import Missing, nearest
from flows.api.rendering import CsvRenderer, OrjsonRenderer, XlsxRenderer, as_json
from flows.api.shape import Shape, many, string
from flows.api.views.base import ReadOnly
from flows.dictionary import CLAIM_TABLES, LISTED
from flows.exporting.tables import TABLES, appearances_within
from flows.queries.appearances import appearances_of, origin_of
from flows.queries.codes import codes_around
from flows.queries.listing import check_codes, every, match, one, page_of
from flows.questions import LISTINGS, Fault, ListQuestion, Parameter
from flows.questions.parameters import AS_OF, Query, parse_query, record_code
from flows.records import Appearance

IN_FULL = "Record"
"""Ends the name of the shape of a claim by itself, which has more fields than one in a list."""


@dataclass(frozen=True, slots=True)
class WhereFrom:
    """Where a claim appeared, and the claim that it goes back to."""

    appearances: tuple[Appearance, ...]
    origin: str


WHERE_FROM = Shape(
    "",
    "Where the claim appeared, and what it goes back to.",
    (
        many(
            "appearances",
            appearances_within(),
            "The documents that hold it, the original first. One without a code is the claim's source, of which nobody "
            "has said more.",
        ),
        string("origin", "Code of the claim that it goes back to by what it is derived from; else its own."),
    ),
)


class RecordList(ReadOnly):
    """One page of a list as JSON, or all of it as CSV."""

    renderer_classes = (OrjsonRenderer, CsvRenderer)
    table = ""

    def get(self, request: Request) -> HttpResponseBase:
        """The page that the question asks for; where CSV is wanted, everything that it matches."""
        question = asked(request, partial(ListQuestion.read, self.table))
        if request.accepted_renderer.format == "csv":
            return table_download(request, question)
        found, site = page_of(question), site_of(request)
        after, before = (
            f"{site}{request.path_info}?{question.at(cursor).query()}" if cursor else None
            for cursor in (found.next, found.previous)
        )
        page = ListPage(found.records, after, before, found.count)
        whole = question.whole().query()
        files = {
            media: f"{site}/api/v1/{self.table}.{form}" + (f"?{whole}" if whole else "")
            for media, form in (("text/csv", "csv"), (XLSX, "xlsx"))
        }
        body = page_shape(TABLES[self.table]).body(page, site)
        return as_json(body, headers={"Link": pages_and_files(after, before, files)})

    def describe(self) -> Operation:
        """The list with its filters."""
        listing = LISTINGS[self.table]
        return Operation(
            id=f"list_{self.table}",
            tag=self.table,
            summary=f"List {self.table}",
            description=(
                f"{listing.meaning} Known since: {LISTED[self.table].known}. Where text/csv is "
                "asked for, the whole list without pages."
            ),
            parameters=listing.parameters,
            answer=f"{TABLES[self.table].item}List",
        )


class RecordTable(ReadOnly):
    """All that a question matches as CSV, at an address that says so."""

    renderer_classes: tuple[type[BaseRenderer], ...] = (CsvRenderer,)
    content_negotiation_class = BySuffix
    table = ""

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        return table_download(request, asked(request, partial(ListQuestion.read, self.table)))

    def describe(self) -> Operation:
        """The download with the filters of its list."""
        listing = LISTINGS[self.table]
        return Operation(
            id=f"download_{self.table}",
            tag=self.table,
            summary=f"Download {self.table} as CSV",
            description=f"Everything that /api/v1/{self.table}/ has of it, as one table; empty cells are unknown.",
            parameters=tuple(parameter for parameter in listing.parameters if parameter.name not in PAGING),
            file=CSV,
        )


class RecordWorkbook(RecordTable):
    """The same as an XLSX workbook, with the question on its second sheet."""

    renderer_classes = (XlsxRenderer,)

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        return table_download(request, asked(request, partial(ListQuestion.read, self.table)), "xlsx")

    def describe(self) -> Operation:
        """The download with the filters of its list."""
        return replace(
            super().describe(),
            id=f"download_{self.table}_xlsx",
            summary=f"Download {self.table} as XLSX",
            file=XLSX,
        )


class RecordDetail(ReadOnly):
    """One record by its code."""

    table = ""

    def get(self, request: Request, code: str) -> HttpResponse:
        """The record as it was known on the day; 404 with the nearest codes where there is none."""
        as_of = asked(request, _day)
        record = _find(self.table, code, as_of)
        site = site_of(request)
        body = TABLES[self.table].body(record, site)
        if self.table in CLAIM_TABLES:
            body |= WHERE_FROM.body(WhereFrom(appearances_of(record, as_of), origin_of(record, as_of)), site)
            body |= evidence_of(record.code, as_of)
        return as_json(body)

    def describe(self) -> Operation:
        """The record with its code."""
        table = TABLES[self.table]
        code = Parameter("code", "The permanent code of the record.", record_code, "code", reference=self.table)
        full = IN_FULL if self.table in CLAIM_TABLES else ""
        return Operation(
            id=f"get_{self.table}",
            tag=self.table,
            summary=f"One record of {self.table}",
            description=f"As /api/v1/{self.table}/ gives it{full and ', with its evidence'}.",
            parameters=(AS_OF,),
            path=(code,),
            answer=f"{table.item}{full}",
        )


def table_download(request: Request, question: ListQuestion, form: Form = "csv") -> HttpResponseBase:
    """Everything that a question matches as a file; BadQuestion for pages and for codes that do not exist."""
    refuse_paging(request)
    check_codes(question)
    table, site = TABLES[question.table], site_of(request)
    rows = table.rows(every(question), site)
    wanted = Download(table.name, question.as_of, question.whole().query(), table.header, rows)
    return download(request, wanted, form)


def _day(query: Query) -> tuple[date | None, tuple[Fault, ...]]:
    values, faults = parse_query((AS_OF,), query)
    return values.get("as_of"), faults


def _find(table: str, code: str, as_of: date | None) -> Any:
    try:
        record = match(ListQuestion(table, as_of=as_of), record_code(code))
        later = record is None and as_of is not None and one(table, code) is not None
    except ValueError:
        record, later = None, False
    if later and as_of is not None:
        raise Missing(f"{code!r} was not yet known on {as_of.isoformat()}.")
    if record is None:
        raise Missing(f"There is no {code[:90]!r} among the {table}.", nearest(code, codes_around(table, code, as_of)))
    return record
