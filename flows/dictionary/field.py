"""What a field and a table are. A field's facts are declared once; whoever shows or reads it derives the rest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

from flows.dictionary.coding import RULES
from flows.vocabulary import CodedList

Kind = Literal[
    "text",
    "lines",
    "name",
    "iso",
    "link",
    "hash",
    "code",
    "codes",
    "listed",
    "coded",
    "several",
    "number",
    "coordinate",
    "whole",
    "day",
]
"""``lines`` is text that may hold line breaks; ``name`` words joined by hyphens; ``iso`` a code of an ISO standard;
``hash`` a SHA-256.

``code`` names a record, ``codes`` several, ``listed`` some in an order of their own, ``coded`` is of a
coded list and ``several`` holds one or more of its codes, joined by semicolons in the order of the list; ``coordinate``
is a number of degrees.
"""
FIRST = "1.0"
"""The first version of the file format."""
_NEVER_NULL = ("text", "lines", "name", "link", "hash", "codes", "listed", "several")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a table.

    ``of`` is the coded list that it is of, or the name of the table whose codes it holds. ``public`` fields are in the
    API and its CSV, ``entered`` ones in imports and forms; ``computed`` ones are joined or worked out, never stored.
    ``stored`` is the model's name for it where that is another, ``filed`` the header in our own files, ``filed_after``
    the field that it follows there where the order is another. ``aliases`` are more headers that imports take.
    ``since`` is the version of the file format that first had it, and ``before`` what new rows of an older file get
    where the model has no default.
    """

    name: str
    kind: Kind
    meaning: str
    unit: str = ""
    of: CodedList[Any] | str = ""
    required: bool = False
    public: bool = True
    entered: bool = True
    filtered: bool = False
    computed: bool = False
    stored: str = ""
    filed: str = ""
    filed_after: str = ""
    aliases: tuple[str, ...] = ()
    since: str = FIRST
    before: str = ""

    @property
    def coding(self) -> str:
        """How it is decided where two readers could differ, or ""."""
        return RULES.get(self.name, "") if self.entered else ""

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers that imports take for it; of several in one file the first of these counts."""
        return (self.name, *self.aliases, *((self.filed,) if self.filed else ()))

    @property
    def header(self) -> str:
        """The header in our own files."""
        return self.filed or self.name

    @property
    def field(self) -> str:
        """The model's name for it."""
        return self.stored or self.name

    @property
    def demanded(self) -> bool:
        """Whether every file has its column: what a later version of the format added may be absent."""
        return self.required and self.since == FIRST

    @property
    def nullable(self) -> bool:
        """Whether answers hold null where it is unknown; text is empty instead, and no link of ours is unknown."""
        return not self.required and (self.kind not in _NEVER_NULL or (self.kind == "link" and self.entered))

    @property
    def reference(self) -> str:
        """The table whose codes it holds, or ""."""
        return self.of if isinstance(self.of, str) else ""

    @property
    def coded_list(self) -> CodedList[Any] | None:
        """The coded list that it is of."""
        return None if isinstance(self.of, str) else self.of

    @property
    def filter(self) -> str:
        """The parameter that lists are filtered by: one of several codes is asked for in the singular."""
        return self.name.removesuffix("s") if self.kind == "codes" else self.name


@dataclass(frozen=True)
class Table:
    """One table of records: its names, its meaning, its fields in the order of answers and files.

    ``item`` names one record, its model and its frozen record; ``called`` is one in a sentence. ``order`` is the usual
    order of its list, ``searched`` the fields that a search looks into. ``parts`` are rows
    inside a record, listed in its field ``parts_in``; a file then has a row for each of them. Of claims, ``about`` says
    what they are about, ``sides`` and ``subject`` what two of them must share to look alike, and ``figures`` hold their
    quantity. ``known`` says since when a row is known, which is what ``as_of`` asks: "the day of its first statement".
    ``since`` is the version of the file format that first had it: an older package lacks its file.
    """

    name: str
    item: str
    title: str
    meaning: str
    fields: tuple[Field, ...]
    called: str = ""
    known: str = "the day on which it was stated"
    key: tuple[str, ...] = ("code",)
    order: str = "code"
    searched: tuple[str, ...] = ()
    parts: Table | None = None
    parts_in: str = ""
    about: str = ""
    sides: tuple[str, ...] = ()
    subject: str = ""
    figures: tuple[str, ...] = ()
    since: str = FIRST

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """Its fields, and those of the rows inside a record."""
        return (*self.fields, *(self.parts.fields if self.parts else ()))

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        """The fields by their names."""
        return {field.name: field for field in self.fields}

    @cached_property
    def by_field(self) -> Mapping[str, Field]:
        """The stored fields by the model's names for them."""
        return {field.field: field for field in self.fields if not field.computed}

    @property
    def claims(self) -> bool:
        """Whether its rows are claims, and so have an editorial status."""
        return bool(self.about)

    @property
    def public(self) -> tuple[Field, ...]:
        """The fields of an answer."""
        return tuple(field for field in self.fields if field.public)

    @cached_property
    def entered(self) -> tuple[Field, ...]:
        """The columns of a file, in its order."""
        order = [field for field in self.fields if field.entered and not field.filed_after]
        for field in self.fields:
            if field.filed_after:
                order.insert(order.index(self.by_name[field.filed_after]) + 1, field)
        return tuple(order)


def coded(
    name: str,
    coded_list: CodedList[Any],
    *,
    required: bool = True,
    entered: bool = True,
    filtered: bool = False,
    computed: bool = False,
    since: str = FIRST,
) -> Field:
    """A field of a coded list, which says what it means."""
    return Field(
        name,
        "coded",
        coded_list.meaning,
        of=coded_list,
        required=required,
        entered=entered,
        filtered=filtered,
        computed=computed,
        since=since,
    )


def computed(
    name: str, kind: Kind, meaning: str, *, of: CodedList[Any] | str = "", required: bool = False, since: str = FIRST
) -> Field:
    """A public field that is joined or worked out: no import takes it, and each passes over it."""
    return Field(name, kind, meaning, of=of, required=required, entered=False, computed=True, since=since)


def page_url(called: str) -> Field:
    """The page of a record on the site, under a name that says so: `url` is that of some records, and of others the
    record in the API."""
    return computed("page_url", "link", f"Our page about the {called}.")


CODE = Field(
    "code",
    "code",
    "The record's permanent and public code: lower-case letters, digits, dots, pluses and hyphens.",
    required=True,
)
NOTES = Field(
    "notes",
    "lines",
    "What a careful reader should know besides: our remarks of today, left out of answers as of a day.",
)
