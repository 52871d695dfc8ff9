"""What changed between two days, once more and literally: every claim asked on both days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from flows.records import Shipment
from tests.oracles.ledger import below, heads, stands

Changes = dict[str, set[str]]
Ends = tuple[Decimal | None, Decimal | None]


def changes(claims: Sequence[Shipment], first: date, last: date, grade: str | None = None) -> Changes:
    """The codes of the claims that were stated after the first day and by the last, of those that deny among them, of
    those that newly stand, and of those that no longer do; and of heads likewise."""
    meanwhile = {c.code: c for c in claims if first < c.claimed_on <= last}
    old = {claim.code for claim in claims if stands(claim, claims, first, grade)}
    new = {claim.code for claim in claims if stands(claim, claims, last, grade)}
    denials = {code for code, claim in meanwhile.items() if claim.stance == "denies" and claim.status != "retracted"}
    low = {
        code
        for code, claim in meanwhile.items()
        if below(claim, grade) and claim.stance == "asserts" and claim.status != "retracted"
    }
    before, after = heads(claims, first, grade), heads(claims, last, grade)
    return {
        "stated": set(meanwhile) - low,
        "denials": denials,
        "gained": new - old,
        "lost": old - new,
        "heads_gained": after - before,
        "heads_lost": before - after,
    }


def ends(claims: Sequence[Shipment], day: date, stage: str, unit: str) -> Ends:
    """The smallest and the largest figure that the heads of a stage and unit state, of those of the year before the
    newest one; None where none does."""
    chosen = [c for c in claims if c.code in heads(claims, day) and (c.stage, c.unit) == (stage, unit)]
    newest = max((claim.claimed_on for claim in chosen), default=day)
    figures = [
        figure
        for claim in chosen
        if (newest - claim.claimed_on).days <= 365
        for figure in (claim.low, claim.point, claim.high)
        if figure is not None
    ]
    return min(figures, default=None), max(figures, default=None)
