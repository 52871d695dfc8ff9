"""The race of production: year by year what each of the largest parties was said to make, and apart what it could."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dashboard.charts.chosen import WEAKER
from dashboard.charts.description import Chart, Lane, Mark
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import UNTIMED, newest_first, rate_mark, told, told_apart
from dashboard.charts.rates import Paces, middle, most_common, side_supplied, why_not
from dashboard.charts.scales import lane_axis, quantity_axis
from dashboard.charts.words import as_known_on, brief, numbered, source_line
from flows.estimates.period import Period
from flows.records import Rate
from flows.vocabulary import Activity, Per
from flows.wording import bounded, period_of, short

QUESTION = "How many rounds a year was each party said to make, and to be able to make, year by year?"
MOST_PARTIES, FEWEST_YEARS = 4, 2
"""So many parties run, the largest of those of which figures of several years are on record."""
FEW = "of a party of which fewer or smaller figures are on record"
PLANNED = "what was planned, and neither made nor possible in its year"
APART = "Figures of one year are different accounts, and a bloc and its members overlap: nothing adds up."
OPEN = "Open squares are what plants could make, filled dots what was made; plans stand in the table only."
TWELVE = "Monthly figures are drawn at twelve times their value, which is computed, and labelled as stated."
_SCALES = {Per.YEAR: 1, Per.MONTH: 12}
_ROWS = {Activity.PRODUCED: "made", Activity.CAPACITY: "could make"}
_TOLD = 2
"""How many parties the title names, and how many it needs."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A rate that could be drawn, with its mark and the year that holds the middle of its time."""

    rate: Rate
    mark: Mark

    @property
    def year(self) -> int:
        """The year that it stands in."""
        return middle(self.rate).year

    @property
    def strip(self) -> tuple[int, str, Activity]:
        """What figures of one strip share."""
        return self.year, self.rate.actor, self.rate.activity


def race_chart(paces: Paces) -> Chart:
    """A panel for each year, in it for each party a strip of what was made and one of what could be made.

    Weak figures are drawn where nothing better stands in their strip. Plans, figures without a time, of other goods and
    of other parties are listed, each with the reason.
    """
    listed: list[Mark] = []
    entries: list[Entry] = []
    for rate in paces.rates:
        if rate.activity not in (*_ROWS, Activity.TARGET):
            continue
        scale = _SCALES.get(rate.per)
        mark = rate_mark(rate, side_supplied(rate), scale or 1)
        reason = mark.left_out.label if mark.left_out else _why_not(rate, mark, scale)
        if reason:
            listed.append(replace(mark, reason=reason))
        else:
            entries.append(Entry(rate, mark))
    parties = _parties(entries)
    listed += (replace(entry.mark, reason=FEW) for entry in entries if entry.rate.actor not in parties)
    running = [entry for entry in entries if entry.rate.actor in parties]
    sound = {entry.strip for entry in running if not entry.rate.is_weak}
    weak = [entry for entry in running if entry.rate.is_weak and entry.strip in sound]
    listed += (replace(entry.mark, reason=WEAKER) for entry in weak)
    drawn = [entry for entry in running if entry not in weak]
    marks, lanes = _strips(drawn, parties)
    return Chart(
        title=_finding(drawn, parties) or QUESTION,
        subtitle=f"Rounds a year as stated, made and possible, by the year that a figure is about; "
        f"{as_known_on(paces.as_of)}.",
        summary=told(newest_first(marks)),
        x=quantity_axis([value for mark in marks for value in mark.values], "rounds a year"),
        y=lane_axis(),
        marks=marks,
        lanes=lanes,
        listed=tuple(listed),
        notes=tuple(_notes(marks, listed)),
        source_line=source_line(marks, paces.as_of),
        as_of=paces.as_of,
    )


def _why_not(rate: Rate, mark: Mark, scale: int | None) -> str:
    if rate.activity is Activity.TARGET:
        return PLANNED
    return why_not(rate, mark, scale) or (UNTIMED if mark.untimed else "")


def _parties(entries: Iterable[Entry]) -> list[str]:
    """The parties that run, the one that was said to make most first; what could be made puts nobody ahead."""
    years: dict[str, set[int]] = defaultdict(set)
    largest: dict[str, tuple[float, ...]] = {}
    for entry in entries:
        actor, made = entry.rate.actor, entry.rate.activity is Activity.PRODUCED
        years[actor].add(entry.year)
        largest[actor] = max(largest.get(actor, (0.0, 0.0)), (float(made), max(entry.mark.values)))
    several = [actor for actor in years if len(years[actor]) >= FEWEST_YEARS]
    return sorted(several, key=lambda actor: (*(-size for size in largest[actor]), actor))[:MOST_PARTIES]


def _strips(drawn: Sequence[Entry], parties: Sequence[str]) -> tuple[tuple[Mark, ...], tuple[Lane, ...]]:
    """The marks with their lanes: year by year the parties in one order, made before possible."""
    usual = most_common((entry.rate.actor, entry.rate.munition) for entry in drawn)
    rows: dict[tuple[int, str, Activity], list[Entry]] = defaultdict(list)
    for entry in drawn:
        rows[entry.strip].append(entry)
    marks: list[Mark] = []
    lanes: list[Lane] = []
    order = list(_ROWS)
    for year, actor, activity in sorted(rows, key=lambda row: (row[0], parties.index(row[1]), order.index(row[2]))):
        members = rows[year, actor, activity]
        for entry in members:
            goods = entry.rate.munition_plural if entry.rate.munition != usual[actor] else ""
            marks.append(replace(told_apart(entry.mark, goods), lane=len(lanes)))
        words = f"{members[0].rate.actor_name}: {_ROWS[activity]}"
        lanes.append(Lane(f"{words}, {year}", panel=str(year), row=words, strip=True))
    return tuple(marks), tuple(lanes)


def _finding(drawn: Sequence[Entry], parties: Sequence[str]) -> str:
    """What the largest parties were said to make in the newest year of which two have a sound figure, each the newest
    of its year and per one unit of time; empty without such a year."""
    by_year: dict[int, dict[str, Rate]] = defaultdict(dict)
    for entry in sorted(drawn, key=lambda entry: (entry.rate.claimed_on, entry.rate.code)):
        rate = entry.rate
        if rate.activity is Activity.PRODUCED and not rate.is_weak and Period.of(rate).year is not None:
            by_year[entry.year][rate.actor] = rate
    newest = max((year for year, made in by_year.items() if len(made) >= _TOLD), default=None)
    if newest is None:
        return ""
    made = [by_year[newest][actor] for actor in parties if actor in by_year[newest]][:_TOLD]
    mixed = len({rate.per for rate in made}) > 1
    return f"Rounds made, as stated: {'; '.join(_told(rate, mixed=mixed) for rate in made)}"


def _told(rate: Rate, *, mixed: bool) -> str:
    """Who makes how many, in which time, and who says so; per year and marked as computed where units are ``mixed``."""
    when = brief(period_of(rate))
    stated = f"{bounded(rate.quantity, short)} {rate.per.label} {when}"
    grounds = f"({rate.munition_plural}, {rate.claimant_name})"
    if not mixed or rate.per is Per.YEAR:
        return f"{rate.actor_name} {stated} {grounds}"
    low, point, high = (
        None if figure is None else figure * _SCALES[rate.per]
        for figure in (rate.quantity.low, rate.quantity.point, rate.quantity.high)
    )
    yearly = bounded(replace(rate.quantity, low=low, point=point, high=high), short)
    return f"{rate.actor_name} {yearly} {Per.YEAR.label}, computed from {stated} {grounds}"


def _notes(marks: Sequence[Mark], listed: Sequence[Mark]) -> Iterator[str]:
    if marks:
        yield APART
    if any(mark.fill == "open" for mark in marks):
        yield OPEN
    if any(mark.scale != 1 for mark in marks):
        yield TWELVE
    if listed:
        yield f"In the table only, with the reason: {numbered(len(listed), 'figure')}."


CHART: ChartKind[Paces] = ChartKind(
    slug="race",
    name="The race of production",
    answers=QUESTION,
    table="rates",
    methods="list-activity",
    build=race_chart,
)
