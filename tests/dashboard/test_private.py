"""Database, counters, copies and their manifests are for their owner alone, whatever the umask."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from dashboard import private
from tests.dashboard.production import run
from tests.databases import empty_database


@pytest.fixture(autouse=True)
def _lets_everybody_read() -> Iterator[None]:
    before = os.umask(0o000)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """Every file and folder below one, with its mode."""
    return {
        str(path.relative_to(folder)): f"{stat.S_IMODE(path.stat().st_mode):o}" for path in sorted(folder.rglob("*"))
    }


def test_folders_and_files_are_made_for_their_owner(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    made = private.folder(tmp_path / "there" / "new" / "newer")
    private.file(made / "file").write_text("kept")
    private.file(made / "file")
    assert (made / "file").read_text() == "kept"
    assert modes(tmp_path) == {
        "there": "777",
        "there/new": "700",
        "there/new/newer": "700",
        "there/new/newer/file": "600",
    }


def test_what_was_open_is_narrowed_and_named(tmp_path: Path) -> None:
    folder, file, closed = tmp_path / "backups", tmp_path / "backups" / "copy", tmp_path / "closed"
    folder.mkdir()
    file.write_text("")
    private.file(closed)
    assert private.narrow([folder, file, closed]) == ([folder, file], [])
    assert modes(tmp_path) == {"backups": "700", "backups/copy": "600", "closed": "600"}
    assert private.narrow([folder, file, closed]) == ([], [])


def test_what_is_somebody_elses_is_named_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "theirs").write_text("")

    def refused(*_: Any) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "chmod", refused)
    assert private.narrow([tmp_path / "theirs"]) == ([], [tmp_path / "theirs"])


def test_the_files_that_the_settings_name_are_all_there(
    settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each kind of private file that a running site leaves behind, and nothing that others are meant to read."""
    settings.COUNTERS_DIR, settings.BACKUPS_DIR, settings.BASE_DIR = tmp_path / "c", tmp_path / "b", tmp_path
    settings.RELEASES_DIR = tmp_path / "r"
    monkeypatch.setitem(connection.settings_dict, "ENGINE", "dashboard.database")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "a.sqlite3"))
    copy = "b/replaced/munitions-flows-1.sqlite3.json"
    for name in ("c/readers.sqlite3", copy, "b/somebody-elses", "r/public.zip"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    for name in (".env", "a.sqlite3", "a.sqlite3-wal", "public"):
        (tmp_path / name).write_text("")
    found = {str(path.relative_to(tmp_path)) for path in private.kept()}
    assert found == {
        *("a.sqlite3", "a.sqlite3-wal", ".env", "c", "c/readers.sqlite3"),
        *("b/replaced", copy),
    }


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the files are SQLite's")
def test_a_new_database_is_private(tmp_path: Path) -> None:
    with empty_database(tmp_path) as url:
        made = "from django.db import connection as c; c.cursor().execute('CREATE TABLE one (a)')"
        done = run("manage.py", "shell", "-c", made, DATABASE_URL=url)
        assert done.returncode == 0, done.stderr
    assert set(modes(tmp_path).values()) == {"600"}


@pytest.mark.django_db(transaction=True)
def test_copies_and_manifests_are_private(tmp_path: Path) -> None:
    call_command("backup", str(tmp_path / "new" / "copies"), verbosity=0)
    found = modes(tmp_path)
    assert len(found) == 4
    assert {mode for name, mode in found.items() if name in ("new", "new/copies")} == {"700"}
    assert {mode for name, mode in found.items() if "." in name} == {"600"}
