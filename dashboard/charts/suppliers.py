"""What each side was said to have been sent: a panel a side, a strip a supplier; totals, and apart a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from dashboard.charts.chosen import WEAKER, account_words, headlines, why_no_headline
from dashboard.charts.description import Chart, Lane, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import newest_first, over_its_period, shipment_mark, told
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.words import as_known_on, hatched_note, numbered, source_line
from flows.estimates.suppliers import Supplier, sound
from flows.measures.suppliers import Side, SuppliersAnswer
from flows.records import Shipment

MOST_DRAWN = 4
"""Of the suppliers of a side those with the largest figures are drawn, and the others counted."""
APART = "Suppliers overlap, and several figures of one supplier are accounts of the same goods: nothing adds up."


@dataclass(frozen=True, slots=True)
class Row:
    """A strip: its name, its marks, and the marks that only the table lists, each with the reason."""

    name: str
    marks: list[Mark]
    listed: list[Mark]


def totals_chart(answer: SuppliersAnswer) -> Chart:
    """Between which running totals the accounts of the largest suppliers of each side lie, each with its time."""
    return _chart(
        answer,
        [(side, [one for one in side.suppliers if one.totals]) for side in answer.sides],
        _totals,
        lambda supplier: supplier.ends,
        "What each side was said to have been sent, in all",
        "running totals of what was shipped or delivered, by supplier",
    )


def year_chart(answer: SuppliersAnswer) -> Chart:
    """The figures for the newest calendar year of the largest suppliers of each side that have one."""
    return _chart(
        answer,
        [(side, [one for one in side.suppliers if one.in_year]) for side in answer.sides],
        _year,
        lambda supplier: supplier.ends_of_year,
        "What each side was said to have been sent in a year",
        "shipped or delivered in the newest calendar year with a figure, by supplier",
    )


def _totals(supplier: Supplier) -> Row:
    """The totals that stand for all of a supplier; the others go to the table."""
    drawn = headlines(supplier.totals)
    listed = (claim for claim in supplier.totals if claim not in drawn)
    return Row(
        supplier.name,
        [shipment_mark(claim, alone=True) for claim in drawn],
        [replace(shipment_mark(claim, alone=True), reason=why_no_headline(claim, supplier.totals)) for claim in listed],
    )


def _year(supplier: Supplier) -> Row:
    """The figures for a supplier's year; weak ones where no other is go to the table."""
    drawn = sound(supplier.in_year)
    return Row(
        f"{supplier.name}, {supplier.year}",
        [_over(claim) for claim in drawn],
        [replace(_over(claim), reason=WEAKER) for claim in supplier.in_year if claim not in drawn],
    )


def _over(claim: Shipment) -> Mark:
    return over_its_period(shipment_mark(claim, alone=True))


def _chart(
    answer: SuppliersAnswer,
    sides: Sequence[tuple[Side, Sequence[Supplier]]],
    row: Callable[[Supplier], Row],
    ends: Callable[[Supplier], tuple[Shipment, ...]],
    question: str,
    what: str,
) -> Chart:
    marks: list[Mark] = []
    lanes: list[Lane] = []
    listed: list[Mark] = []
    notes: list[str] = []
    for side, found in sides:
        panel = f"To {side.actor.name}"
        for supplier in found[:MOST_DRAWN]:
            strip = row(supplier)
            marks += (replace(mark, lane=len(lanes)) for mark in strip.marks)
            listed += strip.listed
            lanes.append(Lane(f"{strip.name} to {side.actor.name}", panel=panel, row=strip.name, strip=True))
        if len(found) > MOST_DRAWN:
            more = numbered(len(found) - MOST_DRAWN, "more supplier")
            notes.append(f"{panel}, with smaller figures and not drawn: {more}.")
    if listed:
        notes.append(f"In the table only, with the reason: {numbered(len(listed), 'figure')}.")
    plural = answer.munition.plural
    leading = [next((account for one in found[:MOST_DRAWN] if (account := ends(one))), ()) for _, found in sides]
    return Chart(
        title="; ".join(account_words(claims) for claims in leading if claims) or question,
        subtitle=f"{plural[:1].upper()}{plural[1:]}: {what}; {as_known_on(answer.as_of)}.",
        summary=told(newest_first(marks)),
        x=quantity_axis([value for mark in marks for value in mark.values], plural),
        y=lane_axis(),
        marks=tuple(marks),
        lanes=tuple(lanes),
        listed=tuple(listed),
        notes=(*([APART] if marks else ()), *hatched_note(marks), *notes),
        source_line=source_line(marks, answer.as_of),
        as_of=answer.as_of,
    )


CHART: ChartKind[SuppliersAnswer] = ChartKind(
    slug="suppliers",
    name="What each side was said to have been sent",
    answers="What was each side said to have been sent by its largest suppliers, in all?",
    table="shipments",
    methods="measure-suppliers",
    build=totals_chart,
)
