"""Record something new, or revise what was recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from flows.actions.additions import added, forget, publish_named
from flows.actions.checks import check
from flows.actions.history import is_public, locked, newest_version, revision, write_on
from flows.actions.values import OF_STATUS, REVIEW_FIELDS, save_whole, snapshot
from flows.actions.writing import writing
from flows.models.claims import Claim
from flows.queries.rows import ADDED, PARTS
from flows.vocabulary import Status


def record(row: Any, by: Any = None) -> None:
    """Adds a new record; a claim begins as a draft, entered by the user ``by``, and anything else of theirs waits to
    become public. What the house itself records besides claims, in nobody's name, is public.

    Raises ValidationError, by field, where a rule is broken; nothing is then written.
    """
    if isinstance(row, Claim):
        if row.status != Status.DRAFT:
            raise ValidationError({"status": "A new claim begins as a draft; publishing it is a step of its own."})
        row.entered_by, row.version = by, 1
    with writing():
        _refuse_part(row)
        check(row)
        with _said_in_words():
            save_whole(row, new=True)
        if not isinstance(row, Claim):
            row.version = newest_version(row) + 1
            if by is not None:
                added([(ADDED[type(row)], row.pk)], by)
        revision(row, "entered", by=by).save(force_insert=True)


def revise(row: Any, by: Any = None) -> None:
    """Saves the changes to a record that exists and is not public yet; to what claims refer to, the house itself at any
    time.

    A claim that was submitted or rejected is a draft again, to be submitted again. Its status changes in no other way
    here. A change to what is public is proposed: see `flows.actions.propose`. A record without changes is left alone.
    Raises Conflict where it is no longer the version that was read, and ValidationError, by field, where a rule is
    broken; nothing is then written.
    """
    with writing():
        _refuse_part(row)
        (before,) = locked([row])
        public = is_public(before)
        if isinstance(row, Claim):
            for field in OF_STATUS:
                if getattr(row, field) != getattr(before, field):
                    raise ValidationError({field: "This changes only by publishing or retracting the claim."})
        if public and (by is not None or isinstance(row, Claim)):
            raise ValidationError(f"{row.pk} is public: a change to it is proposed, and approved by somebody else.")
        if snapshot(row) == snapshot(before):
            return
        if isinstance(row, Claim):
            _revise_claim(row, before, by)
            return
        row.version = before.version
        check(row)
        with _said_in_words():
            write_on(row, "revised", by=by)
        if public:
            # A public row that now names another takes it along.
            publish_named(by)


def remove(rows: Iterable[models.Model], by: Any = None) -> None:
    """Deletes rows that are not public yet and that nothing refers to, with their additions; their histories stay.

    Raises ValidationError for what is public or a member of another record, ProtectedError where something else refers
    to it; nothing is then deleted.
    """
    with writing():
        for row in locked(rows):
            if is_public(row):
                raise ValidationError(f"{row.pk} is public: nothing public is deleted.")
            if holder := _holder(row):
                raise ValidationError(f"{row.pk} is named by {holder}: change that first.")
            row.version += 1
            last = revision(row, "removed", by=by)
            last.values = {}
            last.save(force_insert=True)
            forget([row])
            row.delete()


def _refuse_part(row: models.Model) -> None:
    for whole, parts in PARTS.items():
        if type(row) is parts.model:
            raise ValidationError(f"A {parts.model._meta.verbose_name} is written with its {whole._meta.verbose_name}.")


def _holder(row: models.Model) -> str:
    """A record that holds the row as a member, which the database would let go of it; "" where there is none."""
    for relation in row._meta.related_objects:
        if relation.many_to_many:
            found = relation.related_model._default_manager.filter(**{relation.field.name: row.pk}).first()
            if found is not None:
                return str(found.pk)
    return ""


def _revise_claim(claim: Claim, before: Claim, by: Any) -> None:
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
