"""How far apart the claimants stood: the running totals of one flow at one stage, and the edges of what they span."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from dashboard.charts.description import Chart, Mark, SpanStep
from dashboard.charts.kind import ChartKind, WithEvents
from dashboard.charts.marks import newest_first, successions, told
from dashboard.charts.movement import LINES, panel_of
from dashboard.charts.running import Claimed, Running, counted, running
from dashboard.charts.scales import in_words, lane_axis, time_axis
from dashboard.charts.words import (
    annotated,
    as_known_on,
    between,
    brief,
    capacity_note,
    flow_title,
    numbered,
    source_line,
)
from flows.estimates.ledger import Span
from flows.headlines import notes_on_ends
from flows.measures.course import Course
from flows.measures.flow import FlowAnswer, newest
from flows.records import Event
from flows.vocabulary import Stage
from flows.wording import COMPUTED, spelled

STARTS = "They count from different days: part of what lies between them is time."
UNSAID = "Not all say from when they count."
EDGES = "Nothing says that the truth lies between the edges: claimants may share a source."
_OPEN = {
    (False, False): "",
    (True, False): "; the low end is open",
    (False, True): "; the high end is open",
    (True, True): "; both ends are open",
}


def span_chart(course: Course, events: Sequence[Event] = ()) -> Chart:
    """The lines of each claimant at the stage of a course, and the two edges of what the newest totals span.

    The edges run along the lowest and the highest figure that any newest total states. Where one of them is a floor or
    a ceiling, an end of the span is open: its edge is dashed.
    """
    flow, stage = course.flow, Stage.of(course.stage)
    day, plural = flow.question.as_of, flow.munition.plural
    claimed = Claimed(flow.ledger, flow.heads, flow.older, flow.period_heads)
    run = running(claimed, flow.munition.unit, (stage,), always=_ends(flow))
    annotations = annotated(events, day)
    days = [mark.day for mark in run.marks if mark.day] + [event.day for event in annotations]
    steps = tuple(_step(since, span) for since, span in course.steps)
    last = course.steps[-1][1] if course.steps else None
    weak = notes_on_ends(last) if last else ""
    name = flow_title(flow)
    return Chart(
        title=_finding(flow, run) or f"How far apart do the accounts of {plural} from {name} stand?",
        subtitle=f"{plural[:1].upper()}{plural[1:]} said to be {stage.label}, totals by the day they were said; "
        f"{as_known_on(day)}.",
        summary=" ".join((*_told(last), *_over_the_years(flow), told(newest_first(run.marks)))),
        x=time_axis(days, "day of statement", day),
        y=lane_axis(),
        marks=run.marks,
        links=successions(run.marks),
        events=annotations,
        panels=(panel_of(f"{name}, {stage.label}", plural, run, _apart(last, flow)),) if run.marks else (),
        listed=run.listed,
        notes=(
            *([EDGES] if any(step.low is not None for step in steps) else []),
            *([weak] if weak else []),
            *_over_the_years(flow),
            *([LINES] if any(not mark.for_period for mark in run.marks) else []),
            *capacity_note(run.marks),
            *counted([run]),
        ),
        source_line=source_line(run.marks, day),
        as_of=day,
        steps=True,
        span=steps,
    )


def _step(day: date, span: Span | None) -> SpanStep:
    if span is None or span.lowest is None or span.highest is None:
        return SpanStep(day, None, None)
    return SpanStep(day, float(span.lowest), float(span.highest), span.low is None, span.high is None)


def _ends(flow: FlowAnswer) -> set[str]:
    """The newest totals that state the lowest or the highest figure, which are drawn however small they are."""
    unit = flow.munition.unit
    heads = [head for head in flow.recent if head.unit == unit and head.quantity.figures]
    figures = [figure for head in heads for figure in head.quantity.figures]
    ends = {min(figures), max(figures)} if figures else set()
    return {head.code for head in heads if ends & set(head.quantity.figures)}


def _finding(flow: FlowAnswer, run: Running) -> str:
    """The lowest and the highest of the newest totals, each with its time and who states it; empty where it is one."""
    heads = {head.code for head in flow.recent}
    totals = [mark for mark in run.marks if mark.code in heads and mark.values]
    if not totals:
        return ""
    low, high = min(totals, key=_lowest), max(totals, key=_highest)
    if low.claimant == high.claimant or _lowest(low)[0] == _highest(high)[0]:
        return ""
    goods = flow.munition.plural
    return f"{goods[:1].upper()}{goods[1:]} from {flow_title(flow)}: {_end(low)} or {_end(high)}"


def _lowest(mark: Mark) -> tuple[float, str]:
    return min(mark.values), mark.code


def _highest(mark: Mark) -> tuple[float, str]:
    return max(mark.values), mark.code


def _end(mark: Mark) -> str:
    figure = " ".join(filter(None, (mark.figure_label, brief(mark.period))))
    return f"{figure} ({mark.claimant}{', weak evidence' if mark.weak else ''})"


def _apart(span: Span | None, flow: FlowAnswer) -> str:
    """How wide the span is, which is computed, and whether some of it is time; empty where fewer than two totals make
    it."""
    if span is None or span.lowest is None or span.highest is None or span.heads < 2:
        return ""
    low, high = in_words(float(span.lowest)), in_words(float(span.highest))
    wide = in_words(float(span.highest - span.lowest))
    run = f"{numbered(span.heads, 'newest total')} between the edges, {low} and {high}"
    told = f"{run}: {wide} apart ({COMPUTED}{_OPEN[span.low is None, span.high is None]})"
    return ". ".join(filter(None, (told, _starts(span, flow))))


def _starts(span: Span, flow: FlowAnswer) -> str:
    """That the newest totals count from different days, or that one does not say from when; empty where neither is."""
    unit = flow.munition.unit
    counted = [head for head in flow.recent if head.unit == unit and head.stage == span.stage and head.quantity.figures]
    unsaid = any(head.named_start is None for head in counted)
    return " ".join(filter(None, (STARTS if span.starts_apart else "", UNSAID if unsaid else "")))


def _told(span: Span | None) -> Iterable[str]:
    """The span of the day as a sentence; none where it holds fewer than two totals."""
    if span is None or span.lowest is None or span.highest is None or span.heads < 2:
        return ()
    run = f"The newest totals, {numbered(span.heads, 'claim')}, run from {spelled(span.lowest)} to "
    words = f"{run}{spelled(span.highest)}{_OPEN[span.low is None, span.high is None]}."
    return (" ".join(filter(None, (words, notes_on_ends(span)))),)


def _over_the_years(flow: FlowAnswer) -> Iterable[str]:
    """What older totals were left out of the span, and the range with them: age, and no disagreement."""
    unit = flow.munition.unit
    counted = [head for head in flow.older if head.unit == unit and head.quantity.figures]
    for span in flow.span_all:
        if counted and span.unit == unit and span.lowest is not None and span.highest is not None:
            older = f"{numbered(len(counted), 'total')} stated more than {flow.question.window} days before the newest"
            run = f"from {spelled(span.lowest)} to {spelled(span.highest)}"
            yield f"The edges leave out {older}; with what has been said over the years the figures run {run}."


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
