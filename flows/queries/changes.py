"""What became public of the claims, and what became of it since: new, superseded, corrected, retracted, restored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Min

from flows import models
from flows.queries.rows import MODELS, by_code, public, read
from flows.vocabulary import PUBLIC_STATUSES

Kind = Literal["new", "superseded", "corrected", "retracted", "restored"]

_COLUMNS = ("id", "kind", "code", "at", "values__status", "values__claimed_on", "values__supersedes", "verb")


@dataclass(frozen=True, slots=True)
class Change:
    """One change that readers can see: the number of the write, the table, the claim, when, and what happened to it.

    ``by`` is the claim that superseded it, "" for every other kind. ``record`` is the claim as it now stands, None
    where it was not asked for.
    """

    number: int
    table: str
    code: str
    at: datetime
    kind: Kind
    by: str = ""
    record: Any = None


def latest_changes(most: int) -> tuple[Change, ...]:
    """The changes of the last ``most`` public writes, the newest first, with their claims. At most six queries."""
    rows = list(_written().order_by("-id").values_list(*_COLUMNS)[:most])
    codes = {row[2] for row in rows}
    first = dict(_written().filter(code__in=codes).order_by().values_list("code").annotate(first=Min("id")))
    found = [change for row in rows for change in _changes(row, first[row[2]] == row[0])]
    claims = {table: _records(table, found) for table in dict.fromkeys(change.table for change in found)}
    return tuple(
        Change(one.number, one.table, one.code, one.at, one.kind, one.by, claims[one.table][one.code])
        for one in found
        if one.code in claims[one.table]
    )


def every_change(as_of: date | None = None) -> Iterator[Change]:
    """All changes, the oldest first, without the claims; of a day, those to what had been stated by then. One query."""
    known: set[str] = set()
    for row in _written().order_by("id").values_list(*_COLUMNS).iterator(2000):
        if as_of is None or row[5] <= as_of.isoformat():
            yield from _changes(row, row[2] not in known)
            known.add(row[2])


def _written() -> Any:
    return models.Revision.objects.filter(values__status__in=PUBLIC_STATUSES)


def _changes(row: tuple[Any, ...], is_first: bool) -> Iterator[Change]:
    number, table, code, at, status, _, supersedes, verb = row
    if status == "retracted":
        yield Change(number, table, code, at, "retracted")
        return
    if not is_first:
        yield Change(number, table, code, at, "restored" if verb == "restored" else "corrected")
        return
    yield Change(number, table, code, at, "new")
    if supersedes:
        yield Change(number, table, supersedes, at, "superseded", code)


def _records(table: str, changes: Iterable[Change]) -> dict[str, Any]:
    codes = {change.code for change in changes if change.table == table}
    return by_code(read(public(table).filter(code__in=codes), MODELS[table][1]))
