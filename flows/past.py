"""What every public table held at any moment: a second table beside each, filled by triggers and never changed.

Each row of a table's past is one version of a row, with the number of the first moment that had it (``recorded_from``)
and of the first that had not (``recorded_to``). See Note 1 in `flows.models.moments`.

Note 1: the past is kept by the database, whatever writes: forms, imports, commands, and code that is still to be
written. Django knows nothing of these tables, so that no migration has to speak of them: after each `migrate` they
get the columns that their tables got, and what a migration changed is on record from then on.

Note 2: the whole version is kept, the present one too. To keep only what was replaced would save space, and cost every
question about the past a union, which SQLite does not search by index.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps as installed_apps
from django.db import connections, transaction
from django.db.models import Model
from django.utils import timezone

FOREVER = 2**62
FROM, TO = "recorded_from", "recorded_to"
# Work of the desk that readers never see; revisions are never changed, so that their own table is their past.
_WITHOUT_PAST = frozenset(
    {"assignment", "filereading", "moment", "passage", "proposal", "received", "revision", "upload"}
)
_NEXT = "(SELECT COALESCE(MAX(number), 0) + 1 FROM flows_moment)"


def past_of(table: str) -> str:
    """The name of the table that holds a table's past."""
    return f"{table}_past"


def with_past(apps: Any = installed_apps) -> tuple[type[Model], ...]:
    """The models whose tables have a past, those that hold relations among them."""
    models = apps.get_app_config("flows").get_models(include_auto_created=True)
    return tuple(model for model in models if model._meta.model_name not in _WITHOUT_PAST)


def install_after_migrate(sender: Any, using: str, apps: Any = installed_apps, plan: Any = None, **_: Any) -> None:
    """Give every table its past, as the last migration that ran left them, and record what that changed.

    Where none ran nothing changed: every start of the site migrates, and would compare every row with its past.
    """
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    unchanged = plan == [] and {past_of(model._meta.db_table) for model in with_past(apps)} <= existing
    if unchanged or "flows_moment" not in existing:
        return
    changed = False
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for model in with_past(apps):
            past = _Past(connection, model)
            for statement in past.made() if past.name not in existing else past.widened(cursor):
                cursor.execute(statement)
            for statement in past.caught_up():
                cursor.execute(statement)
                changed = changed or cursor.rowcount > 0
            for statement in past.kept():
                cursor.execute(statement)
        if changed:
            number, newest = f"SELECT {_NEXT}", "(SELECT COALESCE(MAX(id), 0) FROM flows_revision)"
            # Later than the last: two moments are never at the same time.
            sql = f"INSERT INTO flows_moment (number, at, newest_revision) {number}, %s, {newest}"
            cursor.execute(sql, [connection.ops.adapt_datetimefield_value(timezone.now())])


def remove_before_migrate(sender: Any, using: str, plan: Any = None, **_: Any) -> None:
    """Take the triggers away while migrations change the tables that they are on."""
    if not plan:
        return
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in with_past():
            past = _Past(connection, model)
            if past.name in existing and past.table in existing:
                for statement in past.free():
                    cursor.execute(statement)


class _Past:
    """The statements that keep the past of one table on one database."""

    def __init__(self, connection: Any, model: type[Model]) -> None:
        self.connection = connection
        self.table = model._meta.db_table
        self.name = past_of(self.table)
        self.fields: list[Any] = list(model._meta.local_concrete_fields)
        self.columns: list[str] = [field.column for field in self.fields]
        self.key = str(model._meta.pk.column)
        self.empty = {field.column: field.null for field in self.fields}
        self.searched = _searched(model)

    def made(self) -> Iterator[str]:
        typed = [f"{self._q(field.column)} {self._type(field)}" for field in self.fields]
        typed += [f"{self._q(name)} bigint NOT NULL" for name in (FROM, TO)]
        yield f"CREATE TABLE {self._q(self.name)} ({', '.join(typed)})"
        for number, columns in enumerate(self.searched):
            index, listed = self._q(f"{self.name}_{number}"), ", ".join(map(self._q, columns))
            some = f" WHERE {listed} IS NOT NULL" if len(columns) == 1 and self.empty[columns[0]] else ""
            yield f"CREATE INDEX {index} ON {self._q(self.name)} ({listed}, {TO}, {FROM}){some}"

    def widened(self, cursor: Any) -> Iterator[str]:
        """Columns that the table has got since: versions from before have them as the row now has them, or empty. Texts
        that may be longer since, where the database holds them to a length."""
        described = self.connection.introspection.get_table_description(cursor, self.name)
        has = {column.name: column.display_size for column in described}
        for field in self.fields:
            if field.column in has:
                if self.connection.vendor == "postgresql" and (has[field.column] or 0) < (field.max_length or 0):
                    column, kind = self._q(field.column), self._type(field)
                    yield f"ALTER TABLE {self._q(self.name)} ALTER COLUMN {column} TYPE {kind}"
                continue
            column, key = self._q(field.column), self._q(self.key)
            yield f"ALTER TABLE {self._q(self.name)} ADD COLUMN {column} {self._type(field)}"
            live = f"SELECT l.{column} FROM {self._q(self.table)} l WHERE l.{key} = {self._q(self.name)}.{key}"  # noqa: S608
            yield f"UPDATE {self._q(self.name)} SET {column} = ({live})"  # noqa: S608

    def caught_up(self) -> Iterator[str]:
        """End versions that are no longer what the table holds, and begin those that are missing."""
        table, name, key = self._q(self.table), self._q(self.name), self._q(self.key)
        same = " AND ".join(f"l.{self._q(c)} {self._is} {name}.{self._q(c)}" for c in self.columns)
        held = f"SELECT 1 FROM {table} l WHERE l.{key} = {name}.{key} AND {same}"  # noqa: S608
        yield f"UPDATE {name} SET {TO} = {_NEXT} WHERE {TO} = {FOREVER} AND NOT EXISTS ({held})"  # noqa: S608
        present = f"SELECT 1 FROM {name} p WHERE p.{key} = l.{key} AND p.{TO} = {FOREVER}"  # noqa: S608
        yield (
            f"INSERT INTO {name} ({self._listed()}) "  # noqa: S608
            f"SELECT {', '.join(f'l.{self._q(c)}' for c in self.columns)}, {_NEXT}, {FOREVER} FROM {table} l "
            f"WHERE NOT EXISTS ({present})"
        )

    def kept(self) -> Iterator[str]:
        """The triggers that write every change down, and the indexes that find what was written since a moment."""
        name, key = self._q(self.name), self._q(self.key)
        for column, some in ((FROM, ""), (TO, f" WHERE {TO} < {FOREVER}")):
            index = self._q(f"{self.name}_{column.removeprefix('recorded_')}")
            yield f"CREATE INDEX IF NOT EXISTS {index} ON {name} ({column}){some}"
        end = f"UPDATE {name} SET {TO} = {_NEXT} WHERE {key} = OLD.{key} AND {TO} = {FOREVER};"  # noqa: S608
        values = ", ".join(f"NEW.{self._q(column)}" for column in self.columns)
        begin = f"INSERT INTO {name} ({self._listed()}) VALUES ({values}, {_NEXT}, {FOREVER});"  # noqa: S608
        table = self._q(self.table)
        if self.connection.vendor == "sqlite":
            yield from self.free()
            for event, body in (("insert", begin), ("update", end + begin), ("delete", end)):
                yield f"CREATE TRIGGER {self._q(f'{self.name}_{event}')} AFTER {event} ON {table} BEGIN {body} END"
            return
        function = self._q(f"{self.name}_kept")
        yield (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF TG_OP <> 'INSERT' THEN {end} END IF; IF TG_OP <> 'DELETE' THEN {begin} END IF; RETURN NULL; END $$"
        )
        yield from self.free()
        yield (
            f"CREATE TRIGGER {self._q(f'{self.name}_kept')} AFTER INSERT OR UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {function}()"
        )

    def free(self) -> Iterator[str]:
        if self.connection.vendor == "sqlite":
            for event in ("insert", "update", "delete"):
                yield f"DROP TRIGGER IF EXISTS {self._q(f'{self.name}_{event}')}"
        else:
            yield f"DROP TRIGGER IF EXISTS {self._q(f'{self.name}_kept')} ON {self._q(self.table)}"

    @property
    def _is(self) -> str:
        return "IS" if self.connection.vendor == "sqlite" else "IS NOT DISTINCT FROM"

    def _listed(self) -> str:
        return ", ".join([*map(self._q, self.columns), FROM, TO])

    def _q(self, name: str) -> str:
        return str(self.connection.ops.quote_name(name))

    def _type(self, field: Any) -> str:
        # What refers to a row, and a number that counts by itself, are plain values here.
        return str(field.rel_db_type(self.connection) if field.primary_key else field.db_type(self.connection))


def _searched(model: type[Model]) -> list[tuple[str, ...]]:
    """The columns by which versions are found: those of the table, but for people and for lists of one party in order.

    Each index makes imports slower, and what nobody cites often may be read by looking at every version.
    """
    options: Any = model._meta
    ours = [tuple(options.get_field(name).column for name in index.fields) for index in options.indexes]
    found = [columns for columns in ours if columns and columns[1:2] != ("claimed_on",)]
    rows = [f for f in options.local_concrete_fields if f.is_relation and f.db_index and _is_ours(f.related_model)]
    return [(options.pk.column,), *((field.column,) for field in rows), *found]


def _is_ours(model: Any) -> bool:
    return bool(model._meta.app_label == "flows")


def columns_of() -> dict[str, tuple[str, ...]]:
    """The columns of every table that has a past, by its name."""
    return {
        model._meta.db_table: tuple(str(field.column) for field in model._meta.local_concrete_fields)
        for model in with_past()
    }
