"""The codes that exist: some at a time, and for naming the nearest to one that does not, those around it.

One query each. Comparing a code with a million others takes minutes; those that begin alike lie next to it in order.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from flows.dictionary import CLAIM_TABLES
from flows.queries.known import known
from flows.queries.rows import MODELS, public
from flows.vocabulary import PUBLIC_STATUSES

AROUND = 500
"""How many codes before a missing one are looked at, and how many after."""
_PUBLIC = ", ".join(f"'{status}'" for status in PUBLIC_STATUSES)
_TABLE_OF_CLAIM = " UNION ALL ".join(
    f"SELECT '{table}' FROM \"{MODELS[table][0]._meta.db_table}\" WHERE code = %s AND status IN ({_PUBLIC})"  # noqa: S608
    for table in CLAIM_TABLES
)


def number_of(table: str) -> int:
    """How many public records a table holds."""
    return int(public(table).count())


def codes_between(table: str, start: int, end: int) -> tuple[str, ...]:
    """Some of the codes of the public records of a table, by their place: claims by day, other records by code."""
    order = ("claimed_on", "code") if table in CLAIM_TABLES else ("code",)
    return tuple(public(table).order_by(*order).values_list("code", flat=True)[start:end])


def known_codes(table: str, as_of: date | None) -> tuple[str, ...]:
    """Every code of a small table that was known on a day: what may be asked for."""
    rows = public(table).filter(Q() if as_of is None else known(table, as_of))
    return tuple(rows.order_by("code").values_list("code", flat=True))


def codes_around(table: str, code: str, as_of: date | None = None) -> tuple[str, ...]:
    """The codes of a table before and after this one in their order, `AROUND` each way; of a small table all.

    Of a day, only of what was known then.
    """
    before, after = _around(table, code, as_of)
    return tuple(sorted(found for (found,) in before.union(after)))


def claim_codes_around(code: str, as_of: date | None = None) -> tuple[str, ...]:
    """The same among the public claims of every kind."""
    first, *others = (part for table in CLAIM_TABLES for part in _around(table, code, as_of))
    return tuple(sorted(found for (found,) in first.union(*others)))


def table_of_claim(code: str) -> str | None:
    """The table of the public claim of a code; None where there is none."""
    # As SQL: the ORM takes fifteen times as long to build the query as the database to run it.
    with connection.cursor() as cursor:
        cursor.execute(_TABLE_OF_CLAIM, [_comparable(code)] * len(CLAIM_TABLES))
        found = cursor.fetchone()
    return found[0] if found else None


def _comparable(code: str) -> str:
    """A code that a database can compare with: PostgreSQL takes neither NUL nor half a character for that."""
    return code.replace("\0", "").encode(errors="replace").decode()


def _around(table: str, code: str, as_of: date | None) -> tuple[QuerySet[Any], QuerySet[Any]]:
    code = _comparable(code)
    rows = public(table).filter(Q() if as_of is None else known(table, as_of)).values_list("code")
    before = rows.filter(code__lte=code).order_by("-code")[:AROUND]
    after = rows.filter(code__gt=code).order_by("code")[:AROUND]
    # SQLite takes no order inside a union but in a query of its own.
    return tuple(public(table).filter(code__in=part).order_by().values_list("code") for part in (before, after))  # type: ignore[return-value]
