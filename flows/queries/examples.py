"""Earlier claims that a new one may be like: its editor's last, its document's, its claimant's. One query each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.dictionary import CLAIM_TABLES
from flows.queries.rows import MODELS
from flows.vocabulary import Status

_NO_EXAMPLE = (Status.RETRACTED, Status.REJECTED)


def last_of(table: str, by: Any) -> Any:
    """The claim of a table that somebody entered last; None where they entered none."""
    return _every(table).filter(entered_by=by).order_by("-recorded_at", "-pk").first()


def newest_like(table: str, fields: Mapping[str, Any]) -> Any:
    """The claim of a table with these values that was stated last; None where none has them."""
    return _every(table).filter(**fields).order_by("-claimed_on", "-recorded_at", "pk").first()


def voice_of(source: str) -> tuple[str, str] | None:
    """The claimant and the speaker of every claim that rests on a document; None where there are none, or several."""
    voices = {
        voice
        for table in CLAIM_TABLES
        for voice in _every(table).filter(source=source).order_by().values_list("claimant", "speaker").distinct()[:2]
    }
    return voices.pop() if len(voices) == 1 else None


def _every(table: str) -> Any:
    return MODELS[table][0]._default_manager.exclude(status__in=_NO_EXAMPLE)
