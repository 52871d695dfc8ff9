"""A record as revisions keep it: its own fields, the codes that it holds and the rows inside it, as text by field.

A route's legs are held as ``legs.1.mode``, an event's parties as ``actors`` with their codes joined by semicolons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.models import Model, QuerySet

from flows.models import Addition
from flows.models.claims import Claim
from flows.queries.rows import ADDED, PARTS, Parts, plain, visible
from flows.vocabulary import Status

REVIEW_FIELDS = ("entered_by", "submitted_by", "submitted_at", "approved_by", "approved_at", "review_note")
_KEPT_APART = frozenset({"code", "version", "recorded_at", "changed_at", *REVIEW_FIELDS})
OF_STATUS = ("status", "retraction_reason")
JOINT = ";"
_AT_ONCE = 200

Held = dict[str, tuple[Any, ...]]
"""By field what a record holds besides its own fields: the codes of other records, or the rows inside it."""


def snapshot(row: Model) -> dict[str, str]:
    """The record's values as text by field, without the empty ones and without who handled it."""
    if isinstance(row, Claim):
        return texts_of(type(row), vars(row))
    return {**values_of(row), "status": Status.DRAFT.code if waits(row) else Status.PUBLISHED.code}


def values_of(row: Model) -> dict[str, str]:
    """The same of a record that is no claim, without whether readers see it."""
    return {**texts_of(type(row), vars(row)), **_texts_of_held(type(row), held(row))}


def snapshots(model: type[Model], codes: Sequence[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """The same of stored records that are no claims, by their code; some hundreds at a time, four queries each."""
    names = [attribute for _, attribute in _kept(model)]
    public = Status.PUBLISHED.code
    for start in range(0, len(codes), _AT_ONCE):
        some = codes[start : start + _AT_ONCE]
        seen = codes_among(visible(model), some)
        within = _stored_held(model, some)
        for values in model._default_manager.filter(pk__in=some).order_by("pk").values("pk", *names):
            code = values["pk"]
            texts = {**texts_of(model, values), **_texts_of_held(model, within[code])}
            yield code, {**texts, "status": public if code in seen else Status.DRAFT.code}


def codes_among(rows: QuerySet[Any], codes: Iterable[str]) -> frozenset[str]:
    """Those of the codes that are among some rows."""
    wanted = tuple(codes)
    found: set[str] = set()
    for start in range(0, len(wanted), _AT_ONCE):
        some = rows.order_by().filter(pk__in=wanted[start : start + _AT_ONCE])
        found.update(some.values_list("pk", flat=True))
    return frozenset(found)


def waits(row: Model, *, lock: bool = False) -> bool:
    """Whether a row that is no claim was added at the desk and is not public yet."""
    open_ = Addition.objects.filter(kind=ADDED[type(row)], code=row.pk, public_at=None)
    return (open_.select_for_update() if lock else open_).first() is not None


def texts_of(model: type[Model], values: Mapping[str, Any]) -> dict[str, str]:
    """The kept fields of a row, given as its values by attribute, without what it holds besides."""
    return as_texts({name: values[attribute] for name, attribute in _kept(model)})


def as_texts(values: Mapping[str, Any]) -> dict[str, str]:
    """Values as revisions keep them."""
    return {name: _text(value) for name, value in values.items() if value is not None and value != ""}


def take_on(row: Model, values: Mapping[str, str]) -> None:
    """Gives the record what a revision kept, its editorial status aside; nothing is written."""
    for field in row._meta.concrete_fields:
        if field.name not in _KEPT_APART and field.name not in OF_STATUS:
            setattr(row, field.attname, _read(field, values.get(field.name)))
    for member in row._meta.many_to_many:
        hold(row, **{member.name: tuple(filter(None, values.get(member.name, "").split(JOINT)))})
    if parts := PARTS.get(type(row)):
        by_number: dict[int, dict[str, str]] = defaultdict(dict)
        for name, text in values.items():
            inside, _, rest = name.partition(".")
            if rest and inside == parts.name:
                number, _, of_part = rest.partition(".")
                by_number[int(number)][of_part] = text
        hold(row, **{parts.name: tuple(_part(parts, row, *each) for each in sorted(by_number.items()))})


def hold(row: Any, **given: Iterable[Any]) -> None:
    """Gives the record what it is to hold besides its own fields: codes, or rows inside it. Nothing is written."""
    row.to_hold = {**getattr(row, "to_hold", {}), **{name: tuple(each) for name, each in given.items()}}


def held(row: Any) -> Held:
    """What a record holds besides its own fields: as it was given by `hold`, else as it is stored."""
    given: Held = getattr(row, "to_hold", {})
    model: type[Model] = type(row)
    if set(given) == _held_by(model):
        return given
    return {**_stored_held(model, [row.pk])[row.pk], **given}


def save_whole(row: Any, *, new: bool) -> None:
    """Writes the record with what it was given to hold."""
    row.save(force_insert=new, force_update=not new)
    given: Held = getattr(row, "to_hold", {})
    for member in row._meta.many_to_many:
        if member.name in given:
            getattr(row, member.name).set(given[member.name])
    parts = PARTS.get(type(row))
    if parts is not None and parts.name in given:
        _save_parts(parts, row, given[parts.name])
    row.to_hold = {}


def _save_parts(parts: Parts, row: Model, wanted: Iterable[Any]) -> None:
    stored = {
        getattr(part, parts.number): part.pk for part in parts.model._default_manager.filter(**{parts.whole: row})
    }
    by_number = {getattr(part, parts.number): part for part in wanted}
    gone = [key for number, key in stored.items() if number not in by_number]
    parts.model._default_manager.filter(pk__in=gone).delete()
    for number, part in by_number.items():
        part.pk = stored.get(number)
        setattr(part, parts.whole, row)
        part.save(force_insert=part.pk is None, force_update=part.pk is not None)


@cache
def _kept(model: type[Model]) -> tuple[tuple[str, str], ...]:
    """The fields that revisions keep, each with the attribute that holds its value."""
    return tuple((field.name, field.attname) for field in model._meta.concrete_fields if field.name not in _KEPT_APART)


@cache
def _kept_of_part(parts: Parts) -> tuple[Any, ...]:
    apart = ("id", parts.whole, parts.number)
    return tuple(field for field in parts.model._meta.concrete_fields if field.name not in apart)


@cache
def _held_by(model: type[Model]) -> frozenset[str]:
    parts = PARTS.get(model)
    return frozenset([member.name for member in model._meta.many_to_many] + ([parts.name] if parts else []))


def _stored_held(model: type[Model], codes: Sequence[str]) -> Mapping[str, Held]:
    """What stored records hold, by their code; a query for each field that holds something."""
    found: dict[str, Held] = defaultdict(lambda: dict.fromkeys(_held_by(model), ()))
    for member in model._meta.many_to_many:
        rows = model._default_manager.filter(pk__in=codes).exclude(**{member.name: None})
        for code, other in rows.order_by("pk", member.name).values_list("pk", member.name):
            found[code] = {**found[code], member.name: (*found[code][member.name], other)}
    if parts := PARTS.get(model):
        inside = parts.model._default_manager.filter(**{f"{parts.whole}__in": codes})
        for part in inside.order_by(parts.whole, parts.number):
            code = getattr(part, f"{parts.whole}_id")
            found[code] = {**found[code], parts.name: (*found[code][parts.name], part)}
    return found


def _texts_of_held(model: type[Model], within: Held) -> dict[str, str]:
    texts = {name: JOINT.join(sorted(each)) for name, each in within.items() if each and name != _name_of_parts(model)}
    if parts := PARTS.get(model):
        for part in sorted(within[parts.name], key=lambda part: int(getattr(part, parts.number))):
            texts |= texts_of_part(parts, part)
    return texts


def texts_of_part(parts: Parts, part: Any) -> dict[str, str]:
    """A row inside a record as revisions of the record keep it."""
    number = getattr(part, parts.number)
    values = {f"{parts.name}.{number}.{field.name}": getattr(part, field.attname) for field in _kept_of_part(parts)}
    return as_texts(values)


def _name_of_parts(model: type[Model]) -> str:
    parts = PARTS.get(model)
    return parts.name if parts else ""


def _part(parts: Parts, row: Model, number: int, values: Mapping[str, str]) -> Model:
    read = {field.attname: _read(field, values.get(field.name)) for field in _kept_of_part(parts)}
    return parts.model(**{f"{parts.whole}_id": row.pk, parts.number: number, **read})


def _read(field: Any, text: str | None) -> Any:
    if text is None:
        return None if field.null else ""
    return field.to_python(text)


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(plain(value), "f")
    return value.isoformat() if isinstance(value, date) else str(value)
