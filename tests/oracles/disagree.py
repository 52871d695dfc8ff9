"""Who disagrees with whom once more: every figure against every other, by trying values and days one after another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction

from flows.records import Shipment
from tests.oracles.starts import named_start

Differing = tuple[str, str, str, Fraction | None]
"""The code of the larger claim and of the smaller one, how they differ, and the least times that one holds the other;
None where the smaller one is zero."""


def differing(
    claims: Sequence[Shipment], related: Mapping[str, frozenset[str]], parents: Mapping[str, str]
) -> set[Differing]:
    """The pairs of which no value is within both, and which are about times that can be held against each other."""
    found: set[Differing] = set()
    for one in claims:
        for other in claims:
            if _are_of_one(one, other, claims, related) or not (_usable(one) and _usable(other)):
                continue
            if other.munition not in _up(one.munition, parents):
                continue
            held = [claim.temporal == "snapshot" for claim in (one, other)]
            if one.unit != other.unit or held[0] != held[1]:
                continue
            least, most = _floor(one), _ceiling(other)
            if least is None or most is None or not least > most:
                continue
            if not _stages_allow(one, other):
                continue
            times = least / most if most else None
            if "about" in (one.bound, other.bound) and times is not None and times <= Fraction(11, 10):
                continue
            verdict = _of_time(_days(one), _days(other), one, other)
            if verdict and one.munition != other.munition:
                verdict = "more_of_a_part"
            unstated = None in (_days(one), _days(other))
            if unstated and _of_time(_days_in_series(one), _days_in_series(other), one, other):
                verdict = "if_of_series"
            if verdict:
                found.add((one.code, other.code, verdict, times))
    return found


def _stages_allow(larger: Shipment, smaller: Shipment) -> bool:
    """Whether the stages are such that more at the one disagrees with less at the other."""
    if {str(larger.stage), str(smaller.stage)} - {"shipped", "delivered"} and larger.stage != smaller.stage:
        return False
    if larger.stage == "shipped" and smaller.stage == "delivered":
        return False
    totals = all(claim.temporal == "cumulative" for claim in (larger, smaller))
    return totals or larger.stage in ("shipped", "delivered", "produced")


def _up(kind: str, parents: Mapping[str, str]) -> list[str]:
    """A kind of goods and all that hold it: more of it cannot be than of any of these. A root is no sum."""
    path = [kind]
    while path[-1] in parents:
        path.append(parents[path[-1]])
    return path[:1] + [above for above in path[1:] if above in parents]


def _of_time(days: range | None, others: range | None, larger: Shipment, smaller: Shipment) -> str:
    if days is None or others is None:
        return ""
    on_a_day = "snapshot" in (larger.temporal, smaller.temporal)
    if max(abs(days[0] - others[0]), abs(days[-1] - others[-1])) <= 92 and (on_a_day or set(days) & set(others)):
        return "apart"
    inside = set(days) <= set(others) and larger.temporal != "snapshot"
    return "more_in_less_time" if inside else ""


def _days(claim: Shipment) -> range | None:
    return _days_from(named_start(claim), claim)


def _days_in_series(claim: Shipment) -> range | None:
    """Its days where it counts from the start that its series has."""
    return _days_from(claim.period_start, claim)


def _days_from(start: date | None, claim: Shipment) -> range | None:
    end = claim.period_end
    if end is None and claim.temporal == "cumulative" and (start or date.min) <= claim.claimed_on:
        end = claim.claimed_on
    if start is None or end is None:
        return None
    return range(start.toordinal(), end.toordinal() + 1)


def _usable(claim: Shipment) -> bool:
    bare = claim.part_of is None and claim.alternative_group == ""
    return bare and claim.stance == "asserts" and not (claim.low is claim.point is claim.high is None)


def _are_of_one(
    one: Shipment, other: Shipment, claims: Iterable[Shipment], related: Mapping[str, frozenset[str]]
) -> bool:
    """Whether both are by one claimant or by claimants of one party, or go back to one statement."""
    if one.claimant == other.claimant or other.claimant in related.get(one.claimant, frozenset()):
        return True
    reached: set[str] = {one.code}
    before: set[str] = set()
    while reached != before:
        before = set(reached)
        for claim in claims:
            above = claim.derived_from if claim.basis != "percent-of-target" else None
            names = {claim.code, *filter(None, [above]), *(f"={document}" for document in claim.originals)}
            if names & reached:
                reached |= names
    return other.code in reached


def _floor(claim: Shipment) -> Fraction | None:
    value = claim.point if claim.point is not None else claim.low
    return None if value is None else Fraction(value)


def _ceiling(claim: Shipment) -> Fraction | None:
    value = claim.point if claim.point is not None else claim.high
    return None if value is None else Fraction(value)
