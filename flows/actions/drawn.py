"""What a page was drawn from, and what of it was written since, by whomever: also by who decides on that page.

Note 1: a claim reads as it does by more than its own row: its document, its claimant, its parties and goods, what it
supersedes and where it appeared. Each of these may change while somebody reads, and so may what the claim would do to
the pages of readers, which another approval is enough for. A decision is about what was read, so it is refused after
any of these; rows are compared inside its transaction, by their versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.actions.additions import named
from flows.actions.decisions import Along, Seen
from flows.actions.history import KIND_OF_MODEL, newest_revision, newest_version
from flows.models import Appearance
from flows.models.claims import Claim
from flows.models.history import KIND
from flows.queries.rows import MODEL_OF_KIND

_CALLED = dict(KIND)


def beside_of(row: Any, along: Along) -> Along:
    """Every row that a record reads by besides itself and those ``along``, by kind and code, each with its version."""
    return {key: newest_version(_stored(*key)) for key in sorted(set(_beside(row)) - along.keys())}


def changed_since(row: Any, seen: Seen, by: Any) -> tuple[str, ...]:
    """What was written since a page about ``row`` was drawn, each as a sentence; empty where it still stands.

    What becomes public with it is looked at by whatever makes it public.
    """
    if newest_version(_stored(KIND_OF_MODEL[type(row)], row.pk)) != seen.version:
        return (f"The record itself was {_written(row, by)}.",)
    if seen.beside is None:
        return ()
    now = beside_of(row, seen.along)
    told = [
        f"The {_CALLED[kind]} {code} is no longer part of it." for kind, code in seen.beside if (kind, code) not in now
    ]
    for (kind, code), version in now.items():
        if (kind, code) not in seen.beside:
            told.append(f"The {_CALLED[kind]} {code} is new beside it.")
        elif version != seen.beside[kind, code]:
            told.append(f"The {_CALLED[kind]} {code}, which it names, was {_written(_stored(kind, code), by)}.")
    return tuple(told)


def _beside(row: Any) -> Iterator[tuple[str, str]]:
    yield from named(row)
    for field in row._meta.concrete_fields:
        if (code := getattr(row, field.attname)) and field.related_model in KIND_OF_MODEL:
            yield KIND_OF_MODEL[field.related_model], code
    if isinstance(row, Claim):
        for appearance in Appearance.objects.filter(claim=row.pk):
            yield KIND_OF_MODEL[Appearance], appearance.pk
            yield from named(appearance)


def _stored(kind: str, code: str) -> Any:
    model = MODEL_OF_KIND[kind]
    return model._default_manager.filter(pk=code).first() or model(pk=code)


def _written(row: Any, by: Any) -> str:
    last = newest_revision(row)
    if last is None:
        return "written anew"
    whoever = (last.approved_by, last.by)
    if by is not None and by in whoever:
        who = " by you"
    else:
        who = next((f" by {one}" for one in whoever if one is not None), "")
    return f"{last.get_verb_display()}{who} at {last.at:%H:%M} UTC"
