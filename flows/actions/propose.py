"""Propose changes to what is public, and decide on what others proposed (see Note 2 in `flows.models.history`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Model
from django.utils import timezone

from flows.actions.additions import publish_named
from flows.actions.checks import check
from flows.actions.decisions import Along, decide, fit_reason
from flows.actions.history import KIND_OF_MODEL, is_public, locked, write_on
from flows.actions.values import OF_STATUS, snapshot, take_on
from flows.actions.writing import writing
from flows.models import Proposal
from flows.models.claims import Claim
from flows.queries.rows import MODEL_OF_KIND
from flows.vocabulary import Status

_AT_ONCE = 500


def propose(row: Model, by: Any) -> Proposal | None:
    """Keeps the changed values of a public record for somebody else to approve; None where nothing is changed.

    One's own earlier proposal is replaced. A retracted claim that came back to its author is proposed again, to be
    public. Raises Conflict where the record is no longer the version that was read, and ValidationError, by field,
    where a rule would be broken or somebody else's proposal waits.
    """
    with writing():
        (before,) = locked([row])
        if isinstance(row, Claim):
            _refuse_status(row, before)
            if before.status == Status.RETRACTED:
                return propose_again(row, by)
        elif not is_public(before):
            raise ValidationError(f"{row.pk}: it is not public yet, and is changed at once.")
        if snapshot(row) == snapshot(before):
            return None
        check(row)
        return _put(row, before.version, "revised", by)


def propose_again(row: Any, by: Any) -> Proposal:
    """Keeps the values of a record, taken back from an earlier revision, for somebody else to approve.

    Approval makes a retracted claim public again. Raises what `propose` raises.
    """
    with writing():
        (before,) = locked([row])
        _make_public(row)
        check(row)
        return _put(row, before.version, "restored", by)


def came_back(row: Model) -> Proposal | None:
    """What was proposed of a record last, where it came back to whoever proposed it; None where it did not."""
    last = Proposal.objects.filter(kind=KIND_OF_MODEL[type(row)], code=row.pk).select_related("by").first()
    return last if last is not None and last.outcome == "rejected" else None


def take_up(row: Any, by: Any) -> Proposal:
    """Proposes what came back once more as it was; ValidationError where nothing did, or where a rule is broken."""
    back = came_back(row)
    if back is None:
        raise ValidationError(f"{row.pk}: nothing came back.")
    take_on(row, back.values)
    proposal = propose(row, by)
    if proposal is None:
        raise ValidationError(f"{row.pk} says already what was proposed.")
    return proposal


def approve_proposal(proposal: Proposal, by: Any, shown: Along | None = None) -> None:
    """Makes a proposed change public: the revision names the proposer, and who approved it.

    Raises ValidationError where ``by`` proposed it, where it no longer waits, where the record was changed since, or
    where a rule would be broken; Conflict where a row would be public with it that is not as it was ``shown``. Nothing
    is then written.
    """
    with writing():
        held = _waiting(proposal)
        if by is None or by.pk == held.by_id:
            raise ValidationError(f"{held.code}: whoever proposed a change cannot approve it.")
        row = proposed(held)
        check(row)
        write_on(row, held.verb, by=held.by, approved_by=by)
        publish_named(by, shown)
        decide(held, "applied", by)


def proposed(proposal: Proposal) -> Any:
    """The stored record, locked, with the proposed values; nothing is written.

    Raises ValidationError where the record was changed since this was proposed.
    """
    (row,) = locked([MODEL_OF_KIND[proposal.kind]._default_manager.get(pk=proposal.code)])
    if row.version != proposal.base:
        raise ValidationError(f"{proposal.code}: it was changed since this was proposed. Reject it with that reason.")
    take_on(row, proposal.values)
    _make_public(row)
    return row


def reject_proposal(proposal: Proposal, reason: str, by: Any) -> None:
    """Turns a proposed change down; the reason stays with it. ValidationError for an unfit reason."""
    reason = fit_reason(reason)
    with writing():
        decide(_waiting(proposal), "rejected", by, reason)


def withdraw(proposal: Proposal, by: Any) -> None:
    """Takes back one's own proposal; ValidationError where it is somebody else's or no longer waits."""
    with writing():
        held = _waiting(proposal)
        if by.pk != held.by_id:
            raise ValidationError(f"{held.code}: only whoever proposed a change can withdraw it.")
        decide(held, "withdrawn", by)


def withdraw_by_author(numbers: Sequence[int]) -> None:
    """Takes open proposals back on behalf of whoever made them, who proposes something else instead."""
    for start in range(0, len(numbers), _AT_ONCE):
        Proposal.objects.filter(pk__in=numbers[start : start + _AT_ONCE], outcome="open").update(
            outcome="withdrawn", reviewed_by=F("by"), reviewed_at=timezone.now()
        )


def _refuse_status(claim: Claim, before: Claim) -> None:
    for field in OF_STATUS:
        if getattr(claim, field) != getattr(before, field):
            raise ValidationError({field: "This changes only by publishing or retracting the claim."})
    withdrawn = came_back(claim) if before.status == Status.RETRACTED else None
    if before.status != Status.PUBLISHED and (withdrawn is None or withdrawn.verb != "restored"):
        raise ValidationError(
            f"{claim.pk}: changes are proposed to a published claim; it is {before.get_status_display()}."
        )


def _make_public(row: Any) -> None:
    if isinstance(row, Claim):
        row.status, row.retraction_reason = "published", ""


def _put(row: Model, base: int, verb: str, by: Any) -> Proposal:
    kind = KIND_OF_MODEL[type(row)]
    waiting = Proposal.objects.select_for_update().filter(kind=kind, code=row.pk, outcome="open").first()
    if waiting is not None:
        if waiting.by_id != by.pk:
            raise ValidationError(f"{row.pk}: a change proposed by {waiting.by} waits for review; decide on it first.")
        decide(waiting, "withdrawn", by)
    return Proposal.objects.create(kind=kind, code=row.pk, base=base, verb=verb, values=snapshot(row), by=by)


def _waiting(proposal: Proposal) -> Proposal:
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if held.outcome != "open":
        raise ValidationError(f"{held.code}: this proposal no longer waits; it was {held.get_outcome_display()}.")
    return held
