"""What became of a public record since it was published: its revisions without the people."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from flows import models
from flows.dictionary import ADDED, CLAIM_TABLES, LISTED
from flows.queries.changes import name_of
from flows.queries.history import Difference, differences
from flows.queries.rows import MODEL_OF_KIND, public
from flows.vocabulary import PUBLIC_STATUSES

PUBLISHED = "published"
_CALLED = dict(ADDED)


@dataclass(frozen=True, slots=True)
class PublicRevision:
    """A revision that readers could see: its number from 1 on, the day, what was done, and what it changed."""

    number: int
    on: date
    done: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class RevisionBeside:
    """A change to a row that a claim names: the table, what a row of it is called, its code and its name by then."""

    table: str
    called: str
    code: str
    name: str
    revision: PublicRevision


def revisions(code: str) -> tuple[PublicRevision, ...]:
    """The public revisions of a claim of any kind, the first one first; empty where no such claim is public.

    What was written before publication is not among them, nor is who wrote, submitted or approved anything. Two to five
    queries.
    """
    table = next((name for name in CLAIM_TABLES if public(name).filter(code=code).exists()), None)
    return () if table is None else revisions_in(table, code)


def revisions_in(table: str, code: str) -> tuple[PublicRevision, ...]:
    """The same of a record of one table, which is public. One query."""
    return _told(table, models.Revision.objects.filter(kind=table, code=code).order_by("number"))


def revisions_beside(table: str, claim: Any) -> tuple[RevisionBeside, ...]:
    """What was changed of the rows that a public claim names since they were public, oldest first. One query."""
    named = [
        (field.reference, getattr(claim, field.name))
        for field in LISTED[table].public
        if field.reference and field.reference not in CLAIM_TABLES and getattr(claim, field.name, None)
    ]
    rows: dict[tuple[str, str], list[models.Revision]] = {each: [] for each in named}
    asked = Q(*(Q(kind=kind, code=code) for kind, code in rows), _connector=Q.OR)
    for row in models.Revision.objects.filter(asked).order_by("number"):
        rows[row.kind, row.code].append(row)
    found = [
        RevisionBeside(kind, _CALLED[kind], code, name_of(code, kept[-1].values), one)
        for (kind, code), kept in rows.items()
        for one in _told(kind, kept)
        if one.differences
    ]
    return tuple(sorted(found, key=lambda one: one.revision.on))


def _told(table: str, rows: Iterable[models.Revision]) -> tuple[PublicRevision, ...]:
    model: Any = MODEL_OF_KIND[table]
    found: list[PublicRevision] = []
    before: dict[str, str] = {}
    for row in rows:
        if row.values.get("status") not in PUBLIC_STATUSES:
            continue
        done = row.get_verb_display() if found else PUBLISHED
        changed = differences(model, before, row.values) if found else ()
        found.append(PublicRevision(len(found) + 1, row.at.date(), done, changed))
        before = row.values
    return tuple(found)
