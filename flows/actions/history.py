"""The history that every write to a record leaves behind, and the version that keeps two writers apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, Model
from django.utils import timezone

from flows.actions.statements import blank, insertions
from flows.actions.values import save_whole, snapshot, snapshots, texts_of, waits
from flows.models import Addition, Revision
from flows.models.claims import Claim
from flows.queries.rows import ADDED, MODEL_OF_KIND
from flows.vocabulary import PUBLIC_STATUSES

KIND_OF_MODEL: Mapping[type[Model], str] = {model: kind for kind, model in MODEL_OF_KIND.items()}

_AT_ONCE = 500
_WORDS = ("entered", "imported", "revised", "restored", "submitted")


class Conflict(ValidationError):
    """The record was written since it was read, by whomever; nothing was written."""

    def __init__(self, code: str) -> None:
        super().__init__(
            f"{code}: it was changed since you opened it, by somebody else or in another window of yours.",
            code="conflict",
        )


class Unseen(Conflict):
    """Rows would be public that are not as whoever decides saw them, each named; nothing was written."""

    def __init__(self, messages: Iterable[str]) -> None:
        ValidationError.__init__(self, list(messages), code="conflict")


def is_public(row: Any) -> bool:
    """Whether readers see a stored record; a retracted claim stays visible."""
    return row.status in PUBLIC_STATUSES if isinstance(row, Claim) else not waits(row)


def newest_revision(row: Model) -> Revision | None:
    """The last write to a record: its version with the words that this has; None where it has no history."""
    found: Revision | None = _of(row).order_by("number").last()
    return found


def newest_version(row: Model) -> int:
    """The version of a stored record; 0 where it has no history."""
    if isinstance(row, Claim):
        return row.version
    numbers = _of(row).aggregate(newest=Max("number"))
    return numbers["newest"] or 0


def locked(rows: Iterable[Model]) -> tuple[Any, ...]:
    """The stored rows of these records, in their order, locked until the transaction ends, each with its ``version``.

    Raises Conflict where a record has another version than the one given; one that is no claim may be given without.
    """
    rows = tuple(rows)
    held: dict[tuple[type[Model], str], Any] = {}
    for model in dict.fromkeys(type(row) for row in rows):
        codes = [row.pk for row in rows if type(row) is model]
        for row in model._default_manager.select_for_update().filter(pk__in=codes).order_by("pk"):
            held[model, row.pk] = row
    for given in rows:
        stored = held.get((type(given), given.pk))
        if stored is None:
            raise ValidationError(f"{given.pk} is not recorded yet.")
        if not isinstance(stored, Claim):
            # Whoever makes it public locks its addition, not the row.
            waits(stored, lock=True)
            stored.version = newest_version(stored)
        if getattr(given, "version", stored.version) != stored.version:
            raise Conflict(given.pk)
    return tuple(held[type(row), row.pk] for row in rows)


def write_on(row: Any, verb: str, *, by: Any = None, approved_by: Any = None, note: str = "") -> None:
    """Saves a locked record as its next version, with its revision."""
    row.version += 1
    save_whole(row, new=False)
    revision(row, verb, by=by, approved_by=approved_by, note=note).save(force_insert=True)


def revision(row: Any, verb: str, *, by: Any = None, approved_by: Any = None, note: str = "") -> Revision:
    """The revision of a record as it now stands, with its version, not yet saved."""
    values = _revision(type(row), row.pk, row.version, verb, timezone.now(), by, snapshot(row))
    return Revision(**values, approved_by=approved_by, note=note)


def revision_of(model: type[Claim], values: Mapping[str, Any], verb: str, at: datetime, by: Any) -> dict[str, Any]:
    """The values of a revision by attribute, of a claim with these values by attribute, version and status included."""
    return _revision(model, values["code"], values["version"], verb, at, by, texts_of(model, values))


def loaded(model: type[Model], codes: Sequence[str], verb: str, by: Any) -> None:
    """Writes the revisions of records beside claims that were written by the hundred, by their codes."""
    versions, at = versions_of(model, codes), timezone.now()
    beginning = blank(Revision)
    rows = (
        {**beginning, **_revision(model, code, versions.get(code, 0) + 1, verb, at, by, values)}
        for code, values in snapshots(model, codes)
    )
    for statement in insertions(Revision, rows):
        statement.run()


def versions_of(model: type[Model], codes: Iterable[str]) -> dict[str, int]:
    """The versions of stored records beside claims by code, of those that have a history."""
    wanted, found = tuple(codes), {}
    for start in range(0, len(wanted), _AT_ONCE):
        rows = Revision.objects.filter(kind=KIND_OF_MODEL[model], code__in=wanted[start : start + _AT_ONCE])
        found.update(dict(rows.order_by().values_list("code").annotate(newest=Max("number"))))
    return found


def _revision(
    model: type[Model], code: str, number: int, verb: str, at: datetime, by: Any, values: Mapping[str, str]
) -> dict[str, Any]:
    return {
        "kind": KIND_OF_MODEL[model],
        "code": code,
        "number": number,
        "verb": verb,
        "at": at,
        "by_id": None if by is None else by.pk,
        "values": values,
    }


def authors(row: Model) -> frozenset[int]:
    """Everybody whose words a record that is not yet public holds, and who submitted it: none of them may approve it.

    Of one that was removed and added again, those since.
    """
    wrote = _of(row)
    removed = wrote.filter(verb="removed").aggregate(newest=Max("number"))["newest"] or 0
    ids = set(wrote.filter(verb__in=_WORDS, number__gt=removed).values_list("by", flat=True))
    if isinstance(row, Claim):
        ids |= {row.entered_by_id, row.submitted_by_id}
    else:
        ids |= set(Addition.objects.filter(kind=ADDED[type(row)], code=row.pk).values_list("by", flat=True))
    return frozenset(one for one in ids if one is not None)


def _of(row: Model) -> Any:
    return Revision.objects.filter(kind=KIND_OF_MODEL[type(row)], code=row.pk)
