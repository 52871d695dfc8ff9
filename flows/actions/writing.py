"""How every write to the record is made: as a whole, one after the other, and as one moment of the record.

What readers cannot see, such as a draft, ends no moment: the moments would tell of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from flows import search_index
from flows.models import Moment, Revision
from flows.queries.data_version import data_version

# Any number that nothing else locks.
_LOCK = 7_310_461
_SHORTEST = timedelta(microseconds=1)
_inside: ContextVar[bool] = ContextVar("inside", default=False)


@contextmanager
def writing() -> Iterator[None]:
    """What is written inside is written together or not at all, and ends in one moment; inside another, in that one."""
    if _inside.get():
        with transaction.atomic():
            yield
        return
    token = _inside.set(True)
    try:
        with transaction.atomic():
            # SQLite lets in one writer anyway. Here too: numbers of moments and of revisions then follow the commits.
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            before = data_version().name
            yield
            search_index.fill()
            if data_version().name != before:
                end_moment()
    finally:
        _inside.reset(token)


def end_moment() -> None:
    """Ends the moment that is being written: what was written so far is on record from it on."""
    last = Moment.objects.order_by("number").last()
    newest = Revision.objects.aggregate(newest=Max("id"))["newest"] or 0
    number, at = 1, timezone.now()
    if last is not None:
        number, at = last.number + 1, max(at, last.at + _SHORTEST)
    Moment.objects.create(number=number, at=at, newest_revision=newest)
