"""How far apart the claimants stood: the running totals of one flow at one stage, and the band between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dashboard.charts.description import Chart, SpanStep
from dashboard.charts.kind import ChartKind, WithEvents
from dashboard.charts.movement import movement_chart
from dashboard.charts.words import as_known_on, between, flow_title, numbered
from flows.estimates.ledger import Span
from flows.headlines import notes_on_ends
from flows.measures.course import Course
from flows.measures.flow import FlowAnswer, newest
from flows.records import Event
from flows.vocabulary import Stage
from flows.wording import spelled

BAND = "Nothing says that the truth lies within the band: claimants may share a source."
_OPEN = {
    (False, False): "",
    (True, False): "; the low end is open",
    (False, True): "; the high end is open",
    (True, True): "; both ends are open",
}


def span_chart(course: Course, events: Sequence[Event] = ()) -> Chart:
    """The steps of each claimant at the stage of a course, and under them the span of the newest totals.

    The band runs from the lowest to the highest figure that any newest total states. Where one of them is a floor or
    a ceiling, an end of the span is open: its edge is dashed.
    """
    flow, stage = course.flow, Stage.of(course.stage)
    day = flow.question.as_of
    chart = movement_chart(flow, events=events, stages=(stage,))
    steps = tuple(_step(since, span) for since, span in course.steps)
    unit = flow.munition.plural
    last = course.steps[-1][1] if course.steps else None
    weak = notes_on_ends(last) if last else ""
    return replace(
        chart,
        title=f"How far apart the claimants stood: {flow_title(flow)}, {unit} {stage.label}",
        subtitle=f"{unit[:1].upper()}{unit[1:]} said to be {stage.label}, totals by the day they were said; "
        f"{as_known_on(day)}.",
        summary=" ".join((*_told(last), *_over_the_years(flow), chart.summary)),
        span=steps,
        notes=(
            *([BAND] if any(step.low is not None for step in steps) else []),
            *([weak] if weak else []),
            *_over_the_years(flow),
            *chart.notes,
        ),
    )


def _step(day: date, span: Span | None) -> SpanStep:
    if span is None or span.lowest is None or span.highest is None:
        return SpanStep(day, None, None)
    return SpanStep(day, float(span.lowest), float(span.highest), span.low is None, span.high is None)


def _told(span: Span | None) -> Iterable[str]:
    """The span of the day as a sentence; none where it holds fewer than two totals."""
    if span is None or span.lowest is None or span.highest is None or span.heads < 2:
        return ()
    run = f"The newest totals, {numbered(span.heads, 'claim')}, run from {spelled(span.lowest)} to "
    words = f"{run}{spelled(span.highest)}{_OPEN[span.low is None, span.high is None]}."
    return (" ".join(filter(None, (words, notes_on_ends(span)))),)


def _over_the_years(flow: FlowAnswer) -> Iterable[str]:
    """What older totals were left out of the band, and the range with them: age, and no disagreement."""
    unit = flow.munition.unit
    counted = [head for head in flow.older if head.unit == unit and head.quantity.figures]
    for span in flow.span_all:
        if counted and span.unit == unit and span.lowest is not None and span.highest is not None:
            older = f"{numbered(len(counted), 'total')} stated more than {flow.question.window} days before the newest"
            run = f"from {spelled(span.lowest)} to {spelled(span.highest)}"
            yield f"The band leaves out {older}; with what has been said over the years the figures run {run}."


def _build(told: WithEvents[Course]) -> Chart:
    """The span with the steps of the newest claims, and the events of both parties."""
    course = told.answer
    shown = replace(course, flow=newest(course.flow))
    return span_chart(shown, between(told.events, course.flow.question.flow))


CHART = ChartKind(
    slug="span",
    name="How far apart the claimants stood",
    answers="Between which figures did the newest totals about a flow lie, and how did that change?",
    table="shipments",
    methods="measure-flow",
    build=_build,
)
