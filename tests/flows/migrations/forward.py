"""Brings databases from older versions to the newest, in a process of its own.

`python -m tests.flows.migrations.forward rows.json sqlite:///1.sqlite3 sqlite:///2.sqlite3` fills each empty database,
the oldest version first, with the rows of the file as far as the tables of then have room for them, migrates it to the
newest, and prints what became of them.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from tests.databases import sqlite_file

Rows = dict[str, list[dict[str, Any]]]
RENAMED = {"flows_indicator": {"value_low": "low", "value": "point", "value_high": "high"}}
"""The columns of today by what they were called in older versions."""
CLAIMS = {"shipments": "shipment", "rates": "rate", "ratios": "ratio", "indicators": "indicator"}
BESIDE = {
    "actors": "actor",
    "actor_overlaps": "actoroverlap",
    "munitions": "munition",
    "claimants": "claimant",
    "claimant_overlaps": "claimantoverlap",
    "sources": "source",
    "places": "place",
    "routes": "route",
    "events": "event",
}
LATER_CODES = {"flows_indicator": ("unit", ("tonne",)), "flows_ratio": ("compared", ("supplies",))}
"""Codes that a table could not hold before 0019, and neither could the history of its rows."""
LATER_KINDS = {"names": "flows_othername", "stories": "flows_story"}
"""Kinds of rows that had no table yet, and so no history."""
BOUNDS = {("point",): "exact", ("low",): "at-least", ("high",): "up-to", ("low", "high"): "between"}


def main(file: Path, urls: Iterable[str]) -> None:
    """Print as JSON, for each database, how many rows each table was given, which are not there any more, and rows
    without history."""
    django.setup()
    Migration.apply = _apply  # type: ignore[method-assign]
    given = json.loads(file.read_text(encoding="utf-8"))
    print(json.dumps([_forward(given, url) for url in urls]))


def _forward(given: Rows, url: str) -> dict[str, Any]:
    connection.close()
    on_sqlite = connection.vendor == "sqlite"
    connections.settings["default"]["NAME"] = str(sqlite_file(url)) if on_sqlite else url.rpartition("/")[2]
    connections["default"] = connections.create_connection("default")
    put = _fill(given)
    call_command("migrate", verbosity=0)
    connection.check_constraints()
    counts = {table: len(rows) for table, rows in put.items()}
    return {"put": counts, "lost": _lost(put), "without_history": _without_history()}


_states: dict[tuple[str, str], list[ProjectState]] = {}


def _apply(
    self: Migration, project_state: ProjectState, schema_editor: BaseDatabaseSchemaEditor, collect_sql: bool = False
) -> ProjectState:
    """What `Migration.apply` does, with the states of the first database for all: what the later ones have yet to go
    through is the end of its way, and to make the models of each state takes longer than to change the tables."""
    assert self.atomic
    key = (self.app_label, self.name)
    if key not in _states:
        _states[key] = [project_state.clone()]
        for operation in self.operations:
            operation.state_forwards(self.app_label, project_state)
            _states[key].append(project_state.clone())
    for operation, (before, after) in zip(self.operations, pairwise(_states[key]), strict=True):
        operation.database_forwards(self.app_label, schema_editor, before, after)
    return _states[key][-1].clone()


def _fill(given: Rows) -> Rows:
    put: Rows = {}
    with transaction.atomic(), connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if "flows_appearance" not in tables:
            given = {
                **given,
                "flows_revision": [row for row in given["flows_revision"] if row["kind"] in {**CLAIMS, **BESIDE}],
            }
        later = {kind for kind, table in LATER_KINDS.items() if table not in tables}
        given = {
            table: [row for row in rows if row.get("kind") not in later]
            if table in ("flows_revision", "flows_addition")
            else rows
            for table, rows in given.items()
        }
        if ("flows", "0014_reference_history") not in MigrationRecorder(connection).applied_migrations():
            # Only claims had revisions.
            of_claims = [row for row in given["flows_revision"] if row["kind"] in CLAIMS]
            given = {**given, "flows_revision": of_claims}
        if ("flows", "0019_supplies_and_tonnes") not in MigrationRecorder(connection).applied_migrations():
            given = _without_later_codes(given)
        for table in (each for each in given if each in tables):
            cursor.execute(f'SELECT * FROM "{table}" LIMIT 0')
            columns = {column[0] for column in cursor.description}
            before = {now: then for then, now in RENAMED.get(table, {}).items() if then in columns}
            rows = [{before.get(name, name): value for name, value in row.items()} for row in given[table]]
            put[table] = [{name: row[name] for name in row if name in columns} for row in rows]
            for row in put[table]:
                places = ", ".join(["%s"] * len(row))
                cursor.execute(f'INSERT INTO "{table}" ({_names(row)}) VALUES ({places})', list(row.values()))
            if connection.vendor == "postgresql" and put[table] and "id" in columns:
                # The rows came with their numbers: the next one is counted from them.
                counted = f"pg_get_serial_sequence('{table}', 'id')"
                cursor.execute(f'SELECT setval({counted}, max(id)) FROM "{table}"')
    return put


def _without_later_codes(given: Rows) -> Rows:
    """The rows without those whose code is of a later version, and without what refers to them."""
    gone = {
        row["code"] for table, (column, codes) in LATER_CODES.items() for row in given[table] if row[column] in codes
    }
    return {
        table: [row for row in rows if not gone & {row.get("code"), row.get("claim")}] for table, rows in given.items()
    }


def _lost(put: Rows) -> list[str]:
    """The rows that are not there as they were put in; all columns of then count."""
    lost = []
    with connection.cursor() as cursor:
        for table, rows in put.items():
            if not rows:
                continue
            wanted = [_as_now(table, row) for row in rows]
            cursor.execute(f'SELECT {_names(wanted[0])} FROM "{table}"')
            there = {tuple(map(_plain, row)) for row in cursor.fetchall()}
            lost += [f"{table}: {row}" for row in wanted if tuple(map(_plain, row.values())) not in there]
    return lost


def _as_now(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row by today's names; an indicator from before there was a bound has that of its figures, and no grade."""
    row = {RENAMED.get(table, {}).get(name, name): value for name, value in row.items()}
    if table == "flows_indicator" and "bound" not in row:
        stated = tuple(name for name in ("low", "point", "high") if row[name] is not None)
        row |= {"bound": BOUNDS[stated], "credibility": "6"}
    return row


def _without_history() -> int:
    with connection.cursor() as cursor:
        without = 0
        for kind, table in {**CLAIMS, **BESIDE}.items():
            cursor.execute(
                f"SELECT count(*) FROM flows_{table} WHERE code NOT IN "
                f"(SELECT code FROM flows_revision WHERE kind = '{kind}')"
            )
            without += cursor.fetchone()[0]
    return without


def _names(row: dict[str, Any]) -> str:
    return ", ".join(f'"{name}"' for name in row)


def _plain(value: Any) -> str:
    """A value as it reads, however a driver gives it: 1000 and 1000.0000 alike."""
    return _number(str(value))


@cache
def _number(text: str) -> str:
    try:
        return format(float(text), "f")
    except ValueError:
        return text


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
