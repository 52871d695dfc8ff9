"""Every named shape of the API as JSON Schema: records from their columns, answers from their fields."""

from __future__ import annotations

from flows.api.answers import (
    A_STEP,
    COMPUTED_RATIO,
    DIFFERENCE_TERM,
    FLOW,
    LEFT_OUT_CLAIM,
    PERIOD,
    SPAN,
    TIMELINE,
)
from flows.api.arithmetic import ASPECT, CAUTION_TERM, CLAIM_DIFFERENCE, CONVERTED, FIRE, INTERVAL, REASON, TOTAL
from flows.api.balance import (
    BALANCE,
    CLOSING,
    IMPOSSIBLE,
    MEMBER,
    NEEDED,
    NOT_ADDED,
    NOT_COUNTED_CLAIM,
    READING,
    STEP,
    TERM,
    WIDER,
)
from flows.api.balance_years import BALANCE_YEAR_SHAPES
from flows.api.changes import BALANCE_MOVED, CHANGES, FLOW_MOVED, SENTENCE, SPAN_MOVED
from flows.api.comparison import BRIEF_SHAPES, COMPARISON
from flows.api.disagree import DISAGREE_SHAPES
from flows.api.evidence import CLAIM_EVIDENCE
from flows.api.pace import PACE_SHAPES
from flows.api.pages import page_shape
from flows.api.problems import PARAMETER_ERROR, PROBLEM
from flows.api.reconciliation import RECONCILED_READING, RECONCILIATION, RECONCILING_STEP
from flows.api.search import SEARCH_SHAPES
from flows.api.series import SERIES_SHAPES
from flows.api.shape import Schema, opened, or_null, ref
from flows.api.share import SHARE_SHAPES
from flows.api.updates import UPDATE_SHAPES
from flows.api.views.contents import CONTENTS
from flows.api.views.package import RELEASE_CHANGES, RELEASE_LIST
from flows.api.views.records import IN_FULL, WHERE_FROM
from flows.api.years import YEAR_SHAPES
from flows.dictionary import CLAIM_TABLES
from flows.exporting.columns import Column
from flows.exporting.table import Table
from flows.exporting.tables import TABLES, appearances_within

_ANSWERS = (
    *(LEFT_OUT_CLAIM, SPAN, COMPARISON, COMPUTED_RATIO, DIFFERENCE_TERM, TIMELINE, A_STEP),
    *(TOTAL, REASON, CLAIM_DIFFERENCE, ASPECT, INTERVAL, CONVERTED, FIRE, PERIOD, CAUTION_TERM),
    *(BALANCE, TERM, READING, CLOSING, MEMBER, IMPOSSIBLE, NEEDED, NOT_ADDED, NOT_COUNTED_CLAIM, STEP, WIDER),
    *(RECONCILIATION, RECONCILED_READING, RECONCILING_STEP, CHANGES, FLOW_MOVED, SPAN_MOVED, BALANCE_MOVED, SENTENCE),
    *(*YEAR_SHAPES, *BALANCE_YEAR_SHAPES),
    *(*SHARE_SHAPES, *PACE_SHAPES, *SERIES_SHAPES),
    *DISAGREE_SHAPES,
    *(*SEARCH_SHAPES, *UPDATE_SHAPES, *BRIEF_SHAPES),
    *(PROBLEM, PARAMETER_ERROR, RELEASE_LIST, RELEASE_CHANGES, CONTENTS),
)
_TYPES = {"text": "string", "link": "string", "day": "string", "whole": "integer", "number": "number"}
_FORMATS = {"day": "date", "link": "uri"}


def components() -> dict[str, Schema]:
    """Every named shape of the API."""
    named: dict[str, Schema] = {}
    for table in TABLES.values():
        named[table.item] = record(table)
        named[f"{table.item}List"] = page_shape(table).schema
        if table.parts:
            named[table.parts.item] = _fields(table.parts.columns, table.parts.meaning)
    within = appearances_within()
    named[within.item] = record(within)
    for name in CLAIM_TABLES:
        # As a list gives it, and more.
        whole = {"allOf": [ref(TABLES[name].item), WHERE_FROM.schema, CLAIM_EVIDENCE.schema]}
        named[f"{TABLES[name].item}{IN_FULL}"] = {**whole, "description": TABLES[name].meaning}
    named |= {FLOW.name: FLOW.schema, f"{FLOW.name}List": page_shape(FLOW).schema}
    return named | {shape.name: shape.schema for shape in _ANSWERS}


def record(table: Table) -> Schema:
    """The shape of one record of a table."""
    shape = _fields(table.columns, table.meaning)
    if table.parts:
        shape["properties"][table.parts.field] = {"type": "array", "items": ref(table.parts.item)}
        shape["required"].append(table.parts.field)
    return shape


def column_shape(column: Column) -> Schema:
    """The shape of one field."""
    if column.kind == "codes":
        items = opened(column.allowed) if column.allowed else {"type": "string"}
        shape: Schema = {"type": "array", "items": items, "description": column.meaning}
    elif column.allowed:
        shape = opened(column.allowed, column.meaning)
    else:
        shape = {"type": _TYPES[column.kind], "description": column.meaning}
        if column.kind in _FORMATS:
            shape["format"] = _FORMATS[column.kind]
    return or_null(shape) if column.nullable else shape


def _fields(columns: tuple[Column, ...], meaning: str) -> Schema:
    return {
        "type": "object",
        "description": meaning,
        "properties": {column.name: column_shape(column) for column in columns},
        "required": [column.name for column in columns],
    }
