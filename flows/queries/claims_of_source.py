"""Every claim that rests on one publication: one query for each kind of claim."""

from __future__ import annotations

from datetime import date
from typing import Any

from flows.dictionary import CLAIM_TABLES
from flows.queries.listing import every
from flows.questions import ListQuestion


def claims_of_source(source: str, as_of: date | None = None) -> tuple[Any, ...]:
    """The claims of any kind stated by the day that rest on a publication, by day and code. Four queries."""
    found = [
        claim
        for table in CLAIM_TABLES
        for claim in every(ListQuestion(table, (("source", (source,)),), as_of=as_of, ordering="claimed_on"))
    ]
    return tuple(sorted(found, key=lambda claim: (claim.claimed_on, claim.code)))
