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
from typing import Any

from flows.decimal_text import COORDINATES, decimal_text
from flows.exporting.columns import Column
from flows.formula_text import MAY_BE_DISARMED, disarmed
from flows.straight import function

_ROWS_A_CHUNK = 200
_FIRST_CHUNK = 20
_SPECIAL = (",", '"', "\n", "\r")


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
    cells = [f"c{place}" for place in range(len(header))]
    names: dict[str, Any] = {
        "NUMBER": decimal_text,
        "TEXT": _text,
        "BEGINS": MAY_BE_DISARMED,
        "QUOTE": '"',
        "TWO": '""',
    }
    made = ", ".join(_source(column, cell) for column, cell in zip(header, cells, strict=True))
    # An empty line would be no row at all.
    return function("row", [f"{', '.join(cells)}, = row", f"return ','.join(({made},)) or '\"\"'"], names)


def _source(column: Column, cell: str) -> str:
    """The source of one cell."""
    if column.is_code:
        return f"{cell} or ''" if column.nullable else cell
    match column.kind:
        case "number":
            made = f"NUMBER({cell}, coordinate={column.name in COORDINATES})"
        case "day":
            made = f"{cell}.isoformat()"
        case "whole":
            made = f"str({cell})"
        case "codes":
            made = f"TEXT(';'.join({cell}))"
        case "text" | "link":
            # Few texts begin like a formula; all others are looked at once, here.
            special = " or ".join(f"{sign!r} in {cell}" for sign in _SPECIAL)
            quoted = f"f'\"{{{cell}.replace(QUOTE, TWO)}}\"' if {special} else {cell}"
            return f"(TEXT({cell}) if {cell}[0] in BEGINS else {quoted}) if {cell} else ''"
    return f"'' if {cell} is None else {made}"


def _text(text: str) -> str:
    return _quoted(disarmed(text))


def _quoted(text: str) -> str:
    """The text as it stands between commas."""
    if any(sign in text for sign in _SPECIAL):
        return '"' + text.replace('"', '""') + '"'
    return text
