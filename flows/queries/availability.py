"""Whether an error means that the database cannot answer just now, and not that a question to it was wrong."""

from __future__ import annotations

from django.db import DatabaseError, DataError, IntegrityError, NotSupportedError, ProgrammingError, connection

RETRY_AFTER = 30
"""Seconds after which it is worth while to ask again."""

_OUR_MISTAKES = (IntegrityError, DataError, NotSupportedError, ProgrammingError)


def is_unavailable(error: BaseException | None) -> bool:
    """Whether the database is gone, locked, full, or no database: all of which pass without our doing anything."""
    return isinstance(error, DatabaseError) and not isinstance(error, _OUR_MISTAKES)


def connect_anew() -> None:
    """Parts with the connection, so that the next question finds whatever has taken the database's place by then."""
    if not connection.in_atomic_block:
        connection.close()
