"""What a release held, and whether the files go on from it: no row lost, no figure changed without its note.

Two files beside those of the tables. ``released.csv`` has a line for each row of the last release with what it said,
save our notes; ``changes.csv`` the note of each change to a row that had been released: of which release, the column,
the old and the new value, and why.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from typing import Self

from flows.dictionary.beside import CHANGES
from flows.importing.faults import RowFault
from flows.importing.files import Row, Sheet
from flows.importing.tables import Table

RETRACTED = "retracted"
"""Stands in place of the column where a whole row has been taken out."""

_COLUMNS = ("table", "code", "says")
_NOTE = ("release", "table", "code", "column", "old", "new", "why")


@dataclass(frozen=True, slots=True)
class Note:
    """One change since a release before: ``column`` is a header of the file, or `RETRACTED` for a whole row."""

    release: str
    table: str
    code: str
    column: str
    old: str
    new: str
    why: str


def read_changes(text: str) -> tuple[Note, ...]:
    """The notes of a file of changes; ValueError where its header or a line is not that of the format."""
    rows = csv.DictReader(StringIO(text))
    if tuple(rows.fieldnames or ()) != _NOTE:
        raise ValueError(f"{CHANGES} has the columns {', '.join(_NOTE)}")
    notes = tuple(Note(**row) for row in rows)
    for place, note in enumerate(notes, start=2):
        if not all((note.release, note.table, note.code, note.column, note.why)):
            raise ValueError(f"{CHANGES}, row {place}: a note has a release, a table, a code, a column and a reason")
    return notes


@dataclass(frozen=True, slots=True)
class Released:
    """The rows of a release: table, code, and what they say, by column."""

    rows: tuple[tuple[str, str, Mapping[str, str]], ...]

    @classmethod
    def read(cls, text: str) -> Self:
        """What a file of a release says."""
        return cls(
            tuple(
                (row["table"], row["code"], dict(word.split("=", 1) for word in row["says"].split()))
                for row in csv.DictReader(StringIO(text))
            )
        )

    @classmethod
    def of(cls, sheets: Iterable[Sheet]) -> Self:
        """What these files hold."""
        return cls(
            tuple(
                (sheet.table.name, code, _says(sheet.table, row))
                for sheet in sheets
                for code, row in _by_code(sheet).items()
            )
        )

    @property
    def text(self) -> str:
        """The file of the release."""
        written = StringIO()
        lines = csv.writer(written, lineterminator="\n")
        lines.writerow(_COLUMNS)
        for table, code, says in self.rows:
            lines.writerow((table, code, " ".join(f"{column}={value}" for column, value in says.items())))
        return written.getvalue()

    def faults(self, sheets: Iterable[Sheet], notes: Iterable[Note]) -> Iterator[RowFault]:
        """Rows that are gone or say something else without a note that tells so, and notes of what is not so."""
        by_name = {sheet.table.name: sheet for sheet in sheets}
        now = {name: _by_code(sheet) for name, sheet in by_name.items()}
        notes = tuple(notes)
        told = {(note.table, note.code, note.column) for note in notes}
        yield from _idle(notes, now, by_name)
        # A column that the release did not have yet says nothing else now.
        had = {(table, column) for table, _, says in self.rows for column in says}
        for table, code, before in self.rows:
            row = now.get(table, {}).get(code)
            if row is None:
                if (table, code, RETRACTED) not in told:
                    yield RowFault(f"{table}.csv", 0, "code", code, f"it was released and is gone: say so in {CHANGES}")
                continue
            after = _says(by_name[table].table, row)
            for column in (one for one in {**before, **after} if (table, one) in had):
                was, found = before.get(column, ""), after.get(column, "")
                # A note of another value than the row has is a fault of its own.
                if was != found and (table, code, column) not in told:
                    message = f"{code} was released with {was or 'nothing'}: a change is told in {CHANGES}"
                    yield RowFault(f"{table}.csv", row.line, column, found, message)


def _idle(
    notes: Iterable[Note], now: Mapping[str, Mapping[str, Row]], sheets: Mapping[str, Sheet]
) -> Iterator[RowFault]:
    """Notes of a row or a column that there is not, or of another value than the row has."""
    for place, note in enumerate(notes, start=2):
        if note.column == RETRACTED:
            continue
        row = now.get(note.table, {}).get(note.code)
        columns = {column.name: column.field for column in sheets[note.table].table.columns} if row else {}
        if row is None or note.column not in columns:
            yield RowFault(CHANGES, place, "code", note.code, "there is no such row or column in the files")
        elif row.cell(columns[note.column]) != note.new:
            yield RowFault(CHANGES, place, "new", note.new, f"{note.code} has another value in {note.column}")


def _by_code(sheet: Sheet) -> dict[str, Row]:
    return {" ".join(row.cell(field) for field in sheet.table.key): row for row in sheet.rows}


def _says(table: Table, row: Row) -> dict[str, str]:
    """Each cell of a row but our notes; of text, which may hold spaces, a hash stands for it."""
    return {
        column.name: _short(cell) if column.kind in _TEXT else cell
        for column in table.columns
        if column.field not in ("code", "notes") and (cell := row.cell(column.field))
    }


def _short(cell: str) -> str:
    return f"#{sha256(cell.encode()).hexdigest()[:10]}"


_TEXT = ("text", "lines", "link")
