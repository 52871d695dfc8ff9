"""Fire and production: stated paces over the time that they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.description import Chart, Mark
from dashboard.charts.marks import newest_first, rate_mark, side_of, told
from dashboard.charts.scales import quantity_axis, time_axis
from dashboard.charts.words import as_known_on, numbered, source_line
from flows.records import Rate
from flows.vocabulary import Activity, Per

_SUPPLIES = {"ru": "ru", "ua": "ua", "ua-eu": "ua", "eu": "ua", "us": "ua", "us-eu": "ua", "europe": "ua"}
"""The side that an actor's rounds go to."""
_OF_ALL_KINDS = ("munition", "materiel")
"""What is counted with cartridges, bombs and mines would press the shells on the same axis to its foot."""


@dataclass(frozen=True, slots=True)
class Paces:
    """Stated paces as known on a day."""

    rates: Sequence[Rate]
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Panel:
    """What one chart of rates draws: its activities, and how many of each period make one on its axis."""

    activities: tuple[Activity, ...]
    title: str
    unit: str
    scales: Mapping[Per, int]


def rates_chart(rates: Sequence[Rate], panel: Panel, *, as_of: date | None = None) -> Chart:
    """Stated paces over the time they are about, in the hue of the side they supply.

    A figure over another period than that of the axis is drawn at a multiple of its value and labelled as stated.
    Rates over a period that the panel has no scale for are listed, not converted: a yearly total of fire says nothing
    about a day.
    """
    marks: list[Mark] = []
    listed: list[Mark] = []
    for rate in rates:
        if rate.activity not in panel.activities or (as_of is not None and rate.claimed_on > as_of):
            continue
        scale = panel.scales.get(rate.per)
        mark = rate_mark(rate, side_of(_SUPPLIES.get(rate.actor, "")), scale or 1)
        if rate.munition in _OF_ALL_KINDS:
            listed.append(replace(mark, reason=f"{rate.munition_plural} of all kinds"))
        elif scale is None:
            listed.append(replace(mark, reason=f"a figure {rate.per.label}"))
        elif mark.figure is None:
            listed.append(replace(mark, reason="no figure was given"))
        else:
            marks.append(mark)
    days = [day for mark in marks for day in (mark.day, mark.until) if day is not None]
    values = [value for mark in marks for value in mark.values]
    return Chart(
        title=panel.title,
        subtitle=f"{panel.unit.capitalize()}, by the time the figure is about; {as_known_on(as_of)}.",
        summary=told(newest_first(marks)),
        x=time_axis(days, "time that the figure is about", as_of),
        y=quantity_axis(values, panel.unit),
        marks=tuple(marks),
        listed=tuple(listed),
        notes=tuple(_notes(marks, listed, panel)),
        source_line=source_line(marks, as_of),
        as_of=as_of,
    )


def _notes(marks: Sequence[Mark], listed: Sequence[Mark], panel: Panel) -> list[str]:
    notes = ["A figure without a stated period stands at the day it was stated."]
    if any(mark.scale != 1 for mark in marks):
        notes.append("Monthly figures are drawn at twelve times their value, and labelled as stated.")
    if any(not activity.is_output for activity in panel.activities):
        notes.append("Open squares are what plants could make or were meant to make, filled dots what was made.")
    if listed:
        notes.append(f"In the table only: {numbered(len(listed), 'figure')} over another period.")
    return notes
