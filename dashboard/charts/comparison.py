"""Two flows on one axis: a row for each head, grouped by flow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from dashboard.charts.description import Axis, Chart, Lane, Mark, finished
from dashboard.charts.marks import readings, shipment_mark, told
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.words import as_known_on, flow_title, source_line
from flows.measures import FlowAnswer
from flows.vocabulary import MOVED


def comparison_chart(
    left: FlowAnswer,
    right: FlowAnswer,
    *,
    codes: Collection[str] | None = None,
    slug: str = "comparison",
    title: str = "",
) -> Chart:
    """Both flows on one axis of quantity from 0: a row for each head that was said to be shipped or delivered.

    ``codes`` names the heads to draw, in the order of drawing where it is a sequence; the other heads are then
    listed in the table and counted in the notes. Without it every head is drawn, the largest first. Heads in another
    unit than the left-hand munition's, heads without a figure and denials have no place on the axis and are listed
    too. Rows are never added up.
    """
    marks: list[Mark] = []
    listed: list[Mark] = []
    lanes: list[Lane] = []
    for answer in (left, right):
        heads = [head for head in answer.heads if head.stage in MOVED]
        placed = [
            head
            for head in heads
            if head.unit == left.munition.unit and head.quantity.figures and (codes is None or head.code in codes)
        ]
        placed.sort(key=lambda head: (-max(head.quantity.figures), head.code))
        if isinstance(codes, Sequence):
            order = {code: index for index, code in enumerate(codes)}
            placed.sort(key=lambda head: order[head.code])
        drawn = {head.code for head in placed}
        listed.extend(shipment_mark(head) for head in heads if head.code not in drawn)
        listed.extend(shipment_mark(denial, "denial") for denial in answer.ledger.denials)
        for head in placed:
            mark = shipment_mark(head)
            marks.append(replace(mark, lane=len(lanes)))
            lanes.append(Lane(mark.label, f"{answer.supplier.name} to {answer.recipient.name}"))
    unit = left.munition.plural if left.munition == right.munition else f"{left.munition.plural} (left flow)"
    values = [value for mark in marks for value in (mark.low, mark.point, mark.high) if value is not None]
    x: Axis = quantity_axis(values, unit)
    day = left.question.as_of
    return finished(
        Chart(
            slug=slug,
            title=title or f"How much has moved: {flow_title(left)}, and {flow_title(right)}",
            subtitle=(
                f"{unit[:1].upper()}{unit[1:]} said to be shipped or delivered in all, by claimant; {as_known_on(day)}."
            ),
            summary=told(marks, most=12) or "No claim recorded.",
            x=x,
            y=lane_axis(),
            marks=tuple(marks),
            links=readings(marks),
            lanes=tuple(lanes),
            listed=tuple(listed),
            notes=tuple(_notes(marks, listed)),
            source_line=source_line(marks, day),
            as_of=day,
        )
    )


def _notes(marks: Sequence[Mark], listed: Sequence[Mark]) -> list[str]:
    notes = []
    if any(mark.hatched for mark in marks):
        notes.append("Hatched is what the counted containers could hold, not what they held.")
    if len(marks) > 1:
        notes.append("Rows about one flow are different accounts of it and do not add up.")
    if listed:
        notes.append(f"Not drawn, and in the table: {_counted(len(listed))}.")
    return notes


def _counted(number: int) -> str:
    return "1 more claim" if number == 1 else f"{number} more claims"
