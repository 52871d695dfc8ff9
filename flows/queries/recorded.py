"""The record as this site had it at a moment, and of a further subject alone: what queries read in place of the tables.

Note 1: no query knows of it. While an answer is pinned, each statement that it sends gets a common table expression
for every table that it names, under that table's own name, which reads the versions that the moment had. So whatever
can be asked can be asked of any moment, and a question that is still to be written can be, too.

Note 2: what is asked about a further subject is asked of its rows (`flows.queries.subject_rows`) in the same way. They
are read from the past as well, the present versions where no moment is asked for: under the table's own name the table
itself could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection

from flows import models
from flows.clock import Moment, pin, pinned
from flows.past import FOREVER, FROM, TO, columns_of, past_of
from flows.queries.subject_rows import EVERY, OWN, belonging, limited, with_every_joined_again
from flows.subject import Scope, subject

_ANY_TABLE = re.compile(r"\b(flows_[a-z_]+)\b")
_OPENINGS = ("WITH RECURSIVE ", "WITH ")
_REVISIONS = "flows_revision"


def moment_at(asked: datetime) -> Moment | None:
    """The newest moment by then; None before the first. One query."""
    return _moment(models.Moment.objects.filter(at__lte=asked).order_by("-at"))


def newest_moment() -> Moment | None:
    """The newest moment; None where nothing was ever written. One query."""
    return _moment(models.Moment.objects.order_by("-number"))


def first_moment() -> Moment | None:
    """The moment at which the record begins. One query."""
    return _moment(models.Moment.objects.order_by("number"))


@contextmanager
def as_recorded(moment: Moment) -> Iterator[None]:
    """Everything that is asked of the tables inside is answered as of a moment; inside another, as of this one."""
    if pinned() == moment:
        yield
        return
    with pin(moment), connection.execute_wrapper(_Rewritten(moment)):
        yield


@contextmanager
def of_its_subject() -> Iterator[None]:
    """Everything that is asked of the tables inside is answered of the rows of the present subject, if it is a further
    one; what is pinned to a moment is so anyhow."""
    if not subject().code:
        yield
        return
    with connection.execute_wrapper(_Rewritten(None)):
        yield


def _moment(rows: Any) -> Moment | None:
    row = rows.values_list("number", "at").first()
    return Moment(*row) if row else None


class _Rewritten:
    """Sends each question about the tables to their past, as long as answers are pinned to its moment, or to none."""

    def __init__(self, moment: Moment | None) -> None:
        self.moment = moment

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """What the database answers."""
        return execute(self.of(sql) if pinned() == self.moment else sql, params, many, context)

    def of(self, sql: str) -> str:
        """The same question about what the tables held then; anything that is no question stays as it is."""
        # PostgreSQL is sent the parts of a union in brackets.
        if not sql.startswith(("SELECT", "(SELECT", *_OPENINGS)):
            return sql
        named = frozenset(_ANY_TABLE.findall(sql))
        scope = subject().scope
        own, again = frozenset[str](), frozenset[str]()
        if scope:
            own = limited(sql)
            sql, again = with_every_joined_again(sql)
        held = ", ".join(_expressions(named, own, again, self.moment.number if self.moment else None, scope))
        if not held:
            return sql
        for opening in _OPENINGS:
            if sql.startswith(opening):
                return f"{opening}{held}, {sql.removeprefix(opening)}"
        return f"WITH {held} {sql}"


@lru_cache(maxsize=4096)
def _expressions(
    named: frozenset[str], own: frozenset[str], again: frozenset[str], number: int | None, scope: Scope | None
) -> tuple[str, ...]:
    """The expressions that stand for the tables that a statement names: their versions at a moment, by its number, or
    now; of its ``own`` tables the rows of a further subject alone, with all beside of those that it joins ``again``."""
    quote, columns = connection.ops.quote_name, columns_of()
    # Its own name inside would be itself on SQLite, unless it says which database it is in.
    revisions = f"main.{_REVISIONS}" if connection.vendor == "sqlite" else _REVISIONS

    def rows(table: str) -> str:
        if table == _REVISIONS:
            newest = f"SELECT newest_revision FROM flows_moment WHERE number = {number}"  # noqa: S608
            return f"SELECT * FROM {revisions} WHERE {'1 = 1' if number is None else f'id <= ({newest})'}"  # noqa: S608
        listed = ", ".join(map(quote, columns[table]))
        then = FOREVER - 1 if number is None else number
        return f"SELECT {listed} FROM {quote(past_of(table))} WHERE {FROM} <= {then} AND {TO} > {then}"  # noqa: S608

    belong = dict(belonging(scope, own, lambda table: f"({rows(table)})")) if scope else {}
    then = named & {*columns, _REVISIONS} if number is not None else frozenset()
    ours = ((each, told if each.endswith(OWN) else f"{rows(each)} AND {told}") for each, told in belong.items())
    others = ((table, rows(table)) for table in sorted(then - belong.keys()))
    every = ((f"{EVERY}{table}", rows(table)) for table in sorted(again))
    # Asked once for each statement, and not once for each row.
    return tuple(
        f"{quote(table)} AS {'' if table.endswith(OWN) else 'NOT '}MATERIALIZED ({sql})"
        for table, sql in (*others, *ours, *every)
    )
