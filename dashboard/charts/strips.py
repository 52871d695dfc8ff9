"""Small charts one below another in which a row holds every figure of one party and time: a strip.

The words of a strip name the lowest and the highest of its figures and count the others, so that each is named or
counted where nobody points at it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from dashboard.charts.description import Axis, Chart, Lane, Mark
from dashboard.charts.grammar.bounds import look
from dashboard.charts.scales import in_words
from dashboard.charts.words import brief

MOST_NAMED = 4
"""A strip with no more figures than this names each of them, and else the lowest and the highest."""
_ROOM = 0.022
"""The least distance between two marks of one level, in parts of the axis."""


class Named(NamedTuple):
    """A mark, the words that name it, and when it was stated: with its stage where it is about a flow."""

    mark: Mark
    words: str
    stated: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One row: its marks with the level that each stands on, the marks that its words name, and what they count.

    Marks of one level do not touch; level 0 is the highest. The words follow the marks: level by level, each from the
    lowest figure to the highest.
    """

    lane: Lane
    marks: tuple[Mark, ...]
    levels: tuple[int, ...]
    named: tuple[Named, ...]
    others: str

    @property
    def height(self) -> int:
        """How many levels there are."""
        return max(self.levels) + 1

    @property
    def all_named(self) -> bool:
        """Whether the words name every mark."""
        return not self.others


def strips(chart: Chart) -> tuple[Strip, ...]:
    """The rows of a chart, in the order of its lanes."""
    rows = groupby(sorted(chart.marks, key=lambda mark: mark.lane or 0), key=lambda mark: mark.lane or 0)
    members = ((chart.lanes[lane], tuple(marks)) for lane, marks in rows)
    return tuple(_strip(lane, marks, chart.quantities(marks[0])) for lane, marks in members)


def _strip(lane: Lane, marks: Sequence[Mark], axis: Axis) -> Strip:
    ordered = tuple(sorted(marks, key=lambda mark: (_ends(mark), mark.code)))
    standing = [mark for mark in ordered if not mark.faded]
    named = standing if len(standing) <= MOST_NAMED else [standing[0], max(standing, key=lambda mark: max(mark.values))]
    codes = {mark.code for mark in named}
    between = [mark for mark in standing if mark.code not in codes]
    faded = len(ordered) - len(standing)
    levels = tuple(_levels(ordered, axis))
    level_of = dict(zip((mark.code for mark in ordered), levels, strict=True))
    named.sort(key=lambda mark: (level_of[mark.code], _ends(mark)))
    others = [*([more_between(between)] if between else []), *([f"{faded} superseded"] if faded else [])]
    return Strip(
        lane, ordered, levels, tuple(Named(mark, _name(mark), stated(mark)) for mark in named), "; ".join(others)
    )


def _name(mark: Mark) -> str:
    return f"{brief(mark.label)}{' (weak evidence)' if mark.weak else ''}"


def stated(mark: Mark) -> str:
    """When a claim was stated, in short: "delivered, said 26 Jun 2025"."""
    stage = f"{mark.stage.label}, " if mark.stage is not None else ""
    return f"{stage}said {brief(mark.stated_on_words)}"


def more_between(marks: Sequence[Mark]) -> str:
    """How many figures are not named, and between which two they lie: "3 more from 2M to 3M"; of one what it says:
    "1 more: up to 2M in 2024"."""
    if len(marks) == 1:
        return brief(f"1 more: {marks[0].figure_label} {marks[0].period}".rstrip())
    low, high = min(_ends(mark)[0] for mark in marks), max(_ends(mark)[1] for mark in marks)
    where = f"at {in_words(low)}" if low == high else f"from {in_words(low)} to {in_words(high)}"
    return f"{len(marks)} more {where}"


def _ends(mark: Mark) -> tuple[float, float]:
    """The lowest and the highest figure that was stated."""
    values = mark.values
    return min(values), max(values)


def _reach(mark: Mark) -> tuple[float, float]:
    """From where to where a mark is drawn on its axis."""
    low, high = _ends(mark)
    return (0.0 if look(mark.shape).from_zero else low), high


def _levels(marks: Iterable[Mark], axis: Axis) -> Iterable[int]:
    """For each mark the first level on which it touches none before it."""
    room = (axis.high - axis.low) * _ROOM
    taken: list[float] = []
    for mark in marks:
        start, end = _reach(mark)
        level = next((n for n, until in enumerate(taken) if start - room >= until), len(taken))
        until = end + room + (room if look(mark.shape).arrow else 0)
        taken[level : level + 1] = [until]
        yield level
