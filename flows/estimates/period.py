"""The time that a claim is about, apart from the day on which it was stated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from flows.records import Claim, Shipment

ALIKE_DAYS = 92
"""How far apart the starts, and the ends, of two periods may lie that are about the same time: about a quarter."""


@dataclass(frozen=True, slots=True)
class Period:
    """All days from start to end, both included; None is an end of which nothing was stated."""

    start: date | None
    end: date | None

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.start > self.end:
            raise ValueError(f"a period that starts on {self.start} cannot end on {self.end}")

    @classmethod
    def of(cls, claim: Claim) -> Period:
        """What a claim is about. A running total whose end is not stated ends on the day of the statement.

        A start that the claimant did not name is no part of it: that of a series places a total beside the others, and
        would make it differ from another claimant's of whose start no more is known.
        """
        start, end = claim.named_start, claim.period_end
        runs_on = end is None and isinstance(claim, Shipment) and claim.temporal.accumulates
        if runs_on and (start is None or start <= claim.claimed_on):
            return _period(start, claim.claimed_on)
        return _period(start, end)

    @classmethod
    def placed(cls, claim: Claim) -> Period:
        """Where a claim is placed among others: a start that it did not name is that of its series."""
        return cls.of(claim) if claim.start_basis.names else _period(claim.period_start, cls.of(claim).end)

    @classmethod
    def calendar(cls, year: int) -> Period:
        """All of a calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def is_known(self) -> bool:
        """Whether both ends are known."""
        return self.start is not None and self.end is not None

    @property
    def is_unknown(self) -> bool:
        """Whether neither end is."""
        return self.start is None and self.end is None

    @property
    def days(self) -> int | None:
        """How many days it has; None where an end is not known."""
        return None if self.start is None or self.end is None else (self.end - self.start).days + 1

    @property
    def year(self) -> int | None:
        """The calendar year that it lies within; None where it crosses years, or where an end is not known."""
        if self.start is None or self.end is None or self.start.year != self.end.year:
            return None
        return self.start.year


@lru_cache(maxsize=16_384)
def _period(start: date | None, end: date | None) -> Period:
    """A period: of many claims in few times, each is made once."""
    return Period(start, end)


def alike(one: Period, other: Period, days: int = ALIKE_DAYS) -> bool:
    """Whether both are known, and their starts and their ends each lie within so many days of one another."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return abs((one.start - other.start).days) <= days and abs((one.end - other.end).days) <= days


def holds(whole: Period, part: Period) -> bool:
    """Whether every day of a part lies in a whole; an unknown start of the whole counts as earliest, an unknown end as
    latest, and those of the part do too."""
    starts = (whole.start or date.min) <= (part.start or date.min)
    return starts and (part.end or date.max) <= (whole.end or date.max)


def share_a_day(one: Period, other: Period) -> bool:
    """Whether both are known, and some day is in both."""
    if one.start is None or one.end is None or other.start is None or other.end is None:
        return False
    return one.start <= other.end and other.start <= one.end
