"""Bring an earlier revision of a record back."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model

from flows.actions.checks import check
from flows.actions.history import KIND_OF_MODEL, is_public, locked, write_on
from flows.actions.propose import propose_again
from flows.actions.values import snapshot, take_on
from flows.actions.writing import writing
from flows.models import Proposal, Revision
from flows.models.claims import Claim
from flows.vocabulary import Status


def restore(row: Model, number: int, by: Any) -> Proposal | None:
    """Gives a record the values of its revision ``number``.

    One that is not public is written at once, a claim as a draft again: None. For a public one, or a retracted claim
    that should be public again, the old values are proposed and the proposal comes back: somebody else approves it.
    Raises Conflict where the record changed since it was read, and ValidationError where there is no such revision,
    where it says what the record says already, or where a rule is broken.
    """
    with writing():
        (held,) = locked([row])
        kept = Revision.objects.filter(kind=KIND_OF_MODEL[type(row)], code=row.pk, number=number)
        revision = kept.exclude(verb="removed").first()
        if revision is None:
            raise ValidationError(f"{row.pk} has no revision {number}.")
        before, public = snapshot(held), is_public(held)
        take_on(held, revision.values)
        if snapshot(held) == before and getattr(held, "status", "") not in (Status.RETRACTED, Status.DISCARDED):
            raise ValidationError(f"{row.pk} says already what revision {number} said.")
        if public:
            return propose_again(held, by)
        if isinstance(held, Claim):
            held.status = "draft"
        check(held)
        write_on(held, "restored", by=by)
    return None
