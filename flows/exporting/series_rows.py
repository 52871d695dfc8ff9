"""The months of a flow as one table: a row for each head on each day, in full, and one for each span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from flows.dictionary import computed
from flows.estimates.ledger import Span
from flows.exporting.columns import Column, column_of
from flows.exporting.flow_heads import SUMMARY
from flows.exporting.tables import TABLES
from flows.records import Shipment
from flows.vocabulary import CodedList, Term
from flows.wording import COMPUTED

_SHIPMENTS = TABLES["shipments"]
ENTRY = CodedList(
    "series_entry",
    "What a row of a series is",
    "Whether a row is a head on its day, or what the heads of one stage and unit spanned.",
    (SUMMARY.term("running-total"), SUMMARY.term("older-total"), Term("span", "span", "Computed; nobody stated it.")),
)
_FIRST = (
    computed("day", "day", "The day: the last of its month, or the one asked for.", required=True),
    computed("entry", "coded", ENTRY.meaning, of=ENTRY, required=True),
)
_LAST = (
    computed("lowest_stated", "number", "Of a span: the smallest figure that any of its heads states."),
    computed("highest_stated", "number", "Of a span: the largest figure that any of its heads states."),
    computed("heads", "whole", "Of a span: how many heads it is of."),
    computed("label", "text", "That nobody stated it; empty for a head."),
)
HEADER: tuple[Column, ...] = (*map(column_of, _FIRST), *_SHIPMENTS.columns, *map(column_of, _LAST))


def series_rows(
    months: Iterable[tuple[date, Sequence[Shipment], Sequence[Shipment], Sequence[tuple[Span, str]]]], site: str
) -> Iterator[tuple[Any, ...]]:
    """The rows under `HEADER`: of each day the heads, of which those in the second list are older, and the spans, each
    with its words."""
    for day, heads, older, spans in months:
        past = {claim.code for claim in older}
        for claim, row in zip(heads, _SHIPMENTS.rows(heads, site), strict=True):
            yield day, "older-total" if claim.code in past else "running-total", *row, None, None, None, ""
        for span, words in spans:
            of = {"stage": span.stage, "unit": span.unit, "low": span.low, "high": span.high, "text": words}
            row = tuple(of.get(column.name, _nothing(column)) for column in _SHIPMENTS.columns)
            yield day, "span", *row, span.lowest, span.highest, span.heads, COMPUTED


def _nothing(column: Column) -> Any:
    return () if column.kind == "codes" else "" if column.is_code else None
