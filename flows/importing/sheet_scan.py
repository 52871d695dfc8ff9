"""What a worksheet holds before its values are read: how far it is filled, and what would be read wrongly.

Note 1: reading row by row, openpyxl neither tells of merged cells nor minds rows or cells that stand out of order, of
which the last then wins. So they are looked for here, and refused.
"""

from __future__ import annotations

import re
from xml.parsers import expat

from flows.importing.bounds import MOST_ABOVE, MOST_COLUMNS, MOST_ROWS
from flows.importing.lines import Unreadable

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_FILLS = ("v", "is", "f")
_YES = ("1", "true")


class Scan:
    """How far a sheet is filled: ``last_row`` and ``last_column`` are 0 where it is empty.

    ``merged`` are the ranges of merged cells, each with its last row; ``disorder`` where a row or cell is out of
    order, "" where none is. What is hidden is not seen by whoever looks at the sheet.
    """

    def __init__(self, part: bytes) -> None:
        self.last_row = 0
        self.last_column = 0
        self.merged: list[tuple[int, str]] = []
        self.disorder = ""
        self.hidden_rows: frozenset[int] = frozenset()
        self.hidden_columns: frozenset[int] = frozenset()
        self._row = 0
        self._column = 0
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._begin
        parser.Parse(part, True)

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self._cell(attributes.get("r", ""))
        elif name in _FILLS:
            self.last_row = max(self.last_row, self._row)
            self.last_column = max(self.last_column, self._column)
        elif name == "row":
            number = attributes.get("r", str(self._row + 1))
            self._in_order(f"row {number}", int(number) if number.isdecimal() else 0, self._row)
            self._row, self._column = int(number) if number.isdecimal() else self._row, 0
            if attributes.get("hidden") in _YES:
                self.hidden_rows |= {self._row}
        elif name == "col" and attributes.get("hidden") in _YES:
            first, last = (attributes.get(end, "0") for end in ("min", "max"))
            if first.isdecimal() and last.isdecimal():
                self.hidden_columns |= frozenset(range(int(first), min(int(last), MOST_COLUMNS) + 1))
        elif name == "mergeCell":
            ends = _REFERENCE.findall(attributes.get("ref", ""))
            self.merged.append((int(ends[-1][1]) if ends else self.last_row, attributes.get("ref", "?")))

    def _cell(self, reference: str) -> None:
        column, row = self._column + 1, self._row
        if reference:
            found = _REFERENCE.fullmatch(reference)
            column, row = (column_number(found[1]), int(found[2])) if found else (0, 0)
        self._in_order(f"cell {reference}", column, self._column)
        if row != self._row:
            self.disorder = self.disorder or f"cell {reference}"
        self._column = column

    def _in_order(self, what: str, number: int, before: int) -> None:
        if number <= before:
            self.disorder = self.disorder or what

    def refuse(self) -> None:
        """Raises Unreadable where the sheet exceeds a bound or would be read wrongly."""
        if self.last_row > MOST_ROWS + MOST_ABOVE:
            allowed = (f"at most {MOST_ROWS:,} under the header",)
            raise Unreadable("the sheet is filled too far down", row=self.last_row, allowed=allowed)
        if self.last_column > MOST_COLUMNS:
            allowed = (f"at most {MOST_COLUMNS} columns",)
            value = letters(self.last_column)
            raise Unreadable("the sheet is filled too far to the right", value=value, allowed=allowed)
        if self.disorder:
            raise Unreadable("the sheet's rows or cells are out of order", value=self.disorder)


def column_number(name: str) -> int:
    """The number of a column: 1 for A, 28 for AB."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def letters(number: int) -> str:
    """The name of a column: A for 1, AB for 28."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
