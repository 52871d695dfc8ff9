"""The test database with the seeds in it: filled once, and put back after a test that committed."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import setup_databases

from tests.databases import ask

ROOT = Path(__file__).parents[1]
STAMPS = ROOT / ".stamps"
_OURS = ("flows_", "search_")
# Whatever decides what `migrate` and `load_seeds` write.
SOURCES = ("flows/**/*.py", "dashboard/**/*.py", "seeds/*.*", "requirements.txt")


def fill(*, verbosity: int, rebuild: bool) -> Any:
    """Make the test database, migrated and seeded; what `teardown_databases` wants to know of it.

    A copy of the file, or of the database of PostgreSQL, is cached from one run to the next until one of its sources
    changes. The first worker writes it while the others wait: a second migration beside it would take as long."""
    on_sqlite = connection.vendor == "sqlite"
    stored = seeded_file()
    with _locked(STAMPS / "seeded.lock"):
        if rebuild or not (stored.exists() if on_sqlite else _has_template(stored.stem)):
            made = _filled(verbosity)
            if on_sqlite:
                _cache(Path(connection.settings_dict["NAME"]), stored)
            else:
                _cache_template(connection.settings_dict["NAME"], stored.stem)
            return made
    if on_sqlite:
        shutil.copyfile(stored, connection.settings_dict["TEST"]["NAME"])
    else:
        connection.settings_dict["TEST"]["TEMPLATE"] = stored.stem
    return setup_databases(verbosity=verbosity, interactive=False, keepdb=on_sqlite, serialized_aliases=[])


def seeded_file() -> Path:
    """Where the migrated and seeded SQLite file of these sources is stored, once there is one."""
    return STAMPS / f"seeded-{_digest()}.sqlite3"


def _filled(verbosity: int) -> Any:
    made = setup_databases(verbosity=verbosity, interactive=False, serialized_aliases=[])
    call_command("load_seeds", verbosity=0)
    if connection.vendor == "postgresql":
        # As autovacuum does within a minute of a load: without counts of the rows the planner guesses at joins.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return made


def _digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _cache(own: Path, stored: Path) -> None:
    """Copy the file under a name of its own first, so that a run that is interrupted leaves no half of one."""
    for old in stored.parent.glob("seeded-*.sqlite3*"):
        old.unlink()
    half = stored.with_suffix(".half")
    half.unlink(missing_ok=True)
    with closing(sqlite3.connect(own)) as source, closing(sqlite3.connect(half)) as target:
        source.backup(target)
    half.rename(stored)


def _has_template(name: str) -> bool:
    return bool(ask(None, "SELECT 1 FROM pg_database WHERE datname = %s", name))


def _cache_template(own: str, name: str) -> None:
    """The same on the server; only a database that nobody is connected to is copied."""
    for (old,) in ask(None, "SELECT datname FROM pg_database WHERE datname LIKE 'seeded-%'"):
        ask(None, f'DROP DATABASE "{old}" WITH (FORCE)')
    connection.close()
    ask(None, f'CREATE DATABASE "{name}.half" TEMPLATE "{own}"')
    ask(None, f'ALTER DATABASE "{name}.half" RENAME TO "{name}"')


def snapshot() -> Callable[[], None]:
    """Copy the rows of the test database as they are; calling what is returned puts them back."""
    connection.ensure_connection()
    return _sqlite_snapshot() if connection.vendor == "sqlite" else _postgresql_snapshot()


def _sqlite_snapshot() -> Callable[[], None]:
    """SQLite copies the pages of the whole file, its triggers with them."""
    copy = sqlite3.connect(":memory:", check_same_thread=False)
    connection.connection.backup(copy)

    def put_back() -> None:
        connection.ensure_connection()
        copy.backup(connection.connection)

    return put_back


def _postgresql_snapshot() -> Callable[[], None]:
    """PostgreSQL keeps a twin of each table in a schema of its own, from which the emptied table is filled again.

    Meanwhile our triggers are off: they are about one row at a time, and the history lets nothing be deleted."""
    with connection.cursor() as cursor:
        tables = [name for (name,) in _rows(cursor, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
        sequences = _rows(cursor, "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public'")
        cursor.execute("CREATE SCHEMA snapshot")
        for name in tables:
            cursor.execute(f'CREATE TABLE snapshot."{name}" AS TABLE public."{name}"')

    def put_back() -> None:
        every = ", ".join(f'public."{name}"' for name in tables)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(";".join(f'ALTER TABLE public."{name}" DISABLE TRIGGER USER' for name in tables))
            cursor.execute(f"TRUNCATE {every}")
            cursor.execute(";".join(f'INSERT INTO public."{name}" TABLE snapshot."{name}"' for name in tables))
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(";".join(f'ALTER TABLE public."{name}" ENABLE TRIGGER USER' for name in tables))
            for name, value in sequences:
                cursor.execute("SELECT setval(%s, %s, %s)", [f'public."{name}"', value or 1, value is not None])

    return put_back


def _rows(cursor: Any, sql: str) -> list[tuple[Any, ...]]:
    cursor.execute(sql)
    return list(cursor.fetchall())


def empty() -> None:
    """Take every row out of the tables of this application, its history and its index with them.

    To be put back with what `snapshot` gave: rows of the history cannot be deleted while its triggers are on."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            tables = _rows(cursor, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            names = ", ".join(f'public."{name}"' for (name,) in tables if name.startswith(_OURS))
            cursor.execute(f"TRUNCATE {names}")
        return
    connection.ensure_connection()
    file: sqlite3.Connection = connection.connection
    triggers = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    tables = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name").fetchall()
    file.execute("PRAGMA foreign_keys = OFF")
    for name, _ in triggers:
        file.execute(f'DROP TRIGGER "{name}"')
    for name, sql in tables:
        if name.startswith(_OURS) and "VIRTUAL" not in sql and not name.startswith("search_token"):
            file.execute(f'DELETE FROM "{name}"')
    file.execute("INSERT INTO search_token(search_token) VALUES ('delete-all')")
    for _, sql in triggers:
        file.execute(sql)
    file.execute("PRAGMA foreign_keys = ON")
