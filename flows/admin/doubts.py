"""What in a claim may be a slip: said once before it is saved, and let pass where it is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flows.extraction.agreement import disagreement
from flows.headlines import series
from flows.models.claims import Claim
from flows.queries.entered import as_record
from flows.wording import spelled, when

_YEARS_AHEAD = 5
_YEARS_BACK = 20
"""How far a claim may reach from the day on which it was made before somebody asks."""


def doubts(claim: Claim) -> Mapping[str, str]:
    """Sentences by field: what the statement and the figures say differently, and a time that lies far off."""
    found = {}
    if differs := disagreement(as_record(claim)):
        names = [
            f"the field {_called(claim, name)} {spelled(value)}"
            for name in ("low", "point", "high")
            if (value := getattr(claim, name, None)) in differs.figures
        ]
        found["statement"] = f"The statement says {series(differs.words)}, {series(names)}."
    start, end, day = claim.period_start, claim.period_end, claim.claimed_on
    if start and start.year < day.year - _YEARS_BACK:
        found["period_start"] = f"{when(start)} lies {day.year - start.year} years before the day of the statement."
    if end and end.year > day.year + _YEARS_AHEAD:
        found["period_end"] = f"{when(end)} lies {end.year - day.year} years after the day of the statement."
    return found


def _called(claim: Claim, name: str) -> str:
    field: Any = claim._meta.get_field(name)
    return str(field.verbose_name)
