"""Rows as CSV: UTF-8, comma, CRLF; ISO dates; empty is unknown; text cannot become a formula.

Note 1: the standard library's writer looks at every character of every cell twice, which is a third of the work of a
download. Most cells are codes, days and numbers, in which nothing can need quotes, so the lines are joined here, by
the rules of RFC 4180; a test holds them equal to the standard writer's, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any, get_args

from flows.decimal_text import COORDINATES, decimal_text
from flows.exporting.columns import Column, Kind
from flows.formula_text import MAY_BE_DISARMED, disarmed

_ROWS_A_CHUNK = 200
_FIRST_CHUNK = 20
_KINDS = get_args(Kind)


def csv_chunks(header: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The header and these rows as encoded CSV, some hundred rows at a time; the header even without rows.

    The first rows come alone, so that a reader does not wait for hundreds.
    """
    names = ",".join(_quoted(column.name) for column in header)
    lines = chain([names], map(_line(header), rows))
    size = _FIRST_CHUNK
    while chunk := list(islice(lines, size)):
        chunk.append("")
        yield "\r\n".join(chunk).encode()
        size = _ROWS_A_CHUNK


def cell(column: Column, value: Any) -> str:
    """One value as a cell: a number stays a number, unknown is empty, several codes are joined by semicolons.

    Text that a spreadsheet would run as a formula gets an apostrophe before it; numbers never do, so a
    longitude west of Greenwich keeps its sign.
    """
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return decimal_text(value, coordinate=column.name in COORDINATES)
    if isinstance(value, date):
        return value.isoformat()
    if column.kind == "whole":
        return str(value)
    text = ";".join(value) if column.kind == "codes" else str(value)
    return disarmed(text)


def _line(header: Sequence[Column]) -> Callable[[Sequence[Any]], str]:
    """What makes the line of a row, without its end: each cell as `cell` makes it, in quotes where it needs them."""
    kinds = {kind: [place for place, column in enumerate(header) if column.kind == kind] for kind in _KINDS}
    maybe_unknown = [place for place, column in enumerate(header) if column.is_code and column.nullable]
    codes = {place for place, column in enumerate(header) if column.is_code}
    texts = [place for place in (*kinds["text"], *kinds["link"]) if place not in codes]
    coordinates = {place for place in kinds["number"] if header[place].name in COORDINATES}
    numbers, days, wholes, several = kinds["number"], kinds["day"], kinds["whole"], kinds["codes"]

    def line(row: Sequence[Any]) -> str:
        made = list(row)
        for place in maybe_unknown:
            if made[place] is None:
                made[place] = ""
        for place in texts:
            value = made[place]
            if not value:
                made[place] = ""
                continue
            if value[0] in MAY_BE_DISARMED:
                value = made[place] = disarmed(value)
            if "," in value or '"' in value or "\n" in value or "\r" in value:
                made[place] = _quoted(value)
        for place in numbers:
            value = made[place]
            made[place] = "" if value is None else decimal_text(value, coordinate=place in coordinates)
        for place in days:
            value = made[place]
            made[place] = "" if value is None else value.isoformat()
        for place in wholes:
            value = made[place]
            made[place] = "" if value is None else str(value)
        for place in several:
            made[place] = _quoted(cell(header[place], made[place]))
        # An empty line would be no row at all.
        return ",".join(made) or '""'

    return line


def _quoted(text: str) -> str:
    """The text as it stands between commas."""
    if '"' in text or "," in text or "\n" in text or "\r" in text:
        return '"' + text.replace('"', '""') + '"'
    return text
