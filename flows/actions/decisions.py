"""How a proposal of any kind is decided on: by whom, when, with which reason."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from flows.actions.reasons import faults_of_reason

_DECISION = ("outcome", "reviewed_by", "reviewed_at", "note")


def fit_reason(reason: str) -> str:
    """The reason of a rejection as it is kept; ValidationError where it is none."""
    reason = reason.strip()
    if faults := faults_of_reason(reason, "it tells the author what to mend"):
        raise ValidationError(faults)
    return reason


def decide(held: Any, outcome: str, by: Any, note: str = "", also: tuple[str, ...] = ()) -> None:
    """Settles a locked proposal; ``also`` names fields that were changed with it."""
    held.outcome, held.reviewed_by, held.reviewed_at, held.note = outcome, by, timezone.now(), note
    held.save(update_fields=[*_DECISION, *also])
