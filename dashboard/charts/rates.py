"""Fire and production: stated paces by whose they are and the time that they are about, as strips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from dashboard.charts.description import Chart, Cited, Lane, Mark
from dashboard.charts.marks import newest_first, rate_mark, told, told_apart
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.theme import SIDES, Side
from dashboard.charts.words import as_known_on, numbered, source_line
from flows.records import Rate
from flows.subject import subject
from flows.vocabulary import Activity, Per

T = TypeVar("T")

_MOST_ACTORS, _FEWEST_FIGURES = 6, 5
"""Of more actors than this, those with at least so many figures are drawn, the largest first: a page has to end."""
_OF_ALL_KINDS = ("munition", "materiel")
"""What is counted with cartridges, bombs and mines would press the shells on the same axis to its foot."""

_FEW = "of a party with fewer or smaller figures: choose it to draw it"


@dataclass(frozen=True, slots=True)
class Paces:
    """Stated paces as known on a day."""

    rates: Sequence[Rate]
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Finding:
    """What the drawn rates say together: the title that they allow, empty where they allow none, notes beside it, and
    the claims that these quote, by code with the quotation."""

    title: str = ""
    notes: tuple[str, ...] = ()
    cited: Cited = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """What one chart of rates draws: its activities, and how many of each period make one on its axis.

    ``row`` is the row of a figure within the panel of its actor: what it sorts by, and its words. ``question`` is
    the title where the ``finding`` of the drawn rates has none.
    """

    activities: tuple[Activity, ...]
    question: str
    unit: str
    scales: Mapping[Per, int]
    row: Callable[[Rate], tuple[str, str]]
    finding: Callable[[Sequence[Rate]], Finding]
    placing: str


def rates_chart(rates: Sequence[Rate], panel: Panel, *, as_of: date | None = None) -> Chart:
    """Stated paces, a panel for each actor and in it a strip for each time, in the hue of the side they supply.

    A figure over another period than that of the axis is drawn at a multiple of its value and labelled as stated.
    Rates over a period that the panel has no scale for are listed, not converted: a yearly total of fire says nothing
    about a day. Pieces and charges are no rounds, and are listed too.
    """
    drawn: list[tuple[Rate, Mark]] = []
    listed: list[Mark] = []
    for rate in rates:
        if rate.activity not in panel.activities or (as_of is not None and rate.claimed_on > as_of):
            continue
        scale = panel.scales.get(rate.per)
        mark = rate_mark(rate, side_supplied(rate), scale or 1)
        reason = mark.left_out.label if mark.left_out else why_not(rate, mark, scale)
        if reason:
            listed.append(replace(mark, reason=reason))
        else:
            drawn.append((rate, mark))
    chosen = _chosen(drawn)
    listed.extend(replace(mark, reason=_FEW) for rate, mark in drawn if rate.actor not in chosen)
    drawn = [(rate, mark) for rate, mark in drawn if rate.actor in chosen]
    rows = _rows(drawn, panel)
    marks = tuple(replace(mark, lane=lane) for lane, row in enumerate(rows) for mark in row.marks)
    finding = panel.finding([rate for rate, _ in drawn])
    return Chart(
        title=finding.title or panel.question,
        subtitle=f"{panel.unit.capitalize()} as stated, by whose they are and the time that they are about; "
        f"{as_known_on(as_of)}.",
        summary=told(newest_first(marks)),
        x=quantity_axis([value for mark in marks for value in mark.values], panel.unit),
        y=lane_axis(),
        marks=marks,
        lanes=tuple(Lane(f"{row.actor}, {row.words}", panel=row.actor, row=row.words, strip=True) for row in rows),
        listed=tuple(listed),
        notes=(*finding.notes, panel.placing, *_notes(marks, listed, panel)),
        cited=finding.cited,
        source_line=source_line(marks, as_of),
        as_of=as_of,
    )


@dataclass(frozen=True, slots=True)
class _Row:
    actor: str
    order: str
    words: str
    marks: tuple[Mark, ...]


def _rows(drawn: Sequence[tuple[Rate, Mark]], panel: Panel) -> list[_Row]:
    """The strips: the actor with the largest figure first, each in the order of its rows."""
    usual = most_common((rate.actor, rate.munition) for rate, _ in drawn)
    place = most_common((rate.actor, rate.place) for rate, _ in drawn)
    found: dict[tuple[str, str, str], list[Mark]] = {}
    largest: dict[str, float] = {}
    for rate, mark in drawn:
        apart = [
            *([rate.munition_plural] if rate.munition != usual[rate.actor] else []),
            *([rate.place_name] if rate.place != place[rate.actor] and rate.place_name else []),
        ]
        named = told_apart(mark, ", ".join(apart))
        found.setdefault((rate.actor_name, *panel.row(rate)), []).append(named)
        largest[rate.actor_name] = max(largest.get(rate.actor_name, 0.0), *mark.values)
    rows = [_Row(actor, order, words, tuple(marks)) for (actor, order, words), marks in found.items()]
    return sorted(rows, key=lambda row: (-largest[row.actor], row.actor, row.order))


def most_common(pairs: Iterable[tuple[str, T]]) -> dict[str, T]:
    """For each actor what most of its rates have: a label names only what is otherwise."""
    found: dict[str, Counter[T]] = {}
    for actor, value in pairs:
        found.setdefault(actor, Counter())[value] += 1
    return {actor: counted.most_common(1)[0][0] for actor, counted in found.items()}


def _chosen(drawn: Sequence[tuple[Rate, Mark]]) -> set[str]:
    """The actors to draw: all of a few, else those with the largest figures among those with several."""
    figures: dict[str, list[float]] = {}
    for rate, mark in drawn:
        figures.setdefault(rate.actor, []).extend(mark.values)
    if len(figures) <= _MOST_ACTORS:
        return set(figures)
    several = [actor for actor, values in figures.items() if len(values) >= _FEWEST_FIGURES]
    return set(sorted(several, key=lambda actor: (-max(figures[actor]), actor))[:_MOST_ACTORS])


def side_supplied(rate: Rate) -> Side:
    """The side that what a rate is about goes to."""
    place = subject().side_supplied(rate.actor)
    return "neutral" if place is None else SIDES[place]


def why_not(rate: Rate, mark: Mark, scale: int | None) -> str:
    """Why a rate has no place on an axis of rounds; empty where it has one."""
    if rate.munition in _OF_ALL_KINDS:
        return f"{rate.munition_plural} of all kinds"
    if rate.unit != "round":
        return f"{rate.munition_plural}, not rounds"
    if scale is None:
        return f"a figure {rate.per.label}"
    return "" if mark.values else "no figure was given"


def middle(rate: Rate) -> date:
    """The day in the middle of the time that a rate is about; of its statement where no time was given."""
    start = rate.period_start or rate.period_end or rate.claimed_on
    end = rate.period_end or rate.period_start or rate.claimed_on
    return date.fromordinal((start.toordinal() + end.toordinal()) // 2)


def _notes(marks: Sequence[Mark], listed: Sequence[Mark], panel: Panel) -> list[str]:
    notes = []
    if any(mark.untimed for mark in marks):
        notes.append("A figure without a stated time stands at the day it was stated.")
    if any(mark.scale != 1 for mark in marks):
        notes.append("Monthly figures are drawn at twelve times their value, and labelled as stated.")
    if any(not activity.is_output for activity in panel.activities):
        notes.append("Open squares are what plants could make or were meant to make, filled dots what was made.")
    if listed:
        notes.append(f"In the table only, with the reason: {numbered(len(listed), 'figure')}.")
    return notes
