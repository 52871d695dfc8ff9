"""Which state of the data an answer rests on: what entity tags and caches are keyed on. One query.

Note 1: every write to a claim leaves a revision in its own transaction, so the newest public one names the state of all
public claims. On PostgreSQL a transaction that took lower numbers may commit later, so the count of the last thousand
goes with it; on SQLite one writes after the other. Whatever else an editor changes is logged by the admin in the same
transaction, and read the same way; so is a load of files that changed more than claims.

Note 2: a few numbers are read, never the tables themselves. With a hundred thousand documents, reading those every few
seconds took each process longer than all of its answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from flows import models
from flows.clock import Moment, Record
from flows.models.tables import reference_models
from flows.vocabulary import PUBLIC_STATUSES


def _state(status: str, recent: str) -> str:
    """The SQL for the newest public revision, the newest entry in the log about anything public but claims, the newest
    load, and what was added and has become public.

    Drafts come and go without it, and so do rows that wait to become public: a version that changed with them would
    tell of them.
    """
    tables = (models.Revision, LogEntry, ContentType, models.Load, models.Addition)
    revision, entry, kinds, load, addition = (f'"{model._meta.db_table}"' for model in tables)
    statuses = ", ".join(f"'{each}'" for each in PUBLIC_STATUSES)
    names = ", ".join(f"'{model._meta.model_name}'" for model in reference_models())
    reference = f"SELECT id FROM {kinds} WHERE app_label = 'flows' AND model IN ({names})"  # noqa: S608
    waiting = f"SELECT code FROM {addition} WHERE public_at IS NULL"  # noqa: S608
    sources = (
        (f"FROM {revision} WHERE {status} IN ({statuses})", "at"),
        (f"FROM {entry} WHERE content_type_id IN ({reference}) AND object_id NOT IN ({waiting})", "action_time"),
        (f"FROM {load} WHERE true", "at"),
    )
    columns = []
    for rows, moment in sources:
        newest = f"{rows} ORDER BY id DESC LIMIT 1"
        columns += [f"(SELECT id {newest})", f"(SELECT {moment} {newest})", recent.format(rows=rows)]
    let_in = f"FROM {addition} WHERE public_at IS NOT NULL"
    columns += [f"(SELECT count(*) {let_in})", f"(SELECT max(public_at) {let_in})", "0"]
    for order in ("ASC", "DESC"):
        reached = f"FROM flows_moment ORDER BY number {order} LIMIT 1"
        columns += [f"(SELECT number {reached})", f"(SELECT at {reached})"]
    return f"SELECT {', '.join(columns)}"


_RECENT = "(SELECT count(*) {rows} AND id > (SELECT max(id) - 1000 {rows}))"
_STATE = {
    "sqlite": _state("json_extract(\"values\", '$.status')", "0"),
    "postgresql": _state("\"values\" ->> 'status'", _RECENT),
}


@dataclass(frozen=True, slots=True)
class DataVersion:
    """A state of the data: a short name that no other state has, and when it came about; None where it is empty.

    ``record`` is how far the record reaches.
    """

    name: str
    changed_at: datetime | None
    record: Record

    def pinned_to(self, moment: Moment) -> DataVersion:
        """The state at a moment of the record, which is the same for good."""
        return DataVersion(f"recorded {moment.number}", moment.at, self.record)


def data_version() -> DataVersion:
    """The present state; what is read from the tables after it is at least as new."""
    # As SQL: it runs before every answer, and the ORM takes longer to build the query than the database to run it.
    with connection.cursor() as cursor:
        cursor.execute(_STATE[connection.vendor])
        *state, first, begun, newest, ended = cursor.fetchone()
    record = Record(Moment(first, _moment(begun)), Moment(newest, _moment(ended))) if first else Record()
    numbers, times, recent = state[::3], state[1::3], state[2::3]
    name = sha256(" ".join(map(str, (*numbers, *recent))).encode()).hexdigest()[:16]
    return DataVersion(name, max((_moment(each) for each in times if each), default=None), record)


def _moment(stored: Any) -> datetime:
    """A time with its zone; SQLite gives it in UTC without saying so, as text or not."""
    moment = stored if isinstance(stored, datetime) else datetime.fromisoformat(stored)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
