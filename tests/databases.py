"""Databases of a test's own, on the engine that the tests run on, each gone when its test is over."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

from django.conf import settings
from django.db import connection


@contextmanager
def empty_database(folder: Path) -> Iterator[str]:
    """The address of a new and empty database, as DATABASE_URL takes it."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{folder / f'own-{uuid4().hex[:8]}.sqlite3'}"
        return
    name = f"own_{uuid4().hex[:12]}"
    ask(None, f"CREATE DATABASE {name}")
    try:
        yield postgresql_url(name)
    finally:
        drop_database(postgresql_url(name))


def address_of_the_test_database() -> str:
    """The database under test as another process reaches it."""
    here = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{here['NAME']}"
    return f"postgres://{here['USER']}:{here['PASSWORD']}@{here['HOST']}:{here['PORT'] or 5432}/{here['NAME']}"


def copied_database(url: str, suffix: str) -> str:
    """The address of a copy of a database that nobody is connected to; whoever asks for it drops it."""
    if url.startswith("sqlite"):
        copy = sqlite_file(url).with_suffix(f".{suffix}.sqlite3")
        shutil.copyfile(sqlite_file(url), copy)
        return f"sqlite:///{copy}"
    name = url.rpartition("/")[2]
    ask(None, f"CREATE DATABASE {name}_{suffix} TEMPLATE {name}")
    return postgresql_url(f"{name}_{suffix}")


def drop_database(url: str) -> None:
    """Remove a database, whoever is connected to it."""
    if url.startswith("sqlite"):
        sqlite_file(url).unlink()
    else:
        ask(None, f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)")


def postgresql_url(name: str) -> str:
    """The address of a database on the server of the tests."""
    server = settings.DATABASES["default"]
    user = quote(server["USER"]) + (f":{quote(server['PASSWORD'])}" if server["PASSWORD"] else "")
    return f"postgres://{user}@{server['HOST']}:{server['PORT']}/{name}"


def sqlite_file(url: str) -> Path:
    """The file behind the address of an SQLite database."""
    return Path(url.removeprefix("sqlite:///").partition("?")[0])


def ask(url: str | None, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """One statement on a database, without Django: committed at once; the rows that it gives."""
    if url is not None and url.startswith("sqlite"):
        import sqlite3

        one = sqlite3.connect(sqlite_file(url), timeout=30, isolation_level=None)
        try:
            return list(one.execute(sql, values))
        finally:
            one.close()
    import psycopg

    with psycopg.connect(url or postgresql_url("postgres"), autocommit=True) as server:
        done = server.execute(sql, values or None)
        return list(done.fetchall()) if done.description else []
