"""Take an approval back within the hour.

Note 1: what readers saw does not vanish. Within minutes a claim may have been cited, held by the moment at which it was
on record, and taken over by another instance, which hears of a withdrawal only from the record that is withdrawn. So a
claim that was public for the first time is withdrawn with the reason, where readers find it, and counts for nothing; a
change gives way to the words that stood before it, which two people had read.

Note 2: what was approved comes back to its author with the reason, as a change that was turned down does: it is taken
up, mended, and proposed once more under the same code. Until then it waits for nobody else.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from flows.actions.checks import check
from flows.actions.decisions import decide, fit_reason
from flows.actions.history import is_public, locked, newest_revision, write_on
from flows.actions.retract import retract
from flows.actions.values import snapshot, take_on
from flows.actions.writing import writing
from flows.models import Proposal, Revision
from flows.models.claims import Claim
from flows.vocabulary import PUBLIC_STATUSES

WINDOW = timedelta(hours=1)


def may_take_back(row: Any, by: Any) -> bool:
    """Whether the last write to a record is an approval of ``by``'s, made within the hour, that can be taken back."""
    last = newest_revision(row)
    return last is not None and not _against(row, last, by)


def take_back(row: Any, reason: str, by: Any) -> None:
    """Undoes one's own approval of a claim or of a change, and gives what was approved back to its author.

    Raises ValidationError for an unfit reason, for another's approval, after an hour, and where something was written
    since; Conflict where the record changed since it was read.
    """
    reason = fit_reason(reason)
    with writing():
        (held,) = locked([row])
        last = newest_revision(held)
        why = "nothing was approved." if last is None else _against(held, last, by)
        if last is None or why:
            raise ValidationError(f"{held.pk}: {why}")
        minutes = max(1, round((timezone.now() - last.at).total_seconds() / 60))
        note = f"Approval taken back after {minutes} minute{'' if minutes == 1 else 's'}: {reason}"
        if last.verb == "approved":
            values, author = snapshot(held), held.entered_by or held.submitted_by
            retract([held], note, by)
        else:
            values, author = last.values, last.by
            take_on(held, _public_before(last).values)
            check(held)
            write_on(held, "restored", by=by, note=note)
        back = Proposal(
            kind=last.kind,
            code=held.pk,
            base=last.number + 1,
            verb="restored" if last.verb == "approved" else last.verb,
            values=values,
            by=author,
        )
        decide(back, "rejected", by, note)


def _public_before(last: Revision) -> Revision:
    """The public revision before an approved change: only to what is public a change is proposed."""
    rows = Revision.objects.filter(
        kind=last.kind, code=last.code, number__lt=last.number, values__status__in=PUBLIC_STATUSES
    )
    return rows.order_by("-number")[0]


def _against(row: Any, last: Revision, by: Any) -> str:
    """What stands against taking the last write back; empty where nothing does."""
    first, proposals = last.verb == "approved", Proposal.objects.filter(kind=last.kind, code=last.code)
    approver = last.by_id if first else last.approved_by_id
    # A merge writes many records at once: it is undone as a whole.
    decided = first or proposals.filter(base=last.number - 1, outcome="applied").exists()
    if approver is None or not decided or not is_public(row):
        return "its last version is no approval: only an approval is taken back."
    if by is None or approver != by.pk:
        return "only whoever approved it takes the approval back."
    if timezone.now() - last.at > WINDOW:
        return "it was approved more than an hour ago: retract it, or propose a change."
    if proposals.filter(outcome="open").exists():
        return "a change to it waits meanwhile: decide on that first."
    if first and not isinstance(row, Claim):
        return "what a public record may name already does not go back: propose a change."
    return ""
