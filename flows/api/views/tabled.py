"""An answer that comes as JSON and as CSV at addresses of its own: what differs from one to the next is declared."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import HttpResponseBase
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from flows.api.asking import asked, site_of
from flows.api.describing import Operation
from flows.api.downloads import Download, download
from flows.api.negotiation import BySuffix
from flows.api.rendering import CsvRenderer, OrjsonRenderer, as_json
from flows.api.shape import Shape
from flows.api.views.base import ReadOnly
from flows.exporting.columns import Column
from flows.measures.definition import Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabled:
    """One answer: its name in addresses, its question, what computes it, its body, its table.

    ``summary`` and ``download_summary`` are the lines of its two operations, and ``of_rows`` says what a row is.
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
    of_rows: str

    @property
    def meaning(self) -> str:
        """What it answers, and how."""
        return f"{self.definition.definition} {self.definition.method}"

    def file(self, request: Request) -> HttpResponseBase:
        """The answer of a request as CSV."""
        question = asked(request, self.question.read)
        rows = self.rows(self.compute(question), site_of(request))
        return download(request, Download(self.name, question.as_of, question.query(), self.header, rows))


class TabledView(ReadOnly):
    """The answer as JSON, or as CSV where that is wanted."""

    renderer_classes = (OrjsonRenderer, CsvRenderer)
    tabled: ClassVar[Tabled]

    def get(self, request: Request) -> HttpResponseBase:
        """The answer that the question asks for."""
        tabled = self.tabled
        if request.accepted_renderer.format == "csv":
            return tabled.file(request)
        return as_json(tabled.body.body(tabled.compute(asked(request, tabled.question.read)), site_of(request)))

    def describe(self) -> Operation:
        """The answer with its question."""
        tabled = self.tabled
        return Operation(
            id=f"get_{tabled.name}",
            tag="arithmetic",
            summary=tabled.summary,
            description=tabled.meaning,
            parameters=tabled.question.parameters,
            answer=tabled.body.name,
            csv=True,
        )


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
        return Operation(
            id=f"download_{tabled.name}",
            tag="arithmetic",
            summary=tabled.download_summary,
            description=f"{tabled.meaning} {tabled.of_rows}",
            parameters=tabled.question.parameters,
            csv=True,
        )
