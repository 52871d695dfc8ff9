"""The claims that cannot all be true once more, by trying every subset."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product

from flows.estimates.balance_terms import Reading

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
    """The lowest floor and the highest ceiling of what is said of a whole; of its parts where nothing is."""
    parts = {"narrower_kind", "part_of_time", "one_place", "one_of_suppliers"}
    whole = [one for one in readings if one.high is not None or not {str(each.code) for each in one.cautions} & parts]
    said = whole or readings
    lows = [int(one.low) for one in said]
    highs = [None if one.high is None else int(one.high) for one in said]
    return min(lows), None if None in highs else max(high for high in highs if high is not None)


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
