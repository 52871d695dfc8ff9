"""Bring an earlier version of a claim back, as a new revision."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from flows.actions.checks import check
from flows.actions.history import locked, snapshot, take_on, write_on
from flows.actions.propose import propose_again
from flows.actions.writing import writing
from flows.models import Proposal, Revision
from flows.models.claims import Claim
from flows.vocabulary import PUBLIC_STATUSES, Status


def restore(claim: Claim, number: int, by: Any) -> Proposal | None:
    """Gives a claim the values of its revision ``number``.

    A claim that is not public is written at once, and is a draft again: None. For a public one, or a retracted one
    that should be public again, the old values are proposed and the proposal comes back: somebody else approves it.
    Raises Conflict where the claim changed since it was read, and ValidationError where there is no such revision,
    where it says what the claim says already, or where a rule is broken.
    """
    with writing():
        (held,) = locked([claim])
        revision = Revision.objects.filter(code=claim.pk, number=number).first()
        if revision is None:
            raise ValidationError(f"{claim.pk} has no revision {number}.")
        before = snapshot(held)
        take_on(held, revision.values)
        if snapshot(held) == before and held.status != Status.RETRACTED:
            raise ValidationError(f"{claim.pk} says already what revision {number} said.")
        if held.status in PUBLIC_STATUSES:
            return propose_again(held, by)
        held.status = "draft"
        check(held)
        write_on(held, "restored", by=by)
    return None
