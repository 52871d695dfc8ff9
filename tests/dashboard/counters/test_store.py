"""The store of counters: one count for all workers, nothing evicted early, private, and gone only with a sentence."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from dashboard.counters import store as module
from dashboard.counters.store import CounterStore, StoreGone

COUNT = """
import sys
from django.conf import settings
settings.configure()
from dashboard.counters.store import CounterStore
store = CounterStore(sys.argv[1], {"OPTIONS": {"timeout": 20}})
for _ in range(200):
    store.add("asked", 0)
    store.incr("asked")
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "counters" / "readers.sqlite3"


def opened(file: Path, **options: object) -> CounterStore:
    return CounterStore(str(file), {"OPTIONS": options})


@contextmanager
def held(file: Path) -> Iterator[None]:
    with closing(sqlite3.connect(file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        yield
        holder.execute("ROLLBACK")


def test_it_is_a_cache(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = opened(file)
    assert (store.get("a"), store.get("a", 7)) == (None, 7)
    store.set("a", [1.5, 2.5], 60)
    assert store.get("a") == [1.5, 2.5]
    assert not store.add("a", 1, 60)
    assert store.touch("a", 120)
    assert (store.delete("a"), store.delete("a")) == (True, False)
    assert store.add("a", 1, 60)
    assert (store.incr("a"), store.incr("a", 10)) == (2, 12)
    with pytest.raises(ValueError, match="not found"):
        store.incr("b")
    now = time.time()
    monkeypatch.setattr("dashboard.counters.store.time.time", lambda: now + 61)
    assert store.get("a") is None
    assert not store.touch("a")
    assert store.add("a", 3, 60)
    store.clear()
    assert store.get("a") is None


def test_what_has_not_expired_is_never_evicted_and_what_has_is_dropped(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = opened(file)
    store.set("locked", 5, 300)
    for number in range(3000):
        store.set(f"reader-{number}", number, 60)
    assert store.get("locked") == 5
    now = time.time()
    monkeypatch.setattr("dashboard.counters.store.time.time", lambda: now + 61)
    store.set("one-more", 1, 60)
    with closing(sqlite3.connect(file)) as direct:
        assert direct.execute("SELECT count(*) FROM counters").fetchone() == (2,)
    assert store.get("locked") == 5


def test_processes_and_threads_count_together(file: Path) -> None:
    opened(file, timeout=20)
    processes = [subprocess.Popen([sys.executable, "-c", COUNT, str(file)]) for _ in range(2)]
    store = opened(file, timeout=20)

    def count(_: int) -> None:
        store.add("asked", 0)
        store.incr("asked")

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(count, range(200)))
    assert [process.wait() for process in processes] == [0, 0]
    assert store.get("asked") == 600


def test_a_restart_forgets_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened(file, durable=True).set("locked", 5, 300)
    monkeypatch.setattr(module, "_files", {})
    assert opened(file, durable=True).get("locked") == 5


def test_only_its_owner_may_read_it(file: Path) -> None:
    opened(file).set("a", 1)
    found = {path.name: path.stat().st_mode & 0o777 for path in file.parent.iterdir()}
    assert found == {"readers.sqlite3": 0o600, "readers.sqlite3-wal": 0o600, "readers.sqlite3-shm": 0o600}
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_nobody_waits_long_for_it(file: Path) -> None:
    store = opened(file, timeout=0.1)
    store.set("a", 1)
    begun = time.perf_counter()
    with held(file), pytest.raises(StoreGone, match=r"readers\.sqlite3 cannot be used for counting"):
        store.set("a", 2)
    assert time.perf_counter() - begun < 5
    store.set("a", 3)
    assert store.get("a") == 3


def test_a_file_that_is_gone_is_made_again(file: Path) -> None:
    store = opened(file)
    store.set("a", 1)
    for path in file.parent.iterdir():
        path.unlink()
    assert store.get("a") is None
    store.set("a", 2)
    assert store.get("a") == 2


@pytest.mark.parametrize("durable", [False, True])
def test_a_damaged_file_begins_anew_only_where_little_is_lost(file: Path, durable: bool) -> None:
    store = opened(file, durable=durable)
    store.set("a", 1)
    for path in file.parent.iterdir():
        path.unlink()
    file.write_bytes(b"This is no database. " * 400)
    with pytest.raises(StoreGone):
        store.get("a")
    if durable:
        with pytest.raises(StoreGone):
            store.get("a")
    else:
        assert store.get("a") is None


def test_nothing_that_is_stored_can_run_code(file: Path) -> None:
    with pytest.raises(TypeError):
        opened(file).set("a", object())
