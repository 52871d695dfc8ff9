"""Who supplied what in which year once more: claim by claim, each held against every other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from flows.records import Shipment
from tests.oracles.starts import named_start

Found = tuple[str, str, Decimal | None, Decimal | None]
"""A growth: the code of the earlier total and of the later one, and the two ends."""


def year_of(claim: Shipment) -> int | None:
    """The year that all of the time of a claim lies in; None where there is no such year."""
    end = claim.period_end
    begun = (named_start(claim) or date.min) <= claim.claimed_on
    if end is None and claim.temporal == "cumulative" and begun:
        end = claim.claimed_on
    start = named_start(claim)
    if start is None or end is None or start.year != end.year:
        return None
    return end.year


def growths(claims: Sequence[Shipment]) -> set[Found]:
    """Every growth among claims that may be subtracted, found by trying every pair."""
    found: set[Found] = set()
    for later in claims:
        for earlier in claims:
            if not (_may(earlier) and _may(later) and _series(earlier) == _series(later)):
                continue
            if until(earlier).year >= until(later).year or _beaten(later, claims):
                continue
            between = [
                other
                for other in claims
                if _may(other)
                and _series(other) == _series(later)
                and until(other).year < until(later).year
                and _place(other) > _place(earlier)
            ]
            if not between:
                found.add((earlier.code, later.code, *ends(earlier, later)))
    return found


def ends(earlier: Shipment, later: Shipment) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most that a count can have grown; both None where the later one lies below the earlier."""
    floor, ceiling = _floor(later), _ceiling(later)
    before, most_before = _floor(earlier), _ceiling(earlier)
    most = None if ceiling is None or before is None else ceiling - before
    if most is not None and most < 0:
        return None, None
    least = None if floor is None or most_before is None else max(Decimal(0), floor - most_before)
    return least, most


def until(claim: Shipment) -> date:
    """The day until which a running total counts."""
    return claim.period_end or claim.claimed_on


def year_of_growth(earlier: Shipment, later: Shipment) -> int | None:
    """The year that growth is about: all of its days lie in it, or it begins and ends within 45 days of its ends."""
    year = until(later).year
    first, last = date(year - 1, 12, 31), date(year, 12, 31)
    inside = first <= until(earlier)
    about = abs((until(earlier) - first).days) <= 45 and abs((last - until(later)).days) <= 45
    return year if inside or about else None


def usable(claims: Iterable[Shipment], standing: Iterable[str], superseded: Iterable[str]) -> list[Shipment]:
    """The claims of which growth may be made: those that stand, and those that only a newer total replaced."""
    codes = {*standing, *superseded}
    return [claim for claim in claims if claim.code in codes]


def _may(claim: Shipment) -> bool:
    return (
        claim.temporal == "cumulative"
        and claim.period_start is not None
        and not claim.alternative_group
        and claim.part_of is None
        and any(value is not None for value in (claim.low, claim.point, claim.high))
        and (claim.period_end is None or claim.period_end <= claim.claimed_on)
        and claim.period_start <= until(claim)
    )


def _series(claim: Shipment) -> tuple[object, ...]:
    parties = claim.claimant, claim.supplier, claim.recipient
    return (*parties, claim.munition, claim.stage, claim.basis, claim.unit, claim.period_start)


def _place(claim: Shipment) -> tuple[date, date, str]:
    return until(claim), claim.claimed_on, claim.code


def _beaten(claim: Shipment, claims: Sequence[Shipment]) -> bool:
    """Whether another total of the same series and year comes later."""
    return any(
        _may(other)
        and _series(other) == _series(claim)
        and until(other).year == until(claim).year
        and _place(other) > _place(claim)
        for other in claims
    )


def _floor(claim: Shipment) -> Decimal | None:
    return claim.point if claim.point is not None else claim.low


def _ceiling(claim: Shipment) -> Decimal | None:
    return claim.point if claim.point is not None else claim.high
