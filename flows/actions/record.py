"""Record something new, or revise what was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from flows.actions.additions import added, forget, publish_named
from flows.actions.checks import check
from flows.actions.history import REVIEW_FIELDS, locked, revision, snapshot, write_on
from flows.actions.writing import writing
from flows.models.claims import Claim
from flows.queries.rows import ADDED
from flows.vocabulary import PUBLIC_STATUSES, Status


def record(row: models.Model, by: Any = None) -> None:
    """Adds a new row; a claim begins as a draft, entered by the user ``by``, and anything else waits to become public.

    Raises ValidationError, by field, where a rule is broken; nothing is then written.
    """
    if isinstance(row, Claim):
        if row.status != Status.DRAFT:
            raise ValidationError({"status": "A new claim begins as a draft; publishing it is a step of its own."})
        row.entered_by, row.version = by, 1
    with writing():
        check(row)
        _save(row, new=True)
        if isinstance(row, Claim):
            revision(row, "entered", by=by).save(force_insert=True)
        elif by is not None and type(row) in ADDED:
            added([(ADDED[type(row)], row.pk)], by)


def revise(row: models.Model, by: Any = None) -> None:
    """Saves the changes to a row that exists; of a claim, one that is not public yet.

    A claim that was submitted or rejected is a draft again, to be submitted again. Its status changes in no other way
    here, and a public claim not at all: see `flows.actions.propose`. A claim without changes is left alone. Raises
    Conflict where the claim is no longer the version that was read, and ValidationError, by field, where a rule is
    broken; nothing is then written.
    """
    with writing():
        if isinstance(row, Claim):
            _revise_claim(row, by)
            return
        if not type(row)._default_manager.filter(pk=row.pk).exists():
            raise ValidationError(f"{row.pk} is not recorded yet.")
        check(row)
        _save(row, new=False)
        # A public row that now names another takes it along.
        publish_named(by)


def remove(rows: Iterable[models.Model]) -> None:
    """Deletes rows that nothing refers to, with their additions; ProtectedError where something does."""
    with writing():
        for row in tuple(rows):
            forget([row])
            row.delete()


def _revise_claim(claim: Claim, by: Any) -> None:
    (before,) = locked([claim])
    for field in ("status", "retraction_reason"):
        if getattr(claim, field) != getattr(before, field):
            raise ValidationError({field: "This changes only by publishing or retracting the claim."})
    if before.status in PUBLIC_STATUSES:
        raise ValidationError(f"{claim.pk} is public: a change to it is proposed, and approved by somebody else.")
    if snapshot(claim) == snapshot(before):
        return
    for field in REVIEW_FIELDS:
        setattr(claim, field, getattr(before, field))
    status, claim.status = claim.status, "draft"
    version = claim.version
    try:
        check(claim)
        with _said_in_words():
            write_on(claim, "revised", by=by)
    except ValidationError:
        claim.status, claim.version = status, version
        raise


@contextmanager
def _said_in_words() -> Iterator[None]:
    """A savepoint whose refusal by the database comes out as a ValidationError."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(f"The database refuses the row: {error}") from error


def _save(row: models.Model, *, new: bool) -> None:
    with _said_in_words():
        row.save(force_insert=new, force_update=not new)
