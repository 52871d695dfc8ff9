"""Make claims public."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction

from flows.actions.checks import check
from flows.models.claims import Claim


def publish(claims: Iterable[Claim]) -> int:
    """Makes these claims public, all or none; how many were not public before.

    They may lean on one another: a claim, what it supersedes and its other readings can go together. Raises
    ValidationError naming each claim that breaks a rule or was retracted.
    """
    claims = tuple(claims)
    messages = [
        f"{claim.code}: it was retracted; record the statement anew instead."
        for claim in claims
        if claim.status == "retracted"
    ]
    if messages:
        raise ValidationError(messages)
    drafts = [claim for claim in claims if claim.status != "published"]
    earlier = {claim.code: claim.status for claim in drafts}
    try:
        with transaction.atomic():
            for claim in drafts:
                claim.status = "published"
                claim.save(update_fields=["status", "changed_at"])
            for claim in drafts:
                messages += _faults(claim)
            if messages:
                raise ValidationError(messages)
    except ValidationError:
        for claim in drafts:
            claim.status = earlier[claim.code]
        raise
    return len(drafts)


def _faults(claim: Claim) -> list[str]:
    try:
        check(claim)
    except ValidationError as error:
        return [f"{claim.code}: {message}" for message in error.messages]
    return []
