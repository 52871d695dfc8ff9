"""Commands that are killed in the middle: `migrate`, `backup`, `make_release`, each with SIGKILL at several moments.

`make drill` runs it on SQLite files of its own. What a killed command leaves must be what was there before or what it
was to make, never half of it; and the same command once more must do its work.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zipfile import ZipFile

from tests.drills.serving import ROOT, environment, filled

# Where in its own time a command is killed.
MOMENTS = (0.25, 0.5, 0.7, 0.85, 0.95)
MANIFEST = ".json"
SCHEMA = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY name"


def main() -> None:
    """Print what each killed command left; ends with an error where that is not whole."""
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for part in (_migrating, _copying, _releasing):
            for line, fault in part(folder):
                print(line)
                wrong += [fault] if fault else []
    sys.exit("\n".join(wrong) if wrong else 0)


Seen = Iterator[tuple[str, str]]
"""Lines about what was seen, each with what is wrong about it, or nothing."""


def _migrating(folder: Path) -> Seen:
    whole, killed = folder / "whole.sqlite3", folder / "killed.sqlite3"
    took = _timed(whole, "migrate", "-v0")
    for moment in MOMENTS:
        _killed(took * moment, killed, "migrate", "-v0")
        took = max(took * (1 - moment), 1.0)
    done = _run(killed, "migrate", "-v0")
    same = _ask(killed, SCHEMA) == _ask(whole, SCHEMA)
    verdict = _ask(killed, "PRAGMA integrity_check")[0][0]
    told = f"migrate killed {len(MOMENTS)} times, then run to its end: integrity {verdict}, same tables: {same}"
    good = done.returncode == 0 and same and verdict == "ok"
    yield told, "" if good else f"migrate: {done.stderr[-300:]}"


def _copying(folder: Path) -> Seen:
    database, copies = folder / "filled.sqlite3", folder / "copies"
    filled(f"sqlite:///{database}")
    took = _timed(database, "backup", str(folder / "first"))
    for moment in MOMENTS:
        _killed(took * moment, database, "backup", str(copies))
    _run(database, "backup", str(copies))
    found = sorted(copies.glob("munitions-flows-*.sqlite3"))
    restored = [
        _run(folder / f"back-{number}.sqlite3", "restore", str(copy)).returncode for number, copy in enumerate(found)
    ]
    alone = [copy.name for copy in found if not copy.with_name(copy.name + MANIFEST).exists()]
    told = (
        f"backup killed {len(MOMENTS)} times, then run: {len(found)} copies, {restored.count(0)} of them go back whole"
    )
    yield told, "" if found and not any(restored) and not alone else f"backup: {restored}, without manifest: {alone}"


def _releasing(folder: Path) -> Seen:
    database, releases = folder / "filled.sqlite3", folder / "releases"
    command = ("make_release", "--directory", str(releases), "--day", "2026-01-02")
    took = _timed(database, "make_release", "--directory", str(folder / "first-release"), "--day", "2026-01-02")
    for moment in MOMENTS:
        _killed(took * moment, database, *command)
    done = _run(database, *command)
    found = sorted(releases.glob("*.zip"))
    whole = [path.name for path in found if ZipFile(path).testzip() is None]
    open_still = [path.name for path in releases.glob(".*") if path.stat().st_mode & 0o077]
    left = f"{len(whole)} release, {len(open_still)} half ones open to others"
    told = f"make_release killed {len(MOMENTS)} times, then run: {left}"
    good = done.returncode == 0 and len(whole) == len(found) == 1 and not open_still
    yield told, "" if good else f"make_release: {done.stderr[-300:]} {found} {open_still}"


def _command(database: Path, words: tuple[str, ...]) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "manage.py", *words],
        cwd=ROOT,
        env=environment(f"sqlite:///{database}"),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _run(database: Path, *words: str) -> subprocess.CompletedProcess[str]:
    with _command(database, words) as process:
        out, err = process.communicate()
    return subprocess.CompletedProcess(words, process.returncode, out, err)


def _timed(database: Path, *words: str) -> float:
    begun = time.perf_counter()
    done = _run(database, *words)
    if done.returncode:
        raise RuntimeError(f"{words[0]} fails by itself: {done.stderr[-500:]}")
    return time.perf_counter() - begun


def _killed(after: float, database: Path, *words: str) -> None:
    with _command(database, words) as process:
        time.sleep(after)
        if process.poll() is None:
            os.kill(process.pid, signal.SIGKILL)


def _ask(database: Path, sql: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(database)) as direct:
        return list(direct.execute(sql))


if __name__ == "__main__":
    main()
