"""What an editor sent, in whatever form, as one sheet of one table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from flows.importing.archive import OLD_SIGNATURE, SIGNATURE
from flows.importing.files import Sheet, read_rows
from flows.importing.lines import Lines
from flows.importing.separated import comma_separated, decoded, tab_separated
from flows.importing.tables import TABLE_OF_NAME, Table

Form = Literal["workbook", "pasted", "csv"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A file or pasted cells: its name for people, its bytes, and the sheet that was asked for, "" for none."""

    name: str
    content: bytes
    pasted: bool = False
    sheet: str = ""

    @property
    def form(self) -> Form:
        """What it is, by its own bytes: names lie."""
        if self.pasted:
            return "pasted"
        return "workbook" if self.content.startswith((SIGNATURE, OLD_SIGNATURE)) else "csv"


def read_sent(table: Table, sent: Sent) -> Sheet:
    """The rows of what was sent; every fault is listed, none is raised."""
    return read_rows(table, _lines(table, sent))


def table_of(name: str) -> Table | None:
    """The table that a file is named after, None where it is none of them."""
    return TABLE_OF_NAME.get(PurePath(name).stem)


def _lines(table: Table, sent: Sent) -> Lines:
    if sent.form == "workbook":
        # Only here: the library takes a while to load, and few requests need it.
        from flows.importing.workbook import workbook_lines

        yield from workbook_lines(sent.content, table.name, sent.sheet)
    elif sent.form == "pasted":
        yield from tab_separated(decoded(sent.content))
    else:
        yield from comma_separated(sent.content)
