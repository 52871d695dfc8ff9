"""The two clocks of an answer: the day that it calls today, and the moment of this site's record that it is read from.

Whatever answers a question asks here. While an answer is pinned to a moment, today is the day of that moment, so that
the answer stays the same for good. A question may name later days up to the real day all the same: what a page cites on
a quiet day is of that day and of the last write, which may be months old.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """A state of the record: its number, which every write to it raises by one, and when it came about, in UTC."""

    number: int
    at: datetime

    def __str__(self) -> str:
        return spelled_moment(self.at)


@dataclass(frozen=True, slots=True)
class Record:
    """How far this site's record reaches: its first moment and its newest; None where nothing was ever written."""

    first: Moment | None = None
    newest: Moment | None = None


NOTHING = Record()
_record: ContextVar[Record] = ContextVar("record", default=NOTHING)
_pinned: ContextVar[Moment | None] = ContextVar("pinned", default=None)


def pinned() -> Moment | None:
    """The moment that the present answer is pinned to; None where it reads the record as it is."""
    return _pinned.get()


@contextmanager
def pin(moment: Moment | None) -> Iterator[None]:
    """Everything inside is answered as of a moment; None takes a pin away."""
    token = _pinned.set(moment)
    try:
        yield
    finally:
        _pinned.reset(token)


@contextmanager
def recording(record: Record) -> Iterator[None]:
    """Everything inside is answered while the record reaches so far."""
    token = _record.set(record)
    try:
        yield
    finally:
        _record.reset(token)


def record_begins() -> datetime | None:
    """When this site's record begins; None where that is not known here."""
    first = _record.get().first
    return first.at if first else None


def present_moment() -> Moment | None:
    """The moment that an answer is of: the one that it is pinned to, else the newest; None where that is not known."""
    return _pinned.get() or _record.get().newest


def now() -> datetime:
    """The real moment, whatever the answer is pinned to, in UTC."""
    return datetime.now(UTC)


def last_day() -> date:
    """The last day that a question may name: the real one, whatever the answer is pinned to, in UTC."""
    return now().date()


def today() -> date:
    """The day that an answer calls today, in UTC: what is asked for without a day is of this one."""
    moment = _pinned.get()
    return moment.at.date() if moment else last_day()


def spelled_moment(at: datetime) -> str:
    """A moment as addresses hold it: "2026-11-29T05:40:12.25Z"."""
    text = at.astimezone(UTC).replace(tzinfo=None).isoformat()
    return f"{text.rstrip('0') if '.' in text else text}Z"
