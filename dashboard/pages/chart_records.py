"""The records that charts are made of, and those that they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain

from dashboard.charts import Chart, Document
from dashboard.charts.evidence import Claims
from dashboard.pages.plot import Drawn
from flows.measures.flow import MOST_SHOWN
from flows.measures.usual import usual_goods
from flows.queries.catalogue import kinds_within
from flows.queries.listing import every, newest, some
from flows.questions import ListQuestion
from flows.records import Claim, Event, Route, Shipment, Source
from flows.wording import document_name


def events_by(as_of: date | None) -> tuple[Event, ...]:
    """Every event that was known by the day. Two queries."""
    return tuple(every(ListQuestion("events", as_of=as_of, ordering="starts_on")))


def latest(question: ListQuestion) -> tuple[Shipment, ...]:
    """Of the claims that a question matches those stated last, as many as a chart draws, by day of statement."""
    return tuple(reversed(newest(question, MOST_SHOWN)))


def claims_of(question: ListQuestion, claims: Sequence[Shipment]) -> Claims:
    """What the chart of the evidence draws: these claims, those of the usual goods beside one another. Five queries."""
    return Claims(claims, question.as_of, kinds_within((usual_goods(),)) if claims else frozenset())


def records(drawn: Drawn) -> Sequence[Claim | Route]:
    """The records behind a chart, drawn or listed, by code: one query."""
    if drawn.chart.map is not None:
        return tuple(every(ListQuestion("routes", as_of=drawn.question.as_of, ordering="code")))
    codes = {mark.code for mark in chain(drawn.chart.marks, drawn.chart.listed)}
    return some(drawn.kind.table, tuple(sorted(codes)), drawn.question.as_of)


def documents(chart: Chart) -> tuple[Document, ...]:
    """The publications that a chart rests on, each once, by publisher and title. For a map one query."""
    found = {mark.document for mark in chain(chart.marks, chart.listed)}
    if chart.map is not None:
        named = some("sources", tuple(sorted(chart.map.sources)))
        found = {_document(source) for source in named}
    return tuple(sorted(found, key=lambda document: (document.publisher.casefold(), document.title, document.code)))


def _document(source: Source) -> Document:
    name = document_name(source.publisher, source.title, source.published_on, source.date_precision)
    return Document(source.code, source.publisher, source.title, source.link, name)
