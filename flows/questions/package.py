"""The question for everything at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flows.questions.parameters import AS_OF, Fault, Query
from flows.questions.question import Question


@dataclass(frozen=True, slots=True)
class PackageQuestion(Question):
    """The whole data set, as of a day."""

    as_of: Annotated[date | None, AS_OF] = None

    @classmethod
    def read(cls, query: Query) -> tuple[PackageQuestion, tuple[Fault, ...]]:
        """The question of a query string, and the faults that were left out of it."""
        return cls.of(query)
