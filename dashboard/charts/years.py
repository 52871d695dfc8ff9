"""Who supplied what in which year: a small chart for each party, in it the figures of each year, all on one scale."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dashboard.charts.description import Chart, Lane, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import over_its_period, readings, shipment_mark, told
from dashboard.charts.periods import in_rows
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.words import as_known_on, hatched_note, numbered, source_line, why_not_drawn
from flows.estimates.years import Cell, Row, by_size
from flows.measures.years import YearsAnswer
from flows.records import Shipment
from flows.vocabulary import Stage
from flows.wording import bounded, short

PARTS = "Figures for a part of a year, or inside another figure, stand below those for about the whole year."
_TOLD = 3
"""How many parties the title names."""
BESIDE = "over several years, or without a stated end"
UNLIKE = "of an unlike kind, which shares no scale with what is drawn"


def years_chart(answer: YearsAnswer) -> Chart:
    """A row for each figure that lies within one year, in the unit of the munition, by party and year.

    Figures about the whole year stand first, with the range from the lowest to the highest of them; those for a part
    of it follow. Unlike kinds, as shells and cartridges, share no scale: of them one is drawn. What crosses years,
    counts other things or gives no figure is listed with the reason. Growth is computed, so it is in no chart of what
    was stated.
    """
    plural, question = answer.drawn.plural, answer.question
    rows = by_size(answer.by_year.rows, answer.is_alike)
    found = list(_rows(rows, answer))
    drawn = {mark.code for _, mark in found}
    listed = tuple(
        replace(shipment_mark(claim, alone=True), reason=_why_not(claim, answer) or reason)
        for row in rows
        for claim, reason in _others(row)
        if claim.code not in drawn
    )
    by_party, sides = f"by {question.rows} and year", _sides(answer, rows)
    chart = in_rows(
        Chart(
            title=_finding(answer, sides) or f"What was said of each year: {plural} {sides}",
            subtitle=f"{plural[:1].upper()}{plural[1:]} {_stages(found)} within a year, {by_party}; "
            f"{as_known_on(question.as_of)}.",
            summary="",
            x=quantity_axis([], plural),
            y=lane_axis(),
            listed=listed,
            as_of=question.as_of,
        ),
        [(f"{lane.panel}, in {lane.row}", mark) for lane, mark in found],
        plural,
    )
    lanes = tuple(replace(lane, label=mark.label, group=f"{lane.panel}, in {lane.row}") for lane, mark in found)
    return replace(
        chart,
        lanes=lanes,
        summary=told(chart.marks, most=12),
        links=readings(chart.marks),
        notes=tuple(_notes(chart.marks, listed, answer)),
        source_line=source_line(chart.marks, question.as_of),
    )


def _sides(answer: YearsAnswer, rows: Sequence[Row]) -> str:
    """The sides that the question names, with the other one where it names that too."""
    is_to = answer.question.fixed == "recipient"
    other = rows[0].name if rows and answer.question.supplier and answer.question.recipient else ""
    supplier, recipient = (other, answer.party.name) if is_to else (answer.party.name, other)
    return " ".join(f"{word} {name}" for word, name in (("from", supplier), ("to", recipient)) if name)


def _why_not(claim: Shipment, answer: YearsAnswer) -> str:
    """Why a figure has no place on the scale, be it only that what is drawn is of an unlike kind."""
    reason = why_not_drawn(claim, answer.drawn.unit, stages=tuple(Stage))
    return reason if reason or answer.is_alike(claim) else UNLIKE


def _finding(answer: YearsAnswer, sides: str) -> str:
    """Of the newest whole year of which two parties have a sound figure, or else one has, the largest of each, with who
    states it; what was only meant is in no title."""
    by_year: dict[int, dict[str, Shipment]] = {}
    for row in answer.by_year.rows:
        for cell in row.cells:
            moved = [claim for claim, _ in _in_order(cell, answer) if cell.is_whole(claim) and claim.stage.is_movement]
            sound = [claim for claim in moved if not claim.is_weak]
            if sound:
                by_year.setdefault(cell.year, {})[row.name] = max(sound, key=lambda claim: (_high(claim), claim.code))
    if not by_year:
        return ""
    year = max(by_year, key=lambda year: (min(len(by_year[year]), 2), year))
    largest = sorted(by_year[year].items(), key=lambda item: (-_high(item[1]), item[0]))[:_TOLD]
    words = "; ".join(f"{name} {bounded(claim.quantity, short)} ({claim.claimant_name})" for name, claim in largest)
    goods = answer.drawn.plural
    return f"{goods[:1].upper()}{goods[1:]} {sides} in about all of {year}, as stated: {words}"


def _high(claim: Shipment) -> float:
    return float(max(claim.quantity.figures))


def _rows(rows: Iterable[Row], answer: YearsAnswer) -> Iterator[tuple[Lane, Mark]]:
    """The figures that can be drawn, each with its lane: the party, the year, the range of the figures beside it."""
    for row in rows:
        for cell in row.cells:
            for claim, reach in _in_order(cell, answer):
                mark = over_its_period(shipment_mark(claim, alone=True))
                yield Lane("", panel=row.name, row=str(cell.year), reach=reach), mark


def _in_order(cell: Cell, answer: YearsAnswer) -> list[tuple[Shipment, tuple[float, float] | None]]:
    """The figures of a cell: those for about the whole year, the largest first, then those for a part, by period."""
    drawable = [claim for claim in cell.figures if not _why_not(claim, answer)]
    ranges = (
        {}
        if answer.is_mixed
        else {
            span.span.stage: (float(span.span.lowest), float(span.span.highest))
            for span in cell.spans
            if span.whole and span.span.unit == answer.drawn.unit and span.span.heads > 1
            if span.span.lowest is not None and span.span.highest is not None
        }
    )
    whole = sorted((claim for claim in drawable if cell.is_whole(claim)), key=_largest_first)
    parts = [claim for claim in drawable if not cell.is_whole(claim)]
    return [*((claim, ranges.get(claim.stage)) for claim in whole), *((claim, None) for claim in parts)]


def _largest_first(claim: Shipment) -> tuple[str, float, str]:
    return claim.stage, -float(max(claim.quantity.figures)), claim.code


def _others(row: Row) -> Iterator[tuple[Shipment, str]]:
    """Every claim of a row that stands, with why it has no place where it has none."""
    yield from ((claim, BESIDE) for claim in row.shown)
    yield from ((claim, "a newer or a wider figure of its claimant is shown") for claim in row.covered)


def _stages(found: Sequence[tuple[Lane, Mark]]) -> str:
    return " or ".join(sorted({mark.subject for _, mark in found})) or "claimed"


def _notes(marks: Sequence[Mark], listed: Sequence[Mark], answer: YearsAnswer) -> Iterator[str]:
    yield from hatched_note(marks)
    if answer.parties_left_out:
        left_out = numbered(answer.parties_left_out, f"more {answer.question.rows}")
        yield f"Drawn are those with the largest figures; the chart by itself has {left_out}."
    if marks:
        yield "Rows of one year are different accounts or parts of one another and do not add up."
        yield PARTS
    if listed:
        yield f"Not drawn, and in the table with the reason: {numbered(len(listed), 'more claim')}."


CHART: ChartKind[YearsAnswer] = ChartKind(
    slug="years",
    name="Who supplied what in which year",
    answers="What was stated for each calendar year, by supplier or by recipient?",
    table="shipments",
    methods="measure-years",
    build=years_chart,
)
