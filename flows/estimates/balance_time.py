"""When a claim is about the time of a balance, so that it bounds a term of it: the one rule, and what it calls each.

A total is a floor of a time that holds all of it, and a ceiling of a time that it holds. So a running total up to a day
bounds what came before that day from above only, and only where it can hold it: what nobody said the beginning of began
by the first day of which any claim about the term speaks, and bounds no time that was over before. An end that nobody
stated is no later than the statement: such a total is no ceiling.

A pace is taken for days of which nobody spoke only in a time of half a year, or where it speaks of most of the time;
a pace by the year is taken for a year. Of a longer time it is a floor for its own days alone, and no ceiling. What was
said by the year of nearly all of a calendar year, after its end, is no pace: it is the total of these days.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

from flows.estimates.balance_reading import Subject
from flows.estimates.period import ALIKE_DAYS, Period, alike, holds
from flows.records import AnyClaim, Rate
from flows.vocabulary import BalanceTerm, Caution, Per

LEAST_PART = 4
"""Two times are the same where their ends lie within a quarter of the one asked about, and 92 days, of each other."""
HALF_A_YEAR = 184
"""In a time of so many days at the most a pace of a part of it is taken for all of it."""
MOST_OF_IT = Fraction(3, 4)
"""In a longer time a pace has to speak of so much of the days."""


AHEAD_DAYS = 31
"""What is stated of a month before it is over is an account of it; where more lies ahead it is a projection."""


def is_projection(claim: AnyClaim) -> bool:
    """Whether more than a month of the time of a figure lay ahead when it was stated."""
    return claim.period_end is not None and (claim.period_end - claim.claimed_on).days > AHEAD_DAYS


def year_total(rate: Rate) -> Period | None:
    """The time of a figure by the year that is a total of it: nearly all of a calendar year, and over when it was
    stated; None of a pace."""
    time = Period(rate.period_start, rate.period_end)
    if rate.per != Per.YEAR or time.year is None or time.end is None or rate.claimed_on <= time.end:
        return None
    return time if alike(time, Period.calendar(time.year)) else None


def is_same_time(period: Period, subject: Subject) -> bool:
    """Whether a time is that of a subject: its ends lie near to those."""
    return alike(period, subject.period, min(ALIKE_DAYS, subject.days // LEAST_PART))


def is_sure_of_time(cautions: Iterable[Caution]) -> bool:
    """Whether a ceiling may stand in the set of claims that is named first: not where nobody said from when it counts,
    while there is another set."""
    return Caution.START_NOT_STATED not in cautions


def stock_day(claim: AnyClaim) -> date:
    """The day that a stock is of: the one that was stated, else that of the statement."""
    return claim.period_end or claim.period_start or claim.claimed_on


def pace_time(rate: Rate) -> Period:
    """The time of which a pace speaks: one without an end runs until it was stated, one without a start is of its
    end."""
    start, end = rate.period_start, rate.period_end
    if start is None or end is None:
        return Period(start or end, end or (start and max(start, rate.claimed_on)))
    return Period(start, end)


def days_of_pace(rate: Rate, subject: Subject) -> tuple[date, date] | None:
    """The first and the last day of a subject of which a pace speaks; None where it is taken for all of them.

    It is in a time of half a year at the most, and where it speaks of three quarters of the days; and who counts by
    the year speaks of a year.
    """
    time = pace_time(rate)
    if rate.per == Per.YEAR or subject.days <= HALF_A_YEAR or time.start is None or time.end is None:
        return None
    start, end = max(time.start, subject.start), min(time.end, subject.end)
    if start > end or (end - start).days + 1 >= MOST_OF_IT * subject.days:
        return None
    return start, end


def of_pace(rate: Rate, subject: Subject) -> Caution | None:
    """What to know of the time of a pace that is taken for that of a subject; None where it holds it."""
    time = pace_time(rate)
    if time.is_unknown:
        return Caution.TIME_NOT_STATED
    return None if holds(time, subject.period) else Caution.OUTSIDE_ITS_TIME


def of_total(claim: AnyClaim, subject: Subject) -> Caution | None:
    """How the time of a total lies to that of a subject; None where the two are the same."""
    period = Period.of(claim)
    if is_same_time(period, subject):
        return None
    start, end = period.start, period.end
    if start is not None and subject.start <= start and (end or max(start, claim.claimed_on)) <= subject.end:
        return Caution.PART_OF_TIME
    if end is not None and (start or date.min) <= subject.start and subject.end <= end:
        return Caution.LONGER_TIME if start is not None else Caution.START_NOT_STATED
    return Caution.OTHER_TIME if period.is_known else Caution.TIME_NOT_STATED


def begun(claims: Iterable[AnyClaim]) -> date | None:
    """The first day of which any of these claims speaks, be it that of its statement; None without a claim."""
    return min((claim.named_start or claim.period_end or claim.claimed_on for claim in claims), default=None)


def is_about(claim: AnyClaim, term: BalanceTerm, subject: Subject, first: date | None) -> bool:
    """Whether a fit claim is about the time of a subject, so that it counts where none was chosen.

    A stock within 92 days of the opening; a pace whose time touches this one; a total whose time lies in it, is the
    same, or holds it. ``first`` is the first day of which any claim about the term speaks.
    """
    if term == BalanceTerm.STOCK:
        return abs(stock_day(claim) - subject.start) <= timedelta(days=ALIKE_DAYS)
    if isinstance(claim, Rate):
        time = pace_time(claim)
        if time.start is None or time.end is None:
            return False
        return time.start <= subject.end and subject.start <= time.end
    match of_total(claim, subject):
        case None | Caution.PART_OF_TIME | Caution.LONGER_TIME:
            return True
        case Caution.START_NOT_STATED:
            return first is not None and first <= subject.end
        case _:
            return False
