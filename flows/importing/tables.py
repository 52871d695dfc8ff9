"""The project's own CSV format, as the dictionary has it: one table a file, in the order in which they can be written.

Seeds, imports and exports share it. A column is named as in the file; ``field`` is the model's field that it
fills, and ``reference`` the table whose codes it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, assert_never

from django.db.models import Model

from flows import dictionary, models
from flows.dictionary import Field, Kind
from flows.importing import cells
from flows.importing.cells import Parser
from flows.vocabulary import Status

_LARGEST_WHOLE = 32767
_NUMBER = "a plain number: 4800000 or 0.25, without separators"
_FORMS: Mapping[Kind, str] = {
    "text": "text",
    "lines": "text",
    "name": "lower-case words joined by hyphens",
    "iso": "a code of the standard",
    "link": "an address that begins with http:// or https://",
    "hash": "a SHA-256: 64 digits and letters from a to f, in lower case",
    "code": "a code: lower-case letters, digits, dots, pluses and hyphens",
    "coded": "one of the codes",
    "codes": "codes, separated by semicolons",
    "listed": "codes in their order, separated by semicolons",
    "several": "one or more of the codes, separated by semicolons",
    "number": _NUMBER,
    "coordinate": _NUMBER,
    "whole": "a whole number",
    "day": "a day: YYYY-MM-DD, or a true date of the spreadsheet",
}
_CODES: Mapping[Kind, Parser] = {"code": cells.code, "codes": cells.codes, "listed": cells.listed}
REQUIRED = object()
"""Stands where an empty cell is a fault."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, how a cell is read, what it fills, what an empty cell stands for.

    ``headers`` are all names that a file may have for it; of several in one file the first of these counts.
    ``coding_list`` is the name of the coded list whose codes it holds.
    """

    name: str
    kind: Kind
    meaning: str
    parse: Parser
    field: str
    headers: tuple[str, ...]
    empty: Any = REQUIRED
    reference: str = ""
    many: bool = False
    lines: bool = False
    allowed: tuple[str, ...] = ()
    longest: int | None = None
    coding: str = ""
    coding_list: str = ""

    @property
    def required(self) -> bool:
        """Whether every file has the column, and every row a value in it."""
        return self.empty is REQUIRED

    @property
    def described(self) -> str:
        """What it means, and how it is decided."""
        return f"{self.meaning} {self.coding}".strip()

    @property
    def form(self) -> str:
        """What a cell takes, in words."""
        return _FORMS[self.kind]

    @property
    def guide(self) -> str:
        """What it means and takes, in a few sentences."""
        parts = [self.described, "Required." if self.required else "May be empty or left out.", f"Takes {self.form}."]
        if self.allowed:
            parts.append(f"Codes: {', '.join(self.allowed)}.")
        if self.reference:
            parts.append(f"Of the table {self.reference}.")
        return " ".join(parts)


@dataclass(frozen=True)
class Table:
    """One file: its columns, the model that they fill, the columns that identify a row.

    ``on_creation`` holds fields that the file has no column for, given to new rows only. ``parent`` names a
    field whose referenced row is made along with the first row that names it. ``passed_over`` are the headers of our
    own exports that nobody enters: what is joined or computed.
    """

    name: str
    title: str
    model: type[Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    on_creation: Mapping[str, Any] = field(default_factory=dict)
    parent: str = ""
    passed_over: frozenset[str] = frozenset()

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"

    @property
    def is_claims(self) -> bool:
        """Whether its rows are claims, which have an editorial status."""
        return issubclass(self.model, models.claims.Claim)

    @cached_property
    def by_field(self) -> Mapping[str, Column]:
        """The columns by the field that they fill."""
        return {column.field: column for column in self.columns}

    @cached_property
    def many(self) -> tuple[Column, ...]:
        """The columns that hold several codes."""
        return tuple(column for column in self.columns if column.many)

    @cached_property
    def single(self) -> tuple[Column, ...]:
        """The columns that the model's own row holds."""
        return tuple(column for column in self.columns if not column.many)


def table_of(described: dictionary.Table) -> Table:
    """The file of a table of the dictionary; of one whose records have parts, a row is a part."""
    rows = described.parts or described
    model: type[Model] = getattr(models, rows.item)
    return Table(
        described.name,
        rows.title,
        model,
        tuple(_column(model, entered) for entered in rows.entered),
        rows.key,
        {"status": Status.PUBLISHED} if rows.claims else {},
        rows.key[0] if described.parts else "",
        frozenset(one.name for one in (*described.fields, *rows.fields) if one.computed or not one.entered),
    )


def _column(model: type[Model], entered: Field) -> Column:
    stored: Any = model._meta.get_field(entered.field)
    return Column(
        entered.header,
        entered.kind,
        entered.meaning,
        _parser(entered, stored),
        entered.field,
        entered.headers,
        REQUIRED if entered.demanded else entered.before or _empty(stored),
        entered.reference,
        many=entered.kind == "codes",
        lines=entered.kind == "lines",
        allowed=entered.coded_list.codes if entered.coded_list else (),
        longest=getattr(stored, "max_length", None),
        coding=entered.coding,
        coding_list=entered.coded_list.name if entered.coded_list else "",
    )


def _empty(stored: Any) -> Any:
    """What an empty cell, and a new row without one, stands for."""
    if stored.has_default():
        return stored.get_default()
    return None if stored.null else ""


def _parser(entered: Field, stored: Any) -> Parser:
    match entered.kind:
        case "text" | "lines" | "iso":
            return cells.words
        case "name":
            return cells.name
        case "link":
            return cells.link
        case "hash":
            return cells.sha256
        case "code" | "codes" | "listed":
            return _CODES[entered.kind]
        case "coded" | "several":
            if entered.coded_list is None:
                raise TypeError(f"{entered.name} is of no coded list")
            return (cells.coded if entered.kind == "coded" else cells.several)(entered.coded_list)
        case "number" | "coordinate":
            return cells.number(stored.max_digits, stored.decimal_places, signed=entered.kind == "coordinate")
        case "whole":
            return cells.whole(_LARGEST_WHOLE)
        case "day":
            return cells.day
        case _:
            assert_never(entered.kind)


TABLES: tuple[Table, ...] = tuple(table_of(described) for described in dictionary.TABLES)
"""Every table, each after those that it refers to."""

TABLE_OF_NAME: Mapping[str, Table] = {table.name: table for table in TABLES}

TABLE_OF_MODEL: Mapping[type[Model], Table] = {table.model: table for table in TABLES}
