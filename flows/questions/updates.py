"""The question of a mirror: what reads otherwise than at the moment of its copy."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated

from flows.dictionary import LISTED
from flows.questions.parameters import MODIFIED_SINCE, RECORDED, Fault, Parameter, Query, record_code, whole
from flows.questions.question import Question

LARGEST_UPDATE = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """A place in all lists, one after the other: after a code in one of them."""

    table: str
    code: str

    def __str__(self) -> str:
        return f"{self.table}/{self.code}"

    @classmethod
    def read(cls, text: str) -> Place:
        """The place that a text names; ValueError with a plain sentence otherwise."""
        table, _, code = text.partition("/")
        if table not in LISTED:
            raise ValueError(f"{text[:90]!r} is no place: take it from next")
        return cls(table, record_code(code))


_CURSOR = Parameter("cursor", "Where a page begins: taken from next, never made by hand.", Place.read)
_SIZE = whole("page_size", f"Records a page, at most {LARGEST_UPDATE}.", 1, LARGEST_UPDATE)


@dataclass(frozen=True, slots=True)
class UpdatesQuestion(Question):
    """A page of what reads otherwise than at a moment; without one, of everything."""

    modified_since: Annotated[datetime | None, MODIFIED_SINCE] = None
    recorded: Annotated[datetime | None, RECORDED] = None
    page_size: Annotated[int, _SIZE] = LARGEST_UPDATE
    cursor: Annotated[Place | None, _CURSOR] = None

    @classmethod
    def read(cls, query: Query) -> tuple[UpdatesQuestion, tuple[Fault, ...]]:
        """The question of a query string, and the faults that were left out of it."""
        return cls.of(query)

    def at(self, place: Place, moment: datetime) -> UpdatesQuestion:
        """The same question from another place on, as of the moment that its first page was of."""
        return replace(self, cursor=place, recorded=moment)
