"""The question of who supplied what in which year."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from flows.questions.parameters import (
    AS_OF,
    GRADE,
    Fault,
    Parameter,
    Query,
    coded,
    one_of,
    record_code,
)
from flows.questions.question import Question
from flows.questions.total import TotalQuestion
from flows.vocabulary import MOVED, STAGE, Reliability

SIDES = ("supplier", "recipient")
DEFAULT_STAGES = tuple(sorted(stage.code for stage in MOVED))


def _one(name: str, meaning: str, reference: str) -> Parameter:
    return Parameter(name, meaning, record_code, "code", reference=reference)


_BY = one_of(
    "by",
    "What the rows are: suppliers of a recipient, or recipients of a supplier. Without it, the side that is not named; "
    "suppliers where both are.",
    SIDES,
)
_STAGE = replace(coded("stage", STAGE), meaning=f"{STAGE.meaning} Without it, what moved: shipped and delivered.")


@dataclass(frozen=True, slots=True)
class YearsQuestion(Question):
    """Who supplied one recipient, or whom one supplier supplied, in each year: one kind of munition with all under it.

    ``by`` says what the rows are, and is empty where the named side says it.
    """

    recipient: Annotated[
        str, _one("recipient", "Who receives. Without either side, the second recipient of the first story.", "actors")
    ] = ""
    supplier: Annotated[
        str,
        _one(
            "supplier",
            "Who supplies. Without either side, and by recipient, the first supplier of the first story.",
            "actors",
        ),
    ] = ""
    munition: Annotated[
        str,
        _one(
            "munition",
            "The kind of thing, with all that is under it. Without it, the widest kind that the goods of the first "
            "story belong to.",
            "munitions",
        ),
    ] = ""
    stages: Annotated[tuple[str, ...], _STAGE] = DEFAULT_STAGES
    by: Annotated[str, _BY] = ""
    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query) -> tuple[YearsQuestion, tuple[Fault, ...]]:
        """The question of a query string and its faults. What it leaves open the data say.

        A ``by`` whose other side is not the one that is named is a fault, and is left out.
        """
        question, faults = cls.of(query)
        side = question.fixed
        if not getattr(question, side) and (question.supplier or question.recipient):
            message = f"by: rows by {question.rows} need a {side}, and none is named"
            return replace(question, by=""), (*faults, Fault("by", question.by, message, (side,)))
        return question, faults

    @property
    def rows(self) -> str:
        """What the rows are: ``supplier`` or ``recipient``."""
        return self.by or ("recipient" if self.supplier and not self.recipient else "supplier")

    @property
    def fixed(self) -> str:
        """The side that all rows share."""
        return "recipient" if self.rows == "supplier" else "supplier"

    def claims(self) -> TotalQuestion:
        """The claims that the question is about, as a sum asks for them."""
        return TotalQuestion(
            suppliers=(self.supplier,) if self.supplier else (),
            recipients=(self.recipient,) if self.recipient else (),
            munitions=(self.munition,),
            as_of=self.as_of,
            stages=self.stages,
            grade=self.grade,
        )
