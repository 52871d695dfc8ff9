"""What a kind of chart is: its name in addresses, what it answers, and how it is built from an answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from dashboard.charts.description import MONTH, Chart
from dashboard.charts.key import key_of
from dashboard.charts.marks import NONE
from dashboard.charts.scales import ending
from flows.records import Event
from flows.vocabulary import Reliability
from flows.wording import graded_words, when

A = TypeVar("A")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a chart is called; the only place where its slug stands.

    ``answers`` is the question in words that it answers, ``table`` the list that its claims are in, ``methods`` the
    part of the methods page that explains them.
    """

    slug: str
    name: str
    answers: str
    table: str
    methods: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartKind(Named, Generic[A]):
    """One kind of chart; ``build`` makes it of an answer, whose type says what a page has to ask for."""

    build: Callable[[A], Chart]

    def chart(self, answer: A) -> Chart:
        """The chart of an answer, named and with its key."""
        return finished(self.build(answer), self.slug)


@dataclass(frozen=True, slots=True)
class WithEvents(Generic[A]):
    """An answer, and the events that had begun by its day."""

    answer: A
    events: tuple[Event, ...]


def finished(chart: Chart, slug: str) -> Chart:
    """A chart under its name, with its key filled in from the marks that it holds."""
    return replace(chart, slug=slug, key=key_of(chart))


def graded(chart: Chart, grade: Reliability | None) -> Chart:
    """The chart of claims of a grade or better, which its subtitle says; the same where none is asked for."""
    if grade is None or chart.grade == grade:
        return chart
    words = graded_words(grade)
    return replace(
        chart,
        grade=grade,
        subtitle=f"{chart.subtitle.removesuffix('.')}; {words}.",
        summary=f"No claim {words} recorded." if chart.summary == NONE else chart.summary,
    )


def until(chart: Chart, day: date) -> Chart:
    """The chart with its axis of time to just the day of the question, and a note where all fall silent before it.

    A chart of strips has no such axis and says as much in a note; any other chart is the same.
    """
    if chart.form == "strips":
        return replace(chart, notes=(*chart.notes, *_silence_of_strips(chart, day)))
    if chart.x.kind != "time":
        return chart
    ended = replace(chart, x=ending(chart.x, day))
    silent = ended.silent_from
    if silent is not None:
        none = "No claim was stated" if ended.of_statements else "No figure is about a time"
        note = f"{none} after {when(silent)}: the shaded time is silence, not zero."
        ended = replace(ended, notes=(*ended.notes, note))
    return replace(ended, key=key_of(ended))


def _silence_of_strips(chart: Chart, day: date) -> list[str]:
    last = max((mark.last_day for mark in chart.marks), default=day)
    if (day - last).days < MONTH:
        return []
    return [f"No figure is about a time after {when(last)}: what is not there is silence, not zero."]
