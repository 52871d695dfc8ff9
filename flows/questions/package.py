"""The question for everything at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows.questions.parameters import AS_OF, Fault, Query, read, write


@dataclass(frozen=True, slots=True)
class PackageQuestion:
    """The whole data set, as of a day."""

    as_of: date | None = None

    parameters = (AS_OF,)

    @classmethod
    def read(cls, query: Query) -> tuple[PackageQuestion, tuple[Fault, ...]]:
        """The question of a query string, and the faults that were left out of it."""
        values, faults = read(cls.parameters, query)
        return cls(values.get("as_of")), faults

    def query(self) -> str:
        """The query string that `read` turns into this question again."""
        return write({"as_of": self.as_of})
