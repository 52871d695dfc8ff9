"""What is wrong with a file, cell by cell, in words that say how to mend it."""

from __future__ import annotations

from dataclasses import dataclass

_LONGEST_SHOWN = 80


@dataclass(frozen=True, slots=True)
class RowFault:
    """One fault of an import.

    ``row`` is the line of the file on which the row begins (the header is 1, 0 where the fault is the whole
    file's), ``column`` the name in the header, "" where the fault is the whole row's. ``allowed`` lists what
    would have been accepted; empty where that is no short list.
    """

    file: str
    row: int
    column: str
    value: str
    message: str
    allowed: tuple[str, ...] = ()

    def __str__(self) -> str:
        where = self.file
        if self.row:
            where += f", row {self.row}"
        if self.column:
            where += f", column {self.column}"
        found = f": {shown(self.value)}" if self.value else ""
        allowed = f" Allowed: {', '.join(self.allowed)}." if self.allowed else ""
        return f"{where}{found}: {self.message.rstrip('.')}.{allowed}"


class BadFiles(ValueError):
    """Files that cannot be imported; ``faults`` names every reason, by file and row."""

    def __init__(self, faults: tuple[RowFault, ...]) -> None:
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))


def shown(value: str) -> str:
    """A value in quotes on one line, with invisible characters spelled out, cut where it is long."""
    cut = value if len(value) <= _LONGEST_SHOWN else value[:_LONGEST_SHOWN] + "…"
    return repr(cut)
