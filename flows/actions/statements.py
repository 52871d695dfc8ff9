"""Rows turned into SQL ahead of time, so that a transaction holds nothing up but the database's own work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import AutoField, CharField, ForeignKey, Model, PositiveIntegerField, TextField

_TAKEN_AS_THEY_ARE = (CharField, TextField, PositiveIntegerField, ForeignKey)


@dataclass(frozen=True, slots=True)
class Statement:
    """SQL with the parameters of each time that it is to run."""

    sql: str
    parameters: Sequence[Sequence[Any]]

    def run(self) -> int:
        """Runs it as often as it has parameters; how many rows it wrote."""
        with connection.cursor() as cursor:
            if len(self.parameters) == 1:
                cursor.execute(self.sql, self.parameters[0])
            else:
                cursor.executemany(self.sql, self.parameters)
            return int(cursor.rowcount)


def insertions(rows: Iterable[Model]) -> list[Statement]:
    """What adds these rows, all of one table, in their order."""
    rows = list(rows)
    if not rows:
        return []
    options = type(rows[0])._meta
    fields: list[Any] = [field for field in options.local_concrete_fields if not isinstance(field, AutoField)]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(options.db_table)} ({columns}) VALUES ({places})"  # noqa: S608
    return [Statement(sql, list(map(_reader(fields), rows)))]


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


def _reader(fields: Sequence[Any]) -> Callable[[Model], list[Any]]:
    """What gives the values of a row as the database takes them.

    Most are texts, whole numbers or nothing, which it takes as they are; so a row is read at once, and only days,
    figures and the like go through their fields.
    """
    # Looked up once: the connection that Django hands to everybody finds the thread's own anew for every value.
    here = connections[DEFAULT_DB_ALIAS]
    get = attrgetter(*(field.attname for field in fields))
    apart = [(place, field) for place, field in enumerate(fields) if not isinstance(field, _TAKEN_AS_THEY_ARE)]

    def read(row: Model) -> list[Any]:
        values = list(get(row))
        for place, field in apart:
            value = field.pre_save(row, True)
            values[place] = None if value is None else field.get_db_prep_save(value, here)
        return values

    return read


def _stored(field: Any, row: Model) -> Any:
    return field.get_db_prep_save(getattr(row, field.attname), connection)
