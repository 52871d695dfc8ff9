"""The question of what share of a side's fire, or of what it gets, came from one supplier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from flows.questions.parameters import AS_OF, GRADE, Fault, Parameter, Query, record_code
from flows.questions.question import Question
from flows.vocabulary import Reliability


def _one(name: str, meaning: str, reference: str, example: str) -> Parameter:
    return Parameter(name, meaning, record_code, "code", reference=reference, example=example)


@dataclass(frozen=True, slots=True)
class ShareQuestion(Question):
    """What share of one side's fire came from one supplier: as it was stated, and as it follows from two claims.

    What is empty the data say: the supplier and the side of which most shares were stated, and what that side fires.
    """

    supplier: Annotated[
        str,
        _one("supplier", "Whose share. Without it, the supplier of whom most shares were stated.", "actors", "@giver"),
    ] = ""
    side: Annotated[
        str,
        _one("side", "Whose fire or supply is the whole. Without it, that of most stated shares.", "actors", "@taker"),
    ] = ""
    munition: Annotated[
        str,
        _one(
            "munition",
            "What is fired: this kind of thing and all that is under it. Without it, what most rates of fire of the "
            "side count.",
            "munitions",
            "@munitions",
        ),
    ] = ""
    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query) -> tuple[ShareQuestion, tuple[Fault, ...]]:
        """The question of a query string and its faults."""
        return cls.of(query)
