"""What became of a public claim since it was published: its revisions without the people. Two to five queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from flows import models
from flows.dictionary import CLAIM_TABLES
from flows.queries.history import Difference, differences
from flows.queries.rows import MODELS, public
from flows.vocabulary import PUBLIC_STATUSES

PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class PublicRevision:
    """A revision that readers could see: its number from 1 on, the day, what was done, and what it changed."""

    number: int
    on: date
    done: str
    differences: tuple[Difference, ...]


def revisions(code: str) -> tuple[PublicRevision, ...]:
    """The public revisions of a claim of any kind, the first one first; empty where no such claim is public.

    What was written before publication is not among them, nor is who wrote, submitted or approved anything.
    """
    table = next((name for name in CLAIM_TABLES if public(name).filter(code=code).exists()), None)
    if table is None:
        return ()
    model: Any = MODELS[table][0]
    found: list[PublicRevision] = []
    before: dict[str, str] = {}
    for row in models.Revision.objects.filter(kind=table, code=code).order_by("number").only("verb", "at", "values"):
        if row.values.get("status") not in PUBLIC_STATUSES:
            continue
        done = row.get_verb_display() if found else PUBLISHED
        changed = differences(model, before, row.values) if found else ()
        found.append(PublicRevision(len(found) + 1, row.at.date(), done, changed))
        before = row.values
    return tuple(found)
