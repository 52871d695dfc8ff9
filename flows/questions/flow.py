"""Questions about one flow, and about two."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Annotated, Any

from flows.questions.claim_filters import claim_filters
from flows.questions.parameters import AS_OF, GRADE, Fault, Parameter, Query, coded, one_of, record_code, whole
from flows.questions.question import Question
from flows.vocabulary import BASIS, STAGE, Reliability


@dataclass(frozen=True, slots=True, order=True)
class Flow:
    """Supplier, recipient and munition; the munition stands for itself and all that is under it in the tree."""

    supplier: str
    recipient: str
    munition: str

    def __str__(self) -> str:
        return f"{self.supplier}/{self.recipient}/{self.munition}"

    @classmethod
    def read(cls, text: str) -> Flow:
        """The flow written as supplier/recipient/munition; ValueError otherwise."""
        parts = text.strip("/").split("/")
        if len(parts) != 3:
            raise ValueError(f"{text!r} is not a flow: write supplier/recipient/munition")
        return cls(*(record_code(part) for part in parts))


_STAGE = coded("stage", STAGE)
_BASIS = coded("basis", BASIS)
DEFAULT_WINDOW = 365
"""Days: a head that is older than the newest one by more disagrees with nobody, it is of another time."""
WINDOW = whole(
    "window",
    "Spans hold the heads stated at most so many days before the newest one; older heads are listed as older. "
    f"Without it, {DEFAULT_WINDOW}.",
    1,
    36_500,
)


@dataclass(frozen=True, slots=True)
class FlowQuestion(Question):
    """What is known of one flow, as of a day, at chosen stages and bases (empty: all), of a grade or better."""

    flow: Flow
    as_of: Annotated[date | None, AS_OF] = None
    stages: Annotated[tuple[str, ...], _STAGE] = ()
    bases: Annotated[tuple[str, ...], _BASIS] = ()
    window: Annotated[int, WINDOW] = DEFAULT_WINDOW
    grade: Annotated[Reliability | None, GRADE] = None

    @classmethod
    def read(cls, flow: Flow, query: Query) -> tuple[FlowQuestion, tuple[Fault, ...]]:
        """The question of a query string about a given flow, and the faults that were left out of it."""
        return cls.of(query, flow=flow)

    def filters(self) -> dict[str, tuple[str, ...]]:
        """The claims that the question is about, as the filters of a list of shipments."""
        flow = self.flow
        return claim_filters(
            supplier=(flow.supplier,),
            recipient=(flow.recipient,),
            within=(flow.munition,),
            stage=self.stages,
            basis=self.bases,
        )

    @property
    def age(self) -> timedelta:
        """How much older than the newest head a head may be and still count into a span."""
        return timedelta(days=self.window)

    def known_on(self, as_of: date | None) -> FlowQuestion:
        """The same question as of another day."""
        return replace(self, as_of=as_of)


def flow_parameter(name: str, meaning: str, example: str) -> Parameter:
    """A parameter that takes one flow."""
    parse: Callable[[str], Any] = Flow.read
    return Parameter(name, meaning, parse, "flow", example=example)


NEWEST_PAIRS, ALL_PAIRS = "newest", "all"
_PAIRS = one_of(
    "pairs",
    "newest: the pairs that are comparable, and of the others the eight that were stated last; all: every pair.",
    (NEWEST_PAIRS, ALL_PAIRS),
)


@dataclass(frozen=True, slots=True)
class CompareQuestion(Question):
    """Two flows side by side, as of a day, at chosen stages and bases (empty: all), of a grade or better."""

    left: Annotated[
        Flow,
        flow_parameter("left", "The flow above the line: supplier/recipient/munition.", "@flow"),
        "a flow, as supplier/recipient/munition",
    ]
    right: Annotated[
        Flow,
        flow_parameter("right", "The flow below the line: supplier/recipient/munition.", "@other-flow"),
        "a flow, as supplier/recipient/munition",
    ]
    as_of: Annotated[date | None, AS_OF] = None
    stages: Annotated[tuple[str, ...], _STAGE] = ()
    bases: Annotated[tuple[str, ...], _BASIS] = ()
    window: Annotated[int, WINDOW] = DEFAULT_WINDOW
    grade: Annotated[Reliability | None, GRADE] = None
    pairs: Annotated[str, _PAIRS] = NEWEST_PAIRS

    @classmethod
    def read(cls, query: Query, default: CompareQuestion | None = None) -> tuple[CompareQuestion, tuple[Fault, ...]]:
        """The question of a query string and its faults; BadQuestion where a side is missing without a default."""
        return cls.of(query, **({"left": default.left, "right": default.right} if default else {}))

    def known_on(self, as_of: date | None) -> CompareQuestion:
        """The same question as of another day."""
        return replace(self, as_of=as_of)

    @property
    def sides(self) -> tuple[FlowQuestion, FlowQuestion]:
        """The question about each side alone."""
        return (
            FlowQuestion(self.left, self.as_of, self.stages, self.bases, self.window, self.grade),
            FlowQuestion(self.right, self.as_of, self.stages, self.bases, self.window, self.grade),
        )
