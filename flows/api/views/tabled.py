"""An answer that comes as JSON and as CSV at addresses of its own: what differs from one to the next is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from django.http import HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.downloads import CSV, Download, download
from flows.api.negotiation import BySuffix
from flows.api.rendering import CsvRenderer, OrjsonRenderer, as_json
from flows.api.shape import Shape
from flows.api.views.base import ReadOnly
from flows.exporting.columns import Column
from flows.measures.definition import Definition
from flows.questions import Fault
from flows.questions.parameters import Query


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """One answer: its name in addresses, its question, what computes it, its body, its table.

    ``summary`` and ``download_summary`` are the lines of its two operations, and ``of_rows`` says what a row is.
    ``ids`` are the names of the operations where ``name`` does not give them, ``required`` the parameters that must be
    there, ``read`` how the question is read where not as its own class has it, and ``day`` the day in a file's name
    where that is not the one that the question is asked as of.
    """

    name: str
    question: Any
    compute: Callable[[Any], Any]
    definition: Definition
    body: Shape
    header: tuple[Column, ...]
    rows: Callable[[Any, str], Iterable[tuple[Any, ...]]]
    summary: str
    download_summary: str
    of_rows: str = ""
    tag: str = "arithmetic"
    ids: tuple[str, str] | None = None
    required: tuple[str, ...] = ()
    read: Callable[[Query], tuple[Any, tuple[Fault, ...]]] | None = None
    day: Callable[[Any], date | None] = lambda question: question.as_of

    @property
    def meaning(self) -> str:
        """What it answers, and how."""
        return f"{self.definition.definition} {self.definition.method}"

    def asked(self, request: Request) -> Any:
        """The question of a request."""
        return asked(request, self.read or self.question.read)

    def file(self, request: Request) -> HttpResponseBase:
        """The answer of a request as CSV."""
        question = self.asked(request)
        rows = self.rows(self.compute(question), site_of(request))
        return download(request, Download(self.name, self.day(question), question.query(), self.header, rows))

    def described(self, place: int, summary: str, description: str, *, answer: str = "", file: str = "") -> Operation:
        """One of its two operations."""
        ids = self.ids or (f"get_{self.name}", f"download_{self.name}")
        return Operation(
            id=ids[place],
            tag=self.tag,
            summary=summary,
            description=description,
            parameters=self.question.parameters,
            required=self.required,
            answer=answer,
            file=file,
        )


class TabledView(ReadOnly):
    """The answer as JSON, or as CSV where that is wanted."""

    renderer_classes: Sequence[type[BaseRenderer]] = (OrjsonRenderer, CsvRenderer)
    tabled: ClassVar[Tabled]

    def get(self, request: Request) -> HttpResponseBase:
        """The answer that the question asks for."""
        tabled = self.tabled
        if request.accepted_renderer.format == "csv":
            return tabled.file(request)
        return as_json(tabled.body.body(tabled.compute(tabled.asked(request)), site_of(request)))

    def describe(self) -> Operation:
        """The answer with its question."""
        tabled = self.tabled
        return tabled.described(0, tabled.summary, tabled.meaning, answer=tabled.body.name)


class TabledFile(ReadOnly):
    """The same as CSV, at an address that says so."""

    renderer_classes: tuple[type[BaseRenderer], ...] = (CsvRenderer,)
    content_negotiation_class = BySuffix
    tabled: ClassVar[Tabled]

    def get(self, request: Request) -> HttpResponseBase:
        """The download."""
        return self.tabled.file(request)

    def describe(self) -> Operation:
        """The download with the question of the answer."""
        tabled = self.tabled
        meaning = f"The answer of /api/v1/{tabled.name}/ as one table. {tabled.of_rows}".rstrip()
        return tabled.described(1, tabled.download_summary, meaning, file=CSV)
