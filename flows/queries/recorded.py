"""The record as this site had it at a moment: every query of an answer reads the tables' past in place of the tables.

Note 1: no query knows of it. While an answer is pinned, each statement that it sends gets a common table expression
for every table that it names, under that table's own name, which reads the versions that the moment had. So whatever
can be asked can be asked of any moment, and a question that is still to be written can be, too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from django.db import connection

from flows import models
from flows.clock import Moment, pin, pinned
from flows.past import FROM, TO, columns_of, past_of

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


def _moment(rows: Any) -> Moment | None:
    row = rows.values_list("number", "at").first()
    return Moment(*row) if row else None


class _Rewritten:
    """Sends each question about the tables to their past, as long as answers are pinned to its moment."""

    def __init__(self, moment: Moment) -> None:
        self.moment = moment

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """What the database answers."""
        return execute(self.of(sql) if pinned() == self.moment else sql, params, many, context)

    def of(self, sql: str) -> str:
        """The same question about what the tables held then; anything that is no question stays as it is."""
        # PostgreSQL is sent the parts of a union in brackets.
        if not sql.startswith(("SELECT", "(SELECT", *_OPENINGS)):
            return sql
        named = sorted(set(_ANY_TABLE.findall(sql)) & _expressions().keys())
        if not named:
            return sql
        held = ", ".join(_expressions()[table].format(self.moment.number) for table in named)
        for opening in _OPENINGS:
            if sql.startswith(opening):
                return f"{opening}{held}, {sql.removeprefix(opening)}"
        return f"WITH {held} {sql}"


@cache
def _expressions() -> dict[str, str]:
    """For each table the expression that stands for it, with a place for the number of the moment."""
    quote = connection.ops.quote_name
    found = {}
    for table, columns in columns_of().items():
        past, listed = quote(past_of(table)), ", ".join(map(quote, columns))
        then = f"SELECT {listed} FROM {past} WHERE {FROM} <= {{0}} AND {TO} > {{0}}"  # noqa: S608
        found[table] = f"{quote(table)} AS NOT MATERIALIZED ({then})"
    # Its own name inside would be itself on SQLite, unless it says which database it is in.
    itself = f"main.{_REVISIONS}" if connection.vendor == "sqlite" else _REVISIONS
    newest = "SELECT newest_revision FROM flows_moment WHERE number = {0}"
    found[_REVISIONS] = f"{quote(_REVISIONS)} AS NOT MATERIALIZED (SELECT * FROM {itself} WHERE id <= ({newest}))"  # noqa: S608
    return found
