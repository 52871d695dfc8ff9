"""What the desk adds besides claims, and how it becomes public (see Note 1 in `flows.models.additions`)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils import timezone

from flows.actions.history import authors, locked, revision
from flows.actions.writing import writing
from flows.models import Addition
from flows.models.claims import Claim
from flows.queries.rows import ADDED, MODEL_OF_KIND, PARTS, visible

_WHOLE = {parts.model: parts.whole for parts in PARTS.values()}


def added(rows: Iterable[tuple[str, str]], by: Any) -> None:
    """Keeps that somebody added these rows, by kind and code: they wait."""
    for kind, code in rows:
        fresh = {"by": by, "at": timezone.now(), "public_at": None, "public_by": None, "public_with": ""}
        Addition.objects.update_or_create(kind=kind, code=code, defaults=fresh)


def publish(rows: Iterable[Model], by: Any) -> int:
    """Makes rows public that nothing public names yet, and whatever they name, all or none; how many waited.

    Raises ValidationError naming each row that ``by`` added or changed: somebody else has to say so; Conflict where one
    changed since it was read.
    """
    rows = tuple(rows)
    with writing():
        held = [one for row in locked(rows) if (one := _waiting(row)) is not None]
        own = [f"{one.code}: whoever added or changed it does not make it public." for one in held if _wrote(by, one)]
        if own:
            raise ValidationError(own)
        for one in held:
            _settle(one, by, "")
        publish_named(by)
    return len(held)


def publish_named(by: Any) -> None:
    """Makes public what waits and is named by something public: called after whatever may have changed that.

    One query where nothing waits. Raises ValidationError where ``by`` added or changed such a row: nobody approves
    their own words, also not with a claim of somebody else's.
    """
    with writing():
        waiting = list(Addition.objects.select_for_update().filter(public_at=None))
        settled = True
        while waiting and settled:
            settled = False
            for one in tuple(waiting):
                named_by = _named_by(one)
                if named_by:
                    if by is not None and _wrote(by, one):
                        raise ValidationError(
                            f"{one.code}: you added or changed it, and it would be public with {named_by}. Somebody "
                            "else makes it public first, or approves this."
                        )
                    _settle(one, by, named_by)
                    waiting.remove(one)
                    settled = True


def publish_loaded(rows: Iterable[tuple[str, str]]) -> None:
    """Makes rows public that the house itself loads from a file, by kind and code, whoever had added them before.

    Their revisions are those of the load.
    """
    waiting = {(one.kind, one.code): one for one in Addition.objects.select_for_update().filter(public_at=None)}
    if waiting:
        for row in rows:
            if row in waiting:
                _let_in(waiting[row], None, row[1])
        publish_named(None)


def forget(rows: Iterable[Model]) -> None:
    """Deletes the additions of rows that are deleted: their codes are free again."""
    for row in rows:
        if type(row) in ADDED:
            Addition.objects.filter(kind=ADDED[type(row)], code=row.pk).delete()


def _waiting(row: Model) -> Addition | None:
    kind = ADDED[type(row)]
    return Addition.objects.select_for_update().filter(kind=kind, code=row.pk, public_at=None).first()


def _wrote(by: Any, one: Addition) -> bool:
    return by.pk in authors(MODEL_OF_KIND[one.kind](pk=one.code))


def _settle(one: Addition, by: Any, named_by: str) -> None:
    """Makes a row public, with the revision that says so."""
    _let_in(one, by, named_by)
    (row,) = locked([MODEL_OF_KIND[one.kind](pk=one.code)])
    row.version += 1
    revision(row, "approved", by=by).save(force_insert=True)


def _let_in(one: Addition, by: Any, named_by: str) -> None:
    one.public_at, one.public_by, one.public_with = timezone.now(), by, named_by
    one.save(update_fields=["public_at", "public_by", "public_with"])


def _named_by(one: Addition) -> str:
    """The code of a public record that names the row; empty where there is none."""
    for relation in MODEL_OF_KIND[one.kind]._meta.related_objects:
        model: Any = relation.related_model
        if model not in ADDED and model not in _WHOLE and not issubclass(model, Claim):
            continue
        # A part is known by its whole.
        code = _WHOLE.get(model, "code")
        found = visible(model).filter(**{relation.field.name: one.code}).order_by(code).values_list(code, flat=True)
        if (first := found.first()) is not None:
            return str(first)
    return ""
