"""What an import would do: which rows are new, changed or unchanged, and everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flows.dictionary import GIVEN_OUT
from flows.dictionary.beside import BESIDE, CODEBOOK
from flows.importing import rules, stored
from flows.importing.checks import Checked, cross_faults, reference_faults, row_faults, unique_faults
from flows.importing.faults import RowFault
from flows.importing.files import Key, Row, Sheet, Values, read_file
from flows.importing.tables import REQUIRED, TABLES, Table

HOUSE_STATUS = "published"
"""Of claims that the house itself loads, in nobody's name."""

LACKING = "the file has no such column, and a new row needs it: map one to it, or say what every row gets"

_FILES = tuple(table.file for table in TABLES)
_PASSED_OVER = frozenset((*(f"{table.name}.csv" for table in GIVEN_OUT), *BESIDE, *CODEBOOK))
"""Files of our own packages that nobody enters."""


@dataclass(frozen=True, slots=True)
class Change:
    """A stored row that the file changes: its values before and after, by field."""

    key: Key
    before: Values
    after: Values

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields whose value changes."""
        return tuple(field for field in self.after if self.after[field] != self.before[field])


@dataclass(frozen=True, slots=True)
class TablePreview:
    """What an import would do to one table.

    ``lines`` says where in the file a row begins; ``proposed`` are the rows that change what is public, which somebody
    else has to approve first: of the changed ones, and of the new ones those of a record that is there. ``waiting``
    are the codes of the records that readers do not see yet and that become public with what the house's file says of
    them: each is changed, also where every value is the same.
    """

    table: Table
    new: tuple[Values, ...]
    changed: tuple[Change, ...]
    unchanged: int
    lines: Mapping[Key, int]
    proposed: frozenset[Key] = frozenset()
    waiting: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do, table by table in the order of writing. With any fault, nothing can be applied."""

    tables: tuple[TablePreview, ...]
    faults: tuple[RowFault, ...]


def preview(files: Mapping[str, bytes]) -> Preview:
    """Reads and checks CSV files by name ("shipments.csv") against one another and against the database.

    Nothing is written and nothing raised: every fault is in the answer. A file that is not given changes nothing.
    """
    named = [
        RowFault(file, 0, "", "", "this file is not part of the format", _FILES)
        for file in files
        if file not in _FILES and file not in _PASSED_OVER
    ]
    sheets = [read_file(table, files[table.file]) for table in TABLES if table.file in files]
    found = judged(sheets)
    return Preview(found.tables, (*named, *found.faults))


def judged(sheets: Sequence[Sheet], *, status: str = HOUSE_STATUS) -> Preview:
    """What an import of these sheets would do, one a table, in the order of `TABLES`.

    Nothing is written and nothing raised. What refers to a table that could not be read is not judged by it. ``status``
    is the one that new claims would begin with: with that of the house, what an editor left waiting under a code of the
    file gives way to the file.
    """
    checked = [_checked(sheet, status) for sheet in sheets]
    unknown = frozenset(sheet.table.name for sheet in sheets if not sheet.readable)
    faults = [
        *(fault for sheet in sheets for fault in sheet.faults),
        *(fault for one in checked for fault in _lacking_faults(one)),
        *(fault for one in checked for fault in row_faults(one)),
        *(fault for one in checked for fault in unique_faults(one)),
        *reference_faults(checked, unknown),
        *cross_faults(checked),
    ]
    order = {file: place for place, file in enumerate(_FILES)}
    faults.sort(key=lambda fault: (order[fault.file], fault.row))
    return Preview(tuple(_compared(one) for one in checked), tuple(faults))


def _checked(sheet: Sheet, status: str) -> Checked:
    rows: dict[Key, Row] = {}
    repeated: list[tuple[Row, Row]] = []
    before = stored.rows_by_key(sheet.table, {key for row in sheet.rows if (key := sheet.key(row)) is not None})
    waiting = stored.waiting(sheet.table, before) if status == HOUSE_STATUS else frozenset()
    kept = {key: values for key, values in before.items() if key[0] not in waiting}
    found = tuple(_whole(sheet, row, kept) for row in sheet.rows) if sheet.absent else sheet.rows
    lacking = _lacking(sheet, found)
    if lacking:
        found = tuple(_unread(row, lacking) for row in found)
    if (bound := sheet.table.by_field.get("bound")) and not bound.required:
        found = tuple(_bounded(sheet, row, kept) for row in found)
        if {"low", "high"} <= {column.field for column in sheet.absent} and sheet.table.by_field[
            "bound"
        ] in sheet.absent:
            lacking |= _without_figure(sheet, found)
            found = tuple(
                replace(row, unread=row.unread | {"bound"}) if not row.values["bound"] else row for row in found
            )
    for row in found:
        key = sheet.key(row)
        if key is None:
            continue
        if key in rows:
            repeated.append((row, rows[key]))
        else:
            rows[key] = row
    return Checked(sheet.table, found, rows, tuple(repeated), before, status, waiting, lacking)


def _whole(sheet: Sheet, row: Row, before: Mapping[Key, Values]) -> Row:
    """The row with the columns that its file lacks: as they are stored, or as an empty cell of a new row."""
    kept = before.get(sheet.key(row) or (), {})
    missing = {column.field: kept.get(column.field, column.empty) for column in sheet.absent}
    if "start_basis" in missing and row.values.get("period_start", missing.get("period_start")) is None:
        # It says of a start that the row no longer has.
        missing["start_basis"] = sheet.table.by_field["start_basis"].empty
    return replace(row, values={**row.values, **missing})


def _lacking(sheet: Sheet, rows: Iterable[Row]) -> dict[str, Row]:
    """The fields that a file has no column for and a new row needs, each with the first such row."""
    wanted = [column.field for column in sheet.absent if column.required]
    found: dict[str, Row] = {}
    for row in rows if wanted else ():
        for name in wanted:
            if row.values[name] is REQUIRED:
                found.setdefault(name, row)
    return found


def _without_figure(sheet: Sheet, rows: Iterable[Row]) -> dict[str, Row]:
    """The first new row of a file that has no column for a figure, by the figure that is asked for."""
    name = "point" if "point" in sheet.table.by_field else "low"
    if sheet.table.by_field[name] not in sheet.absent:
        return {}
    first = next((row for row in rows if not row.values["bound"]), None)
    return {name: first} if first else {}


def _unread(row: Row, lacking: Mapping[str, Row]) -> Row:
    gone = {name for name in lacking if row.values[name] is REQUIRED}
    return replace(row, values={**row.values, **dict.fromkeys(gone)}, unread=row.unread | gone) if gone else row


def _lacking_faults(checked: Checked) -> Iterator[RowFault]:
    for name, row in checked.lacking.items():
        column = checked.table.by_field[name]
        yield RowFault(checked.table.file, row.line, column.name, "", LACKING, column.allowed)


def _bounded(sheet: Sheet, row: Row, before: Mapping[Key, Values]) -> Row:
    """The row with a bound, where its file says none and its figures could be read."""
    if row.cell("bound") or row.unread & {"bound", "low", "point", "high"}:
        return row
    stored = before.get(sheet.key(row) or (), {}).get("bound", "")
    return replace(row, values={**row.values, "bound": rules.bound_of(row.values, stored)})


def _compared(checked: Checked) -> TablePreview:
    new, changed, unchanged = [], [], 0
    for key, row in checked.rows.items():
        before = checked.before.get(key)
        if before is None:
            new.append(row.values)
        elif key[0] in checked.waiting or any(before[field] != value for field, value in row.values.items()):
            changed.append(Change(key, _without_status(before, row.values), row.values))
        else:
            unchanged += 1
    lines = {key: row.line for key, row in checked.rows.items()}
    return TablePreview(checked.table, tuple(new), tuple(changed), unchanged, lines, waiting=checked.waiting)


def _without_status(before: Values, after: Values) -> dict[str, Any]:
    return {field: before[field] for field in after}
