"""What an editor sent, in whatever form, as one sheet of one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import PurePath
from typing import Any, Literal

from flows.importing import stored
from flows.importing.archive import OLD_SIGNATURE, SIGNATURE
from flows.importing.choices import Choices
from flows.importing.faults import RowFault
from flows.importing.files import Sheet, read_rows, unreadable
from flows.importing.lines import Grid, Unreadable
from flows.importing.naming import Names, folded, headings_of, names_of
from flows.importing.reading import CODE, Reading, Unknown, as_code, prepared, told
from flows.importing.tables import TABLE_OF_NAME, Column, Table
from flows.importing.text import text_grid
from flows.importing.translating import UNKNOWN, Translator
from flows.vocabulary import CODED_LISTS

_LISTS = {one.name: one for one in CODED_LISTS}

Form = Literal["workbook", "other workbook", "pasted", "text"]
_LONGEST_STEM = 40
_ODS = b"mimetypeapplication/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class Sent:
    """A file or pasted cells: its name for people, and its bytes."""

    name: str
    content: bytes
    pasted: bool = False

    @property
    def form(self) -> Form:
        """What it is, by its own bytes: names lie."""
        if self.pasted:
            return "pasted"
        if self.content.startswith(OLD_SIGNATURE) or _ODS in self.content[:200]:
            return "other workbook"
        return "workbook" if self.content.startswith(SIGNATURE) else "text"


def read_sent(table: Table, sent: Sent, choices: Choices | None = None) -> Sheet:
    """What was sent, read as somebody chose, and else as its own cells say; every fault is listed, none is raised."""
    chosen = choices or Choices()
    try:
        grid = _grid(table, sent, chosen)
        done = prepared(table, grid, chosen, _Translators(table), _begins_codes(table, sent))
    except Unreadable as error:
        return unreadable(table, error)
    sheet = read_rows(done.table, iter(done.lines), partial=True)
    reading = told(done)
    faults = (*done.faults, *_once(sheet, reading), *_open(table, reading))
    if not sheet.rows and not faults and len(done.lines) == 1:
        faults = (RowFault(table.file, reading.header, "", "", "no row stands under the header"),)
    return replace(sheet, faults=faults, reading=reading)


def _begins_codes(table: Table, sent: Sent) -> str:
    """How codes begin that are made for rows without one: by the content too, so that another file under the same name
    is not taken for the rows of this one."""
    stem = as_code(PurePath(sent.name).stem)[:_LONGEST_STEM].strip("-.+") or table.name
    return f"{stem}-{sha256(sent.content).hexdigest()[:6]}"


def table_of(name: str) -> Table | None:
    """The table that a file is named after, None where it is none of them."""
    return TABLE_OF_NAME.get(PurePath(name).stem)


def _grid(table: Table, sent: Sent, choices: Choices) -> Grid:
    if sent.form == "workbook":
        # Only here: the library takes a while to load, and few requests need it.
        from flows.importing.workbook import workbook_grid

        return workbook_grid(sent.content, table.name, choices.sheet)
    if sent.form == "other workbook":
        from flows.importing.other_workbook import other_grid

        return other_grid(sent.content, table.name, choices.sheet)
    known = headings_of(table)
    return text_grid(
        sent.content, lambda cell: folded(cell) in known, choices.encoding, choices.delimiter, pasted=sent.pasted
    )


class _Translators:
    """Makes what reads the columns of one table; the names of what they hold are asked for once, where any is."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._names: dict[str, Names] = {}

    def __call__(self, column: Column, numbers: Any, days: str, chosen: Any, texts: frozenset[str]) -> Translator:
        on_record = frozenset(column.allowed)
        if column.reference:
            on_record = stored.existing_codes(column.reference, filter(CODE.fullmatch, texts))
        own = column.reference == self._table.name
        return Translator(column, numbers, days, chosen, on_record, lambda: self._of(column), own_table=own)

    def _of(self, column: Column) -> Names:
        name = column.reference or column.coding_list
        if name not in self._names:
            if column.reference:
                self._names[name] = names_of(stored.names_on_record(column.reference))
            else:
                terms = _LISTS[name] if name else ()
                self._names[name] = names_of((term.code, term.label, ()) for term in terms)
        return self._names[name]


def _once(sheet: Sheet, reading: Reading) -> Iterator[RowFault]:
    """The faults of a sheet, but what names nothing once for all cells that say the same."""
    unknown = {(one.field, one.text): one for one in reading.unknown}
    said: set[tuple[str, str]] = set()
    for fault in sheet.faults:
        if fault.message != UNKNOWN:
            yield fault
            continue
        column = next(one for one in sheet.table.columns if one.name == fault.column)
        parts = [one for one in unknown.values() if one.field == column.field and one.text in fault.value]
        for one in parts:
            if (one.field, one.text) not in said:
                said.add((one.field, one.text))
                yield _unknown(sheet, column, one)


def _unknown(sheet: Sheet, column: Column, one: Unknown) -> RowFault:
    what = (
        f"there is no such code among the {one.of}, and no such name"
        if column.reference
        else f"not a {_list_of(column)}"
    )
    message = "several are called so" if one.several else what
    allowed = one.called if column.reference or one.several else column.allowed
    often = f" ({one.count} rows)" if one.count > 1 else ""
    return RowFault(sheet.table.file, one.row, column.name, one.text, f"{message}{often}", allowed)


def _list_of(column: Column) -> str:
    return _LISTS[column.coding_list].title.lower()


def _open(table: Table, reading: Reading) -> Iterator[RowFault]:
    """What a person has to say first: whether what a spreadsheet hides is meant."""
    if reading.asks_hidden:
        rows = sorted(line.number for line in reading.grid.lines if line.number in reading.grid.hidden_rows)
        columns = [
            one.letters for one in reading.headings if one.field and one.place + 1 in reading.grid.hidden_columns
        ]
        what = f"row {', '.join(map(str, rows[:5]))}" if rows else f"column {', '.join(columns)}"
        message = f"the spreadsheet hides {what}: say whether that is to be read"
        yield RowFault(table.file, 0, "", "", message, ("read", "leave out"))
