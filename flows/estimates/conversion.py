"""Arithmetic between kinds of figures: containers into rounds, rounds into days of fire.

What comes out is arithmetic on claims and never a claim: it is labelled so wherever it is shown.
"""

from __future__ import annotations

from decimal import Decimal

from flows.estimates.interval import Interval
from flows.estimates.quotient import rounded
from flows.records import Quantity

DAYS_PER = {"day": Decimal(1), "month": Decimal("30.4375"), "year": Decimal("365.25")}
"""Days in the time that a rate is counted over: the mean month and year of the Gregorian calendar's four-year cycle."""


def rounds_in(containers: Quantity, per_container: Interval) -> Interval:
    """How many rounds so many containers could hold at so many rounds each, if they were full of them.

    At least 10,000 containers at 480 each could hold 4.8 million or more, open above: a floor stays a floor.
    """
    return _rounded(Interval.of(containers) * per_container)


def mixed(share: Decimal, first: Interval, second: Interval) -> Interval:
    """Rounds per container where a share of the containers holds the first calibre and the rest the second.

    ValueError for a share outside 0 to 1.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"a share lies between 0 and 1, not at {share}")
    part, rest = Interval(share, share), Interval(1 - share, 1 - share)
    if share == 1:
        return first
    if share == 0:
        return second
    return first * part + second * rest


def days_of_fire(rounds: Quantity, rate: Quantity, per: str) -> Interval:
    """For how many days so many rounds would last at a stated rate of fire: an interval in days, open where either is.

    4.8 million at most over 10,000 a day last 480 days at most; KeyError for an unknown ``per``.
    """
    days = Interval(DAYS_PER[per], DAYS_PER[per])
    return _rounded(Interval.of(rounds) / Interval.of(rate) * days)


def _rounded(interval: Interval) -> Interval:
    return Interval(rounded(interval.low), rounded(interval.high))
