"""Arithmetic between kinds of figures: containers into rounds, rounds into days of fire.

What comes out is arithmetic on claims and never a claim: it is labelled so wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal
from typing import assert_never

from flows.estimates.interval import Interval
from flows.estimates.quotient import outward
from flows.records import Quantity, Rate, Shipment
from flows.vocabulary import Bound, Caution
from flows.vocabulary.code import closed_list

CAUTION = closed_list(
    "caution",
    "What to know of a computed figure",
    "Why the parts of a computed figure do not quite belong together.",
    Caution,
)
DAYS_PER = {"day": Decimal(1), "month": Decimal("30.4375"), "year": Decimal("365.25")}
"""Days in the time that a rate is counted over: the mean month and year of the Gregorian calendar's four-year cycle."""
_HELD = Context(prec=20)
# A quotient holds 28 digits: to 20 of them its product with what it was divided by is whole again.
_PLACES = range(5)
"""The decimals that a stored factor may have."""


def as_stated(factor: Decimal, bound: Bound) -> Interval:
    """A factor with the bound of the claim that it belongs to: of "up to 4.8M", 480 a container is a ceiling too."""
    match bound:
        case Bound.AT_LEAST:
            return Interval(factor, None)
        case Bound.UP_TO:
            return Interval(None, factor)
        case Bound.EXACT | Bound.ABOUT | Bound.BETWEEN | Bound.UNQUANTIFIED:
            return Interval(factor, factor)
        case _:
            assert_never(bound)


def of_figures(rounds: Quantity, containers: Quantity, named: Decimal | None) -> Interval | None:
    """Rounds per container by one claim: the named factor with the claim's bound, or the quotient of its figures.

    A quotient is exact, so that what is multiplied by it is rounded once; so is that of a named factor which is only
    the quotient rounded: of at least 12 million over 28,000, 428.6 becomes at least 428.571 and more digits. None where
    nothing is named and the claim gives no two figures.
    """
    count = containers.figure
    if named is None:
        if not count or len(rounds.figures) != 2:
            return None
        low, high = rounds.figures
        return Interval(low / count, high / count)
    if count and rounds.figure is not None:
        quotient = rounds.figure / count
        bounded = as_stated(quotient, rounds.bound)
        if bounded.is_open and any(round(quotient, places) == named for places in _PLACES):
            return bounded
    return as_stated(named, rounds.bound)


def spread(factors: Iterable[Interval]) -> Interval:
    """From the lowest to the highest figure that is stated, open at an end whose figure does not bound it.

    The highest of 266 to 367 and at least 500 is itself a floor: at least 266. The lowest of 490 to 600 and at most
    480 is itself a ceiling: at most 600. Nothing follows from no factors.
    """
    every = tuple(factors)
    ends = [end for factor in every for end in (factor.low, factor.high) if end is not None]
    if not ends:
        return Interval(None, None)
    low, high = min(ends), max(ends)
    return Interval(
        None if Interval(None, low) in every else low,
        None if Interval(high, None) in every else high,
    )


def rounds_in(containers: Quantity, per_container: Interval) -> Interval:
    """How many rounds so many containers could hold at so many rounds each, if they were full of them.

    At least 10,000 containers at 480 each could hold 4.8 million or more, open above: a floor stays a floor. At a
    factor that is only a ceiling, those 10,000 could hold 4.8 million at most, and there is no floor. In whole rounds,
    the ends outward and a single value the nearest.
    """
    counted = Interval.of(containers)
    if containers.bound.is_floor and per_container.low is None and per_container.high is not None:
        counted = Interval(counted.low, counted.low)
    return _whole(counted * per_container)


def _whole(rounds: Interval) -> Interval:
    if rounds.low is not None and rounds.low == rounds.high:
        low = high = ROUND_HALF_EVEN
    else:
        low, high = ROUND_FLOOR, ROUND_CEILING
    return Interval(_to_a_round(rounds.low, low), _to_a_round(rounds.high, high))


def _to_a_round(value: Decimal | None, direction: str) -> Decimal | None:
    return None if value is None else _HELD.plus(value).to_integral_value(direction)


def is_only_counted(containers: Quantity, rounds: Interval) -> bool:
    """Whether these rounds speak of the containers that were counted alone, though there may have been more."""
    return rounds.high is not None and containers.bound.is_floor


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


def days_of_fire(rounds: Quantity, rate: Quantity, per: str, *, is_capacity: bool = False) -> Interval:
    """For how many days so many rounds would last at a stated rate of fire: an interval in days, open where either is.

    4.8 million at most over 10,000 a day last 480 days at most; KeyError for an unknown ``per``. Of a capacity no floor
    follows, and of one that is itself a floor nothing: room for 12 million or more says of no single round that it was
    there, nor that there was no more room.
    """
    days = Interval(DAYS_PER[per], DAYS_PER[per])
    if is_capacity and is_floor_of_room(rounds):
        return Interval(None, None)
    held = Interval(None, max(rounds.figures, default=None)) if is_capacity else Interval.of(rounds)
    return outward(held / Interval.of(rate) * days)


def is_floor_of_room(rounds: Quantity) -> bool:
    """Whether a capacity is only said to be at least so large."""
    return rounds.bound.is_floor


def cautions_of_fire(claim: Shipment, rate: Rate) -> tuple[Caution, ...]:
    """What to know of a claim about rounds over a rate of fire: rounds that something could have held, that went
    elsewhere, or have not moved, and weak evidence of either."""
    found = []
    if claim.basis.is_capacity:
        found.append(Caution.CAPACITY)
    if claim.recipient != rate.actor:
        found.append(Caution.OTHER_SIDES_RATE)
    if not claim.stage.is_movement:
        found.append(Caution.NOT_MOVED)
    if claim.is_weak or rate.is_weak:
        found.append(Caution.WEAK_EVIDENCE)
    return tuple(found)
