"""What every kind of file is taken apart into, before anybody knows what its columns mean: numbered rows of cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unfit:
    """A cell that holds something else than plain text: a formula, an error, a number that was rounded.

    ``text`` is what was found, as it is shown to whoever has to mend it.
    """

    text: str
    message: str
    allowed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plain:
    """A cell of a workbook with a type of its own: ``text`` is its plain form, ``kind`` what it is.

    A ``month`` or a ``year`` is a day that is shown as no more than that; ``text`` is then the first day of it.
    """

    text: str
    kind: str


Cell = str | Plain | Unfit


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the line of the file, or the row of the sheet, on which it begins, and its cells."""

    number: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it: spreadsheets write such rows below and between others."""
        return all(cell == "" for cell in self.cells)


class Unreadable(ValueError):
    """A file, or all of it from some row on, that cannot be taken apart; why, where, and what would have been."""

    def __init__(self, message: str, *, row: int = 0, value: str = "", allowed: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.row = row
        self.value = value
        self.allowed = allowed


Lines = Iterator[Line]
"""The rows of one table, its header first. Raises Unreadable on the way."""


@dataclass(frozen=True, slots=True)
class Grid:
    """All that stands in a file, or in one sheet of it, whatever stands above and below the table.

    ``encoding`` and ``delimiter`` are those of text, "" for a workbook, whose cells are named by letters.
    ``hidden_rows`` and ``hidden_columns``, counted from one, are not seen by whoever looks at the sheet. ``remarks``
    are sentences about how it was taken apart, ``merged`` the ranges of merged cells, each with its last row.
    """

    lines: tuple[Line, ...]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    remarks: tuple[str, ...] = ()
    merged: tuple[tuple[int, str], ...] = ()

    @property
    def is_workbook(self) -> bool:
        """Whether its cells are named as a spreadsheet does: H7."""
        return not self.encoding


def text_of(cell: Cell) -> str:
    """What stands in a cell."""
    return cell if isinstance(cell, str) else cell.text
