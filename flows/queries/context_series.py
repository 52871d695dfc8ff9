"""What context figures there are: who stated how many of what, counted in the database. One query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Q

from flows.queries.graded import graded
from flows.queries.rows import public
from flows.vocabulary import Reliability


@dataclass(frozen=True, slots=True)
class ContextGroup:
    """How many figures one claimant stated of one thing of one party in one unit; ``measured`` says what in words."""

    claimant: str
    claimant_name: str
    actor: str
    actor_name: str
    name: str
    unit: str
    measured: str
    claims: int


def context_groups(as_of: date | None, grade: Reliability | None) -> tuple[ContextGroup, ...]:
    """Every group of context figures that was known on a day, in the order of their names."""
    by_the_day = Q() if as_of is None else Q(claimed_on__lte=as_of)
    rows = public("indicators").filter(by_the_day, graded(grade, as_of=as_of)).order_by()
    of_one = ("claimant", "claimant__short_name", "actor", "actor__name", "name", "unit")
    counted = rows.values_list(*of_one).annotate(words=Max("measured"), claims=Count("*")).order_by(*of_one)
    return tuple(ContextGroup(*row) for row in counted)
