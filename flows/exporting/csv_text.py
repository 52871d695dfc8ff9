"""Rows as CSV: UTF-8, comma, CRLF; ISO dates; empty is unknown; text cannot become a formula."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import StringIO
from itertools import chain, islice
from typing import Any

from flows.exporting.columns import Column
from flows.formula_text import MAY_BE_DISARMED, disarmed

_ROWS_A_CHUNK = 200
_FIRST_CHUNK = 20


def csv_chunks(header: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The header and these rows as encoded CSV, some hundred rows at a time; the header even without rows.

    The first rows come alone, so that a reader does not wait for hundreds.
    """
    cells = _cells(header)
    lines = chain([[column.name for column in header]], map(cells, rows))
    size = _FIRST_CHUNK
    while chunk := list(islice(lines, size)):
        buffer = StringIO(newline="")
        csv.writer(buffer).writerows(chunk)
        yield buffer.getvalue().encode()
        size = _ROWS_A_CHUNK


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


def _cells(header: Sequence[Column]) -> Callable[[Sequence[Any]], list[Any]]:
    """What makes the cells of a row, as `cell` makes each; the writer itself writes None, whole numbers and days so.

    Nearly every cell is right as it is, so only those are touched that are not.
    """
    texts = [place for place, column in enumerate(header) if column.kind in ("text", "link")]
    others = [(place, column) for place, column in enumerate(header) if column.kind in ("number", "codes")]

    def cells(row: Sequence[Any]) -> list[Any]:
        made = list(row)
        for place in texts:
            value = made[place]
            if value and value[0] in MAY_BE_DISARMED:
                made[place] = disarmed(value)
        for place, column in others:
            if made[place] is not None:
                made[place] = cell(column, made[place])
        return made

    return cells
