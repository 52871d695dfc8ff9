"""Workbooks made for the tests: of rows, with any value in any cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from flows.importing.tables import TABLES, Table

_TABLES = {table.name: table for table in TABLES}


def table(name: str) -> Table:
    """The table of a name."""
    return _TABLES[name]


def workbook(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> Workbook:
    """A workbook with these sheets, to be changed and saved."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def first_sheet(book: Workbook) -> Worksheet:
    """Its first sheet."""
    found = book.worksheets[0]
    assert isinstance(found, Worksheet)
    return found


def typed(name: str, row: Mapping[str, str]) -> list[Any]:
    """A row of the seeds as a person would type it into a spreadsheet: days as days and numbers as numbers."""
    cells: list[Any] = []
    for column in table(name).columns:
        text = row[column.name]
        kind = table(name).model._meta.get_field(column.field).get_internal_type()
        if text and kind == "DateField":
            cells.append(date.fromisoformat(text))
        elif text and kind in ("DecimalField", "PositiveSmallIntegerField"):
            number = Decimal(text)
            cells.append(int(number) if number == number.to_integral_value() else float(number))
        else:
            cells.append(text or None)
    return cells


def of_rows(name: str, rows: Sequence[Mapping[str, str]]) -> Workbook:
    """A workbook of rows of the seeds, with their header."""
    header = [column.name for column in table(name).columns]
    return workbook({name: [header, *(typed(name, row) for row in rows)]})


def rewritten(content: bytes, part: str, change: Any) -> bytes:
    """A workbook in which the text of one part is another."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, change(text.decode()) if name == part else text)
    return target.getvalue()
