"""The questions of pages about one thing: a party, a kind of thing, an institution that asserts, an event."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Self

from flows.dictionary import CLAIM_TABLES
from flows.questions.parameters import AS_OF, GRADE, Fault, Query, one_of, words
from flows.questions.question import Question
from flows.vocabulary import Reliability

_ABOUT = one_of(
    "about", "Which of its claims are listed: without it, the first kind of which there are any.", CLAIM_TABLES
)
_CURSOR = words("cursor", "Where a page of its claims begins: taken from a link of the page, never made by hand.")


@dataclass(frozen=True, slots=True)
class RecordQuestion(Question):
    """One thing by its code, as known on a day, from claims of a grade or better."""

    code: str
    as_of: Annotated[date | None, AS_OF] = None
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, code: str, query: Query) -> tuple[Self, tuple[Fault, ...]]:
        """The question about the thing of an address with this query string, and the faults that were left out."""
        return cls.of(query, code=code)


@dataclass(frozen=True, slots=True)
class ClaimantQuestion(RecordQuestion):
    """One institution that asserts, and a page of one kind of its claims."""

    about: Annotated[str, _ABOUT] = ""
    cursor: Annotated[str, _CURSOR] = ""
