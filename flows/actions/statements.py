"""Rows turned into SQL ahead of time, so that a transaction holds nothing up but the database's own work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import itemgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import AutoField, CharField, ForeignKey, JSONField, Model, PositiveIntegerField, TextField
from django.utils import timezone

_AS_THEY_ARE = (CharField, TextField, PositiveIntegerField, ForeignKey)


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with the parameters of each time that it is to run."""

    sql: str
    parameters: Sequence[Sequence[Any]]

    def part(self, start: int, end: int) -> Statement:
        """The same for some of its parameters."""
        return Statement(self.sql, self.parameters[start:end])

    def run(self) -> int:
        """Runs it as often as it has parameters; how many rows it wrote."""
        with connection.cursor() as cursor:
            if len(self.parameters) == 1:
                cursor.execute(self.sql, self.parameters[0])
            else:
                cursor.executemany(self.sql, self.parameters)
            return int(cursor.rowcount)


def blank(model: type[Model]) -> dict[str, Any]:
    """A row of which nothing is said yet, by attribute: every default, and now where the moment of writing is kept."""
    now = timezone.now()
    return {field.attname: now if _keeps_time(field) else field.get_default() for field in _written(model)}


def insertions(model: type[Model], rows: Iterable[Mapping[str, Any]]) -> list[Statement]:
    """What adds rows of one table, in their order, each given as all its values by attribute.

    To make an instance of the model of every row takes longer than everything else that is done with it.
    """
    fields = _written(model)
    stored = _stored_rows(fields, rows)
    if not stored:
        return []
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    return [Statement(sql, stored)]


def updates(rows: Sequence[Model], names: Sequence[str], versions: Sequence[int]) -> list[Statement]:
    """What writes the named fields of these rows, each only where it still has the version given with it."""
    if not rows:
        return []
    options = type(rows[0])._meta
    fields: list[Any] = [options.get_field(name) for name in names]
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    sql = f"UPDATE {quote(options.db_table)} SET {columns} WHERE {quote('code')} = %s AND {quote('version')} = %s"  # noqa: S608
    parameters = [
        [*(_stored(field, row) for field in fields), row.pk, version]
        for row, version in zip(rows, versions, strict=True)
    ]
    return [Statement(sql, parameters)]


def _written(model: type[Model]) -> list[Any]:
    return [field for field in model._meta.local_concrete_fields if not isinstance(field, AutoField)]


def _keeps_time(field: Any) -> bool:
    return bool(getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False))


def _stored_rows(fields: Sequence[Any], rows: Iterable[Mapping[str, Any]]) -> list[list[Any]]:
    """The values of these rows as the database takes them.

    Most are texts, whole numbers or nothing, which it takes as they are; days, figures and the like go through their
    fields, each day and each figure once.
    """
    get = itemgetter(*(field.attname for field in fields))
    apart = [(place, _storing(field)) for place, field in enumerate(fields) if not isinstance(field, _AS_THEY_ARE)]
    stored = [list(get(row)) for row in rows]
    for values in stored:
        for place, store in apart:
            if values[place] is not None:
                values[place] = store(values[place])
    return stored


def _storing(field: Any) -> Callable[[Any], Any]:
    # Looked up once: the connection that Django hands to everybody looks up the thread's own for every value.
    here = connections[DEFAULT_DB_ALIAS]
    known: dict[Any, Any] = {}

    def store(value: Any) -> Any:
        try:
            return known[value]
        except KeyError:
            return known.setdefault(value, field.get_db_prep_save(value, here))

    # What has parts, such as the values of a revision, is no key, and every one is another.
    return partial(field.get_db_prep_save, connection=here) if isinstance(field, JSONField) else store


def _stored(field: Any, row: Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)
