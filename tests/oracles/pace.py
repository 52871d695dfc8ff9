"""The pace of running totals once more: every pair of claims held against every other, with fractions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from flows.records import Shipment
from tests.oracles.share import ends, time_of

Found = dict[tuple[str, str], tuple[Fraction | None, Fraction | None] | None]


def paces(claims: Sequence[Shipment]) -> Found:
    """The least and the most a day by the codes of the earlier and the later total; None where the later one fell, is
    the same, or where neither end says more than that a total does not fall."""
    found: Found = {}
    totals = [claim for claim in claims if is_total(claim)]
    for later in totals:
        if any(is_series(later, other) and last(other) == last(later) and newer(other, later) for other in totals):
            continue
        before = [other for other in totals if is_series(later, other) and last(other) < last(later)]
        if not before:
            continue
        earlier = max(before, key=lambda claim: (last(claim), claim.claimed_on, claim.code))
        days = (last(later) - last(earlier)).days
        (low, high), (late_low, late_high) = ends(earlier), ends(later)
        least = None if late_low is None or high is None else max(late_low - high, Fraction(0)) / days
        most = None if late_high is None or low is None else (late_high - low) / days
        says_more = (least is not None and least > 0) or (most is not None and most > 0)
        found[earlier.code, later.code] = (least, most) if says_more else None
    return found


def is_total(claim: Shipment) -> bool:
    """Whether a claim is a whole running total with a figure and a start, and not one of a day to come."""
    if claim.temporal.code != "cumulative" or claim.alternative_group or claim.part_of:
        return False
    if claim.low is None and claim.point is None and claim.high is None:
        return False
    return claim.period_start is not None and (claim.period_end is None or claim.period_end <= claim.claimed_on)


def is_series(one: Shipment, other: Shipment) -> bool:
    """Whether two totals are of one claimant, flow, kind, stage, basis and unit, from one day on."""
    return all(
        getattr(one, name) == getattr(other, name)
        for name in ("claimant", "supplier", "recipient", "munition", "stage", "basis", "unit", "period_start")
    )


def last(claim: Shipment) -> date:
    """The day until which a total counts."""
    end = time_of(claim)[1]
    return end if end is not None else claim.claimed_on


def newer(one: Shipment, other: Shipment) -> bool:
    """Whether one of two totals for the same days was said after the other."""
    return (one.claimed_on, one.code) > (other.claimed_on, other.code)
