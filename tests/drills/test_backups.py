"""A copy taken while others write, checked, lost, put back: under a site that goes on running."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.databases import ask
from tests.drills.running_site import ROOT, RunningSite, running_site

pytestmark = pytest.mark.slow
GONE = "ctx-nk-gdp-2022"


def manage(address: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    surroundings = {**os.environ, "LOCAL": "true", "DATABASE_URL": address, "BACKUPS_DIR": str(folder)}
    return subprocess.run(
        [sys.executable, "manage.py", *words], cwd=ROOT, env=surroundings, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with running_site(tmp_path_factory.mktemp("drill")) as running:
        yield running


@pytest.fixture
def writing(site: RunningSite) -> Iterator[list[int]]:
    """Somebody who saves all the time, and what they have saved so far."""
    saved: list[int] = []
    done = threading.Event()

    def save() -> None:
        with closing(sqlite3.connect(site.database, isolation_level=None, timeout=20)) as own:
            while not done.is_set():
                own.execute(
                    "INSERT INTO django_session VALUES (?, 'x', '2100-01-01')",
                    [f"drill-{threading.get_ident()}-{len(saved)}"],
                )
                saved.append(len(saved))
                done.wait(0.005)

    writer = threading.Thread(target=save)
    writer.start()
    yield saved
    done.set()
    writer.join()


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.sqlite3"))


def test_a_copy_made_under_writers_is_whole_and_holds_what_was_saved_before(
    site: RunningSite, writing: list[int], tmp_path: Path
) -> None:
    before = len(writing)
    done = manage(f"sqlite:///{site.database}", tmp_path, "backup")
    assert done.returncode == 0, done.stderr
    (copy,) = copies(tmp_path)
    manifest = json.loads(copy.with_name(copy.name + ".json").read_text())
    with closing(sqlite3.connect(copy)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert opened.execute("SELECT count(*) FROM django_session").fetchone()[0] >= before
        assert opened.execute("SELECT count(*) FROM flows_shipment").fetchone()[0] == manifest["rows"]["flows_shipment"]
    assert manifest["migrations"]["flows"] >= "0008"
    assert len(writing) > before
    assert not list(tmp_path.glob("*.part"))


def test_what_was_lost_comes_back_while_the_site_runs(site: RunningSite, tmp_path: Path) -> None:
    address = f"sqlite:///{site.database}"
    assert manage(address, tmp_path, "backup").returncode == 0
    (copy,) = copies(tmp_path)
    with closing(sqlite3.connect(site.database, isolation_level=None)) as own:
        own.execute("DELETE FROM flows_indicator WHERE code = ?", [GONE])
    assert site.get(f"/api/v1/indicators/{GONE}/").status == 404

    refused = manage(address, tmp_path, "restore", str(copy))
    assert refused.returncode != 0
    assert "--overwrite" in refused.stderr
    assert site.get(f"/api/v1/indicators/{GONE}/").status == 404

    done = manage(address, tmp_path, "restore", str(copy), "--overwrite")
    assert done.returncode == 0, done.stderr
    assert site.get(f"/api/v1/indicators/{GONE}/").status == 200
    (replaced,) = copies(tmp_path / "replaced")
    with closing(sqlite3.connect(replaced)) as opened:
        assert opened.execute("SELECT count(*) FROM flows_indicator WHERE code = ?", [GONE]).fetchone() == (0,)


def test_a_copy_that_changed_is_refused(site: RunningSite, tmp_path: Path) -> None:
    address = f"sqlite:///{site.database}"
    assert manage(address, tmp_path, "backup").returncode == 0
    (copy,) = copies(tmp_path)
    content = bytearray(copy.read_bytes())
    content[-100] ^= 0xFF
    copy.write_bytes(content)
    refused = manage(address, tmp_path, "restore", str(copy), "--overwrite")
    assert refused.returncode != 0
    assert "its checksum differs" in refused.stderr
    copy.with_name(copy.name + ".json").unlink()
    assert "are both needed" in manage(address, tmp_path, "restore", str(copy), "--overwrite").stderr
    assert site.get("/health/").status == 200


def test_a_site_whose_database_is_garbage_gets_it_back(site: RunningSite, tmp_path: Path) -> None:
    address = f"sqlite:///{site.database}"
    assert manage(address, tmp_path, "backup").returncode == 0
    (copy,) = copies(tmp_path)
    for ending in ("-wal", "-shm"):
        Path(f"{site.database}{ending}").unlink(missing_ok=True)
    site.database.write_bytes(b"This is no database. " * 4000)
    assert "--overwrite" in manage(address, tmp_path, "restore", str(copy)).stderr
    done = manage(address, tmp_path, "restore", str(copy), "--overwrite")
    assert done.returncode == 0, done.stderr
    assert site.get(f"/api/v1/indicators/{GONE}/").status == 200
    assert list((tmp_path / "replaced").glob("damaged-*.sqlite3"))


@pytest.mark.django_db(transaction=True)
def test_the_same_on_postgresql(tmp_path: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the tests run on SQLite")
    settings: dict[str, Any] = connection.settings_dict
    name = f"drill_{os.getpid()}"
    address = f"postgres://{settings['USER']}:{settings['PASSWORD']}@{settings['HOST']}:{settings['PORT']}/{name}"
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        for command in ("migrate", "load_seeds"):
            assert manage(address, tmp_path, command, "-v0").returncode == 0
        assert manage(address, tmp_path, "backup").returncode == 0
        (copy,) = tmp_path.glob("*.pgdump")
        assert "--overwrite" in manage(address, tmp_path, "restore", str(copy)).stderr
        ask(address, "CREATE TABLE flows_newer (code varchar(80) REFERENCES flows_shipment (code))")
        ask(address, "CREATE FUNCTION flows_newer_rule() RETURNS int LANGUAGE sql AS 'SELECT 1'")
        claims = ask(address, "SELECT count(*) FROM flows_shipment")
        # Twice: what the first has put back is a database like any other.
        for _ in range(2):
            done = manage(address, tmp_path, "restore", str(copy), "--overwrite")
            assert done.returncode == 0, done.stderr
            assert ask(address, "SELECT to_regclass('flows_newer'), to_regproc('flows_newer_rule')") == [(None, None)]
            assert ask(address, "SELECT count(*) FROM flows_shipment") == claims
        assert len(list((tmp_path / "replaced").glob("*.pgdump"))) == 2
        assert manage(address, tmp_path, "migrate", "--check").returncode == 0
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
