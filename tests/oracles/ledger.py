"""The ledger's rules once more, as slowly and literally as the design states them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from flows.records import Shipment


def stands(claim: Shipment, claims: Sequence[Shipment], as_of: date | None) -> bool:
    """Whether a claim stands on a day, by reading every claim for every question."""
    known = [other for other in claims if as_of is None or other.claimed_on <= as_of]
    if claim not in known or claim.stance == "denies" or claim.status == "retracted":
        return False

    def superseded(one: Shipment) -> bool:
        return any(
            later.supersedes == one.code and later.stance == "asserts" and later.status != "retracted"
            for later in known
        )

    if superseded(claim):
        return False
    group = [other for other in known if other.alternative_group and other.alternative_group == claim.alternative_group]
    return not any(superseded(reading) for reading in group)


def heads(claims: Sequence[Shipment], as_of: date | None) -> set[str]:
    """The codes of the heads on a day, by comparing every pair of claims that stand."""
    standing = [claim for claim in claims if stands(claim, claims, as_of) and claim.temporal == "cumulative"]
    newest = [
        claim
        for claim in standing
        if not any(
            other.claimant == claim.claimant and other.stage == claim.stage and other.claimed_on > claim.claimed_on
            for other in standing
        )
    ]
    groups = {claim.alternative_group for claim in newest if claim.alternative_group}
    return {claim.code for claim in newest} | {c.code for c in standing if c.alternative_group in groups}
