"""The history of one record for those who work on it: who wrote what when, and what it changed. One query."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flows import models
from flows.queries.rows import MODEL_OF_KIND, PARTS


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that a revision changed, by its name on the form; "" where it was or became empty."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Written:
    """One revision: who wrote it when, who approved it, why, what it changed, and the record as it then stood.

    ``values`` holds the filled fields by their name on the form. The first revision has no differences.
    """

    number: int
    verb: str
    at: datetime
    by: str
    approved_by: str
    note: str
    differences: tuple[Difference, ...]
    values: tuple[tuple[str, str], ...]


def history(table: str, code: str) -> tuple[Written, ...]:
    """Every revision of a record, the first one first; not for public pages."""
    model: Any = MODEL_OF_KIND[table]
    kept = models.Revision.objects.filter(kind=table, code=code)
    rows = kept.order_by("number").select_related("by", "approved_by")
    found: list[Written] = []
    before: Mapping[str, str] = {}
    for row in rows:
        found.append(
            Written(
                row.number,
                row.get_verb_display(),
                row.at,
                str(row.by or ""),
                str(row.approved_by or ""),
                row.note,
                differences(model, before, row.values) if found else (),
                named(model, row.values),
            )
        )
        before = row.values
    return tuple(found)


def recorded_on(revisions: tuple[Written, ...], day: date) -> Written | None:
    """The last revision written by the end of a day, in UTC; None where the record was not there yet."""
    return next((one for one in reversed(revisions) if one.at.date() <= day), None)


def differences(model: Any, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    """What differs between two kept states of a record, in the order of the table's fields."""
    return tuple(
        Difference(name, _words(field, before.get(key)), _words(field, after.get(key)))
        for key, name, field in _fields(model, before.keys() | after.keys())
        if before.get(key) != after.get(key)
    )


def named(model: Any, values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """A kept state by the names of the form, the filled fields alone."""
    return tuple((name, words) for _, name, words in named_by_key(model, values))


def named_by_key(model: Any, values: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """The same, each after the name by which it is kept."""
    return tuple((key, name, _words(field, values[key])) for key, name, field in _fields(model, values.keys()))


def _fields(model: Any, kept: Collection[str]) -> Iterator[tuple[str, str, Any]]:
    """Of the kept names those that the table has, in its order, each with its name on the form and its field."""
    for field in (*model._meta.concrete_fields, *model._meta.many_to_many):
        if field.name in kept:
            yield field.name, _name(field), field
    if parts := PARTS.get(model):
        inside = [name.split(".") for name in kept if name.startswith(f"{parts.name}.")]
        item = str(parts.model._meta.verbose_name).capitalize()
        for number in sorted({int(number) for _, number, _ in inside}):
            for field in parts.model._meta.concrete_fields:
                key = f"{parts.name}.{number}.{field.name}"
                if key in kept:
                    yield key, f"{item} {number}: {field.verbose_name}", field


def _name(field: Any) -> str:
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


def _words(field: Any, value: str | None) -> str:
    if value is None:
        return ""
    return str(dict(getattr(field, "choices", None) or ()).get(value, value))
