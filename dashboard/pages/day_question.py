"""The question of a chart that takes nothing but a day and a grade."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flows.questions import Fault
from flows.questions.parameters import AS_OF, GRADE, Query
from flows.questions.question import Question
from flows.vocabulary import Reliability


@dataclass(frozen=True, slots=True)
class DayQuestion(Question):
    """What is known as of a day, of a grade or better; None is today, and any grade."""

    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query) -> tuple[DayQuestion, tuple[Fault, ...]]:
        """The question of a query string, and the faults that were left out of it."""
        return cls.of(query)
