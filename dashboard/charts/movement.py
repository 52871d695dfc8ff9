"""How the figures moved: running totals over the day they were stated, as steps by claimant."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from dashboard.charts.description import Chart, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import (
    below_grade,
    ledger_marks,
    newest_first,
    older_mark,
    over_its_period,
    successions,
    told,
)
from dashboard.charts.scales import quantity_axis, time_axis
from dashboard.charts.words import (
    annotated,
    as_known_on,
    flow_title,
    hatched_note,
    numbered,
    source_line,
    why_not_drawn,
    why_not_newest,
)
from flows.measures import FlowAnswer
from flows.measures.flow import newest
from flows.records import Event
from flows.vocabulary import MOVED, Stage

TURNING_POINTS = ("2023-03-20-eu-million", "2023-09-13-summit", "2024-11-18-eu-million-met")
LINES = "A line runs from the day of a statement until the same claimant replaced it; lines do not add up."
MOST_MOVED = 100
"""How many claims of each flow are drawn, so that the overview stays small enough to be cached."""


@dataclass(frozen=True, slots=True)
class BothSides:
    """The answers about the flow to each side, and the events that had begun by their day."""

    to_russia: FlowAnswer
    to_ukraine: FlowAnswer
    events: tuple[Event, ...]


def movement_chart(
    *answers: FlowAnswer, events: Sequence[Event] = (), stages: Collection[Stage] = MOVED, title: str = ""
) -> Chart:
    """Running totals of one or more flows over the day of their statement, each standing until it was replaced.

    The newest figures for a period are brackets over their period. Drawn are claims at ``stages`` in the unit of the
    first flow's munition. Claims at other stages, about a time that is not stated, without a figure, in another unit,
    and denials are listed, each with the reason. ``events`` are the two or three that matter; those after the day asked
    for are left out.
    """
    if not answers:
        raise ValueError("a movement chart needs at least one flow")
    day = answers[0].question.as_of
    marks: list[Mark] = []
    listed: list[Mark] = []
    for answer in answers:
        claims = {claim.code: claim for claim in answer.ledger.known}
        for_periods = {figure.code for figure in answer.period_heads}
        older = {head.code for head in answer.older}
        below = {mark.code: mark for mark in below_grade(answer.ledger, alone=len(answers) > 1)}
        listed.extend(below.values())
        for mark in ledger_marks(answer.ledger, alone=len(answers) > 1):
            if mark.code in below:
                continue
            claim = claims[mark.code]
            reason = why_not_drawn(claim, answers[0].munition.unit, stages=stages)
            if reason:
                listed.append(replace(mark, reason=reason))
            elif claim.temporal.accumulates:
                marks.append(older_mark(mark) if mark.code in older else mark)
            elif mark.code in for_periods:
                marks.append(over_its_period(mark))
            else:
                listed.append(replace(mark, reason=why_not_newest(claim)))
    annotations = annotated(events, day)
    days = [mark.day for mark in marks if mark.day] + [event.day for event in annotations]
    values = [value for mark in marks for value in mark.values]
    unit = answers[0].munition.plural
    bracketed = any(mark.for_period for mark in marks)
    flows = " and ".join(dict.fromkeys(flow_title(answer) for answer in answers))
    notes = [
        *([LINES] if any(not mark.for_period for mark in marks) else []),
        *(["A bracket spans the time that its figure is about."] if bracketed else []),
        *hatched_note(marks),
        *([f"In the table only, with the reason: {numbered(len(listed), 'claim')}."] if listed else []),
    ]
    return Chart(
        title=title or f"How the figures moved: {flows}",
        subtitle=(
            f"{unit[:1].upper()}{unit[1:]} said to be shipped or delivered, totals by the day they were said; "
            f"{as_known_on(day)}."
        ),
        summary=told(newest_first(marks)),
        x=time_axis(days, f"day of statement{'; of a bracket, the time itself' if bracketed else ''}", day),
        y=quantity_axis(values, unit),
        marks=tuple(marks),
        links=successions(marks),
        events=annotations,
        listed=tuple(listed),
        notes=tuple(notes),
        source_line=source_line(marks, day),
        as_of=day,
        steps=True,
    )


def _build(sides: BothSides) -> Chart:
    """The newest claims of both sides, and the few events that matter to them."""
    return movement_chart(
        newest(sides.to_russia, MOST_MOVED),
        newest(sides.to_ukraine, MOST_MOVED),
        events=[event for event in sides.events if event.code in TURNING_POINTS],
        title="Running totals by claimant, from the day each was stated",
    )


CHART = ChartKind(
    slug="movement",
    name="How the figures of both sides moved",
    answers="How did each claimant’s running total change, and when?",
    table="shipments",
    methods="measure-timeline",
    build=_build,
)
