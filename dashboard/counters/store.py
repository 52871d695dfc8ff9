"""A cache in an SQLite file of its own, shared by all workers of one machine, for counters and nothing else.

Note 1: counting in the site's own database makes every reader wait for whoever writes to it. Django's database cache
on a second file would not wait, but its ``incr`` loses counts between processes, and it evicts by the order of keys
what has not expired; diskcache has had no release since 2023, with a known fault open. Here an increment is one
statement, nothing is evicted before it expires, and values are JSON: whoever can write to the file can run no code.

Note 2: nobody waits for a counter. What cannot be counted within ``timeout`` raises StoreGone, and whoever asked
decides what that means: a reader is let in, a password is not looked at.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache

from dashboard import private

_TABLE = (
    "CREATE TABLE IF NOT EXISTS counters (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires REAL) WITHOUT ROWID",
    "CREATE INDEX IF NOT EXISTS counters_expires ON counters (expires)",
)
_SET = (
    "INSERT INTO counters VALUES (?, ?, ?) "
    "ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires = excluded.expires"
)
# The same where nothing that still counts has the key.
_ADD = f"{_SET} WHERE counters.expires <= ?"
_COUNTS = "key = ? AND (expires IS NULL OR expires > ?)"
_GET = f"SELECT value FROM counters WHERE {_COUNTS}"  # noqa: S608 - a constant
_TOUCH = f"UPDATE counters SET expires = ? WHERE {_COUNTS}"  # noqa: S608
_INCREMENT = f"UPDATE counters SET value = CAST(value AS INTEGER) + ? WHERE {_COUNTS} RETURNING value"  # noqa: S608
# What has expired is dropped by whoever writes next, at most so often.
_SWEEP_EVERY = 60.0

T = TypeVar("T")


class StoreGone(OSError):
    """The store cannot be read or written: its disk is full or gone, or somebody holds it."""


class CounterStore(BaseCache):
    """Django's cache over one file. ``OPTIONS``: ``timeout``, the seconds for which it is waited; ``durable``, whether
    what was counted survives a loss of power and not only a restart."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        options = params.get("OPTIONS", {})
        wanted = (Path(location), float(options.get("timeout", 0.2)), bool(options.get("durable", False)))
        self._file = _files.setdefault(wanted, _File(*wanted))

    def add(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether the key was free, and now has the value."""
        now = time.time()
        row = (self.make_and_validate_key(key, version=version), json.dumps(value), self._expires(timeout, now), now)
        return self._file.ask(lambda store: store.execute(_ADD, row).rowcount > 0)

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """The value, or the default where there is none or it has expired."""
        asked = (self.make_and_validate_key(key, version=version), time.time())
        found = self._file.ask(lambda store: store.execute(_GET, asked).fetchone())
        return default if found is None else json.loads(found[0])

    def set(self, key: Any, value: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Gives the key a value, whatever it had."""
        row = (self.make_and_validate_key(key, version=version), json.dumps(value), self._expires(timeout, time.time()))
        self._file.ask(lambda store: store.execute(_SET, row))

    def touch(self, key: Any, timeout: float | None = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Whether there was a value, which now expires at another time."""
        now = time.time()
        changed = (self._expires(timeout, now), self.make_and_validate_key(key, version=version), now)
        return self._file.ask(lambda store: store.execute(_TOUCH, changed).rowcount > 0)

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Whether there was a value, which is gone."""
        named = (self.make_and_validate_key(key, version=version),)
        return self._file.ask(lambda store: store.execute("DELETE FROM counters WHERE key = ?", named).rowcount > 0)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """The count after adding to it, in one step for all workers; ValueError where there is none."""
        asked = (delta, self.make_and_validate_key(key, version=version), time.time())
        found = self._file.ask(lambda store: store.execute(_INCREMENT, asked).fetchone())
        if found is None:
            raise ValueError(f"Key {key!r} not found")
        return int(found[0])

    def clear(self) -> None:
        """Forgets everything."""
        self._file.ask(lambda store: store.execute("DELETE FROM counters"))

    def _expires(self, timeout: float | None, now: float) -> float | None:
        wanted = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return None if wanted is None else now + wanted


class _File:
    """The file with the one connection that the threads of this process take turns at: a count takes microseconds, and
    a connection for each would cost three descriptors."""

    def __init__(self, path: Path, timeout: float, durable: bool) -> None:
        self._path, self._timeout, self._durable = path, timeout, durable
        self._lock = Lock()
        self._connection: sqlite3.Connection | None = None
        self._opened: tuple[int, int] | None = None
        self._swept = 0.0

    def ask(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """The answer of the file, each statement a transaction of its own; StoreGone where there is none."""
        with self._lock:
            try:
                store = self._ready()
                self._sweep(store)
                return question(store)
            except (sqlite3.Error, OSError) as error:
                self._part()
                if _is_damaged(error) and not self._durable:
                    # What it held is forgotten in a minute anyhow.
                    self._remove()
                raise StoreGone(f"{self._path.name} cannot be used for counting: {error}") from error

    def _ready(self) -> sqlite3.Connection:
        if self._connection is None or _identity(self._path) != self._opened:
            self._part()
            self._connection = self._connect()
            self._opened = _identity(self._path)
        return self._connection

    def _connect(self) -> sqlite3.Connection:
        private.folder(self._path.parent)
        # Made before SQLite makes it, as SQLite would let others read it.
        private.file(self._path)
        made = sqlite3.connect(self._path, timeout=self._timeout, isolation_level=None, check_same_thread=False)
        try:
            made.execute("PRAGMA journal_mode=WAL")
            made.execute(f"PRAGMA synchronous={'FULL' if self._durable else 'OFF'}")
            for statement in _TABLE:
                made.execute(statement)
        except sqlite3.Error:
            made.close()
            raise
        return made

    def _sweep(self, store: sqlite3.Connection) -> None:
        now = time.time()
        # Either way round: the clock of the machine may have been set back.
        if abs(now - self._swept) >= _SWEEP_EVERY:
            self._swept = now
            store.execute("DELETE FROM counters WHERE expires <= ?", (now,))

    def _part(self) -> None:
        if self._connection is not None:
            self._connection.close()
        self._connection = None

    def _remove(self) -> None:
        for ending in ("", "-wal", "-shm"):
            self._path.with_name(self._path.name + ending).unlink(missing_ok=True)


_files: dict[tuple[Path, float, bool], _File] = {}


def _is_damaged(error: Exception) -> bool:
    """Whether the file is no database any more, and not only out of reach."""
    return isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
