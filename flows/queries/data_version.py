"""Which state of the data an answer rests on: what entity tags and caches are keyed on. One query.

Note 1: every write to a claim leaves a revision in its own transaction, so the newest public one names the state of all
public claims. On PostgreSQL a transaction that took lower numbers may commit later, so the count of the last thousand
goes with it; on SQLite one writes after the other. Whatever else an editor changes is logged by the admin in the same
transaction, and read the same way.

Note 2: parties, places, documents and the like keep no time of change, and a file loaded from the command line may
change them without touching a claim. Their content is therefore read as well, but by each process only every few
seconds: such a load, and nothing else, may be noticed so much later.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from time import monotonic
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from flows import models
from flows.queries.rows import visible
from flows.vocabulary import PUBLIC_STATUSES

REFERENCE_SECONDS = 5.0
_REFERENCE = (
    models.Actor,
    models.ActorOverlap,
    models.Munition,
    models.Claimant,
    models.ClaimantOverlap,
    models.Source,
    models.Place,
    models.Leg,
    models.Event,
    models.Event.actors.through,
)


def _state(status: str, recent: str) -> str:
    """The SQL for the newest public revision and the newest entry in the log about anything public but claims.

    Drafts come and go without it, and so do rows that wait to become public: a version that changed with them would
    tell of them.
    """
    tables = (models.Revision, LogEntry, ContentType, models.Addition)
    revision, entry, kinds, addition = (f'"{model._meta.db_table}"' for model in tables)
    statuses = ", ".join(f"'{each}'" for each in PUBLIC_STATUSES)
    names = ", ".join(f"'{model._meta.model_name}'" for model in _REFERENCE)
    public = f"FROM {revision} WHERE {status} IN ({statuses})"
    logged = (
        f"FROM {entry} WHERE content_type_id IN "  # noqa: S608
        f"(SELECT id FROM {kinds} WHERE app_label = 'flows' AND model IN ({names}, 'route')) "
        f"AND object_id NOT IN (SELECT code FROM {addition} WHERE public_at IS NULL)"
    )
    newest = "ORDER BY id DESC LIMIT 1"
    return (
        f"SELECT (SELECT id {public} {newest}), (SELECT at {public} {newest}), "
        f"(SELECT id {logged} {newest}), (SELECT action_time {logged} {newest}), " + recent.format(public=public)
    )


_RECENT = "(SELECT count(*) {public} AND id > (SELECT max(id) - 1000 {public}))"
_STATE = {
    "sqlite": _state("json_extract(\"values\", '$.status')", "0"),
    "postgresql": _state("\"values\" ->> 'status'", _RECENT),
}

_lock = threading.Lock()
_reference: dict[str, tuple[float, str]] = {}


@dataclass(frozen=True, slots=True)
class DataVersion:
    """A state of the data: a short name that no other state has, and when it came about; None where it is empty."""

    name: str
    changed_at: datetime | None


def data_version() -> DataVersion:
    """The present state; what is read from the tables after it is at least as new."""
    # As SQL: it runs before every answer, and putting it together by the ORM takes longer than all of it.
    with connection.cursor() as cursor:
        cursor.execute(_STATE[connection.vendor])
        number, at, entry, entered_at, recent = cursor.fetchone()
    times = [_moment(each) for each in (at, entered_at) if each]
    name = _short(f"{number} {entry} {recent} {_reference_state()}")
    return DataVersion(name, max(times, default=None))


def _moment(stored: Any) -> datetime:
    """A time with its zone; SQLite gives it in UTC without saying so, as text or not."""
    moment = stored if isinstance(stored, datetime) else datetime.fromisoformat(stored)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _reference_state() -> str:
    """A hash of the small tables that claims refer to, at most some seconds old."""
    database = str(connection.settings_dict["NAME"])
    read_at, state = _reference.get(database, (0.0, ""))
    if state and monotonic() - read_at < REFERENCE_SECONDS:
        return state
    with _lock:
        read_at, state = _reference.get(database, (0.0, ""))
        if not state or monotonic() - read_at >= REFERENCE_SECONDS:
            now = monotonic()
            state = _hash_of_reference()
            _reference[database] = (now, state)
    return state


def _hash_of_reference() -> str:
    found = sha256()
    for model in _REFERENCE:
        for row in visible(model).order_by("pk").values_list().iterator(2000):
            found.update(repr(row).encode())
    return found.hexdigest()


def _short(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]
