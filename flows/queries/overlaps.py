"""What stands in the tables of overlaps about one party or one claimant, as known on a day: one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from flows import models
from flows.queries.known import overlapping
from flows.queries.rows import visible


@dataclass(frozen=True, slots=True)
class Overlap:
    """Another that may count the same goods or is not independent: its code, how they are related, our note.

    ``first`` says that the one that is asked about stands first in the pair, as the whole or the buyer; ``relation`` is
    empty for claimants.
    """

    other: str
    relation: str
    first: bool
    notes: str


def overlaps_of_actor(actor: str, as_of: date | None) -> tuple[Overlap, ...]:
    """The parties whose totals may count the same goods as those of this one, by code."""
    return _overlaps(models.ActorOverlap, "actor", actor, as_of)


def overlaps_of_claimant(claimant: str, as_of: date | None) -> tuple[Overlap, ...]:
    """The claimants that this one is recorded not to be independent of, by code."""
    return _overlaps(models.ClaimantOverlap, "claimant", claimant, as_of)


def _overlaps(model: Any, one: str, code: str, as_of: date | None) -> tuple[Overlap, ...]:
    rows = visible(model).filter(Q(**{one: code}) | Q(overlaps=code))
    rows = rows.filter(overlapping(as_of)) if as_of is not None else rows
    found = [
        Overlap(
            row.overlaps_id if getattr(row, f"{one}_id") == code else getattr(row, f"{one}_id"),
            getattr(row, "relation", ""),
            getattr(row, f"{one}_id") == code,
            row.notes if as_of is None else "",
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda overlap: overlap.other))
