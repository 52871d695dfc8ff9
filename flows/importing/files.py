"""From the bytes of one CSV file to rows of values, with every fault found on the way."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flows.formula_text import rearmed
from flows.importing.cells import BadCell, hidden_characters
from flows.importing.faults import RowFault
from flows.importing.tables import REQUIRED, Column, Table

Values = Mapping[str, Any]
Key = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file.

    ``line`` is where it begins; ``values`` and ``cells`` are by the model's field, read and as written;
    ``unread`` names the fields whose cell could not be read, and whose value is therefore None.
    """

    line: int
    values: Values
    cells: Mapping[str, str]
    unread: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds. ``readable`` is False where its text or its header could not be made sense of."""

    table: Table
    rows: tuple[Row, ...]
    faults: tuple[RowFault, ...]
    readable: bool = True

    def key(self, row: Row) -> Key | None:
        """What identifies a row of this table; None where one of those cells could not be read."""
        if row.unread & set(self.table.key):
            return None
        return tuple(row.values[field] for field in self.table.key)


def read_file(table: Table, content: bytes) -> Sheet:
    """The rows of one file; every fault of its cells is listed, none is raised."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        value = f"byte 0x{content[error.start]:02x}"
        fault = RowFault(table.file, line, "", value, "the file is not UTF-8 text", ("UTF-8",))
        return Sheet(table, (), (fault,), readable=False)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader, [])
        faults = _header_faults(table, header)
    except csv.Error as error:
        header, faults = [], [RowFault(table.file, 1, "", "", f"the row is not well-formed CSV: {error}")]
    if faults:
        return Sheet(table, (), tuple(faults), readable=False)
    columns = {column.name: column for column in table.columns}
    ordered = [columns[name] for name in header]
    rows: list[Row] = []
    while True:
        line = reader.line_num + 1
        try:
            texts = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            faults.append(RowFault(table.file, line, "", "", f"the row is not well-formed CSV: {error}"))
            return Sheet(table, tuple(rows), tuple(faults), readable=False)
        if not texts:
            continue
        if len(texts) != len(ordered):
            found = f"{len(texts)} cells"
            faults.append(RowFault(table.file, line, "", found, "wrong number of cells", (f"{len(ordered)} cells",)))
            continue
        row, row_faults = _read_row(table, line, ordered, texts)
        rows.append(row)
        faults.extend(row_faults)
    return Sheet(table, tuple(rows), tuple(faults))


def _header_faults(table: Table, header: list[str]) -> list[RowFault]:
    known = tuple(column.name for column in table.columns)
    if not header:
        return [RowFault(table.file, 1, "", "", "the file has no header", known)]
    found = Counter(header)
    return [
        *(RowFault(table.file, 1, name, name, "unknown column", known) for name in found if name not in known),
        *(RowFault(table.file, 1, name, name, "the column stands twice") for name, times in found.items() if times > 1),
        *(RowFault(table.file, 1, name, "", "the column is missing", known) for name in known if name not in found),
    ]


def _read_row(table: Table, line: int, columns: list[Column], texts: list[str]) -> tuple[Row, list[RowFault]]:
    values: dict[str, Any] = {}
    faults = []
    unread = set()
    for column, text in zip(columns, texts, strict=True):
        try:
            values[column.field] = _read_cell(table, column, text)
        except BadCell as error:
            faults.append(RowFault(table.file, line, column.name, text, error.message, error.allowed))
            unread.add(column.field)
            values[column.field] = None
    cells = {column.field: text for column, text in zip(columns, texts, strict=True)}
    return Row(line, values, cells, frozenset(unread)), faults


def _read_cell(table: Table, column: Column, text: str) -> Any:
    text = rearmed(text)
    if column.lines:
        text = text.replace("\r\n", "\n")
    hidden = hidden_characters(text, lines=column.lines)
    if hidden:
        raise BadCell(f"control characters are not accepted ({hidden})")
    if text != text.strip():
        raise BadCell("a space at the beginning or the end")
    if not text:
        if column.empty is REQUIRED:
            raise BadCell("this cell may not be empty")
        return column.empty
    value = column.parse(text)
    longest = getattr(table.model._meta.get_field(column.field), "max_length", None)
    if isinstance(value, str) and longest is not None and len(value) > longest:
        raise BadCell(f"{len(text)} characters; at most {longest}")
    return value
