"""The question of what each side got, made and fired, year by year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flows.questions.parameters import AS_OF, GRADE, Fault, Parameter, Query, record_code
from flows.questions.question import Question
from flows.vocabulary import Reliability


@dataclass(frozen=True, slots=True)
class BalanceYearsQuestion(Question):
    """What the sides of the first story received, made and fired in each calendar year, beside one another."""

    munition: Annotated[
        str,
        Parameter(
            "munition",
            "What is counted: this kind of thing and all that is under it. Without it, the widest kind that the goods "
            "of the first story belong to.",
            record_code,
            "code",
            reference="munitions",
            example="@munitions",
        ),
    ] = ""
    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query) -> tuple[BalanceYearsQuestion, tuple[Fault, ...]]:
        """The question of a query string and its faults."""
        return cls.of(query)
