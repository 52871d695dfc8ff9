"""Stated ratios over the time that they are about, on a log axis with 1 to 1 drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from dashboard.charts.description import Chart, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import ratio_mark, told
from dashboard.charts.scales import ratio_axis, time_axis
from dashboard.charts.words import annotated, as_known_on, brief, source_line
from flows.estimates.balance_terms import is_local
from flows.records import Event, Ratio
from flows.subject import subject
from flows.vocabulary import COMPARED, RatioWording, Status
from flows.wording import period_of, to_one

FIRE = ("rounds-fired", "firepower")


@dataclass(frozen=True, slots=True)
class StatedRatios:
    """Stated ratios as known on a day, and of what they are to be shown; of fire where nothing is chosen."""

    ratios: Iterable[Ratio]
    as_of: date | None
    compared: tuple[str, ...] = ()


def stated_ratio_chart(
    ratios: Sequence[Ratio], *, compared: Sequence[str] = FIRE, events: Sequence[Event] = (), as_of: date | None = None
) -> Chart:
    """Stated ratios about what ``compared`` names, each over the time that it is about, its mark in the middle.

    A ratio in favour of another than the first side lies below the line of 1 to 1. Ratios about anything else are not
    drawn and not listed: they are another chart's; the notes count them. A computed ratio never comes here.
    """
    known = [ratio for ratio in ratios if as_of is None or ratio.claimed_on <= as_of]
    marks = [ratio_mark(ratio) for ratio in known if ratio.compared in compared]
    drawn: list[Mark] = [mark for mark in marks if mark.figure is not None]
    listed = [replace(mark, reason="no figure was given") for mark in marks if mark.figure is None]
    apart = Counter(ratio.compared for ratio in known if ratio.compared not in compared)
    values = [value for mark in drawn for value in mark.values]
    days = [day for mark in drawn for day in (mark.day, mark.until) if day is not None]
    annotations = annotated(events, as_of)
    words = " or ".join(COMPARED.label(code) for code in compared)
    notes = ["The axis is logarithmic: each doubling is the same step. A stated ratio is never computed from supply."]
    if any(mark.inverse for mark in drawn):
        notes.append("Below the line of 1 : 1 the ratio was said to favour the other side.")
    if apart:
        kinds = ", ".join(f"{COMPARED.label(kind)} ({number})" for kind, number in sorted(apart.items()))
        notes.append(f"Ratios of something else are kept apart: {kinds}.")
    newest = sorted(drawn, key=lambda mark: (mark.stated_on, mark.code), reverse=True)
    return Chart(
        title=_finding(known, compared) or f"The ratio of {words}, as stated",
        subtitle=(
            f"{_first(known)} to the other side, {words}, by the time the ratio is about; log scale; "
            f"{as_known_on(as_of)}."
        ),
        summary=told(newest),
        x=time_axis(days, "time that the ratio is about", as_of),
        y=ratio_axis(values, "to 1, log scale"),
        marks=tuple(drawn),
        events=annotations,
        listed=tuple(listed),
        notes=tuple(notes),
        source_line=source_line(drawn, as_of),
        as_of=as_of,
    )


def _finding(ratios: Iterable[Ratio], compared: Sequence[str]) -> str:
    """The ratio about the newest time along the whole front, and the widest one: both on sound evidence, about a time
    that was over when they were stated, and with whose they are; empty where there is none."""
    fit = [
        ratio
        for ratio in ratios
        if ratio.compared in compared and ratio.quantity.figures and not (ratio.is_weak or is_local(ratio))
        if ratio.period_end is not None and ratio.wording is not RatioWording.FORECAST
    ]
    if not fit:
        return ""
    newest = max(fit, key=lambda ratio: (ratio.period_end or date.min, ratio.claimed_on, ratio.code))
    alike = [ratio for ratio in fit if (ratio.favours, ratio.over) == (newest.favours, newest.over)]
    widest = max(alike, key=lambda ratio: (min(ratio.quantity.figures), ratio.claimed_on, ratio.code))
    parties = f"{newest.favours_name} over {newest.over_name}, whole front"
    if min(widest.quantity.figures) <= min(newest.quantity.figures):
        return f"{parties}: {_said(newest)}"
    return f"{parties}: {_said(newest)}, {_said(widest)} at the widest"


def _said(ratio: Ratio) -> str:
    """A ratio with its time, who stated it, and what it compares."""
    return (
        f"{to_one(ratio.quantity)} {brief(period_of(ratio))} ({ratio.claimant_name}, {COMPARED.label(ratio.compared)})"
    )


def _first(ratios: Iterable[Ratio]) -> str:
    """The name of the first side, as a ratio has it; without one in any ratio, what the axis means."""
    named = (((one.favours, one.favours_name), (one.over, one.over_name)) for one in ratios)
    names = dict(chain.from_iterable(named))
    return next((name for code, name in names.items() if subject().side(code) == 0), "The side that is favoured")


def standing(ratios: Iterable[Ratio]) -> tuple[Ratio, ...]:
    """The ratios that have not been withdrawn."""
    return tuple(ratio for ratio in ratios if ratio.status is not Status.RETRACTED)


def _build(found: StatedRatios) -> Chart:
    return stated_ratio_chart(standing(found.ratios), compared=found.compared or FIRE, as_of=found.as_of)


CHART = ChartKind(
    slug="ratios",
    name="Ratios, as stated",
    answers="By how much was one side said to outfire or outproduce the other?",
    table="ratios",
    methods="list-compared",
    build=_build,
)
