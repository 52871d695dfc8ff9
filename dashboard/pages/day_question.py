"""The question of a chart that takes nothing but a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.questions import Fault
from flows.questions.parameters import AS_OF, Query, read, write


@dataclass(frozen=True, slots=True)
class DayQuestion:
    """What is known as of a day; None is today."""

    as_of: date | None = None

    @classmethod
    def read(cls, query: Query) -> tuple[DayQuestion, tuple[Fault, ...]]:
        """The question of a query string, and the faults that were left out of it."""
        values, faults = read((AS_OF,), query)
        return cls(values.get("as_of")), faults

    def query(self) -> str:
        """The query string that `read` turns into this question again."""
        return write({"as_of": self.as_of})
