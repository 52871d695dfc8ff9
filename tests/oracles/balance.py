"""The claims that cannot all be true once more, by trying every subset."""

from __future__ import annotations

import math
from calendar import isleap
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import combinations, product

from flows.estimates.balance_reading import Reading
from flows.records import Rate, Shipment

PARTS = {"narrower_kind", "part_of_time", "one_place", "one_of_suppliers", "several_suppliers"}
MORE = {"capacity", "longer_time", "other_time", "time_not_stated", "wider_kind"}
ADDING, TAKING = ("stock", "produced", "received"), ("fired", "lost")


def missing(readings: Iterable[Reading]) -> int:
    """By how much the highest stock that satisfies all of these falls short of nothing; 0 or less where none does."""
    readings = list(readings)
    most = 0
    for term in ADDING:
        ceilings = [int(reading.high) for reading in readings if reading.term == term and reading.high is not None]
        if not ceilings:
            return 0
        most += min(ceilings)
    for term in TAKING:
        most -= max((int(reading.low) for reading in readings if reading.term == term), default=0)
    return -most


def widest(readings: Sequence[Reading]) -> tuple[int, int | None]:
    """What the accounts of a term agree on at the least, and the highest ceiling of those that are of the whole."""
    more = [one for one in readings if not one.low and _codes(one) & MORE]
    low = _agreed(((),) * 5, [one for one in readings if one not in more])
    low = 0 if any(one.high is not None and one.high < low for one in more) else low
    highs = [one.high for one in readings if one.high is not None or not _codes(one) & PARTS]
    return low, None if None in highs or not highs else int(max(high for high in highs if high is not None))


def _agreed(scope: tuple[object, ...], readings: Sequence[Reading]) -> int:
    """The least that any account of one scope allows: its floor, or the highest of a part that it leaves room for."""
    mine = [one for one in readings if _scope(one) == scope]
    parts = {_scope(one) for one in readings if _scope(one) != scope and _inside(_scope(one), scope)}
    outer = [part for part in parts if sum(_inside(part, other) for other in parts) == 1]
    floors = [_agreed(part, readings) for part in outer]
    if not mine:
        return max(floors, default=0)
    of_each = {id(one): max([int(one.low), *(low for low in floors if low <= _room(one))]) for one in mine}
    told = [one for one in mine if one.low or any(claim.quantity.bound != "up-to" for claim in one.claims)]
    least = min((of_each[id(one)] for one in told), default=math.inf)
    return min(of_each[id(one)] for one in mine if one in told or not told or _room(one) < least)


def _room(one: Reading) -> float:
    ends = [end for end in (one.high, one.own_high) if end is not None]
    return float(ends[0]) if ends else math.inf


def _scope(one: Reading) -> tuple[object, ...]:
    """Supplier, kind, place, first and last day that a reading is of; an empty one is all of them."""
    claim, codes = one.claims[0], _codes(one)
    if one.high is not None or not codes & PARTS:
        return ((),) * 5
    start: object
    end: object
    start, end = (claim.period_start, claim.period_end) if "part_of_time" in codes else ((), ())
    if isinstance(claim, Rate) and "part_of_time" in codes:
        # Paces of parts of the time are rivals, whichever days they are of.
        start, end = "paced", "paced"
    return (
        claim.supplier if isinstance(claim, Shipment) and "one_of_suppliers" in codes else (),
        getattr(claim, "munition", ()) if "narrower_kind" in codes else (),
        getattr(claim, "place", ()) if "one_place" in codes else (),
        start,
        end,
    )


def _inside(part: tuple[object, ...], whole: tuple[object, ...]) -> bool:
    """Whether one scope lies in another; of times by their days."""
    *of_part, start, end = part
    *of_whole, first, last = whole
    same = all(not other or one == other for one, other in zip(of_part, of_whole, strict=True))
    if first == "paced":
        return same and start == "paced"
    if not isinstance(first, date) or not isinstance(last, date):
        return same
    return same and isinstance(start, date) and isinstance(end, date) and first <= start <= end <= last


def _codes(one: Reading) -> set[str]:
    return {str(each.code) for each in one.cautions}


def least_left(readings: Sequence[Reading]) -> int | None:
    """The least that one ceiling of each term that adds leaves over the highest floor of what was fired."""
    fire = max((int(one.low) for one in readings if one.term == "fired"), default=0)
    adding = ([int(one.high) for one in readings if one.term == t and one.high is not None] for t in ADDING)
    left = [sum(some) - fire for some in product(*adding)]
    return min((each for each in left if each >= 0), default=None) if fire else None


def minimal(readings: Sequence[Reading]) -> dict[frozenset[str], int]:
    """Every set of readings that cannot all be true, though any of them left out could be: codes and the miss."""
    found: dict[frozenset[str], int] = {}
    for size in range(1, len(readings) + 1):
        for some in combinations(readings, size):
            codes = frozenset(code for reading in some for code in reading.codes)
            if missing(some) > 0 and not any(smaller < codes for smaller in found):
                found[codes] = missing(some)
    return found


def minimal_of_sums(ceilings: Sequence[Reading], parts: Sequence[tuple[str, int]]) -> dict[frozenset[str], int]:
    """The same for one ceiling of each term that adds and floors that are added to one another."""
    if len(ceilings) < len(ADDING):
        return {}
    most = sum(int(reading.high or 0) for reading in ceilings)
    always = frozenset(code for reading in ceilings for code in reading.codes)
    found: dict[frozenset[str], int] = {}
    for size in range(1, len(parts) + 1):
        for some in combinations(parts, size):
            codes = frozenset(code for code, _ in some)
            reached = sum(floor for _, floor in some)
            if reached > most and not any(smaller < codes for smaller in found):
                found[codes] = reached - most
    return {codes | always: miss for codes, miss in found.items()}


def bounds_of_total(
    start: date | None, end: date | None, stated: date, asked: tuple[date, date], *, runs: bool, first: date
) -> tuple[bool, bool]:
    """Whether a total is a floor, and a ceiling, of a time, day by day; ``runs`` where it is a running total, ``first``
    is the first day of which anything on record speaks."""
    if end is None and runs and (start is None or start <= stated):
        end = stated
    wanted = _days(*asked)
    slack = min(92, len(wanted) // 4)
    if start and end and abs((start - asked[0]).days) <= slack and abs((end - asked[1]).days) <= slack:
        return True, True
    # A start that nobody stated is before everything, an end that nobody stated no later than the statement.
    most = _days(start or date.min, end or max(stated, start or stated))
    floor = start is not None and all(day in wanted for day in most)
    ceiling = end is not None and all(day in most for day in wanted) and (start is not None or first <= asked[1])
    return floor, ceiling and not floor


def by_the_year(figure: int, start: date, end: date, stated: date, asked: tuple[date, date]) -> int:
    """The floor that a figure by the year sets to a time, day by day.

    A total of nearly all of a year that was over is spread over its own days, and is whole where the time that is
    asked about is nearly the same.
    """
    own, wanted = _days(start, end), _days(*asked)
    first, last = date(start.year, 1, 1), date(start.year, 12, 31)
    is_total = start.year == end.year and (start - first).days <= 92 and (last - end).days <= 92 and stated > end
    slack = min(92, len(wanted) // 4)
    if is_total and abs((start - asked[0]).days) <= slack and abs((end - asked[1]).days) <= slack:
        return figure
    told = Fraction(0)
    for day in wanted:
        of_calendar = 366 if isleap(date.fromordinal(day).year) else 365
        told += Fraction(1, len(own) if is_total and len(own) < 365 else of_calendar)
    return math.floor(figure * told)


def _days(start: date, end: date) -> range:
    return range(start.toordinal(), end.toordinal() + 1)
