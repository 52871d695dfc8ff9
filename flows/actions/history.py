"""The history that every write to a claim leaves behind, and the version that keeps two writers apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from flows.models import Revision
from flows.models.claims import CLAIM_MODELS, Claim
from flows.queries.rows import plain

KIND_OF_MODEL: Mapping[type[Claim], str] = {model: kind for kind, model in CLAIM_MODELS.items()}

REVIEW_FIELDS = ("entered_by", "submitted_by", "submitted_at", "approved_by", "approved_at", "review_note")
_KEPT_APART = frozenset({"code", "version", "recorded_at", "changed_at", *REVIEW_FIELDS})
_OF_STATUS = ("status", "retraction_reason")


class Conflict(ValidationError):
    """Somebody else wrote the claim since it was read; nothing was written."""

    def __init__(self, code: str) -> None:
        super().__init__(f"{code}: somebody else changed it since you opened it.", code="conflict")


def snapshot(claim: Claim) -> dict[str, str]:
    """The claim's values as text by field, without the empty ones and without who handled it."""
    return _texts_of(type(claim), vars(claim))


def _texts_of(model: type[Claim], values: Mapping[str, Any]) -> dict[str, str]:
    return as_texts({name: values[attribute] for name, attribute in _kept(model)})


@cache
def _kept(model: type[Claim]) -> tuple[tuple[str, str], ...]:
    """The fields that revisions keep, each with the attribute that holds its value."""
    return tuple((field.name, field.attname) for field in model._meta.concrete_fields if field.name not in _KEPT_APART)


def as_texts(values: Mapping[str, Any]) -> dict[str, str]:
    """Values as revisions keep them."""
    return {name: _text(value) for name, value in values.items() if value is not None and value != ""}


def take_on(claim: Claim, values: Mapping[str, str]) -> None:
    """Gives the claim what a revision kept, its editorial status aside."""
    for field in claim._meta.concrete_fields:
        if field.name in _KEPT_APART or field.name in _OF_STATUS:
            continue
        empty: Any = None if field.null else ""
        text = values.get(field.name)
        setattr(claim, field.attname, empty if text is None else field.to_python(text))


def locked(claims: Iterable[Claim]) -> tuple[Any, ...]:
    """The stored rows of these claims, in their order, locked until the transaction ends.

    Raises Conflict where a claim has another version than the one given.
    """
    claims = tuple(claims)
    held: dict[str, Claim] = {}
    for model in {type(claim) for claim in claims}:
        codes = [claim.pk for claim in claims if type(claim) is model]
        for row in model._default_manager.select_for_update().filter(pk__in=codes).order_by("pk"):
            held[row.pk] = row
    for claim in claims:
        if claim.pk not in held:
            raise ValidationError(f"{claim.pk} is not recorded yet.")
        if held[claim.pk].version != claim.version:
            raise Conflict(claim.pk)
    return tuple(held[claim.pk] for claim in claims)


def write_on(claim: Claim, verb: str, *, by: Any = None, approved_by: Any = None, note: str = "") -> None:
    """Saves a locked claim as its next version, with its revision."""
    claim.version += 1
    claim.save(force_update=True)
    revision(claim, verb, by=by, approved_by=approved_by, note=note).save(force_insert=True)


def revision(claim: Claim, verb: str, *, by: Any = None, approved_by: Any = None, note: str = "") -> Revision:
    """The revision of a claim as it now stands, not yet saved."""
    return Revision(
        **revision_of(type(claim), vars(claim), verb, timezone.now(), by), approved_by=approved_by, note=note
    )


def revision_of(model: type[Claim], values: Mapping[str, Any], verb: str, at: datetime, by: Any) -> dict[str, Any]:
    """The values of a revision by attribute, of a claim with these values by attribute, version and status included."""
    return {
        "kind": KIND_OF_MODEL[model],
        "code": values["code"],
        "number": values["version"],
        "verb": verb,
        "at": at,
        "by_id": None if by is None else by.pk,
        "values": _texts_of(model, values),
    }


def authors(claim: Claim) -> frozenset[int]:
    """Everybody whose words a claim that is not yet public holds, and who submitted it: none of them may approve it."""
    wrote = Revision.objects.filter(code=claim.pk, verb__in=("entered", "imported", "revised", "restored", "submitted"))
    ids = {claim.entered_by_id, claim.submitted_by_id, *wrote.values_list("by", flat=True)}
    return frozenset(one for one in ids if one is not None)


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(plain(value), "f")
    return value.isoformat() if isinstance(value, date) else str(value)
