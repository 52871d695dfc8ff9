"""What a table is: its records' name and meaning, their columns, and the rows inside a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flows.exporting.columns import Column, reader


@dataclass(frozen=True, slots=True)
class Parts:
    """Rows inside a record, as the legs of a route: the field that holds them, the name of one, its columns."""

    field: str
    item: str
    meaning: str
    columns: tuple[Column, ...]
    of: Callable[[Any], Iterable[Any]]


@dataclass(frozen=True)
class Table:
    """One list of records: its name in addresses, the name and meaning of one record, the columns, the parts."""

    name: str
    item: str
    meaning: str
    columns: tuple[Column, ...]
    parts: Parts | None = None

    @property
    def header(self) -> tuple[Column, ...]:
        """The columns of a flat row: the record's own, then those of the part that the row is about."""
        return (*self.columns, *(self.parts.columns if self.parts else ()))

    @cached_property
    def _names(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    @cached_property
    def _read(self) -> Callable[[Any, str], list[Any]]:
        return reader(self.columns)

    def body(self, record: Any, site: str) -> dict[str, Any]:
        """The record as fields by name; its parts as a list. ``site`` begins every address in it."""
        fields = dict(zip(self._names, self._read(record, site), strict=True))
        if self.parts:
            inside = self.parts.columns
            fields[self.parts.field] = [
                {column.name: column.read(part, site) for column in inside} for part in self.parts.of(record)
            ]
        return fields

    def rows(self, record: Any, site: str) -> Iterator[Sequence[Any]]:
        """The record as flat rows under `header`: one, or one for each of its parts."""
        own = self._read(record, site)
        if self.parts is None:
            yield own
            return
        for part in self.parts.of(record):
            yield (*own, *(column.read(part, site) for column in self.parts.columns))
