"""Which rows of a list may read otherwise since a moment of the record, as a condition for its query.

A record takes names, days and grades of other rows, and its place in public from additions, merges and, of an
appearance, from its claim. Whatever it takes something from is followed, so that no row is missed; a few that read as
before are among those that are found.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

from django.db import connection
from django.db.models import Model, Q
from django.db.models.expressions import RawSQL

from flows import models
from flows.clock import Moment
from flows.dictionary import CLAIM_TABLES
from flows.past import FOREVER, FROM, TO, past_of
from flows.queries.rows import COLUMNS, MODELS, PARTS


def written(table: str, first: Moment | None, last: Moment | None) -> Q:
    """The rows of a list that were written after one moment and by another, or that take something from a row that was;
    None is before the first, and now."""
    model, record = MODELS[table]
    found = partial(_written, first.number if first else 0, last.number if last else FOREVER - 1)
    rows = Q(pk__in=found(model))
    for shown in (found(models.Addition, "code", kind=table), found(models.Merge, "old", kind=table)):
        rows |= Q(pk__in=shown)
    for path, taken_from in _taken(model, tuple(COLUMNS.get(record, {}).values())):
        rows |= Q(**{f"{path}__in": found(taken_from)})
    if table == "appearances":
        for claims in CLAIM_TABLES:
            rows |= Q(claim__in=found(MODELS[claims][0]))
    if table in CLAIM_TABLES:
        appeared = models.Appearance.objects.filter(written("appearances", first, last)).values("claim")
        rows |= Q(pk__in=appeared) | Q(pk__in=found(models.Appearance, "claim"))
        rows |= Q(pk__in=found(model, "supersedes_id")) if hasattr(model, "supersedes") else Q()
    if parts := PARTS.get(model):
        of_documents = parts.model._default_manager.filter(source__in=found(models.Source)).values(parts.whole)
        rows |= Q(pk__in=found(parts.model, f"{parts.whole}_id")) | Q(pk__in=of_documents)
    if model is models.Event:
        rows |= Q(pk__in=found(models.Event.actors.through, "event_id")) | Q(source__in=found(models.Source))
    return rows


@cache
def _taken(model: type[Model], columns: tuple[str, ...]) -> tuple[tuple[str, type[Model]], ...]:
    """The rows from which these columns are read, each by the way to it and its table."""
    return tuple(dict.fromkeys(step for column in columns for step in _steps(model, column)))


def _steps(model: type[Model], column: str) -> Iterator[tuple[str, type[Model]]]:
    way: list[str] = []
    at: Any = model
    for name in column.split("__")[:-1]:
        way.append(name)
        at = at._meta.get_field(name).related_model
        yield "__".join(way), at


def _written(first: int, last: int, model: type[Model], column: str = "", **fixed: str) -> RawSQL:
    """What the rows of a table hold in a column, their key where none is named, of all that were written meanwhile."""
    options: Any = model._meta
    quote = connection.ops.quote_name
    where = f"({FROM} > %s AND {FROM} <= %s OR {TO} > %s AND {TO} <= %s)"
    where += "".join(f" AND {quote(name)} = %s" for name in fixed)
    sql = f"SELECT {quote(column or options.pk.column)} FROM {quote(past_of(options.db_table))} WHERE {where}"  # noqa: S608
    return RawSQL(sql, (first, last, first, last, *fixed.values()))  # noqa: S611
