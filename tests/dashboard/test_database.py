"""The connection to an SQLite file goes with the file: moved away, missing, put back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from django.db import OperationalError, connections
from django.db.utils import ConnectionHandler

from dashboard.database.base import DatabaseWrapper
from flows.queries.availability import is_unavailable

SERVES = "SELECT name FROM whose"


@pytest.fixture(autouse=True)
def _unblocked(django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        yield


def a_file(path: Path, name: str) -> Path:
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute("CREATE TABLE whose (name text)")
        made.execute("INSERT INTO whose VALUES (?)", [name])
    return path


@pytest.fixture
def opened() -> Callable[[Path], DatabaseWrapper]:
    """Opens a file as the site does, with a connection that is kept for a minute."""
    handler = ConnectionHandler({})

    def open_(path: Path) -> DatabaseWrapper:
        wanted = {"ENGINE": "dashboard.database", "NAME": str(path), "CONN_MAX_AGE": 60}
        handler.settings["default"] = handler.configure_settings({"default": wanted})["default"]
        made = handler.create_connection("default")
        assert isinstance(made, DatabaseWrapper)
        return made

    return open_


def read(database: DatabaseWrapper) -> str:
    """What one request reads, with what Django does before it."""
    database.close_if_unusable_or_obsolete()
    with database.cursor() as cursor:
        return str(cursor.execute(SERVES).fetchone()[0])


def test_a_file_that_is_replaced_is_read_by_the_next_request(
    opened: Callable[[Path], DatabaseWrapper], tmp_path: Path
) -> None:
    file = a_file(tmp_path / "site.sqlite3", "the old one")
    database = opened(file)
    assert read(database) == "the old one"
    kept = database.connection
    assert read(database) == "the old one"
    assert database.connection is kept, "a connection whose file is there is kept"
    a_file(tmp_path / "new.sqlite3", "the new one").replace(file)
    assert read(database) == "the new one"
    database.close()


def test_a_server_makes_no_database_where_there_is_none(
    opened: Callable[[Path], DatabaseWrapper], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(DatabaseWrapper, "may_create", False)
    file = a_file(tmp_path / "site.sqlite3", "the site's")
    database = opened(file)
    assert read(database) == "the site's"
    file.rename(tmp_path / "away")
    for _ in range(2):
        with pytest.raises(OperationalError) as refused:
            read(database)
        assert is_unavailable(refused.value)
        assert not file.exists()
    (tmp_path / "away").rename(file)
    assert read(database) == "the site's"
    database.close()


def test_commands_make_the_file_that_is_not_there(opened: Callable[[Path], DatabaseWrapper], tmp_path: Path) -> None:
    database = opened(tmp_path / "new.sqlite3")
    with database.cursor() as cursor:
        cursor.execute("CREATE TABLE whose (name text)")
    assert (tmp_path / "new.sqlite3").exists()
    database.close()


def test_the_site_runs_on_it_and_wsgi_makes_no_files(monkeypatch: pytest.MonkeyPatch) -> None:
    if connections["default"].vendor == "sqlite":
        assert isinstance(connections["default"], DatabaseWrapper)
    monkeypatch.setattr(DatabaseWrapper, "may_create", True)
    import importlib

    import dashboard.wsgi

    importlib.reload(dashboard.wsgi)
    assert DatabaseWrapper.may_create is False
