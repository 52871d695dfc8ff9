"""How the figures of a claimant fared once more, by comparing every pair of claims."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from flows.records import Shipment
from tests.oracles import ledger
from tests.oracles.starts import named_start

Counts = dict[str, tuple[int, int, int]]


def fates(claims: Sequence[Shipment], standing: Collection[str], me: str) -> dict[str, int]:
    """How many claims of a claimant had which fate, one claim at a time."""
    found = dict.fromkeys(("claims", "standing", "superseded", "fell", "retracted", "denials"), 0)
    for claim in claims:
        if claim.claimant != me:
            continue
        found["claims"] += 1
        if claim.status == "retracted":
            found["retracted"] += 1
        elif claim.stance == "denies":
            found["denials"] += 1
        elif claim.superseded_by:
            found["superseded"] += 1
        elif claim.code in standing:
            found["standing"] += 1
        else:
            found["fell"] += 1
    return found


def denied(
    claims: Sequence[Shipment], me: str, near: Collection[str], above: Mapping[str, frozenset[str]]
) -> tuple[set[str], set[str]]:
    """The claims of a claimant of whose goods another that is independent denies the transfer, and the denials."""
    hit, by = set(), set()
    for mine in claims:
        if mine.claimant != me or mine.stance != "asserts" or mine.status == "retracted":
            continue
        for other in claims:
            if other.stance != "denies" or other.status == "retracted" or other.claimant in (me, *near):
                continue
            if (other.supplier, other.recipient) != (mine.supplier, mine.recipient):
                continue
            one, two = mine.munition, other.munition
            if one == two or one in above.get(two, ()) or two in above.get(one, ()):
                hit.add(mine.code)
                by.add(other.code)
    return hit, by


def newest(claims: Sequence[Shipment]) -> list[Shipment]:
    """The newest figures of every flow: heads and figures for a period, where they give a number."""
    flows = {(claim.supplier, claim.recipient, claim.munition) for claim in claims}
    found = []
    for flow in sorted(flows):
        members = [claim for claim in claims if (claim.supplier, claim.recipient, claim.munition) == flow]
        codes = ledger.heads(members, None) | set(ledger.period_heads(members, None))
        found += [claim for claim in members if claim.code in codes and claim.quantity.figures]
    return found


def beside(claims: Sequence[Shipment], standing: Collection[str], me: str, near: Collection[str]) -> Counts:
    """For each newest figure of a claimant, how many of independent others meet it, lie above, and lie below it."""
    figures = newest([claim for claim in claims if claim.code in standing])
    found: Counts = {}
    for mine in figures:
        if mine.claimant != me:
            continue
        meets = higher = lower = 0
        for other in figures:
            if not _comparable(mine, other, (me, *near)):
                continue
            low, high = _ends(mine)
            their_low, their_high = _ends(other)
            if their_low is not None and high is not None and their_low > high:
                higher += 1
            elif their_high is not None and low is not None and their_high < low:
                lower += 1
            else:
                meets += 1
        found[mine.code] = (meets, higher, lower)
    return found


def _comparable(mine: Shipment, other: Shipment, family: Collection[str]) -> bool:
    if other.claimant in family or (mine.stage, mine.unit) != (other.stage, other.unit):
        return False
    if (mine.supplier, mine.recipient, mine.munition) != (other.supplier, other.recipient, other.munition):
        return False
    ends = [(named_start(claim), claim.period_end or _runs_to(claim)) for claim in (mine, other)]
    if any(end is None for pair in ends for end in pair):
        return False
    return all(abs(one - two) <= timedelta(days=92) for one, two in zip(*ends, strict=True) if one and two)


def _runs_to(claim: Shipment) -> date | None:
    if claim.temporal != "cumulative":
        return None
    return claim.claimed_on if (named_start(claim) or date.min) <= claim.claimed_on else None


def _ends(claim: Shipment) -> tuple[Decimal | None, Decimal | None]:
    return (claim.point, claim.point) if claim.point is not None else (claim.low, claim.high)
