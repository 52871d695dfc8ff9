"""The rules of additivity once more, by comparing every claim with every other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations

from flows.estimates.nesting import Nesting
from flows.records import Shipment
from tests.oracles.starts import named_start


def reasons(claims: Sequence[Shipment], nesting: Nesting) -> dict[str, set[str]]:
    """For each reason against a sum of these claims, the codes of the claims that it concerns; none for a sum."""
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.superseded_by:
            found["superseded"].add(claim.code)
        if claim.status == "retracted":
            found["retracted"].add(claim.code)
        if claim.stance == "denies":
            found["denial"].add(claim.code)
        elif claim.low is claim.point is claim.high is None:
            found["unquantified"].add(claim.code)
    for one, other in combinations(claims, 2):
        for name in ("stage", "basis", "unit"):
            if getattr(one, name) != getattr(other, name):
                found[f"mixed_{name}"] |= {claim.code for claim in claims}
        if unlike(one.munition, other.munition, nesting):
            found["mixed_kind"] |= {one.code, other.code}
        reason = between(one, other, {claim.code: claim for claim in claims}, nesting)
        if reason:
            found[reason] |= {one.code, other.code}
    return dict(found)


def added(claims: Sequence[Shipment]) -> tuple[Decimal | None, Decimal | None]:
    """The least and the most that these claims come to together; None for an end that nobody gave."""
    lows = [claim.point if claim.point is not None else claim.low for claim in claims]
    highs = [claim.point if claim.point is not None else claim.high for claim in claims]
    least = sum(low for low in lows if low is not None)
    unsaid = None in lows and not least
    return (
        None if unsaid else Decimal(least),
        None if None in highs else Decimal(sum(high for high in highs if high is not None)),
    )


def unlike(one: str, other: str, nesting: Nesting) -> bool:
    """Whether no kind below a root holds both; nothing is known of kinds outside the tree."""
    if one == other or one not in nesting.above or other not in nesting.above:
        return False
    holding = [{kind, *nesting.above[kind]} for kind in (one, other)]
    return all(not nesting.above.get(kind) for kind in holding[0] if kind in holding[1])


def between(one: Shipment, other: Shipment, known: dict[str, Shipment], nesting: Nesting) -> str:
    """Why two claims may count the same goods; empty where they cannot."""
    if one.alternative_group and one.alternative_group == other.alternative_group:
        return "alternative"
    if contains(one, other.code, known) or contains(other, one.code, known):
        return "part_of"
    parties = nesting.same_party(one.supplier, other.supplier) and nesting.same_party(one.recipient, other.recipient)
    if not parties or not nesting.same_kind(one.munition, other.munition):
        return ""
    if one.supplier != other.supplier:
        return "overlapping_suppliers"
    if one.claimant != other.claimant:
        return "overlapping_claimants"
    if one.temporal == other.temporal == "interval":
        for first, second in ((one, other), (other, one)):
            if first.period_end and first.period_end < (named_start(second) or date.min):
                return ""
    return "overlapping_period"


def contains(claim: Shipment, code: str, known: dict[str, Shipment], passed: tuple[str, ...] = ()) -> bool:
    """Whether a claim lies inside the one of a code, or is computed from it, at any remove."""
    for above in (claim.part_of, claim.derived_from):
        if above == code:
            return True
        if above in known and above not in passed and contains(known[above], code, known, (*passed, above)):
            return True
    return False
