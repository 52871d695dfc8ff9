"""How anything is decided on: what whoever decides had seen, by whom, when, with which reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from flows.actions.reasons import faults_of_reason

Along = Mapping[tuple[str, str], int]
"""Rows that become public with a record, by kind and code, each with the version that was seen."""

_ROW = "[a-z_-]+:[a-z0-9.+-]+:[0-9]{1,8}"
_SEEN = re.compile(rf"[0-9]{{1,8}}(,{_ROW})*(;{_ROW})*(#[0-9a-f]{{16}})?")
_DECISION = ("outcome", "reviewed_by", "reviewed_at", "note")


@dataclass(frozen=True, slots=True)
class Seen:
    """What whoever decides had before their eyes: the version of the record, of every row that is public with it, and
    of the others that it reads by; None where a page shows nothing of these. ``effects`` stands for what the page said
    that it would change.

    As text, which a form carries: "3,sources:a-code:1;claimants:another:2#0123456789abcdef".
    """

    version: int
    along: Along = field(default_factory=dict)
    beside: Along | None = None
    effects: str = ""

    def __str__(self) -> str:
        effects = f"#{self.effects}" if self.effects else ""
        return f"{self.version}{_listed(',', self.along)}{_listed(';', self.beside or {})}{effects}"

    @classmethod
    def read(cls, text: str) -> Seen | None:
        """What a form sent; None where it says nothing of the kind."""
        if not _SEEN.fullmatch(text):
            return None
        shown, _, effects = text.partition("#")
        version, *along = shown.split(";")[0].split(",")
        beside = shown.split(";")[1:]
        return cls(int(version), _read(along), _read(beside) if beside else None, effects)


def told_as(sentences: Iterable[str]) -> str:
    """What stands for sentences that a page says, as `Seen.effects`."""
    return sha256("\n".join(sentences).encode()).hexdigest()[:16]


def _listed(before: str, rows: Along) -> str:
    return "".join(f"{before}{kind}:{code}:{version}" for (kind, code), version in sorted(rows.items()))


def _read(rows: Iterable[str]) -> Along:
    parts = [row.split(":") for row in rows]
    return {(kind, code): int(number) for kind, code, number in parts}


def fit_reason(reason: str) -> str:
    """The reason of a rejection as it is kept; ValidationError where it is none."""
    reason = reason.strip()
    if faults := faults_of_reason(reason, "it tells the author what to mend"):
        raise ValidationError(faults)
    return reason


def decide(held: Any, outcome: str, by: Any, note: str = "", also: tuple[str, ...] = ()) -> None:
    """Settles a locked proposal, or one that is settled as it is made; ``also`` names fields that changed with it."""
    held.outcome, held.reviewed_by, held.reviewed_at, held.note = outcome, by, timezone.now(), note
    held.save(update_fields=None if held._state.adding else [*_DECISION, *also])
