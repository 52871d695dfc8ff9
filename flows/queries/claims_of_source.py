"""Every claim that rests on one publication: one query for each kind of claim."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Q

from flows.dictionary import CLAIM_TABLES
from flows.queries.known import known
from flows.queries.rows import MODELS, public, records_of, selected


def claims_of_source(source: str, as_of: date | None = None) -> tuple[Any, ...]:
    """The claims of any kind stated by the day that rest on a publication or appeared in it, by day and code.

    Four queries.
    """
    held = public("appearances").filter(source=source)
    if as_of is not None:
        held = held.filter(known("appearances", as_of))
    found: list[Any] = []
    for table in CLAIM_TABLES:
        by_the_day = Q() if as_of is None else known(table, as_of)
        # Its index finds the claims that rest on it; as one condition the two would take a walk through all claims.
        rests = MODELS[table][0]._default_manager.filter(source=source).order_by().values("code")
        codes = rests.union(held.order_by().values("claim"))
        found += records_of(selected(table).filter(by_the_day, code__in=codes), MODELS[table][1], as_of)
    return tuple(sorted(found, key=lambda claim: (claim.claimed_on, claim.code)))
