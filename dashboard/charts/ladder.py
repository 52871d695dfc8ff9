"""The ladder of one flow: claimants in lanes, their claims along the day of statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts.description import Chart, Lane
from dashboard.charts.kind import ChartKind, WithEvents
from dashboard.charts.marks import below_grade, ledger_marks, newest_first, readings, successions, told
from dashboard.charts.scales import lane_axis, time_axis
from dashboard.charts.words import annotated, as_known_on, between, flow_title, numbered, source_line
from flows.measures import FlowAnswer
from flows.measures.flow import newest
from flows.records import Event
from flows.wording import goods_of


def ladder_chart(answer: FlowAnswer, events: Sequence[Event] = ()) -> Chart:
    """Every claim about a flow known on the day: a lane for each claimant, ordered by its first statement.

    Nothing is left out but what is below the grade asked for, which the table lists: superseded claims, either/or
    readings, denials and claims in words each have their mark. The rows carry no scale of quantity, so a figure is
    read from its label, its hover text or the table.
    """
    day = answer.question.as_of
    listed = below_grade(answer.ledger)
    below = {mark.code for mark in listed}
    found = [mark for mark in ledger_marks(answer.ledger) if mark.code not in below]
    order = list(dict.fromkeys(mark.claimant for mark in found))
    marks = tuple(replace(mark, lane=order.index(mark.claimant)) for mark in found)
    annotations = annotated(events, day)
    days = [mark.stated_on for mark in marks] + [event.day for event in annotations]
    claims = numbered(len(marks), "claim")
    goods = goods_of(answer.munition, {claim.unit for claim in answer.ledger.standing})
    return Chart(
        title=f"Who said what, and when: {flow_title(answer)}, {goods}",
        subtitle=f"{claims} by {numbered(len(order), 'claimant')}, by day of statement; {as_known_on(day)}.",
        summary=told(newest_first(marks)),
        x=time_axis(days, "day of statement", day),
        y=lane_axis(),
        marks=marks,
        links=(*successions(marks), *readings(marks)),
        events=annotations,
        lanes=tuple(Lane(claimant) for claimant in order),
        listed=listed,
        notes=(
            "Figures beside the marks are as stated; those without room for a label are in the table.",
            *([f"In the table only, below the grade asked for: {numbered(len(listed), 'claim')}."] if listed else []),
        ),
        source_line=source_line(marks, day),
        as_of=day,
    )


def _build(told: WithEvents[FlowAnswer]) -> Chart:
    """The ladder of the newest claims, with the events of both parties."""
    return ladder_chart(newest(told.answer), between(told.events, told.answer.question.flow))


CHART = ChartKind(
    slug="ladder",
    name="The claims about one flow",
    answers="Who said what about a flow, when, and what was replaced or denied?",
    table="shipments",
    methods="measure-flow",
    build=_build,
)
