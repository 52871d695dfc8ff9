"""Rows as CSV: UTF-8, comma, CRLF; ISO dates; empty is unknown; text cannot become a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import chain, islice
from typing import Any

from flows.exporting.columns import Column
from flows.formula_text import disarmed

_ROWS_A_CHUNK = 200


def csv_chunks(header: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The header and these rows as encoded CSV, some hundred rows at a time; the header even without rows."""
    lines = chain(
        [[column.name for column in header]],
        ([cell(column, value) for column, value in zip(header, row, strict=True)] for row in rows),
    )
    while chunk := list(islice(lines, _ROWS_A_CHUNK)):
        buffer = StringIO(newline="")
        csv.writer(buffer).writerows(chunk)
        yield buffer.getvalue().encode()


def cell(column: Column, value: Any) -> str:
    """One value as a cell: a number stays a number, unknown is empty, several codes are joined by semicolons.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers never do, so a
    longitude west of Greenwich keeps its sign.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    if column.kind == "whole":
        return str(value)
    text = ";".join(value) if column.kind == "codes" else str(value)
    return disarmed(text)
