"""Submit claims, and approve or reject what others submitted.

Note 1: nobody approves their own words. Whoever entered a claim, revised it before it was public, or submitted it is
refused here; that the author and the submitter are not the approver is also a constraint of the tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from flows.actions.additions import publish_named
from flows.actions.checks import check
from flows.actions.decisions import Along, fit_reason
from flows.actions.history import authors, locked, write_on
from flows.actions.writing import writing
from flows.models.claims import Claim
from flows.vocabulary import Status

Judge = Callable[[Any], str]
"""What stands against doing something to a stored claim, in words; empty where nothing does."""


def submit(claims: Iterable[Claim], by: Any) -> int:
    """Hands drafts, and rejected claims that were corrected, to somebody else's review, all or none; how many.

    Raises ValidationError naming each claim that is neither, and Conflict where one changed since it was read.
    """

    def judge(claim: Any) -> str:
        if claim.status in (Status.DRAFT, Status.REJECTED):
            return ""
        return f"only a draft can be submitted; it is {claim.get_status_display()}."

    with writing():
        held = _judged(claims, judge)
        for claim in held:
            claim.status, claim.submitted_by, claim.submitted_at = "submitted", by, timezone.now()
            write_on(claim, "submitted", by=by)
    return len(held)


def approve(claims: Iterable[Claim], by: Any, shown: Along | None = None) -> int:
    """Makes submitted claims public, all or none, with the sources, parties and places that they name; how many.

    They may lean on one another: a claim, what it supersedes and its other readings can go together. Raises
    ValidationError naming each claim that is not submitted, that ``by`` wrote or submitted, or that breaks a rule;
    Conflict where one changed since it was read, or where a row would be public with them that is not as it was
    ``shown``.
    """

    def judge(claim: Any) -> str:
        if claim.status != Status.SUBMITTED:
            return f"only a submitted claim can be approved; it is {claim.get_status_display()}."
        if by is None or by.pk in authors(claim):
            return "whoever entered, changed or submitted it cannot approve it."
        return ""

    with writing():
        held = _judged(claims, judge)
        for claim in held:
            claim.status, claim.review_note = "published", ""
            claim.approved_by, claim.approved_at = by, timezone.now()
            write_on(claim, "approved", by=by)
        messages = [message for claim in held for message in _faults(claim)]
        if messages:
            raise ValidationError(messages)
        publish_named(by, shown)
    return len(held)


def reject(claims: Iterable[Claim], reason: str, by: Any) -> int:
    """Sends submitted claims back with a reason, all or none; how many.

    The reason stays with the claim until it is approved, and in its history for good. Raises ValidationError for
    an empty or unfit reason and for claims that are not submitted; Conflict where one changed since it was read.
    """

    def judge(claim: Any) -> str:
        if claim.status == Status.SUBMITTED:
            return ""
        return f"only a submitted claim can be rejected; it is {claim.get_status_display()}."

    reason = fit_reason(reason)
    with writing():
        held = _judged(claims, judge)
        for claim in held:
            claim.status, claim.review_note = "rejected", reason
            write_on(claim, "rejected", by=by, note=reason)
    return len(held)


def _judged(claims: Iterable[Claim], judge: Judge) -> tuple[Any, ...]:
    held = locked(claims)
    messages = [f"{claim.pk}: {against}" for claim in held if (against := judge(claim))]
    if messages:
        raise ValidationError(messages)
    return held


def _faults(claim: Claim) -> list[str]:
    try:
        check(claim)
    except ValidationError as error:
        return [f"{claim.code}: {message}" for message in error.messages]
    return []
