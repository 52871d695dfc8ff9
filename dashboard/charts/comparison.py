"""Two flows on one axis: a row for each head, grouped by flow."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from dashboard.charts.description import Axis, Chart, Lane, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import readings, shipment_mark, told
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.words import as_known_on, flow_title, hatched_note, numbered, source_line, why_not_drawn
from flows.measures import FlowAnswer
from flows.measures.overview import Comparison
from flows.vocabulary import LeftOut

NOT_CHOSEN = "not one of the figures that are set side by side here"
OLDER = "not the newest running total of its claimant at its stage"


def comparison_chart(
    left: FlowAnswer, right: FlowAnswer, *, codes: Collection[str] | None = None, title: str = ""
) -> Chart:
    """Both flows on one axis of quantity from 0: a row for each head that was said to be shipped or delivered.

    ``codes`` names the heads to draw, in the order of drawing where it is a sequence; the other heads are then
    listed in the table and counted in the notes. Without it every head is drawn, the largest first. Heads in another
    unit than the left-hand munition's, at another stage or without a figure, other claims that stand, and denials
    have no place on the axis and are listed, each with the reason. Rows are never added up.
    """
    marks: list[Mark] = []
    listed: list[Mark] = []
    lanes: list[Lane] = []
    replaced = 0
    for answer in (left, right):
        reasons = {head.code: why_not_drawn(head, left.munition.unit) for head in answer.heads}
        placed = [head for head in answer.heads if not reasons[head.code] and (codes is None or head.code in codes)]
        placed.sort(key=lambda head: (-max(head.quantity.figures), head.code))
        if isinstance(codes, Sequence):
            order = {code: index for index, code in enumerate(codes)}
            placed.sort(key=lambda head: order[head.code])
        drawn = {head.code for head in placed}
        listed.extend(
            replace(shipment_mark(claim), reason=reasons.get(claim.code, OLDER) or NOT_CHOSEN)
            for claim in answer.ledger.standing
            if claim.code not in drawn
        )
        listed.extend(
            replace(shipment_mark(denial, LeftOut.DENIAL), reason=why_not_drawn(denial, left.munition.unit))
            for denial in answer.ledger.denials
        )
        replaced += sum(out.reason != LeftOut.DENIAL for out in answer.ledger.left_out)
        for head in placed:
            mark = shipment_mark(head)
            marks.append(replace(mark, lane=len(lanes)))
            lanes.append(Lane(mark.label, f"{answer.supplier.name} to {answer.recipient.name}"))
    unit = left.munition.plural if left.munition == right.munition else f"{left.munition.plural} (left flow)"
    values = [value for mark in marks for value in mark.values]
    x: Axis = quantity_axis(values, unit)
    day = left.question.as_of
    return Chart(
        title=title or f"What each was said to come to: {flow_title(left)}, and {flow_title(right)}",
        subtitle=(
            f"{unit[:1].upper()}{unit[1:]} said to be shipped or delivered in all, by claimant; {as_known_on(day)}."
        ),
        summary=told(marks, most=12),
        x=x,
        y=lane_axis(),
        marks=tuple(marks),
        links=readings(marks),
        lanes=tuple(lanes),
        listed=tuple(listed),
        notes=tuple(_notes(marks, listed, replaced)),
        source_line=source_line(marks, day),
        as_of=day,
    )


def _notes(marks: Sequence[Mark], listed: Sequence[Mark], replaced: int) -> list[str]:
    notes = hatched_note(marks)
    if len(marks) > 1:
        notes.append("Rows about one flow are different accounts of it and do not add up.")
    if listed:
        notes.append(f"Not drawn, and in the table with the reason: {_counted(len(listed))}.")
    if replaced:
        gone = numbered(replaced, "claim")
        notes.append(f"Replaced or withdrawn by this day, and on the pages of the flows: {gone}.")
    return notes


def _counted(number: int) -> str:
    return "1 more claim" if number == 1 else f"{number} more claims"


def _build(answer: Comparison) -> Chart:
    """One row for each claim of the comparison of June 2024."""
    codes = tuple(claim.code for claim in (*answer.capacity, *answer.deliveries))
    return comparison_chart(answer.left, answer.right, codes=codes, title="What each side was said to have got")


CHART = ChartKind(
    slug="comparison",
    name="The comparison of June 2024",
    answers="What could North Korea’s containers hold, and what was the EU said to have given Ukraine?",
    table="shipments",
    methods="measure-overview",
    build=_build,
)
