"""From an XLSX workbook to rows of cells: values only where the file leaves no doubt what they are."""

from __future__ import annotations

import re
import warnings
from collections.abc import Container, Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook

from flows.importing.archive import packed, vetted
from flows.importing.bounds import LONGEST_CELL
from flows.importing.lines import Cell, Grid, Line, Plain, Unfit, Unreadable
from flows.importing.plain_parts import plain_parts
from flows.importing.sheet_scan import Scan, letters

OUR_OWN = "about"
"""The sheet of our exports and templates that explains the other."""

DIGITS_KEPT = 15
"""Of a number; a spreadsheet rounds what has more."""

_FIRST_YEAR = 1901
_SHOWN_OTHERWISE = re.compile(r"%|[0#?],+(?![0#?])")
_IN_QUOTES = re.compile(r'"([^"]*)"|\\(.)|\[[^\]]*\]|_.|\*.')
_OF_SIZE = re.compile(
    r"\b(k|th?sd|thousand|тыс|m|mn|mio|mln|млн|million|b|bn|mrd|млрд|billion|hundred|dozen)s?\b|[천千만万억億]",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_AS_VALUE = ("the value itself, not computed",)
# What openpyxl raises, in our experience and by its source, for workbooks that are well-formed and yet none.
_BROKEN = (ArithmeticError, AttributeError, BadZipFile, LookupError, RecursionError, SyntaxError, TypeError, ValueError)


def workbook_grid(content: bytes, table: str, sheet: str = "") -> Grid:
    """One sheet of a workbook: the one named ``sheet``, else of those that are seen the one named as the table, else
    the only one that holds anything. Raises Unreadable."""
    parts = vetted(content)
    try:
        with warnings.catch_warnings():
            # It warns of what it leaves out, such as conditional formats: nothing that we would read.
            warnings.simplefilter("ignore")
            parts = plain_parts(parts)
            book = load_workbook(packed(parts), read_only=True, keep_links=False)
            worksheets = {one.title: one for one in book.worksheets}
            # The path is the library's own affair; without it there is no telling which part holds which sheet.
            scans = {name: Scan(parts[one._worksheet_path.lstrip("/")]) for name, one in worksheets.items()}
            seen = {name: scan for name, scan in scans.items() if worksheets[name].sheet_state == "visible"}
            name = chosen_sheet({n: bool(s.last_row) for n, s in seen.items()}, scans, table, sheet)
            scan = scans[name]
            scan.refuse()
            lines = tuple(_lines(worksheets[name], scan))
    except _BROKEN as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable("the workbook cannot be read", value=str(error)[:200]) from error
    unseen = [one for one in scans if one not in seen and scans[one].last_row and one != name]
    remarks = (f"Hidden sheets are not read: {', '.join(unseen)}.",) if unseen else ()
    return Grid(
        lines,
        sheet=name,
        hidden_rows=scan.hidden_rows,
        hidden_columns=scan.hidden_columns,
        remarks=remarks,
        merged=(*scan.merged,),
    )


def chosen_sheet(filled: Mapping[str, bool], every: Container[str], table: str, sheet: str) -> str:
    """The sheet to read: of ``every`` one the one asked for, else one that is seen, each told whether it is filled."""
    names = tuple(name for name, holds in filled.items() if holds)
    if sheet:
        if sheet not in every:
            raise Unreadable("there is no such sheet", value=sheet, allowed=names)
        return sheet
    if table in names:
        return table
    ours = [name for name in names if name != OUR_OWN]
    if len(ours) > 1:
        raise Unreadable("several sheets hold something: say which", value=", ".join(ours), allowed=tuple(ours))
    if not ours:
        raise Unreadable("the workbook is empty")
    return ours[0]


def _lines(sheet: Any, scan: Scan) -> Iterator[Line]:
    sheet.reset_dimensions()
    nothing = True
    for number, found in enumerate(sheet.iter_rows(max_row=scan.last_row, max_col=scan.last_column), 1):
        line = Line(number, _trimmed([_cell(number, one) for one in found]))
        nothing = False
        if line.cells:
            yield line
    if nothing:
        raise Unreadable("the sheet is written in a form that is not read here", allowed=("XLSX as Excel saves it",))


def _trimmed(cells: list[Cell]) -> tuple[Cell, ...]:
    end = len(cells)
    while end and cells[end - 1] == "":
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
        return _day(value, _IN_QUOTES.sub("", cell.number_format or "").lower())
    if kind == "n":
        return _number(value, cell.number_format or "")
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))
    if len(text) > LONGEST_CELL:
        place = f"{letters(cell.column)}{row}"
        allowed = (f"at most {LONGEST_CELL:,}",)
        raise Unreadable(f"a cell of {len(text):,} characters", row=row, value=place, allowed=allowed)
    return text


def _day(value: Any, shown_as: str = "d") -> Cell:
    wanted = ("a date without a time", "the text YYYY-MM-DD")
    if isinstance(value, datetime):
        if value.time() != time():
            return Unfit(value.isoformat(" "), "a time of day stands with the date", wanted)
        value = value.date()
    if not isinstance(value, date):
        return Unfit(str(value), "the cell holds a time or a span of time", wanted)
    if value.year < _FIRST_YEAR:
        return Unfit(value.isoformat(), "spreadsheets disagree on days as early as this", wanted)
    if "d" in shown_as or "y" not in shown_as:
        return Plain(value.isoformat(), "day")
    # What is not shown was not typed: a spreadsheet makes the first day of Jun-24.
    return Plain(value.isoformat(), "month" if "m" in shown_as else "year")


def _number(value: Any, shown_as: str) -> Cell:
    if not isfinite(value):
        return Unfit(str(value), "the cell holds no finite number", _AS_VALUE)
    exact = Decimal(repr(value)).normalize()
    text = format(exact, "f")
    if len(exact.as_tuple().digits) > DIGITS_KEPT:
        wanted = (f"at most {DIGITS_KEPT} digits", "a longer number as text")
        return Unfit(text, "the number has more digits than a spreadsheet keeps", wanted)
    bare = _IN_QUOTES.sub("", shown_as)
    if _SHOWN_OTHERWISE.search(bare):
        return Unfit(text, f"the format {bare} shows another number than the cell holds", ("a plain number",))
    beside = "".join(one or other for one, other in _IN_QUOTES.findall(shown_as))
    if _OF_SIZE.search(beside):
        message = f"the cell holds {text} and shows {text}{beside}"
        return Unfit(text, message, ("the whole number, such as 4800000", f"{text}, shown as it is"))
    return Plain(text, "number")
