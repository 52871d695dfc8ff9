"""The question for the list of flows: which ones, as of a day, at chosen stages and bases, and which page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from flows.questions.flow import Flow
from flows.questions.parameters import AS_OF, Fault, Parameter, Query, code, coded, read, truth, whole, write
from flows.vocabulary import BASIS, STAGE

DEFAULT_PAGE_SIZE = 50
LARGEST_PAGE = 100
_NO_PAGES = 1_000_000


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


@dataclass(frozen=True, slots=True)
class FlowListQuestion:
    """One page of the flows that any claim known on a day names; empty filters take all."""

    suppliers: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    munitions: tuple[str, ...] = ()
    as_of: date | None = None
    stages: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    page_size: int = DEFAULT_PAGE_SIZE
    cursor: Turn | None = None
    count: bool = False

    parameters = (
        code("supplier", "Who supplies.", "actors"),
        code("recipient", "Who receives.", "actors"),
        code("munition", "Exactly this kind of thing.", "munitions"),
        AS_OF,
        coded("stage", STAGE),
        coded("basis", BASIS),
        whole("page_size", f"Flows a page, at most {LARGEST_PAGE}.", 1, LARGEST_PAGE),
        Parameter("cursor", "Where a page begins: taken from next or previous, never made by hand.", Turn.read),
        truth("count", "Whether to count all matching flows."),
    )

    @classmethod
    def read(cls, query: Query) -> tuple[FlowListQuestion, tuple[Fault, ...]]:
        """The question of a query string, and the faults that were left out of it."""
        values, faults = read(cls.parameters, query)
        question = cls(
            values.get("supplier", ()),
            values.get("recipient", ()),
            values.get("munition", ()),
            values.get("as_of"),
            values.get("stage", ()),
            values.get("basis", ()),
            values.get("page_size", DEFAULT_PAGE_SIZE),
            values.get("cursor"),
            values.get("count", False),
        )
        return question, faults

    def query(self) -> str:
        """The query string that `read` turns into this question again."""
        return write(
            {
                "supplier": self.suppliers,
                "recipient": self.recipients,
                "munition": self.munitions,
                "as_of": self.as_of,
                "stage": self.stages,
                "basis": self.bases,
                "page_size": self.page_size if self.page_size not in (DEFAULT_PAGE_SIZE, _NO_PAGES) else None,
                "cursor": self.cursor,
                "count": self.count or None,
            }
        )

    def at(self, cursor: Turn) -> FlowListQuestion:
        """The same question at another place in the list."""
        return replace(self, cursor=cursor)

    def whole(self) -> FlowListQuestion:
        """The same question without a page: what a download holds."""
        return replace(self, cursor=None, page_size=_NO_PAGES, count=False)
