"""Withdraw claims that should not have been published."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from flows.importing.cells import hidden_characters
from flows.models.claims import Claim


def retract(claims: Iterable[Claim], reason: str) -> int:
    """Withdraws published claims with a reason, all or none; how many were withdrawn.

    The records stay, public and marked, and count for nothing from now on. Raises ValidationError for an
    empty or unfit reason and for claims that are not published.
    """
    claims = tuple(claims)
    messages = [
        f"{claim.code}: only a published claim can be retracted; it is {claim.get_status_display()}."
        for claim in claims
        if claim.status != "published"
    ]
    messages += _faults_of_reason(reason.strip())
    if messages:
        raise ValidationError(messages)
    with transaction.atomic():
        for claim in claims:
            claim.status, claim.retraction_reason = "retracted", reason.strip()
            claim.save(update_fields=["status", "retraction_reason", "changed_at"])
    return len(claims)


def _faults_of_reason(reason: str) -> list[str]:
    if not reason:
        return ["Give the reason: it is printed with the retracted record."]
    faults = []
    longest = Claim._meta.get_field("retraction_reason").max_length or 0
    if len(reason) > longest:
        faults.append(f"The reason has {len(reason)} characters; at most {longest}.")
    if hidden := hidden_characters(reason):
        faults.append(f"Control characters are not accepted in the reason ({hidden}).")
    return faults
