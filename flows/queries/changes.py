"""What became public of the claims, and what became of it since: new, superseded, corrected, retracted, restored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from django.db.models import Case, CharField, Exists, OuterRef, QuerySet, When
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from flows import models
from flows.queries.rows import MODELS, by_code, public, records_of
from flows.vocabulary import PUBLIC_STATUSES, Status

Kind = Literal["new", "superseded", "corrected", "retracted", "restored"]

_COLUMNS = ("id", "kind", "code", "at", "values__status", "values__supersedes", "verb", "again")


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
    """The changes of the last ``most`` public writes, the newest first, with their claims. At most five queries."""
    found = [change for row in _written().order_by("-id").values_list(*_COLUMNS)[:most] for change in _changes(row)]
    claims = {table: _records(table, found) for table in dict.fromkeys(change.table for change in found)}
    return tuple(
        Change(one.number, one.table, one.code, one.at, one.kind, one.by, claims[one.table][one.code])
        for one in found
        if one.code in claims[one.table]
    )


def every_change(as_of: date | None = None) -> Iterator[Change]:
    """All changes, the oldest first, without the claims; of a day, those to what had been stated by then. One query."""
    for row in _written(as_of).order_by("id").values_list(*_COLUMNS).iterator(500):
        yield from _changes(row)


def _written(as_of: date | None = None) -> QuerySet[Any]:
    """The writes that readers could see afterwards, each with whether they had seen the claim before."""
    public = models.Revision.objects.filter(values__status__in=PUBLIC_STATUSES)
    if as_of is not None:
        stated_on = Cast(KT("values__claimed_on"), CharField())
        public = public.alias(stated_on=stated_on).filter(stated_on__lte=as_of.isoformat())
    before = public.filter(code=OuterRef("code"), number__lt=OuterRef("number"))
    # Most claims are written once: only of a later write is the history asked.
    return public.annotate(again=Case(When(number=1, then=False), default=Exists(before)))


def _changes(row: tuple[Any, ...]) -> Iterator[Change]:
    number, table, code, at, status, supersedes, verb, again = row
    if status == Status.RETRACTED:
        yield Change(number, table, code, at, "retracted")
        return
    if again:
        yield Change(number, table, code, at, "restored" if verb == "restored" else "corrected")
        return
    yield Change(number, table, code, at, "new")
    if supersedes:
        yield Change(number, table, supersedes, at, "superseded", code)


def _records(table: str, changes: Iterable[Change]) -> dict[str, Any]:
    codes = {change.code for change in changes if change.table == table}
    return by_code(records_of(public(table).filter(code__in=codes), MODELS[table][1]))
