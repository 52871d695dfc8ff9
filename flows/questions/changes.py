"""The question for what changed between two days of statement, or between two moments of this site's record."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from typing import Annotated

from flows.clock import spelled_moment
from flows.questions.claim_filters import claim_filters
from flows.questions.flow import DEFAULT_WINDOW, WINDOW, Flow, flow_parameter
from flows.questions.parameters import AS_OF, GRADE, Fault, Parameter, Query, code, day, instant, one_of
from flows.questions.question import Question
from flows.vocabulary import Reliability

STATED, RECORDED = "stated", "recorded"


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One end of the time: a day, or a moment in UTC, of which a day then stands for its end."""

    day: date
    at: datetime | None = None

    def __str__(self) -> str:
        return spelled_moment(self.at) if self.at else self.day.isoformat()

    @property
    def moment(self) -> datetime:
        """The moment, or the end of the day."""
        return self.at or datetime.combine(self.day, time.max, UTC)

    @classmethod
    def read(cls, text: str) -> Edge:
        """A day, or a moment as addresses hold it; ValueError with a plain sentence otherwise."""
        if "T" not in text:
            return cls(day(text))
        at = instant(text)
        return cls(at.date(), at)


def _edge(name: str, meaning: str, example: str) -> Parameter:
    return Parameter(name, meaning, Edge.read, "moment", example=example)


_FROM = _edge(
    "from",
    "The day from whose end on changes are told. Without it, a month before to; without both, the last month in which "
    "anything was stated. By clock=recorded both are needed.",
    "@earlier-day",
)
_TO = _edge(
    "to",
    "The day until whose end they are told. Without it, today or as_of; without both, the last day on which anything "
    "was stated.",
    "@day",
)
_NEEDED = "a day, as in 2024-03-01"


@dataclass(frozen=True, slots=True)
class ChangesQuestion(Question):
    """What changed in the claims about some flows (empty: all) from one day to another."""

    earlier: Annotated[Edge, _FROM, _NEEDED]
    later: Annotated[Edge, _TO, _NEEDED]
    clock: Annotated[
        str,
        one_of(
            "clock",
            "stated: by the days on which claims were stated. recorded: by what this site had on record at two moments "
            "in UTC, a day standing for its end. Without it, stated.",
            (STATED, RECORDED),
        ),
    ] = STATED
    flow: Annotated[
        Flow | None,
        flow_parameter(
            "flow",
            "Only this flow, with all that is under its munition: supplier/recipient/munition.",
            "@flow",
        ),
    ] = None
    suppliers: Annotated[tuple[str, ...], code("supplier", "Only what these supply.", "actors")] = ()
    recipients: Annotated[tuple[str, ...], code("recipient", "Only what these receive.", "actors")] = ()
    munitions: Annotated[
        tuple[str, ...], code("munition", "Only this kind of thing and all that is under it.", "munitions")
    ] = ()
    claimants: Annotated[tuple[str, ...], code("claimant", "Only what these claimants say.", "claimants")] = ()
    as_of: Annotated[date | None, AS_OF] = None
    window: Annotated[int, WINDOW] = DEFAULT_WINDOW
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(
        cls, query: Query, earlier: Edge | None = None, later: Edge | None = None
    ) -> tuple[ChangesQuestion, tuple[Fault, ...]]:
        """The question of a query string, between the given ends where it names none, and its faults.

        BadQuestion where an end is missing and none is given.
        """
        given = {name: edge for name, edge in (("earlier", earlier), ("later", later)) if edge is not None}
        question, faults = cls.of(query, **given)
        if question.flow is None:
            return question, faults
        twice = [
            Fault(name, ",".join(codes), f"{name}: the flow {question.flow} names it already: leave one of them out")
            for name, codes in (
                ("supplier", question.suppliers),
                ("recipient", question.recipients),
                ("munition", question.munitions),
            )
            if codes
        ]
        return replace(question, suppliers=(), recipients=(), munitions=()), (*faults, *twice)

    @property
    def is_of_record(self) -> bool:
        """Whether the ends are moments of this site's record."""
        return self.clock == RECORDED

    def filters(self) -> dict[str, tuple[str, ...]]:
        """The claims that the question is about, as the filters of a list of shipments."""
        flow = self.flow
        found = claim_filters(
            supplier=self.suppliers, recipient=self.recipients, within=self.munitions, claimant=self.claimants
        )
        if flow is None:
            return found
        return found | {"supplier": (flow.supplier,), "recipient": (flow.recipient,), "within": (flow.munition,)}
