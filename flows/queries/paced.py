"""Whose paces are on record: one query."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from flows.queries.rows import public


def paced_actors(most: int, as_of: date | None = None) -> tuple[str, ...]:
    """The actors that most rates stated by a day are about, at most so many, those with the most first."""
    known = public("rates") if as_of is None else public("rates").filter(claimed_on__lte=as_of)
    rows = known.order_by().values_list("actor").annotate(claims=Count("*")).order_by("-claims", "actor")
    return tuple(actor for actor, _ in rows[:most])
