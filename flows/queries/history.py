"""The history of one claim for those who work on it: who wrote what when, and what it changed. One query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flows import models
from flows.queries.rows import MODELS


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that a revision changed, by its name on the form; "" where it was or became empty."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Written:
    """One revision: who wrote it when, who approved it, why, what it changed, and the claim as it then stood.

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
    """Every revision of a claim, the first one first; not for public pages."""
    model: Any = MODELS[table][0]
    rows = models.Revision.objects.filter(code=code).order_by("number").select_related("by", "approved_by")
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
    """The last revision written by the end of a day, in UTC; None where the claim was not on record yet."""
    return next((one for one in reversed(revisions) if one.at.date() <= day), None)


def differences(model: Any, before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Difference, ...]:
    """What differs between two kept states of a claim, in the order of the table's fields."""
    return tuple(
        Difference(_name(field), _words(field, before.get(field.name)), _words(field, after.get(field.name)))
        for field in model._meta.concrete_fields
        if before.get(field.name) != after.get(field.name)
    )


def named(model: Any, values: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """A kept state by the names of the form, the filled fields alone."""
    return tuple(
        (_name(field), _words(field, values[field.name]))
        for field in model._meta.concrete_fields
        if field.name in values
    )


def _name(field: Any) -> str:
    words = str(field.verbose_name)
    return words[:1].upper() + words[1:]


def _words(field: Any, value: str | None) -> str:
    if value is None:
        return ""
    return str(dict(field.choices or ()).get(value, value))
