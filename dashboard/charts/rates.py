"""Fire and production: stated paces over the time that they are about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dashboard.charts.description import Chart, Mark, finished
from dashboard.charts.marks import rate_mark, told
from dashboard.charts.scales import quantity_axis, time_axis
from dashboard.charts.words import as_known_on, numbered, source_line
from flows.records import Rate
from flows.vocabulary import PER


@dataclass(frozen=True, slots=True)
class Panel:
    """What one chart of rates draws: its activities, and how many of each period make one on its axis."""

    activities: tuple[str, ...]
    title: str
    unit: str
    scales: dict[str, int]


PANELS = {
    "fired": Panel(("fired",), "Rounds fired a day, as stated", "rounds a day", {"day": 1}),
    "produced": Panel(
        ("produced", "capacity", "target"),
        "Rounds made a year, and plans to make them, as stated",
        "rounds a year",
        {"year": 1, "month": 12},
    ),
}
_SIDE = {"ru": "ru", "ua": "ua", "ua-eu": "ua", "eu": "ua", "us": "ua", "us-eu": "ua", "europe": "ua"}


def rates_chart(
    rates: Sequence[Rate],
    activity: str = "fired",
    *,
    as_of: date | None = None,
    slug: str = "rates",
    title: str = "",
) -> Chart:
    """Stated paces over the time they are about, in the hue of the side they supply; KeyError for an unknown panel.

    ``activity`` is "fired", on an axis of rounds a day, or "produced" (with capacity and targets, open), on an axis
    of rounds a year where a monthly figure is drawn at twelve times its value and labelled as stated. Rates over
    another period are listed, not converted: a yearly total of fire says nothing about a day.
    """
    panel = PANELS[activity]
    marks: list[Mark] = []
    listed: list[Mark] = []
    for rate in rates:
        if rate.activity not in panel.activities or (as_of is not None and rate.claimed_on > as_of):
            continue
        mark = rate_mark(rate, _SIDE.get(rate.actor, ""), panel.scales.get(rate.per, 1))
        if rate.per not in panel.scales:
            listed.append(replace(mark, reason=f"a figure {PER.label(rate.per)}"))
        elif mark.figure is None:
            listed.append(replace(mark, reason="no figure was given"))
        else:
            marks.append(mark)
    days = [day for mark in marks for day in (mark.day, mark.until) if day is not None]
    values = [value for mark in marks for value in (mark.low, mark.point, mark.high) if value is not None]
    newest = sorted((m for m in marks if not m.faded), key=lambda m: (m.stated_on, m.code), reverse=True)
    return finished(
        Chart(
            slug=slug,
            title=title or panel.title,
            subtitle=f"{panel.unit.capitalize()}, by the time the figure is about; {as_known_on(as_of)}.",
            summary=told(newest) or "No claim recorded.",
            x=time_axis(days, "time that the figure is about"),
            y=quantity_axis(values, panel.unit),
            marks=tuple(marks),
            listed=tuple(listed),
            notes=tuple(_notes(marks, listed, panel)),
            source_line=source_line(marks, as_of),
            as_of=as_of,
        )
    )


def _notes(marks: Sequence[Mark], listed: Sequence[Mark], panel: Panel) -> list[str]:
    notes = ["A figure without a stated period stands at the day it was stated."]
    if any(mark.scale != 1 for mark in marks):
        notes.append("Monthly figures are drawn at twelve times their value, and labelled as stated.")
    if "target" in panel.activities:
        notes.append("Open squares are what plants could make or were meant to make, filled dots what was made.")
    if listed:
        notes.append(f"In the table only: {numbered(len(listed), 'figure')} over another period.")
    return notes
