"""The question for the list of flows: which ones, as of a day, at chosen stages and bases, and which page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated, Literal

from flows.questions.flow import DEFAULT_WINDOW, WINDOW, Flow
from flows.questions.parameters import AS_OF, GRADE, Fault, Parameter, Query, code, coded, truth, whole
from flows.questions.question import Question
from flows.vocabulary import BASIS, STAGE, Reliability

DEFAULT_PAGE_SIZE = 50
LARGEST_PAGE = 100
_NO_PAGES = 1_000_000
_PAGE_SIZE = whole("page_size", f"Flows a page, at most {LARGEST_PAGE}.", 1, LARGEST_PAGE)


@dataclass(frozen=True, slots=True)
class Turn:
    """A place in the list: the page after a flow, or the one before it."""

    direction: Literal["after", "before"]
    flow: Flow

    def __str__(self) -> str:
        return f"{self.direction}/{self.flow}"

    @classmethod
    def read(cls, text: str) -> Turn:
        """The place written as after/supplier/recipient/munition; ValueError otherwise."""
        direction, _, flow = text.partition("/")
        if direction == "after":
            return cls("after", Flow.read(flow))
        if direction == "before":
            return cls("before", Flow.read(flow))
        raise ValueError(f"{text!r} is not a place in this list: take it from next or previous of a page")


_CURSOR = Parameter("cursor", "Where a page begins: taken from next or previous, never made by hand.", Turn.read)


@dataclass(frozen=True, slots=True)
class FlowListQuestion(Question):
    """One page of the flows that any claim known on a day names; empty filters take all."""

    suppliers: Annotated[tuple[str, ...], code("supplier", "Who supplies.", "actors")] = ()
    recipients: Annotated[tuple[str, ...], code("recipient", "Who receives.", "actors")] = ()
    munitions: Annotated[tuple[str, ...], code("munition", "Exactly this kind of thing.", "munitions")] = ()
    as_of: Annotated[date | None, AS_OF] = None
    stages: Annotated[tuple[str, ...], coded("stage", STAGE)] = ()
    bases: Annotated[tuple[str, ...], coded("basis", BASIS)] = ()
    window: Annotated[int, WINDOW] = DEFAULT_WINDOW
    page_size: Annotated[int, _PAGE_SIZE] = DEFAULT_PAGE_SIZE
    cursor: Annotated[Turn | None, _CURSOR] = None
    count: Annotated[bool, truth("count", "Whether to count all matching flows.")] = False
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, query: Query) -> tuple[FlowListQuestion, tuple[Fault, ...]]:
        """The question of a query string, and the faults that were left out of it."""
        return cls.of(query)

    def query(self) -> str:
        """The query string that `read` turns into this question again."""
        paged = self.page_size != _NO_PAGES
        return Question.query(self if paged else replace(self, page_size=DEFAULT_PAGE_SIZE))

    def at(self, cursor: Turn) -> FlowListQuestion:
        """The same question at another place in the list."""
        return replace(self, cursor=cursor)

    def whole(self) -> FlowListQuestion:
        """The same question without a page: what a download holds."""
        return replace(self, cursor=None, page_size=_NO_PAGES, count=False)
