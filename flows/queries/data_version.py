"""Which state of the data an answer rests on: what entity tags and caches are keyed on. One query.

Note 1: every write to a record leaves a revision in its own transaction, so the newest public one names the state of
all that is public. On PostgreSQL a transaction that took lower numbers may commit later, so the count of the last
thousand goes with it; on SQLite one writes after the other. Drafts come and go without it, and so do rows that wait to
become public: a version that changed with them would tell of them.

Note 2: a few numbers are read, never the tables themselves. With a hundred thousand documents, reading those every few
seconds took each process longer than all of its answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.db import connection

from flows import models
from flows.clock import Moment, Record
from flows.public_revisions import IS_PUBLIC, TABLE
from flows.subject import about


def _state(is_public: str, recent: str) -> str:
    """The SQL for the newest public revision, how many of the last thousand there are, and the newest check."""
    rows = f'FROM "{TABLE}" WHERE {is_public}'
    newest, latest = (f"{rows} ORDER BY {column} DESC LIMIT 1" for column in ("id", "at"))
    columns = [f"(SELECT id {newest})", f"(SELECT at {latest})", recent.format(rows=rows)]
    checks = f'FROM "{models.EvidenceCheck._meta.db_table}"'
    columns += [f"(SELECT max(id) {checks})", f"(SELECT max(at) {checks})"]
    for order in ("ASC", "DESC"):
        reached = f"FROM flows_moment ORDER BY number {order} LIMIT 1"
        columns += [f"(SELECT number {reached})", f"(SELECT at {reached})"]
    columns.append("EXISTS (SELECT 1 FROM flows_subject)")
    return f"SELECT {', '.join(columns)}"


_RECENT = "(SELECT count(*) {rows} AND id > (SELECT max(id) - 1000 {rows}))"
_STATE = {
    "sqlite": _state(IS_PUBLIC["sqlite"], "0"),
    "postgresql": _state(IS_PUBLIC["postgresql"], _RECENT),
}


@dataclass(frozen=True, slots=True)
class DataVersion:
    """A state of the data: a short name that no other state has, and when it came about; None where it is empty.

    ``record`` is how far the record reaches. Without ``more_subjects`` than the first nothing has to be asked of them.
    """

    name: str
    changed_at: datetime | None
    record: Record
    more_subjects: bool = False

    def pinned_to(self, moment: Moment) -> DataVersion:
        """The state at a moment of the record, which is the same for good."""
        return DataVersion(f"recorded {moment.number}", moment.at, self.record, self.more_subjects)


def data_version() -> DataVersion:
    """The present state, whatever subject is asked about; what is read from the tables after it is at least as new."""
    # As SQL: it runs before every answer, and the ORM takes longer to build the query than the database to run it.
    with about(None, ()), connection.cursor() as cursor:
        cursor.execute(_STATE[connection.vendor])
        number, latest, recent, check, checked, first, begun, newest, ended, more = cursor.fetchone()
    record = Record(Moment(first, moment(begun)), Moment(newest, moment(ended))) if first else Record()
    name = sha256(f"{number} {recent} {check} {ended}".encode()).hexdigest()[:16]
    changed_at = max((moment(each) for each in (latest, checked) if each), default=None)
    return DataVersion(name, changed_at, record, bool(more))


def moment(stored: Any) -> datetime:
    """A stored time with its zone; SQLite gives it in UTC without saying so, as text or not."""
    moment = stored if isinstance(stored, datetime) else datetime.fromisoformat(stored)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
