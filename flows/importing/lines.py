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
    """A cell of a workbook with a type of its own: ``kind`` is ``number`` or ``day``, ``text`` its plain form."""

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
