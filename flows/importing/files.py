"""From the rows of one file to rows of values, with every fault found on the way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Any

from flows.dictionary import Kind
from flows.formula_text import rearmed
from flows.importing.cells import BadCell
from flows.importing.faults import RowFault
from flows.importing.letters import strange_characters
from flows.importing.lines import Cell, Line, Lines, Plain, Unfit, Unreadable, text_of
from flows.importing.reading import Reading
from flows.importing.separated import comma_separated
from flows.importing.tables import REQUIRED, Column, Table

Values = Mapping[str, Any]
Key = tuple[Any, ...]
_Reader = tuple[int, str, str, Callable[[Cell], Any]]
"""The place of a cell in its row, the header above it, the field that it fills, what reads it."""

_TAKES_NUMBERS = ("number", "coordinate", "whole", "coded")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file.

    ``line`` is where it begins; ``values`` and ``cells`` are by the model's field, read and as ``written``;
    ``unread`` names the fields whose cell could not be read, and whose value is therefore None.
    """

    line: int
    values: Values
    written: tuple[Cell, ...]
    unread: frozenset[str]

    @property
    def cells(self) -> Mapping[str, str]:
        """The text of each cell by the model's field."""
        # Values of columns that the file does not have come after those that it has.
        return {field: text_of(cell) for field, cell in zip(self.values, self.written, strict=False)}

    def cell(self, field: str) -> str:
        """The text of the cell that fills a field, "" where the file has no such column."""
        return self.cells.get(field, "")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds. ``readable`` is False where its text or its header could not be made sense of.

    ``header`` holds the names of the columns in the order of the file, as far as it could be read; ``absent`` are the
    columns that it does not have. ``reading`` is what a file that somebody sent was taken for.
    """

    table: Table
    rows: tuple[Row, ...]
    faults: tuple[RowFault, ...]
    readable: bool = True
    header: tuple[str, ...] = ()
    absent: tuple[Column, ...] = ()
    reading: Reading | None = None

    def key(self, row: Row) -> Key | None:
        """What identifies a row of this table; None where one of those cells could not be read, or is not there."""
        if row.unread & set(self.table.key):
            return None
        key = tuple(row.values.get(field, REQUIRED) for field in self.table.key)
        return None if REQUIRED in key else key


def read_file(table: Table, content: bytes) -> Sheet:
    """The rows of one CSV file of the house's own, however long; every fault of its cells is listed, none is raised."""
    try:
        return read_rows(table, comma_separated(content))
    except Unreadable as error:
        return unreadable(table, error)


def unreadable(table: Table, error: Unreadable) -> Sheet:
    """A file of which nothing could be made out."""
    fault = RowFault(table.file, error.row, "", error.value, error.message, error.allowed)
    return Sheet(table, (), (fault,), readable=False)


def read_rows(table: Table, lines: Lines, *, partial: bool = False) -> Sheet:
    """The rows under a header; every fault is listed, none is raised. One that is ``partial`` may lack any column."""
    rows: list[Row] = []
    faults: list[RowFault] = []
    header: tuple[str, ...] = ()
    absent: tuple[Column, ...] = ()
    try:
        first = next(lines, Line(1, ()))
        header = tuple(text_of(cell) for cell in first.cells)
        faults += _header_faults(table, first, header, partial=partial)
        if faults:
            return Sheet(table, (), tuple(faults), readable=False, header=header)
        places = _places(table, header)
        absent = tuple(column for column in table.columns if column.field not in places)
        readers = [
            (place, header[place], field, _reader(table.by_field[field]))
            for field, place in sorted(places.items(), key=itemgetter(1))
        ]
        for line in lines:
            if len(line.cells) != len(header):
                found, wanted = f"{len(line.cells)} cells", (f"{len(header)} cells",)
                faults.append(RowFault(table.file, line.number, "", found, "wrong number of cells", wanted))
                continue
            row, row_faults = _read_row(table, line, readers)
            rows.append(row)
            faults += row_faults
    except Unreadable as error:
        faults.append(RowFault(table.file, error.row, "", error.value, error.message, error.allowed))
        return Sheet(table, tuple(rows), tuple(faults), readable=False, header=header)
    return Sheet(table, tuple(rows), tuple(faults), header=header, absent=absent)


def _header_faults(table: Table, line: Line, header: tuple[str, ...], *, partial: bool) -> list[RowFault]:
    allowed = tuple(column.name for column in table.columns)
    row = line.number
    if not header:
        return [RowFault(table.file, row, "", "", "the file has no header", allowed)]
    found, places = Counter(header), _places(table, header)
    known = {name for column in table.columns for name in column.headers} | table.passed_over
    taken = {header[place] for place in places.values()} | table.passed_over
    twice = (name for name in found if found[name] > 1 or (name in known and name not in taken))
    missing = (c.name for c in table.columns if c.required and c.field not in places and not partial)
    return [
        *(
            RowFault(table.file, row, name, name, "unknown column" if name else "a column has no name", allowed)
            for name in found
            if name not in known
        ),
        *(RowFault(table.file, row, name, name, "the column stands twice") for name in twice),
        *(RowFault(table.file, row, name, "", "the column is missing", allowed) for name in missing),
    ]


def _places(table: Table, header: tuple[str, ...]) -> dict[str, int]:
    """Where the column of each field stands, of those that a file has."""
    return {
        column.field: header.index(name)
        for column in table.columns
        for name in [next((name for name in column.headers if name in header), None)]
        if name is not None
    }


def _read_row(table: Table, line: Line, readers: list[_Reader]) -> tuple[Row, list[RowFault]]:
    values: dict[str, Any] = {}
    faults = []
    unread = set()
    cells = line.cells
    for place, header, field, read in readers:
        try:
            values[field] = read(cells[place])
        except BadCell as error:
            text = text_of(cells[place])
            faults.append(RowFault(table.file, line.number, header, text, error.message, error.allowed))
            unread.add(field)
            values[field] = None
    written = cells if len(cells) == len(readers) else tuple(cells[place] for place, *_ in readers)
    return Row(line.number, values, written, frozenset(unread)), faults


def _fitting(cell: Cell, kind: Kind) -> str:
    """The text of a cell; BadCell where a workbook holds something else than the column does."""
    if isinstance(cell, Unfit):
        raise BadCell(cell.message, cell.allowed)
    if isinstance(cell, Plain):
        if cell.kind == "number" and kind not in _TAKES_NUMBERS:
            wanted = "a true date, or the text YYYY-MM-DD" if kind == "day" else "a cell formatted as text"
            raise BadCell("the cell holds a number", (wanted,))
        if cell.kind == "day" and kind != "day":
            raise BadCell("the cell holds a date: the spreadsheet may have made it of something else", ("no date",))
        return cell.text
    return cell


def _reader(column: Column) -> Callable[[Cell], Any]:
    """What reads the cells of a column; whatever is the same for all of them is asked once."""
    kind, longest = column.kind, column.longest
    parse, empty, lines = column.parse, column.empty, column.lines

    # Most columns hold the same few values again and again.
    @lru_cache(maxsize=2048)
    def read(cell: Cell) -> Any:
        text = rearmed(cell if isinstance(cell, str) else _fitting(cell, kind))
        if lines:
            text = text.replace("\r\n", "\n")
        if strange := strange_characters(text, lines=lines):
            raise BadCell(strange)
        if text != text.strip():
            raise BadCell("a space at the beginning or the end")
        if not text:
            if empty is REQUIRED:
                raise BadCell("this cell may not be empty")
            return empty
        value = parse(text)
        if longest is not None and isinstance(value, str) and len(value) > longest:
            raise BadCell(f"{len(text)} characters; at most {longest}")
        return value

    return read
