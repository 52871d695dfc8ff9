"""How anything is decided on: what whoever decides had seen, by whom, when, with which reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from flows.actions.reasons import faults_of_reason

Along = Mapping[tuple[str, str], int]
"""Rows that become public with a record, by kind and code, each with the version that was seen."""

_SEEN = re.compile(r"[0-9]{1,8}(,[a-z_-]+:[a-z0-9.+-]+:[0-9]{1,8})*")
_DECISION = ("outcome", "reviewed_by", "reviewed_at", "note")


@dataclass(frozen=True, slots=True)
class Seen:
    """What whoever decides had before their eyes: the version of the record, and of every row that is public with it.

    As text, which a form carries: "3,sources:a-code:1".
    """

    version: int
    along: Along = field(default_factory=dict)

    def __str__(self) -> str:
        rows = (f",{kind}:{code}:{version}" for (kind, code), version in sorted(self.along.items()))
        return f"{self.version}{''.join(rows)}"

    @classmethod
    def read(cls, text: str) -> Seen | None:
        """What a form sent; None where it says nothing of the kind."""
        if not _SEEN.fullmatch(text):
            return None
        version, *rows = text.split(",")
        parts = [row.split(":") for row in rows]
        return cls(int(version), {(kind, code): int(number) for kind, code, number in parts})


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
