"""The stages of one flow: what was said to be pledged, ordered and delivered, apart and on one axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dashboard.charts.description import Chart, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import below_grade, readings, shipment_mark, told
from dashboard.charts.periods import Row, in_rows, period_rows, total_rows
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.words import (
    as_known_on,
    brief,
    flow_title,
    hatched_note,
    numbered,
    source_line,
    why_not_drawn,
    why_not_newest,
)
from flows.measures import FlowAnswer
from flows.measures.flow import newest
from flows.records import Shipment
from flows.vocabulary import Stage
from flows.wording import bounded, period_of, short

UNPLACED = "Nothing to draw: each claim with a figure is in the table, with the reason."
APART = "Figures for a period stand below the running totals, on an axis of their own: they are no part of one another."


def stages_chart(answer: FlowAnswer) -> Chart:
    """A row for each head of a flow under the heading of its stage, from negotiated to delivered.

    Below them a row for each of the newest figures for a period, by stage and year. No row is part of another and none
    are added: a later stage may hold the same goods as an earlier one, or others. Other claims that stand, and
    denials, are listed with the reason.
    """
    rows = list(rows_by_stage(answer, tuple(Stage)))
    chosen = {mark.code for _, mark in rows}
    unit, plural = answer.munition.unit, answer.munition.plural
    newest = {head.code for head in (*answer.heads, *answer.period_heads)}
    others = tuple(
        replace(
            shipment_mark(claim),
            reason=why_not_drawn(claim, unit, stages=tuple(Stage)) or why_not_newest(claim, newest),
        )
        for claim in (*answer.ledger.standing, *answer.ledger.denials)
        if claim.code not in chosen
    )
    listed = (*others, *below_grade(answer.ledger))
    unplaced = [] if rows else [mark for mark in others if mark.quantity.figures and not mark.denial]
    chart = in_rows(
        Chart(
            title=_finding(answer) or f"From pledge to delivery: {flow_title(answer)}, {plural}",
            subtitle=(
                f"{plural[:1].upper()}{plural[1:]} by stage and claimant, in all and within a period; "
                f"{as_known_on(answer.question.as_of)}."
            ),
            summary="",
            x=quantity_axis([], plural),
            y=lane_axis(),
            listed=listed,
            as_of=answer.question.as_of,
        ),
        rows,
        plural,
    )
    return replace(
        chart,
        summary=told(chart.marks or unplaced, most=12),
        links=readings(chart.marks),
        notes=_notes(chart.marks, listed),
        source_line=source_line(chart.marks or unplaced, answer.question.as_of),
        refusal=UNPLACED if unplaced else "",
    )


def rows_by_stage(
    answer: FlowAnswer, stages: Sequence[Stage], heading: str = "", unit: str = "", *, alone: bool = False
) -> Iterator[Row]:
    """The heads at each stage under its heading, then the figures for a period at each, in the unit of the flow.

    ``heading`` begins each heading, ``unit`` asks for another unit.
    """
    unit = unit or answer.munition.unit

    def words(stage: Stage) -> str:
        return f"{heading}, {stage.label}" if heading else stage.label.capitalize()

    for stage in stages:
        yield from total_rows(answer, _drawable(answer.heads, stage, unit), words(stage), alone=alone)
    for stage in stages:
        yield from period_rows(_drawable(answer.period_heads, stage, unit), words(stage), alone=alone)


def _finding(answer: FlowAnswer) -> str:
    """The newest sound total of what was meant and that of what moved, each with its time; empty where one is lacking:
    of one stage alone there is no way from pledge to delivery."""
    unit = answer.munition.unit
    sound = [head for head in answer.heads if head.unit == unit and head.quantity.figures and not head.is_weak]
    newest = sorted(sound, key=lambda head: (head.claimed_on, head.code))
    meant = [head for head in newest if not head.stage.is_movement][-1:]
    moved = [head for head in newest if head.stage.is_movement and not head.basis.is_capacity][-1:]
    if not meant or not moved:
        return ""
    words = "; ".join(
        f"{bounded(head.quantity, short)} {head.stage.label} {brief(period_of(head))}".strip()
        for head in (*meant, *moved)
    )
    return f"{flow_title(answer)}, {answer.munition.plural}: {words}"


def _drawable(claims: Iterable[Shipment], stage: Stage, unit: str) -> list[Shipment]:
    return [claim for claim in claims if claim.stage is stage and claim.unit == unit and claim.quantity.figures]


def _notes(marks: Sequence[Mark], listed: Sequence[Mark]) -> tuple[str, ...]:
    notes = ["Pledged is not delivered: rows of different stages are never added, nor are different claimants."]
    if any(mark.for_period for mark in marks):
        notes.append(APART)
    notes.extend(hatched_note(marks))
    if listed:
        notes.append(f"Not drawn, and in the table with the reason: {numbered(len(listed), 'more claim')}.")
    return tuple(notes)


CHART: ChartKind[FlowAnswer] = ChartKind(
    slug="stages",
    name="From pledge to delivery",
    answers="What was said to be pledged, ordered and delivered by a supplier?",
    table="shipments",
    methods="list-stage",
    build=lambda answer: stages_chart(newest(answer)),
)
