"""Withdraw claims that should not have been published."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from flows.actions.history import locked, write_on
from flows.actions.reasons import faults_of_reason
from flows.actions.writing import writing
from flows.models.claims import Claim
from flows.vocabulary import Status


def retract(claims: Iterable[Claim], reason: str, by: Any = None) -> int:
    """Withdraws published claims with a reason, all or none; how many were withdrawn.

    The records stay, public and marked, and count for nothing from now on. What they superseded stands again, and
    is free to be superseded by the corrected claim; the history keeps what was replaced. Raises ValidationError for
    an empty or unfit reason and for claims that are not published; Conflict where one changed since it was read.
    """
    claims = tuple(claims)
    messages = [
        f"{claim.code}: only a published claim can be retracted; it is {claim.get_status_display()}."
        for claim in claims
        if claim.status != Status.PUBLISHED
    ]
    messages += faults_of_reason(reason.strip(), "it is printed with the retracted record")
    if messages:
        raise ValidationError(messages)
    with writing():
        held = locked(claims)
        for claim in held:
            claim.status, claim.retraction_reason = "retracted", reason.strip()
            if hasattr(claim, "supersedes_id"):
                claim.supersedes = None
            write_on(claim, "retracted", by=by, note=reason.strip())
    return len(held)
