"""Propose changes to public claims, and decide on what others proposed (see Note 2 in `flows.models.history`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils import timezone

from flows.actions.additions import publish_named
from flows.actions.checks import check
from flows.actions.history import KIND_OF_MODEL, locked, snapshot, take_on, write_on
from flows.actions.reasons import faults_of_reason
from flows.actions.writing import writing
from flows.models import Proposal
from flows.models.claims import CLAIM_MODELS, Claim
from flows.vocabulary import Status

_AT_ONCE = 500


def propose(claim: Claim, by: Any) -> Proposal | None:
    """Keeps the changed values of a published claim for somebody else to approve; None where nothing is changed.

    One's own earlier proposal is replaced. Raises Conflict where the claim is no longer the version that was read,
    and ValidationError, by field, where a rule would be broken or somebody else's proposal waits.
    """
    with writing():
        (before,) = locked([claim])
        for field in ("status", "retraction_reason"):
            if getattr(claim, field) != getattr(before, field):
                raise ValidationError({field: "This changes only by publishing or retracting the claim."})
        if before.status != Status.PUBLISHED:
            raise ValidationError(
                f"{claim.pk}: changes are proposed to a published claim; it is {before.get_status_display()}."
            )
        if snapshot(claim) == snapshot(before):
            return None
        check(claim)
        return _put(claim, "revised", by)


def propose_again(claim: Claim, by: Any) -> Proposal:
    """Keeps the values of a claim, taken back from an earlier revision, for somebody else to approve.

    Approval makes a retracted claim public again. Raises what `propose` raises.
    """
    with writing():
        locked([claim])
        claim.status, claim.retraction_reason = "published", ""
        check(claim)
        return _put(claim, "restored", by)


def approve_proposal(proposal: Proposal, by: Any) -> None:
    """Makes a proposed change public: the revision names the proposer, and who approved it.

    Raises ValidationError where ``by`` proposed it, where it no longer waits, where the claim was changed since, or
    where a rule would be broken; nothing is then written.
    """
    with writing():
        held = _waiting(proposal)
        if by is None or by.pk == held.by_id:
            raise ValidationError(f"{held.code}: whoever proposed a change cannot approve it.")
        claim = CLAIM_MODELS[held.kind]._default_manager.get(pk=held.code)
        (claim,) = locked([claim])
        if claim.version != held.base:
            raise ValidationError(f"{held.code}: it was changed since this was proposed. Reject it with that reason.")
        take_on(claim, held.values)
        claim.status, claim.retraction_reason = "published", ""
        check(claim)
        write_on(claim, held.verb, by=held.by, approved_by=by)
        publish_named(by)
        _decide(held, "applied", by)


def reject_proposal(proposal: Proposal, reason: str, by: Any) -> None:
    """Turns a proposed change down; the reason stays with it. ValidationError for an unfit reason."""
    reason = reason.strip()
    if faults := faults_of_reason(reason, "it tells the author what to mend"):
        raise ValidationError(faults)
    with writing():
        _decide(_waiting(proposal), "rejected", by, reason)


def withdraw(proposal: Proposal, by: Any) -> None:
    """Takes back one's own proposal; ValidationError where it is somebody else's or no longer waits."""
    with writing():
        held = _waiting(proposal)
        if by.pk != held.by_id:
            raise ValidationError(f"{held.code}: only whoever proposed a change can withdraw it.")
        _decide(held, "withdrawn", by)


def withdraw_by_author(numbers: Sequence[int]) -> None:
    """Takes open proposals back on behalf of whoever made them, who proposes something else instead."""
    for start in range(0, len(numbers), _AT_ONCE):
        Proposal.objects.filter(pk__in=numbers[start : start + _AT_ONCE], outcome="open").update(
            outcome="withdrawn", reviewed_by=F("by"), reviewed_at=timezone.now()
        )


def _put(claim: Claim, verb: str, by: Any) -> Proposal:
    waiting = Proposal.objects.select_for_update().filter(code=claim.pk, outcome="open").first()
    if waiting is not None:
        if waiting.by_id != by.pk:
            raise ValidationError(
                f"{claim.pk}: a change proposed by {waiting.by} waits for review; decide on it first."
            )
        _decide(waiting, "withdrawn", by)
    return Proposal.objects.create(
        kind=KIND_OF_MODEL[type(claim)], code=claim.pk, base=claim.version, verb=verb, values=snapshot(claim), by=by
    )


def _waiting(proposal: Proposal) -> Proposal:
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if held.outcome != "open":
        raise ValidationError(f"{held.code}: this proposal no longer waits; it was {held.get_outcome_display()}.")
    return held


def _decide(held: Proposal, outcome: str, by: Any, note: str = "") -> None:
    held.outcome, held.reviewed_by, held.reviewed_at, held.note = outcome, by, timezone.now(), note
    held.save(update_fields=["outcome", "reviewed_by", "reviewed_at", "note"])
