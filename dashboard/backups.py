"""A copy of the whole database that is known to be whole, and the way back.

Note 1: a live SQLite file is copied by SQLite itself, page by page, while others write; copying the file would lose
what lies in its journal. It is put back the same way, into the file that the site has open: nothing has to be stopped.

Note 2: a copy is worth what its check is worth. Each is opened and read through when it is made, its rows are counted,
and a file beside it keeps the counts and the checksum, which must still hold before anything is put back.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import DatabaseError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from dashboard import private
from dashboard.build import version
from flows.models.claims import CLAIM_MODELS

MANIFEST = ".json"
# Everything of ours, whether the copy knows it or not: a table of a newer version would stay behind, and hold on to
# others. The schema itself stays, since it may belong to somebody else.
_EMPTY = """
DO $$ DECLARE one record; BEGIN
    FOR one IN SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema() LOOP
        EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', one.name);
    END LOOP;
    FOR one IN SELECT oid::regprocedure AS name FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
        AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e') LOOP
        EXECUTE 'DROP ROUTINE IF EXISTS ' || one.name || ' CASCADE';
    END LOOP;
END $$
"""
_ENDINGS = {"sqlite": ".sqlite3", "postgresql": ".pgdump"}


class BackupRefused(Exception):
    """Nothing was done; the message says why, and what would help."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What is known of a copy: of which engine, when made by which program, its migrations, rows and checksum."""

    engine: str
    made_at: str
    program: str
    migrations: Mapping[str, str]
    rows: Mapping[str, int]
    sha256: str

    @property
    def total(self) -> int:
        """How many rows there are in all."""
        return sum(self.rows.values())


def back_up(folder: Path) -> tuple[Path, Manifest]:
    """A checked copy of the database in the folder, with its manifest beside it; BackupRefused where it fails."""
    private.folder(folder)
    name = f"munitions-flows-{timezone.now():%Y%m%dT%H%M%S%f}{_ENDINGS[connection.vendor]}"
    unfinished = folder / f".{name}.part"
    try:
        private.file(unfinished)
        rows = _copy_sqlite(unfinished) if connection.vendor == "sqlite" else _dump(unfinished)
        found = Manifest(connection.vendor, _now(), version(), _migrations(), rows, _digest(unfinished))
        done = folder / name
        beside = private.file(done.with_name(name + MANIFEST))
        beside.write_text(json.dumps(_fields(found), indent=2) + "\n", encoding="utf-8")
        _flush(unfinished)
        unfinished.rename(done)
    finally:
        unfinished.unlink(missing_ok=True)
    return done, found


def restore(file: Path, *, overwrite: bool, aside: Path) -> tuple[Manifest, Path | None]:
    """Puts a copy back; the manifest of it, and where the database that it replaced was put aside.

    BackupRefused where the copy is not what its manifest says, is of another engine, or would replace claims without
    ``overwrite``.
    """
    found = check(file)
    if found.engine != connection.vendor:
        raise BackupRefused(f"{file.name} is a copy of {found.engine}, and this site runs on {connection.vendor}.")
    kept = None
    if _holds_claims():
        if not overwrite:
            raise BackupRefused("The database holds claims: --overwrite replaces them, and puts them aside first.")
        kept = _put_aside(aside)
    if connection.vendor == "sqlite":
        _copy_back(file)
    else:
        _undump(file)
    now = _rows()
    if now != dict(found.rows):
        raise BackupRefused(f"{file.name} was put back, but its rows differ from its manifest: look before you go on.")
    return found, kept


def check(file: Path) -> Manifest:
    """The manifest of a copy that is still what it was; BackupRefused where it is not, or none is beside it."""
    beside = file.with_name(file.name + MANIFEST)
    if not file.is_file() or not beside.is_file():
        raise BackupRefused(f"{file.name} and {beside.name} are both needed, side by side.")
    try:
        found = Manifest(**json.loads(beside.read_text(encoding="utf-8")))
    except (ValueError, TypeError):
        raise BackupRefused(f"{beside.name} is no manifest of a backup.") from None
    if _digest(file) != found.sha256:
        raise BackupRefused(f"{file.name} is not what {beside.name} says: its checksum differs.")
    return found


def _put_aside(folder: Path) -> Path:
    """A copy of what is about to be replaced; unchecked where that is damaged."""
    try:
        return back_up(folder)[0]
    except (BackupRefused, DatabaseError, sqlite3.DatabaseError):
        if connection.vendor != "sqlite":
            raise
    connection.close()
    private.folder(folder)
    kept = folder / f"damaged-{timezone.now():%Y%m%dT%H%M%S%f}.sqlite3"
    for ending in ("", "-wal"):
        file = Path(_live() + ending)
        if file.exists():
            shutil.copyfile(file, private.file(Path(f"{kept}{ending}")))
    return kept


# --- SQLite ---


def _copy_sqlite(to: Path) -> dict[str, int]:
    with _opened_live() as live, closing(sqlite3.connect(to)) as copy:
        # In pieces, so that nobody waits; a write in between restarts the copy, so the pieces are large.
        live.backup(copy, pages=20_000)
        verdict = copy.execute("PRAGMA integrity_check").fetchone()[0]
        if verdict != "ok" or copy.execute("PRAGMA foreign_key_check").fetchone():
            raise BackupRefused(f"The copy is not whole: {verdict}")
        copy.execute("PRAGMA journal_mode=DELETE")
        return {table: copy.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in _tables()}  # noqa: S608


def _copy_back(file: Path) -> None:
    connection.close()
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as copy, _opened_live() as live:
            copy.backup(live)
    except sqlite3.DatabaseError:
        # What is there is no database, so it has no reader whom a new file would leave behind.
        for ending in ("-wal", "-shm"):
            Path(_live() + ending).unlink(missing_ok=True)
        shutil.copyfile(file, private.file(Path(f"{_live()}.new")))
        Path(f"{_live()}.new").replace(_live())


def _opened_live() -> closing[sqlite3.Connection]:
    return closing(sqlite3.connect(_live()))


def _live() -> str:
    return str(connection.settings_dict["NAME"])


# --- PostgreSQL ---


def _dump(to: Path) -> dict[str, int]:
    """Dumps what one snapshot shows, and counts in the same one."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={to}")
        rows = _rows()
    _run("pg_restore", "--list", to, connected=False)
    return rows


def _undump(file: Path) -> None:
    """Empties the database and fills it from the dump, in one transaction: both, or nothing."""
    with TemporaryDirectory() as folder:
        script = Path(folder) / "dump.sql"
        _run("pg_restore", "--no-owner", f"--file={script}", file, connected=False)
        how = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
        _run("psql", *how, f"--command={_EMPTY}", f"--file={script}")


def _run(program: str, *arguments: str | Path, connected: bool = True) -> None:
    found = shutil.which(program)
    if found is None:
        raise BackupRefused(f"{program} is missing: install the client programs of PostgreSQL (postgresql-client).")
    settings = connection.settings_dict
    given = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    surroundings = os.environ | {name: str(settings[key]) for name, key in given.items() if settings[key]}
    target = [f"--dbname={settings['NAME']}"] if connected else []
    done = subprocess.run([found, *target, *arguments], env=surroundings, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise BackupRefused(f"{program} failed: {done.stderr.strip()[-500:]}")


# --- Both ---


def _tables() -> list[str]:
    """The tables that hold rows of their own: SQLite also lists virtual ones, and those can refuse to be counted."""
    found = set(connection.introspection.table_names())
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
            found &= {name for (name,) in cursor.fetchall()}
    return sorted(found)


def _rows() -> dict[str, int]:
    with connection.cursor() as cursor:
        counted = {}
        for table in _tables():
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608
            counted[table] = cursor.fetchone()[0]
    return counted


def _holds_claims() -> bool:
    """Whether there is anything to lose; what cannot be read may be."""
    try:
        with connection.cursor() as cursor:
            for table in {model._meta.db_table for model in CLAIM_MODELS.values()} & set(_tables()):
                cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608
                if cursor.fetchone():
                    return True
    except DatabaseError:
        return True
    return False


def _migrations() -> dict[str, str]:
    """The newest migration of each application."""
    return dict(sorted(MigrationRecorder(connection).applied_migrations()))


def _digest(file: Path) -> str:
    with file.open("rb") as content:
        return file_digest(content, "sha256").hexdigest()


def _flush(file: Path) -> None:
    with file.open("rb") as content:
        os.fsync(content.fileno())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _fields(found: Manifest) -> dict[str, Any]:
    return {name: getattr(found, name) for name in Manifest.__dataclass_fields__}
