"""Two flows side by side: a row for each head, grouped by flow, and below them the figures for a period, by year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from dashboard.charts.chosen import account_words
from dashboard.charts.description import Chart, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import below_grade, readings, shipment_mark, told
from dashboard.charts.periods import Row, in_rows, period_rows, total_rows
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.stages import APART, rows_by_stage
from dashboard.charts.words import (
    as_known_on,
    flow_title,
    hatched_note,
    numbered,
    source_line,
    why_not_drawn,
    why_not_newest,
)
from flows.estimates.suppliers import ends
from flows.measures import FlowAnswer
from flows.measures.story import Comparison
from flows.records import Shipment
from flows.vocabulary import LeftOut, Stage
from flows.wording import when

NOT_CHOSEN = "not one of the figures that are set side by side here"


def comparison_chart(
    left: FlowAnswer, right: FlowAnswer, *, codes: Sequence[str] | None = None, title: str = ""
) -> Chart:
    """Both flows in rows from 0: one for each head that was said to be shipped or delivered, the largest first.

    Below them stand the figures for a period, by year, on an axis of their own. Of a flow of which nothing was said to
    have moved, what was pledged, ordered or otherwise not yet moved is drawn, under headings that say so.

    ``codes`` names the heads to draw instead, in the order of drawing; the others are then listed in the table and
    counted in the notes. What is counted in another unit than the left-hand munition's, at
    another stage or without a figure, other claims that stand, and denials have no place on the axis and are listed,
    each with the reason. Rows are never added up.
    """
    unit = left.munition.unit
    sides = (left, right) if left.question.flow != right.question.flow else (left,)
    rows = _chosen(sides, unit, codes) if codes is not None else _every(sides, unit)
    drawn = {mark.code for _, mark in rows}
    listed = [mark for answer in sides for mark in _listed(answer, unit, drawn, codes)]
    replaced = sum(
        out.reason not in (LeftOut.DENIAL, LeftOut.BELOW_GRADE) for answer in sides for out in answer.ledger.left_out
    )
    plural = left.munition.plural if left.munition == right.munition else f"{left.munition.plural} (first flow)"
    day = left.question.as_of
    chart = in_rows(
        Chart(
            title=title
            or _finding(sides, unit)
            or f"The figures side by side: {flow_title(left)}, and {flow_title(right)}",
            subtitle=(f"{plural[:1].upper()}{plural[1:]} {_of_what(mark for _, mark in rows)}; {as_known_on(day)}."),
            summary="",
            x=quantity_axis([], plural),
            y=lane_axis(),
            listed=tuple(listed),
            as_of=day,
        ),
        rows,
        plural,
    )
    return replace(
        chart,
        summary=told(chart.marks, most=12),
        links=readings(chart.marks),
        notes=tuple(_notes(chart.marks, listed, replaced)),
        source_line=source_line(chart.marks, day),
    )


def _finding(sides: Sequence[FlowAnswer], unit: str) -> str:
    """The ends of what was said to have moved of each of two flows; empty where one of them has no such total."""
    accounts = [ends([head for head in _moved(side.recent, unit) if not head.basis.is_capacity]) for side in sides]
    return "; ".join(map(account_words, accounts)) if len(accounts) > 1 and all(accounts) else ""


def _pair(left: FlowAnswer, right: FlowAnswer) -> str:
    return f"The figures side by side: {flow_title(left)}, and {flow_title(right)}"


def _chosen(sides: Sequence[FlowAnswer], unit: str, codes: Sequence[str]) -> list[Row]:
    """The heads that are named, in the order in which they are."""
    heads = {head.code: (flow_title(side), head) for side in sides for head in _moved(side.heads, unit)}
    return [(heads[code][0], shipment_mark(heads[code][1], alone=True)) for code in codes if code in heads]


def _every(sides: Sequence[FlowAnswer], unit: str) -> list[Row]:
    """Every head of both flows, then their figures for a period, those of one year beside one another."""
    rows = list(chain.from_iterable(_rows(side, unit) for side in sides))
    periods = [row for row in rows if row[1].for_period]
    return [*(row for row in rows if not row[1].for_period), *sorted(periods, key=lambda row: _time(row[1]))]


def _rows(side: FlowAnswer, unit: str) -> Iterator[Row]:
    """The rows of one flow: of what moved, or of everything where nothing did."""
    heads, figures = _moved(side.heads, unit), _moved(side.period_heads, unit)
    heading = flow_title(side)
    if not heads and not figures:
        yield from rows_by_stage(side, tuple(Stage), heading, unit, alone=True)
        return
    yield from total_rows(side, heads, heading, alone=True)
    yield from period_rows(figures, heading, alone=True)


def _moved(claims: Iterable[Shipment], unit: str) -> list[Shipment]:
    return [claim for claim in claims if not why_not_drawn(claim, unit)]


def _time(mark: Mark) -> int:
    """The year that a figure is about; those that cross years, or lack an end, come last."""
    start, end = mark.about_from, mark.about_to
    return start.year if start and end and start.year == end.year else 9999


def _listed(answer: FlowAnswer, unit: str, drawn: set[str], codes: Sequence[str] | None) -> Iterator[Mark]:
    """What has no row, each with the reason."""
    newest = {head.code for head in (*answer.heads, *answer.period_heads)}
    chosen = newest if codes is not None else set()
    for claim in answer.ledger.standing:
        if claim.code not in drawn:
            reason = NOT_CHOSEN if claim.code in chosen else why_not_newest(claim, newest)
            yield replace(shipment_mark(claim, alone=True), reason=why_not_drawn(claim, unit) or reason)
    for denial in answer.ledger.denials:
        mark = shipment_mark(denial, LeftOut.DENIAL, alone=True)
        yield replace(mark, reason=why_not_drawn(denial, unit))
    yield from below_grade(answer.ledger, alone=True)


def _of_what(marks: Iterable[Mark]) -> str:
    return "by stage and claimant" if _promised(marks) else "said to be shipped or delivered, by claimant"


def _promised(marks: Iterable[Mark]) -> bool:
    """Whether a mark is of a stage before anything moves."""
    return any(mark.stage is not None and not mark.stage.is_movement for mark in marks)


def _notes(marks: Sequence[Mark], listed: Sequence[Mark], replaced: int) -> list[str]:
    notes = hatched_note(marks)
    if len(marks) > 1:
        notes.append("Rows about one flow are different accounts of it and do not add up.")
    if any(mark.for_period for mark in marks):
        notes.append(APART)
    if _promised(marks):
        notes.append("Open squares were pledged, ordered or the like: of that flow nothing was said to have moved.")
    if listed:
        notes.append(f"Not drawn, and in the table with the reason: {numbered(len(listed), 'more claim')}.")
    if replaced:
        gone = numbered(replaced, "claim")
        notes.append(f"Replaced or withdrawn by this day, and on the pages of the flows: {gone}.")
    return notes


def _build(answer: Comparison) -> Chart:
    """One row for each claim that a story compares."""
    codes = tuple(claim.code for claim in (*answer.above, *answer.below))
    # Before the day of the story nobody had compared them.
    told = answer.day >= answer.story.day
    title = f"What was compared on {when(answer.story.day)}" if told else "What each side was said to have received"
    return comparison_chart(answer.left, answer.right, codes=codes, title=title)


CHART = ChartKind(
    slug="comparison",
    name="The comparison of a story",
    answers="What did the figures come to that a story set beside each other, on its day?",
    table="shipments",
    methods="measure-story",
    build=_build,
)
