"""Which rows of a list may read otherwise since a moment of the record, as a condition for its query.

A record takes names, days and grades of other rows, and its place in public from additions, merges and, of an
appearance, from its claim. Whatever it takes something from is followed, so that no row is missed; a few that read as
before are among those that are found.

Note 1: only tables that were written meanwhile are in the condition, and each part of it is about one column that has
an index. With every way to every table in it, each asked for all claims to be read: 2 s of a hundred thousand.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache, reduce
from operator import or_
from typing import Any

from django.db import connection
from django.db.models import Model, Q
from django.db.models.expressions import RawSQL

from flows import models
from flows.clock import Moment
from flows.dictionary import CLAIM_TABLES
from flows.past import FOREVER, FROM, TO, past_of, with_past
from flows.queries.rows import COLUMNS, MODELS, PARTS

_MEANWHILE = f"({FROM} > %s AND {FROM} <= %s OR {TO} > %s AND {TO} <= %s)"


def written(table: str, first: Moment | None, last: Moment | None) -> Q:
    """The rows of a list that were written after one moment and by another, or that take something from a row that was;
    None is before the first, and now. One query, for the tables that were written."""
    span = (first.number if first else 0, last.number if last else FOREVER - 1)
    return _any(_Meanwhile(span, _tables_written(span)).parts(table))


def _any(parts: Iterator[Q]) -> Q:
    return reduce(or_, parts, Q(pk__in=()))


def _tables_written(span: tuple[int, int]) -> frozenset[str]:
    pasts = [past_of(model._meta.db_table) for model in with_past()]
    each = (
        f"SELECT '{past}' WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(past)} WHERE {_MEANWHILE})"  # noqa: S608
        for past in pasts
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each), span * 2 * len(pasts))
        return frozenset(past for (past,) in cursor.fetchall())


@dataclass(frozen=True, slots=True)
class _Meanwhile:
    """What was written after one number of a moment and by another, and in which tables that was."""

    span: tuple[int, int]
    tables: Collection[str]

    def parts(self, table: str) -> Iterator[Q]:
        """The conditions of which a row meets any where it may read otherwise."""
        model, record = MODELS[table]
        yield from self._by("pk", model)
        yield from self._by("pk", models.Addition, "code", kind=table)
        yield from self._by("pk", models.Merge, "old", kind=table)
        for way in _taken(model, tuple(COLUMNS.get(record, {}).values())):
            yield from self._along(model, way)
        if table == "appearances":
            for claims in CLAIM_TABLES:
                yield from self._by("claim", MODELS[claims][0])
        if table in CLAIM_TABLES:
            appeared = models.Appearance.objects.filter(_any(self.parts("appearances"))).values("claim")
            yield Q(pk__in=appeared)
            yield from self._by("pk", models.Appearance, "claim")
        if hasattr(model, "supersedes"):
            yield from self._by("pk", model, "supersedes_id")
        if inside := PARTS.get(model):
            yield from self._by("pk", inside.model, f"{inside.whole}_id")
            for of_documents in self._by("source", models.Source):
                yield Q(pk__in=inside.model._default_manager.filter(of_documents).values(inside.whole))
        if model is models.Event:
            yield from self._by("pk", models.Event.actors.through, "event_id")
            yield from self._by("source", models.Source)

    def _along(self, model: Any, way: tuple[str, ...]) -> Iterator[Q]:
        """The rows from which this way, through one column of each table, leads to a row that was written."""
        name, *further = way
        related = model._meta.get_field(name).related_model
        if not further:
            yield from self._by(name, related)
        for condition in self._along(related, tuple(further)) if further else ():
            yield Q(**{f"{name}__in": related._default_manager.filter(condition)})

    def _by(self, name: str, model: Any, column: str = "", **fixed: str) -> Iterator[Q]:
        """The rows whose field holds what rows of a table that were written hold in a column, without one their key;
        nothing where none was."""
        past, quote = past_of(model._meta.db_table), connection.ops.quote_name
        if past in self.tables:
            where = _MEANWHILE + "".join(f" AND {quote(each)} = %s" for each in fixed)
            sql = f"SELECT {quote(column or model._meta.pk.column)} FROM {quote(past)} WHERE {where}"  # noqa: S608
            yield Q(**{f"{name}__in": RawSQL(sql, (*self.span, *self.span, *fixed.values()))})  # noqa: S611


@cache
def _taken(model: type[Model], columns: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    """The ways to the rows from which these columns are read, by the fields that refer to them.

    A successor refers to its claim, and not the other way round: that is another part of the condition.
    """
    ways = (tuple(steps[:end]) for column in columns for steps in (column.split("__"),) for end in range(1, len(steps)))
    options: Any = model._meta
    return tuple(way for way in dict.fromkeys(ways) if options.get_field(way[0]).concrete)
