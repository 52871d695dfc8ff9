"""Intervals with open ends, and the arithmetic that never invents an end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from flows.records import Quantity
from flows.vocabulary import Bound


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from low to high; None is an open end, of which nothing is known.

    Quantities here are counts, so no value lies below zero; an open low end is still unknown, and is not
    read as zero.
    """

    low: Decimal | None
    high: Decimal | None

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"an interval's low end {self.low} lies above its high end {self.high}")

    @classmethod
    def of(cls, quantity: Quantity) -> Interval:
        """The interval that a stated quantity allows: "up to 4.8M" is open below, "dozens" at both ends."""
        if quantity.point is not None:
            return cls(quantity.point, quantity.point)
        return cls(quantity.low, quantity.high)

    @property
    def is_open(self) -> bool:
        """Whether either end is unknown."""
        return self.low is None or self.high is None

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, Decimal):
            return False
        return (self.low is None or self.low <= value) and (self.high is None or value <= self.high)

    def __add__(self, other: Interval) -> Interval:
        """Every sum of a member of each; an end is open as soon as one of its parts is."""
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
        )

    def __mul__(self, other: Interval) -> Interval:
        """Every product of a member of each, for members that are not negative."""
        return Interval(
            None if self.low is None or other.low is None else self.low * other.low,
            None if self.high is None or other.high is None else self.high * other.high,
        )

    def __truediv__(self, other: Interval) -> Interval:
        """Every quotient of a member of each, for members that are not negative.

        "Up to 4.8M" over "about 0.5M" is open below and ends at 9.6. Where the divisor may be zero, the
        quotient has no high end.
        """
        low = None if self.low is None or not other.high else self.low / other.high
        high = None if self.high is None or not other.low else self.high / other.low
        return Interval(low, high)


def hull(intervals: Iterable[Interval]) -> Interval | None:
    """The smallest interval that holds all of them, open where any of them is; None for no intervals."""
    members = list(intervals)
    if not members:
        return None
    lows = [member.low for member in members if member.low is not None]
    highs = [member.high for member in members if member.high is not None]
    return Interval(
        min(lows) if len(lows) == len(members) else None, max(highs) if len(highs) == len(members) else None
    )


def risen(earlier: Interval, later: Interval) -> Interval | None:
    """By how much a count that never falls can have risen from a member of the one to a member of the other.

    An end is open where one that it is made of is: between two floors nothing follows. None where the later count lies
    wholly below the earlier one.
    """
    low = None if later.low is None or earlier.high is None else max(later.low - earlier.high, Decimal(0))
    high = None if later.high is None or earlier.low is None else later.high - earlier.low
    return None if high is not None and high < 0 else Interval(low, high)


def as_quantity(interval: Interval, *, exact: bool) -> Quantity:
    """A computed interval as a quantity with its bound: a single value is "about" unless all it comes of is exact."""
    low, high = interval.low, interval.high
    if low is None and high is None:
        return Quantity(Bound.UNQUANTIFIED)
    if low is None:
        return Quantity(Bound.UP_TO, high=high)
    if high is None:
        return Quantity(Bound.AT_LEAST, low=low)
    if low != high:
        return Quantity(Bound.BETWEEN, low=low, high=high)
    return Quantity(Bound.EXACT if exact else Bound.ABOUT, point=low)
