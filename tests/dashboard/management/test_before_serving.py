"""A server that would start wrongly says why in one sentence, and does not start."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.dashboard.production import ROOT, run
from tests.drills.serving import environment, free_port
from tests.seeded import seeded_file

SERVE = ROOT / "dashboard/deploy/serve"
pytestmark = pytest.mark.django_db


@pytest.fixture
def database(tmp_path: Path) -> str:
    """A database of its own with everything in it; settings of it as DATABASE_URL takes them."""
    if not seeded_file().exists():
        pytest.skip("only on SQLite there is a file to copy")
    shutil.copyfile(seeded_file(), tmp_path / "site.sqlite3")
    return f"sqlite:///{tmp_path / 'site.sqlite3'}"


def before_serving(database: str, port: int) -> subprocess.CompletedProcess[str]:
    return run("manage.py", "before_serving", "--port", str(port), DATABASE_URL=database)


def test_a_port_that_is_free_is_printed_and_nothing_else(database: str) -> None:
    port = free_port()
    done = before_serving(database, port)
    assert (done.returncode, done.stdout) == (0, f"{port}\n"), done.stderr


def test_port_0_is_one_that_is_free(database: str) -> None:
    done = before_serving(database, 0)
    with socket.socket() as one:
        one.bind(("127.0.0.1", int(done.stdout)))


def served(database: str, *command: str, **more: str) -> subprocess.CompletedProcess[str]:
    """A server that is expected to end by itself."""
    surroundings = environment(database, **{"PORT": "0", **more})
    return subprocess.run(command, env=surroundings, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize("shares", [False, True])
def test_a_port_in_use_is_refused_in_one_sentence(database: str, shares: bool) -> None:
    with socket.socket() as other:
        if shares:
            # As servers of this kind do, which is why two of them would share it silently.
            other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = before_serving(database, port)
    assert (done.returncode != 0, done.stdout) == (True, "")
    assert done.stderr.splitlines()[-1].endswith(
        f"Port {port} of 127.0.0.1 is in use by another program; PORT=0 takes a free one."
    )


def test_a_port_that_is_none_is_refused_too(database: str) -> None:
    done = run("manage.py", "before_serving", "--host", "203.0.113.7", "--port", "0", DATABASE_URL=database)
    assert done.returncode != 0
    assert "Port 0 of 203.0.113.7 cannot be used" in done.stderr


def test_the_command_that_serves_and_make_run_ask_it() -> None:
    """They begin a server only with the port that it printed."""
    serve = SERVE.read_text()
    assert serve.index("before_serving") < serve.index("exec granian")
    assert '--port "$PORT"' in serve
    makefile = (ROOT / "Makefile").read_text()
    recipe = makefile[makefile.index("\nrun: ") : makefile.index(".PHONY: test")]
    assert recipe.index("before_serving --port $(PORT)") < recipe.index("exec $(BIN)/granian")
    assert "--port $$port" in recipe


def test_serve_ends_with_the_sentence(database: str, tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        done = served(database, str(SERVE), PORT=str(other.getsockname()[1]))
    assert done.returncode != 0
    assert "is in use by another program" in done.stderr
    assert "Traceback" not in done.stderr


def test_too_few_descriptors_are_said(database: str) -> None:
    few = "import os, resource as r, sys; r.setrlimit(r.RLIMIT_NOFILE, (64, 64)); os.execv(sys.argv[1], sys.argv[1:])"
    done = served(database, sys.executable, "-c", few, str(SERVE))
    assert done.returncode != 0
    assert "The site may open 64 files and needs 1024" in done.stderr


def test_code_that_is_newer_than_the_database_says_so(database: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "site.sqlite3", isolation_level=None)) as direct:
        (newest,) = direct.execute("SELECT max(name) FROM django_migrations WHERE app = 'flows'").fetchone()
        direct.execute("DELETE FROM django_migrations WHERE app = 'flows' AND name = ?", [newest])
    done = before_serving(database, 0)
    assert (done.returncode != 0, done.stdout) == (True, "")
    said = f"The code is newer than the database, which lacks flows.{newest}: run `manage.py migrate` first."
    assert said in done.stderr


def test_a_database_that_is_newer_is_said_and_served(database: str, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "site.sqlite3", isolation_level=None)) as direct:
        direct.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('flows', '9999_later', '2026-01-01')"
        )
        direct.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('gone', '0001_old', '2020-01-01')")
    done = before_serving(database, 0)
    assert done.returncode == 0
    assert "The database is newer than the code, which does not know flows.9999_later." in done.stderr


def test_without_a_database_the_site_starts_all_the_same() -> None:
    done = before_serving("postgres://flows@127.0.0.1:1/nothing", 0)
    assert done.returncode == 0
    assert "The database does not answer yet" in done.stderr


def test_open_files_are_narrowed_and_named(database: str, tmp_path: Path) -> None:
    (tmp_path / "site.sqlite3").chmod(0o644)
    done = before_serving(database, 0)
    assert f"{tmp_path / 'site.sqlite3'} could be read by others; now by its owner alone." in done.stderr
    assert (tmp_path / "site.sqlite3").stat().st_mode & 0o777 == 0o600
