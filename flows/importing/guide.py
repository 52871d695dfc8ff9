"""What each column of a table means and takes, for whoever fills a file in."""

from __future__ import annotations

from dataclasses import dataclass

from flows.importing.kinds import Kind, allowed_codes, kind_of
from flows.importing.schema import TITLES, meaning
from flows.importing.tables import REQUIRED, Table

_FORMS: dict[Kind, str] = {
    "text": "text",
    "code": "a code: lower-case letters, digits, dots, pluses and hyphens",
    "coded": "one of the codes",
    "codes": "codes, separated by semicolons",
    "number": "a plain number: 4800000 or 0.25, without separators",
    "whole": "a whole number",
    "day": "a day: YYYY-MM-DD, or a true date of the spreadsheet",
}


@dataclass(frozen=True, slots=True)
class ColumnGuide:
    """One column: its name, its meaning, whether it has to be filled, what it takes; ``allowed`` where it is a list.

    ``reference`` names the table whose codes it takes, "" where it takes no record's.
    """

    name: str
    meaning: str
    required: bool
    form: str
    allowed: tuple[str, ...]
    reference: str

    @property
    def words(self) -> str:
        """All of it in a few sentences."""
        parts = [self.meaning, "Required." if self.required else "May be empty.", f"Takes {self.form}."]
        if self.allowed:
            parts.append(f"Codes: {', '.join(self.allowed)}.")
        if self.reference:
            parts.append(f"Of the table {self.reference}.")
        return " ".join(parts)


def guide(table: Table) -> tuple[ColumnGuide, ...]:
    """Every column of a table in its order."""
    return tuple(
        ColumnGuide(
            column.name,
            meaning(table, column),
            column.empty is REQUIRED,
            _FORMS[kind_of(table, column)],
            allowed_codes(table, column),
            column.reference,
        )
        for column in table.columns
    )


def title(table: Table) -> str:
    """What the table is called."""
    return TITLES[table.name]
