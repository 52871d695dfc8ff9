"""What a table is: its records' name and meaning, their columns, and the rows inside a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import Any

from flows.exporting.columns import Column, body_of, row_of


@dataclass(frozen=True)
class Parts:
    """Rows inside a record, as the legs of a route: the field that holds them, the name of one, its columns."""

    field: str
    item: str
    meaning: str
    columns: tuple[Column, ...]
    of: Callable[[Any], Iterable[Any]]

    @cached_property
    def body(self) -> Callable[[Any, str], dict[str, Any]]:
        """What reads a part as fields by name."""
        return body_of(self.columns)

    @cached_property
    def row(self) -> Callable[[Any, str], tuple[Any, ...]]:
        """What reads a part as the end of a flat row."""
        return row_of(self.columns)


@dataclass(frozen=True, eq=False)
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
    def body(self) -> Callable[[Any, str], dict[str, Any]]:
        """What reads a record as fields by name, its parts as a list, given what begins every address in it."""
        own, parts = body_of(self.columns), self.parts
        if parts is None:
            return own
        return lambda record, site: {
            **own(record, site),
            parts.field: [parts.body(part, site) for part in parts.of(record)],
        }

    def rows(self, records: Iterable[Any], site: str) -> Iterator[tuple[Any, ...]]:
        """The records as flat rows under `header`: one of each, or one for each of its parts."""
        parts = self.parts
        if parts is None:
            return map(self._row, records, repeat(site))
        return ((*self._row(record, site), *parts.row(part, site)) for record in records for part in parts.of(record))

    @cached_property
    def _row(self) -> Callable[[Any, str], tuple[Any, ...]]:
        return row_of(self.columns)
