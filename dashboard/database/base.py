"""The connection to an SQLite file, which ends when the file is no longer the one that was opened.

Note 1: SQLite goes on reading and writing a file that was moved away, and makes an empty one where there is none. The
first would lose what is saved, the second would turn a disk that is not there into a site without data.
"""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from dashboard import private


# A list holds the same days again and again.
@lru_cache(maxsize=8192)
def _day(stored: bytes) -> date:
    """A day as the database keeps it. Django's own reads every form that people write; this one, what Django wrote."""
    return date.fromisoformat(stored.decode())


sqlite3.register_converter("date", _day)


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection, reopened where the file is another one or where there was an error."""

    # Commands make the file that is not there; the server does not.
    may_create = True

    opened: tuple[int, int] | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """A connection to the file; OperationalError where there is none and none may be made."""
        if not self.may_create and not self.is_in_memory_db() and self._file() is None:
            missing = sqlite3.OperationalError("unable to open database file")
            missing.sqlite_errorname = "SQLITE_CANTOPEN"
            raise OperationalError(*missing.args) from missing
        name = str(self.settings_dict["NAME"])
        if not self.is_in_memory_db() and not name.startswith("file:") and self._file() is None:
            # Made before SQLite makes it, as SQLite would let others read it; the files beside it are as it is. Where
            # it cannot be made, SQLite says so.
            with suppress(OSError):
                private.file(Path(name))
        connection = super().get_new_connection(conn_params)
        self.opened = self._file()
        return connection

    def close_if_unusable_or_obsolete(self) -> None:
        """End a connection that is of no more use; Django asks before and after every request."""
        changed = self.errors_occurred or self._file() != self.opened
        if self.connection is not None and changed and not self.in_atomic_block:
            self.close()
        super().close_if_unusable_or_obsolete()

    def _file(self) -> tuple[int, int] | None:
        """Which file lies at the database's address now; None for none, and for a database in memory."""
        try:
            found = Path(self.settings_dict["NAME"]).stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino
