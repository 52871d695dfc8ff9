"""The stages of one flow: what was said to be pledged, ordered and delivered, apart and on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dashboard.charts.comparison import OLDER
from dashboard.charts.description import Chart, Lane, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import readings, shipment_mark, told
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.words import as_known_on, flow_title, hatched_note, numbered, source_line, why_not_drawn
from flows.measures import FlowAnswer
from flows.measures.flow import newest
from flows.vocabulary import Stage


def stages_chart(answer: FlowAnswer) -> Chart:
    """A row for each head of a flow under the heading of its stage, from negotiated to delivered.

    No row is part of another and none are added: a later stage may hold the same goods as an earlier one, or others.
    Other claims that stand, and denials, are listed with the reason.
    """
    unit = answer.munition.unit
    order = list(Stage)
    drawn = [head for head in answer.heads if head.unit == unit and head.quantity.figures]
    drawn.sort(key=lambda head: (order.index(head.stage), -max(head.quantity.figures), head.code))
    chosen = {head.code for head in drawn}
    marks = tuple(replace(shipment_mark(head), lane=number) for number, head in enumerate(drawn))
    listed = tuple(
        replace(shipment_mark(claim), reason=why_not_drawn(claim, unit, running=True, stages=order) or OLDER)
        for claim in (*answer.ledger.standing, *answer.ledger.denials)
        if claim.code not in chosen
    )
    values = [value for mark in marks for value in mark.values]
    plural = answer.munition.plural
    return Chart(
        title=f"How far it was said to have come: {flow_title(answer)}, {plural}",
        subtitle=(
            f"{plural[:1].upper()}{plural[1:]} in all, by stage and claimant; {as_known_on(answer.question.as_of)}."
        ),
        summary=told(marks, most=12),
        x=quantity_axis(values, plural),
        y=lane_axis(),
        marks=marks,
        links=readings(marks),
        lanes=tuple(Lane(mark.label, mark.subject.capitalize()) for mark in marks),
        listed=listed,
        notes=_notes(marks, listed),
        source_line=source_line(marks, answer.question.as_of),
        as_of=answer.question.as_of,
    )


def _notes(marks: Sequence[Mark], listed: Sequence[Mark]) -> tuple[str, ...]:
    notes = ["Pledged is not delivered: rows of different stages are never added, nor are different claimants."]
    notes.extend(hatched_note(marks))
    if listed:
        notes.append(f"Not drawn, and in the table with the reason: {numbered(len(listed), 'more claim')}.")
    return tuple(notes)


CHART: ChartKind[FlowAnswer] = ChartKind(
    slug="stages",
    name="From pledge to delivery",
    answers="What was said to be pledged, ordered and delivered by the EU, the Czech initiative or others?",
    table="shipments",
    methods="list-stage",
    build=lambda answer: stages_chart(newest(answer)),
)
