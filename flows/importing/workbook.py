"""From an XLSX workbook to rows of cells: values only where the file leaves no doubt what they are."""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from flows.importing.archive import packed, vetted
from flows.importing.bounds import LONGEST_CELL
from flows.importing.lines import Cell, Line, Lines, Plain, Unfit, Unreadable
from flows.importing.sheet_scan import Scan, letters

OUR_OWN = "about"
"""The sheet of our exports and templates that explains the other."""

DIGITS_KEPT = 15
"""Of a number; a spreadsheet rounds what has more."""

_FIRST_YEAR = 1901
_SHOWN_OTHERWISE = re.compile(r"%|[0#?],+(?![0#?])")
_IN_QUOTES = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_AS_VALUE = ("the value itself, not computed",)
# What openpyxl raises, in our experience and by its source, for workbooks that are well-formed and yet none.
_BROKEN = (ArithmeticError, AttributeError, BadZipFile, LookupError, RecursionError, SyntaxError, TypeError, ValueError)


def workbook_lines(content: bytes, table: str, sheet: str = "") -> Lines:
    """The rows of one sheet of a workbook: of the one named ``sheet``, else of the one named as the table, else of the
    only one that holds anything. Raises Unreadable."""
    parts = vetted(content)
    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out, such as conditional formats: nothing that we would read.
            warnings.simplefilter("ignore")
            book = load_workbook(packed(parts), read_only=True, keep_links=False)
            worksheets = {one.title: one for one in book.worksheets}
            # The path is the library's own affair; without it there is no telling which part holds which sheet.
            scans = {name: Scan(parts[one._worksheet_path.lstrip("/")]) for name, one in worksheets.items()}
            name = _chosen(scans, table, sheet)
            scans[name].refuse()
            lines = list(_lines(worksheets[name], scans[name]))
    except _BROKEN as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("the workbook cannot be read", value=str(error)[:200]) from error
    yield from lines


def _chosen(scans: Mapping[str, Scan], table: str, sheet: str) -> str:
    names = tuple(name for name, scan in scans.items() if scan.last_row)
    if sheet:
        if sheet not in scans:
            raise Unreadable("there is no such sheet", value=sheet, allowed=names)
        return sheet
    if table in names:
        return table
    filled = [name for name in names if name != OUR_OWN]
    if len(filled) > 1:
        raise Unreadable("several sheets hold something: say which", value=", ".join(filled), allowed=tuple(filled))
    if not filled:
        raise Unreadable("the workbook is empty")
    return filled[0]


def _lines(sheet: Any, scan: Scan) -> Lines:
    sheet.reset_dimensions()
    width = 0
    for number, found in enumerate(sheet.iter_rows(max_row=scan.last_row, max_col=scan.last_column), 1):
        cells = [_cell(number, one) for one in found]
        line = Line(number, _trimmed(cells, width))
        if line.is_blank:
            continue
        width = width or len(line.cells)
        yield line
    if not width:
        raise Unreadable("the sheet is written in a form that is not read here", allowed=("XLSX as Excel saves it",))


def _trimmed(cells: list[Cell], width: int) -> tuple[Cell, ...]:
    """The cells without the empty ones to the right of the header's last."""
    end = len(cells)
    while end > width and cells[end - 1] == "":
        end -= 1
    return tuple(cells[:end])


def _cell(row: int, cell: Any) -> Cell:
    value, kind = cell.value, cell.data_type
    if value is None:
        return ""
    if kind == "f":
        return Unfit(str(getattr(value, "text", value)), "the cell holds a formula", _AS_VALUE)
    if kind == "e":
        return Unfit(str(value), "the cell holds an error of the spreadsheet", _AS_VALUE)
    if kind == "b":
        return Unfit(str(value).upper(), "the cell holds a truth value", ("text or a number",))
    if kind == "d":
        return _day(value)
    if kind == "n":
        return _number(value, _IN_QUOTES.sub("", cell.number_format or ""))
    text = str(value)
    if len(text) > LONGEST_CELL:
        place = f"{letters(cell.column)}{row}"
        allowed = (f"at most {LONGEST_CELL:,}",)
        raise Unreadable(f"a cell of {len(text):,} characters", row=row, value=place, allowed=allowed)
    return text


def _day(value: Any) -> Cell:
    wanted = ("a date without a time", "the text YYYY-MM-DD")
    if isinstance(value, datetime):
        if value.time() != time():
            return Unfit(value.isoformat(" "), "a time of day stands with the date", wanted)
        value = value.date()
    if not isinstance(value, date):
        return Unfit(str(value), "the cell holds a time or a span of time", wanted)
    if value.year < _FIRST_YEAR:
        return Unfit(value.isoformat(), "spreadsheets disagree on days as early as this", wanted)
    return Plain(value.isoformat(), "day")


def _number(value: Any, shown_as: str) -> Cell:
    if not isfinite(value):
        return Unfit(str(value), "the cell holds no finite number", _AS_VALUE)
    exact = Decimal(repr(value)).normalize()
    text = format(exact, "f")
    if len(exact.as_tuple().digits) > DIGITS_KEPT:
        wanted = (f"at most {DIGITS_KEPT} digits", "a longer number as text")
        return Unfit(text, "the number has more digits than a spreadsheet keeps", wanted)
    if _SHOWN_OTHERWISE.search(shown_as):
        return Unfit(text, f"the format {shown_as} shows another number than the cell holds", ("a plain number",))
    return Plain(text, "number")
