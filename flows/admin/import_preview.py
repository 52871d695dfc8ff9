"""What the page says of a file that waits to be imported: its faults by cell, and what it would write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.importing.faults import RowFault, shown
from flows.importing.files import Key, Sheet, Values
from flows.importing.preview import Change, Preview, TablePreview
from flows.importing.repeats import Repeat, repeats
from flows.importing.tables import Table
from flows.importing.upload import Sent
from flows.importing.written import cell_text

MOST_SHOWN = 100
"""Faults, and rows of each sort; the page says how many more there are."""


def shown_import(table: Table, sent: Sent, sheet: Sheet, found: Preview) -> dict[str, Any]:
    """What the template prints."""
    (one,) = found.tables
    # Where something is at fault, that alone is to be read.
    new, changed = ((), ()) if found.faults else (one.new, one.changed)
    found_again = () if found.faults else repeats(one, sheet.absent)
    return {
        "name": sent.name,
        "table": table.name,
        "table_title": table.title,
        "sheet": sheet.reading.grid.sheet if sheet.reading else "",
        "is_claims": table.is_claims,
        "counts": _counts(one),
        "faults": [_fault(fault, sheet) for fault in found.faults[:MOST_SHOWN]],
        "fault_count": len(found.faults),
        "more_faults": max(0, len(found.faults) - MOST_SHOWN),
        "sheets": _sheets_to_choose(sent, found),
        "new": [_new(table, values, one) for values in new[:MOST_SHOWN]],
        "more_new": max(0, len(new) - MOST_SHOWN),
        "changed": [_changed(table, change, one) for change in changed[:MOST_SHOWN]],
        "more_changed": max(0, len(changed) - MOST_SHOWN),
        "repeats": [_repeat(repeat) for repeat in found_again[:MOST_SHOWN]],
        "repeat_count": len(found_again),
        "nothing": not one.new and not one.changed,
        "may_confirm": not found.faults and bool(one.new or one.changed),
    }


def place_of(fault: RowFault, sheet: Sheet) -> str:
    """Where a fault is, as a spreadsheet names it where the file is one: H7; "" where it is the whole file's."""
    if not fault.row:
        return ""
    column = next((one for one in sheet.table.columns if one.name == fault.column), None)
    if sheet.reading and sheet.reading.grid.is_workbook and column:
        heading = sheet.reading.heading_of(column.field)
        return f"{heading.letters}{fault.row}" if heading else f"row {fault.row}"
    return f"row {fault.row}"


def _sheets_to_choose(sent: Sent, found: Preview) -> tuple[str, ...]:
    """The sheets of a workbook, where it is open which of them is meant."""
    for fault in found.faults:
        if "workbook" in sent.form and not fault.row and not fault.column and "sheet" in fault.message:
            return fault.allowed
    return ()


def _fault(fault: RowFault, sheet: Sheet) -> dict[str, Any]:
    return {
        "place": place_of(fault, sheet) or "the file",
        "column": fault.column,
        "value": shown(fault.value) if fault.value else "",
        "message": f"{fault.message[:1].upper()}{fault.message[1:].rstrip('.')}.",
        "allowed": ", ".join(fault.allowed),
    }


def _repeat(repeat: Repeat) -> str:
    where = "is on record as" if repeat.on_record else "stands in the file too as"
    return f"Row {repeat.row}, {repeat.code}: the same, word for word, {where} {repeat.other}."


def _counts(one: TablePreview) -> list[dict[str, Any]]:
    is_claims = one.table.is_claims
    new = sum(_key(one, values) not in one.proposed for values in one.new)
    changed = sum(change.key not in one.proposed for change in one.changed)
    public = "claims" if is_claims else "records"
    return [
        {"words": "new, as drafts of yours" if is_claims else "new, to wait until they are public", "count": new},
        {"words": "changed", "count": changed},
        {"words": f"changes to public {public}, to be proposed", "count": len(one.proposed)},
        {"words": "unchanged", "count": one.unchanged},
    ]


def _key(one: TablePreview, values: Values) -> Key:
    return tuple(values[field] for field in one.table.key)


def _new(table: Table, values: Values, one: TablePreview) -> dict[str, Any]:
    key = _key(one, values)
    told = (f"{column.name} {cell_text(column, values[column.field])}" for column in _telling(table, values))
    return {
        "row": one.lines[key],
        "code": " ".join(map(str, key)),
        "words": "; ".join(told),
        "proposed": key in one.proposed,
    }


def _telling(table: Table, values: Values) -> Iterator[Any]:
    """The columns of a new row that are filled, its key and its long texts aside."""
    for column in table.columns:
        if column.field not in table.key and values[column.field] not in (None, "", ()) and not column.lines:
            yield column


def _changed(table: Table, change: Change, one: TablePreview) -> dict[str, Any]:
    columns = (table.by_field[field] for field in change.fields)
    return {
        "row": one.lines[change.key],
        "code": " ".join(map(str, change.key)),
        "proposed": change.key in one.proposed,
        "cells": [_difference(column, change) for column in columns],
    }


def _difference(column: Any, change: Change) -> dict[str, str]:
    before, after = (cell_text(column, values[column.field]) for values in (change.before, change.after))
    return {"column": column.name, "before": before, "after": after}
