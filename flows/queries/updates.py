"""What reads otherwise than at a moment of the record, in all lists: records as they read now, and codes that are gone.

At most nine queries a list, and none where nothing was written since.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from flows.clock import Moment, present_moment
from flows.queries.listing import in_order, some
from flows.queries.merges import merged_into
from flows.queries.recorded import as_recorded, moment_at
from flows.queries.rows import MODELS, public
from flows.queries.written import written
from flows.questions import BadQuestion, Fault
from flows.questions.updates import Place, UpdatesQuestion


@dataclass(frozen=True, slots=True)
class Gone:
    """A code that was in a list and is not any more; ``merged_into`` is the one that stands for it, if any."""

    table: str
    code: str
    merged_into: str | None


@dataclass(frozen=True, slots=True)
class Updates:
    """One page: records by list, those gone (all on the first page), and where the next page begins.

    It is as of ``until``, None where nothing was ever written: from there on the next updates are asked for.
    """

    question: UpdatesQuestion
    until: Moment | None
    records: Mapping[str, tuple[Any, ...]]
    gone: tuple[Gone, ...] = ()
    following: Place | None = None


def updates(question: UpdatesQuestion) -> Updates:
    """The page that a question asks for; BadQuestion where it asks for updates since a later moment than it is of."""
    until = present_moment()
    since = moment_at(question.modified_since) if question.modified_since else None
    if until is None or (since and since.number == until.number):
        return Updates(question, until, {})
    if since and since.number > until.number:
        raise BadQuestion(
            Fault(
                "modified_since",
                str(since),
                f"modified_since: {since} lies after recorded, {until}: take {until} or an earlier moment",
            )
        )
    records, following = _page(question, since, until)
    gone = () if since is None or question.cursor else tuple(_gone(since, until))
    return Updates(question, until, records, gone, following)


def _page(
    question: UpdatesQuestion, since: Moment | None, until: Moment
) -> tuple[dict[str, tuple[Any, ...]], Place | None]:
    tables, after = list(MODELS), ""
    if question.cursor:
        tables, after = tables[tables.index(question.cursor.table) :], question.cursor.code
    found: dict[str, tuple[Any, ...]] = {}
    room = question.page_size
    for table in tables:
        with as_recorded(until):
            rows = in_order(table, written(table, since, until) if since else Q(), after, room + 1)
        read, after = rows[:room], ""
        found[table] = _otherwise(table, read, since) if since else read
        if len(rows) > room:
            return found, Place(table, read[-1].code)
        room -= len(found[table])
        if room == 0:
            return found, Place(table, read[-1].code)
    return found, None


def _otherwise(table: str, rows: tuple[Any, ...], since: Moment) -> tuple[Any, ...]:
    """Those of the records that read otherwise at a moment, or were not there."""
    with as_recorded(since):
        then = {record.code: record for record in some(table, tuple(row.code for row in rows))} if rows else {}
    return tuple(row for row in rows if then.get(row.code) != row)


def _gone(since: Moment, until: Moment) -> Iterator[Gone]:
    gone: list[tuple[str, str]] = []
    for table in MODELS:
        with as_recorded(since):
            then = set(public(table).filter(written(table, since, until)).values_list("code", flat=True))
        with as_recorded(until):
            now = set(public(table).filter(code__in=then).values_list("code", flat=True)) if then else set()
        gone += ((table, code) for code in sorted(then - now))
    with as_recorded(until):
        into = merged_into(gone)
    for table, code in gone:
        yield Gone(table, code, into.get((table, code)))
