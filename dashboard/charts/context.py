"""The figures of one series of context: each over the time that it is about, a row each, on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.description import Chart, Lane, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import indicator_mark, told
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.words import as_known_on, source_line
from flows.records import Indicator
from flows.vocabulary import INDICATOR_UNIT
from flows.wording import measured


@dataclass(frozen=True, slots=True)
class ContextFigures:
    """The figures of one series as known on a day."""

    figures: Sequence[Indicator]
    as_of: date | None


def context_chart(found: ContextFigures) -> Chart:
    """A row for each figure, by the time that it is about: its label says who stated it and of which time."""
    ordered = sorted(found.figures, key=_by_time)
    every = [indicator_mark(claim) for claim in ordered]
    drawn = [mark for mark in every if mark.figure is not None]
    marks = tuple(replace(mark, lane=lane) for lane, mark in enumerate(drawn))
    name = measured(ordered[-1]) if ordered else "no series"
    unit = INDICATOR_UNIT.label(ordered[-1].unit) if ordered else ""
    return Chart(
        title=f"{name[:1].upper()}{name[1:]}",
        subtitle=f"As stated, in {unit or 'no unit'}, by the time that a figure is about; {as_known_on(found.as_of)}.",
        summary=told(marks),
        x=quantity_axis([value for mark in marks for value in mark.values], unit),
        y=lane_axis(),
        marks=marks,
        lanes=tuple(Lane(mark.label) for mark in marks),
        listed=tuple(replace(mark, reason="no figure was given") for mark in every if mark.figure is None),
        notes=tuple(_notes(marks)),
        source_line=source_line(marks, found.as_of),
        as_of=found.as_of,
    )


def _notes(marks: Sequence[Mark]) -> list[str]:
    return ["The figures are of different times or claimants and do not add up."] if len(marks) > 1 else []


def _by_time(claim: Indicator) -> tuple[date, date, str]:
    return claim.period_end or claim.claimed_on, claim.claimed_on, claim.code


CHART: ChartKind[ContextFigures] = ChartKind(
    slug="context",
    name="A context figure over time",
    answers="What was stated of one price, stock, share or sum, by whom and of which time?",
    table="indicators",
    methods="list-indicator_unit",
    build=context_chart,
)
