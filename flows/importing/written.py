"""Stored rows as the cells of the project's own format: what an import reads back as the same values."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from flows.decimal_text import COORDINATES, decimal_text, is_ambiguous
from flows.formula_text import disarmed
from flows.importing.files import Values
from flows.importing.tables import Column, Table

_DIGITS_OF_A_SPREADSHEET = 15


def csv_of(table: Table, rows: Iterable[Values]) -> bytes:
    """A table as CSV, the header even without rows. It begins with the mark by which spreadsheets know UTF-8."""
    target = StringIO(newline="")
    lines = csv.writer(target, lineterminator="\n")
    lines.writerow([column.name for column in table.columns])
    lines.writerows([cell_text(column, row[column.field]) for column in table.columns] for row in rows)
    return target.getvalue().encode("utf-8-sig")


def sheet_row(table: Table, row: Values) -> list[Any]:
    """A row as typed cells of a worksheet: days, numbers where a spreadsheet keeps every digit, otherwise text."""
    return [_typed(column, row[column.field]) for column in table.columns]


def cell_text(column: Column, value: Any) -> str:
    """A value as a cell of text, "" where it is unknown; what a spreadsheet would run as a formula is disarmed."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return decimal_text(value, coordinate=column.name in COORDINATES)
    if isinstance(value, date):
        return value.isoformat()
    return disarmed(";".join(value) if column.many else str(value))


def _typed(column: Column, value: Any) -> Any:
    if value is None or isinstance(value, date | int):
        return value
    if isinstance(value, Decimal):
        short = len(value.normalize().as_tuple().digits) <= _DIGITS_OF_A_SPREADSHEET
        plain = column.name in COORDINATES or not is_ambiguous(format(value.normalize(), "f"))
        return value if short and plain else cell_text(column, value)
    return cell_text(column, value)
