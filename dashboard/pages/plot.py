"""A chart with a page of its own: the question that its address asks, how it is answered, and what comes of it.

The figure, the file, the page, the embedded chart and the downloads of one address all go through `Plot`, so they
cannot answer differently.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Protocol, TypeVar

from dashboard.charts import Chart, ChartKind, graded
from dashboard.charts.kind import Named
from dashboard.pages.frame import Question, Twin
from dashboard.pages.lists import Filter
from flows.api.views.tabled import Tabled
from flows.questions import BadQuestion, Fault
from flows.questions.parameters import Query

Q = TypeVar("Q", bound=Question)
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart that answers an address: its kind, the question, the chart, and what of the address was left out.

    ``twins`` are the same answer in the API, and ``filters`` gives the fields that narrow the question. ``held_on`` is
    the day that the chart shows, None for today, and ``goes_on`` the chart that shows what came after.
    ``tabled`` is the answer of the API that its files hold, where the chart is computed and not of one list of claims.
    """

    kind: Named
    question: Question
    chart: Chart
    faults: tuple[Fault, ...]
    twins: tuple[Twin, ...]
    filters: Callable[[], tuple[Filter, ...]]
    held_on: date | None
    goes_on: str
    tabled: Tabled | None = None


class Answering(Protocol):
    """What answers the address of a chart, whatever the type of its question."""

    @property
    def kind(self) -> Named:
        """The chart's name, and what it answers."""

    def answered(self, query: Query) -> Drawn:
        """The chart of a query string, with its faults."""

    def exactly(self, query: Query) -> Drawn:
        """The chart of a query string without a fault; BadQuestion otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot(Generic[Q, A]):
    """How one kind of chart is asked for and answered.

    ``parse`` makes the question of a query string and names the faults in it; ``answer`` computes what the chart is
    built from, or raises BadQuestion where the question names what is not recorded. A chart of one past day, whatever
    is asked, says which in ``held_on`` and names the chart that ``goes_on`` from there.
    """

    kind: ChartKind[A]
    parse: Callable[[Query], tuple[Q, tuple[Fault, ...]]]
    answer: Callable[[Q], A]
    twins: Callable[[Q], tuple[Twin, ...]]
    filters: Callable[[Q, A], tuple[Filter, ...]] = lambda _question, _answer: ()
    held_on: Callable[[Q], date | None] = lambda question: question.as_of
    goes_on: str = ""
    tabled: Tabled | None = None

    def answered(self, query: Query) -> Drawn:
        """The chart of a query string, with its faults; where it asks for what is not recorded, that of the day alone.

        BadQuestion where not even that can be drawn, as in an empty database.
        """
        question, faults = self.parse(query)
        try:
            return self._drawn(question, faults)
        except BadQuestion as refusal:
            usual, _ = self.parse({name: values for name, values in query.items() if name in ("as_of", "grade")})
            return self._drawn(usual, (*faults, *refusal.faults))

    def exactly(self, query: Query) -> Drawn:
        """The chart of a query string without a fault; BadQuestion otherwise: data are given exactly, or not at all."""
        question, faults = self.parse(query)
        if faults:
            raise BadQuestion(*faults)
        return self._drawn(question, ())

    def _drawn(self, question: Q, faults: tuple[Fault, ...]) -> Drawn:
        answer = self.answer(question)
        chart = graded(self.kind.chart(answer), question.grade)
        goes_on = self.goes_on or self.kind.slug
        twins, held_on = self.twins(question), self.held_on(question)
        return Drawn(
            self.kind,
            question,
            chart,
            faults,
            twins,
            lambda: self.filters(question, answer),
            held_on,
            goes_on,
            self.tabled,
        )
