"""A code for a new claim: one query for each table of claims."""

from __future__ import annotations

from datetime import date
from itertools import count

from flows.queries.rows import CLAIM_TABLES, MODELS


def free_code(claimant: str, claimed_on: date) -> str:
    """The claimant and the day, with the first number from 2 on that keeps it apart from every other claim's code."""
    stem = f"{claimant}-{claimed_on.isoformat()}"
    taken = {
        code
        for table in CLAIM_TABLES
        for code in MODELS[table][0]._default_manager.filter(code__startswith=stem).values_list("code", flat=True)
    }
    candidates = (stem if number == 1 else f"{stem}-{number}" for number in count(1))
    return next(code for code in candidates if code not in taken)
