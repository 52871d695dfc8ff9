"""Where a record is from that was taken over from another instance of the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flows import models


@dataclass(frozen=True, slots=True)
class TakenOver:
    """The instance that had a record, its code and its document there, where its package was given out, and the day on
    which it came last; ``withdrawn`` is the day on which that instance retracted it."""

    instance: str
    code: str
    source: str
    address: str
    on: date
    withdrawn: date | None


def taken_over_from(table: str, code: str) -> tuple[TakenOver, ...]:
    """Every instance that a record came from, as of today; empty for our own. One query."""
    rows = models.Received.objects.filter(kind=table, code=code).order_by("instance")
    return tuple(
        TakenOver(one.instance, one.code, one.source, one.address, one.at.date(), one.withdrawn) for one in rows
    )
