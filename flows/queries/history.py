"""The history of one record for those who work on it: who wrote what when, and what it changed.

Two queries, and one for each table whose rows it names.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import DateField, DecimalField

from flows import models
from flows.models.claims import CLAIM_MODELS, Claim
from flows.queries.entered import entered
from flows.queries.rows import MODEL_OF_KIND, PARTS
from flows.wording import quote, spelled, when

Names = Mapping[tuple[Any, str], str]
"""What rows are called, by their table and code."""
_TABLE = {model: table for table, model in CLAIM_MODELS.items()}


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
    rows = tuple(kept.order_by("number").select_related("by", "approved_by"))
    names = names_in(model, [row.values for row in rows])
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
                differences(model, before, row.values, names) if found else (),
                named(model, row.values, names),
            )
        )
        before = row.values
    return tuple(found)


def recorded_on(revisions: tuple[Written, ...], day: date) -> Written | None:
    """The last revision written by the end of a day, in UTC; None where the record was not there yet."""
    return next((one for one in reversed(revisions) if one.at.date() <= day), None)


def differences(
    model: Any, before: Mapping[str, str], after: Mapping[str, str], names: Names | None = None
) -> tuple[Difference, ...]:
    """What differs between two kept states of a record, in the order of the table's fields.

    With the ``names`` of `names_in` as people say it: rows by what they are called, those that are called alike with
    their codes. Without, as it is kept.
    """
    return tuple(
        Difference(name, *_apart(field, before.get(key, ""), after.get(key, ""), names))
        for key, name, field in _fields(model, before.keys() | after.keys())
        if before.get(key) != after.get(key)
    )


def named(model: Any, values: Mapping[str, str], names: Names | None = None) -> tuple[tuple[str, str], ...]:
    """A stored state by the names of the form, as people say it, the filled fields alone."""
    return tuple((name, words) for _, name, words in named_by_key(model, values, names))


def named_by_key(model: Any, values: Mapping[str, str], names: Names | None = None) -> tuple[tuple[str, str, str], ...]:
    """The same, each after the name by which it is kept."""
    names = names_in(model, (values,)) if names is None else names
    return tuple((key, name, _words(field, values[key], names)) for key, name, field in _fields(model, values.keys()))


def names_in(model: Any, states: Iterable[Mapping[str, str]]) -> Names:
    """What the rows are called that kept states of a record name; a claim by its phrase. A query for each table."""
    wanted: dict[Any, set[str]] = {}
    for values in states:
        for key, _, field in _fields(model, values.keys()):
            if field.related_model is not None:
                wanted.setdefault(field.related_model, set()).update(_codes(field, values[key]))
    return {(table, code): name for table, codes in wanted.items() for code, name in _called(table, codes)}


def _called(model: Any, codes: Collection[str]) -> Iterator[tuple[str, str]]:
    if issubclass(model, Claim):
        yield from ((code, quote(claim)) for code, claim in entered(_TABLE[model], codes).items())
    else:
        yield from ((code, str(row)) for code, row in model._default_manager.in_bulk(codes).items())


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


def _codes(field: Any, value: str) -> list[str]:
    return value.split(";") if field.many_to_many else [value]


def _apart(field: Any, before: str, after: str, names: Names | None) -> tuple[str, str]:
    one, other = _words(field, before, names), _words(field, after, names)
    if names is not None and one == other:
        return f"{one} ({before})", f"{other} ({after})"
    return one, other


def _words(field: Any, value: str, names: Names | None) -> str:
    """A stored value in words; "" where it is empty."""
    if value and names is not None:
        if field.related_model is not None:
            return "; ".join(names.get((field.related_model, code), code) for code in _codes(field, value))
        if isinstance(field, DecimalField):
            return spelled(Decimal(value))
        if isinstance(field, DateField):
            return when(date.fromisoformat(value[:10]))
    return str(dict(getattr(field, "choices", None) or ()).get(value, value))
