"""The days on which something was stated: the stops of the control that asks for a past day. One query."""

from __future__ import annotations

from datetime import date, datetime

from django.db import connection

from flows.dictionary import CLAIM_TABLES
from flows.queries.rows import MODELS
from flows.vocabulary import PUBLIC_STATUSES

_STATUSES = ", ".join(f"'{status}'" for status in PUBLIC_STATUSES)


def _steps(table: str) -> str:
    """SQL that goes from day to day along the index, and reads one claim of each: the days are few, the claims many."""
    rows = f'"{MODELS[table][0]._meta.db_table}" WHERE status IN ({_STATUSES})'
    first = f"SELECT claimed_on FROM {rows} {{after}} ORDER BY claimed_on LIMIT 1"  # noqa: S608
    following = first.format(after="AND claimed_on > found.day")
    return (
        f"{table}(day) AS (SELECT ({first.format(after='')}) "  # noqa: S608
        f"UNION ALL SELECT ({following.replace('found', table)}) FROM {table} WHERE day IS NOT NULL)"
    )


_FOUND = " UNION ".join(f"SELECT day FROM {table} WHERE day IS NOT NULL" for table in CLAIM_TABLES)  # noqa: S608
_DAYS = f"WITH RECURSIVE {', '.join(map(_steps, CLAIM_TABLES))} {_FOUND}"


def statement_days() -> tuple[date, ...]:
    """Every day on which a public claim of any kind was stated, in order."""
    with connection.cursor() as cursor:
        cursor.execute(_DAYS)
        return tuple(sorted(_day(day) for (day,) in cursor.fetchall()))


def _day(stored: date | str) -> date:
    """SQLite gives a computed day as text."""
    if isinstance(stored, datetime):
        return stored.date()
    return stored if isinstance(stored, date) else date.fromisoformat(stored)
