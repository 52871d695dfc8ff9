"""Put drafts away that come to nothing, and bring them back: nothing vanishes, and their codes stay theirs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from flows.actions.history import KIND_OF_MODEL, authors, locked, write_on
from flows.actions.restore import restore
from flows.actions.writing import writing
from flows.models import Revision
from flows.models.claims import Claim
from flows.vocabulary import Status


def discard(claims: Iterable[Claim], by: Any) -> int:
    """Puts drafts and rejected claims away, and those that ``by`` wrote and submitted, all or none; how many.

    They wait for nobody any more, and what they would have superseded is free for others; the history keeps what they
    said. Raises ValidationError naming each claim that is none of these, and Conflict where one changed since it was
    read.
    """
    with writing():
        held = locked(claims)
        if messages := [f"{claim.pk}: {why}" for claim in held if (why := _against(claim, by))]:
            raise ValidationError(messages)
        for claim in held:
            claim.status = Status.DISCARDED
            if hasattr(claim, "supersedes_id"):
                claim.supersedes = None
            write_on(claim, "discarded", by=by)
    return len(held)


def bring_back(claim: Claim, by: Any) -> None:
    """Makes a discarded claim the draft that it was; ValidationError where it is none, or where a rule is broken by
    now; Conflict where it changed since it was read."""
    with writing():
        (held,) = locked([claim])
        if held.status != Status.DISCARDED:
            raise ValidationError(
                f"{held.pk}: only a discarded claim is brought back; it is {held.get_status_display()}."
            )
        before = Revision.objects.filter(kind=KIND_OF_MODEL[type(held)], code=held.pk, number__lt=held.version)
        restore(held, before.order_by("-number").values_list("number", flat=True)[0], by)


def _against(claim: Any, by: Any) -> str:
    if claim.status in (Status.DRAFT, Status.REJECTED):
        return ""
    if claim.status == Status.SUBMITTED:
        return "" if by.pk in authors(claim) else "it waits for review: reject it, or leave it to whoever wrote it."
    return f"only a draft can be discarded; it is {claim.get_status_display()}."
