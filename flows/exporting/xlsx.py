"""Rows as an XLSX workbook: numbers are numbers, days are days, and text is text whatever it begins with.

Written row by row to a file, so memory stays flat. A second sheet holds what the table answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from flows.exporting.columns import Column

MOST_ROWS = 1_048_575
LONGEST_CELL = 32_767
# A workbook says when it was made; the same table shall be the same bytes.
_MADE = datetime(1980, 1, 1, tzinfo=UTC).replace(tzinfo=None)


class TooManyRows(Exception):
    """A worksheet cannot hold so many rows."""


def write_workbook(
    target: IO[bytes], name: str, header: Sequence[Column], rows: Iterable[Sequence[Any]], about: Mapping[str, str]
) -> None:
    """Write a sheet ``name`` with the header and the rows, and a sheet with ``about`` as pairs.

    Raises TooManyRows where a worksheet cannot hold them.
    """
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, options) as book:
        book.set_properties({"created": _MADE})
        as_day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet(name)
        for place, column in enumerate(header):
            sheet.write_string(0, place, column.name)
        sheet.freeze_panes(1, 1)
        for line, row in enumerate(rows, start=1):
            if line > MOST_ROWS:
                raise TooManyRows(f"a worksheet holds at most {MOST_ROWS:,} rows")
            for place, (column, value) in enumerate(zip(header, row, strict=True)):
                _write(sheet, line, place, column, value, as_day)
        notes = book.add_worksheet("about")
        for line, (label, text) in enumerate(about.items()):
            notes.write_string(line, 0, label)
            notes.write_string(line, 1, text[:LONGEST_CELL])


def _write(sheet: Worksheet, line: int, place: int, column: Column, value: Any, as_day: Format) -> None:
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(line, place, value, as_day)
    elif isinstance(value, Decimal) or column.kind == "whole":
        sheet.write_number(line, place, float(value))
    else:
        text = ";".join(value) if column.kind == "codes" else str(value)
        sheet.write_string(line, place, text[:LONGEST_CELL])
