"""Computed lengths as rows: what each is called, and from where to where it is solid and outlined.

Every length here is computed, or stands beside one, and none is the mark of a claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from dashboard.charts.theme import Side
from flows.estimates.interval import Interval

Weak = tuple[bool, bool]
"""Whether the evidence of a floor is weak, and that of a ceiling."""
SOUND: Weak = (False, False)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its words, and from where to where it is solid and outlined.

    ``onwards`` is from where it has no end, ``hatched`` that it is what could be made or carried, and ``short`` that it
    is what is missing; ``stated`` that it is a stated figure beside computed ones, and so thinner. ``weak`` says which
    of its ends rest on weak evidence. A row without a length is words alone. ``heading`` stands above the first of
    several; ``side`` is its hue where that is not the one of the drawing.
    """

    label: str
    detail: str
    solid: tuple[float, float] | None = None
    outlined: tuple[float, float] | None = None
    onwards: float | None = None
    hatched: bool = False
    short: bool = False
    heading: str = ""
    side: Side | None = None
    stated: bool = False
    weak: Weak = SOUND

    @property
    def has_length(self) -> bool:
        """Whether there is anything to draw of it."""
        return bool(self.solid or self.outlined) or self.onwards is not None

    @property
    def values(self) -> tuple[float, ...]:
        """Every place that it reaches."""
        spans = [span for span in (self.solid, self.outlined) if span]
        return tuple(value for span in spans for value in span)


def reaching(
    label: str,
    detail: str,
    interval: Interval,
    *,
    hatched: bool = False,
    heading: str = "",
    side: Side | None = None,
    weak: Weak = SOUND,
) -> Row:
    """The row of an interval: solid to its floor, outlined from there to its ceiling, an arrow where it has none.

    An interval that is open at both ends is words alone.
    """
    low, high = interval.low, interval.high
    if low is None and high is None:
        return Row(label, detail, heading=heading, side=side)
    floor = float(low or 0)
    solid = (0.0, floor) if floor else None
    # Without a length an outline is its cap alone: a single figure ends there.
    outlined = (floor, float(high)) if high is not None else None
    onwards = floor if high is None else None
    return Row(label, detail, solid, outlined, onwards, hatched, heading=heading, side=side, weak=weak)


def possible(label: str, detail: str, interval: Interval, *, side: Side | None = None, weak: Weak = SOUND) -> Row:
    """The row of what could be made or carried: an outline to its end and nothing solid, as lighter than what was."""
    low, high = interval.low, interval.high
    end = low if high is None else high
    outlined = None if end is None else (0.0, float(end))
    onwards = None if high is not None or low is None else float(low)
    return Row(label, detail, None, outlined, onwards, side=side, weak=weak)


def added(
    label: str,
    detail: str,
    begin: Decimal,
    low: Decimal,
    high: Decimal | None,
    *,
    hatched: bool = False,
    weak: Weak = SOUND,
) -> Row:
    """A row from where another ended: solid as far as its floor, then an outline to its ceiling, or an arrow."""
    solid = span(begin, begin + low)
    if high is None:
        return Row(label, detail, solid, onwards=float(begin + low), weak=weak)
    return Row(label, detail, solid, span(begin + low, begin + high), hatched=hatched, weak=weak)


def span(one: Decimal, other: Decimal) -> tuple[float, float] | None:
    """A length between two places; None where there is none."""
    return (float(min(one, other)), float(max(one, other))) if one != other else None


@dataclass(frozen=True, slots=True)
class Rows:
    """A drawing of computed rows: its name, what its axis counts, and the hue of its side; ``ratios`` lie on a log axis
    on which 1 is no difference."""

    name: str
    title: str
    axis: str
    side: Side
    rows: tuple[Row, ...]
    ratios: bool = False
