"""What shares can be asked about: the stated ones, who supplies rounds to whom, and whose fire there are rates of."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Q

from flows.queries.graded import graded
from flows.queries.listing import every
from flows.queries.rows import public
from flows.questions import ListQuestion
from flows.records import Indicator
from flows.vocabulary import WHOLE, Activity, Reliability


def stated_shares(as_of: date | None, grade: Reliability | None) -> tuple[Indicator, ...]:
    """Every share of a stated whole that was known on a day, by day. One query."""
    return tuple(
        every(ListQuestion("indicators", (("whole", WHOLE.codes),), as_of=as_of, ordering="claimed_on", grade=grade))
    )


def supplied_pairs(as_of: date | None, grade: Reliability | None) -> frozenset[tuple[str, str]]:
    """Every supplier and recipient between whom claims known on a day count rounds. One query."""
    rows = public("shipments").filter(_known(as_of, grade), munition__unit="round").order_by()
    return frozenset(rows.values_list("supplier", "recipient").distinct())


def fired_kinds(as_of: date | None, grade: Reliability | None) -> tuple[tuple[str, str], ...]:
    """Whose fire, and of what kind, there are rates of on a day: those with the most first. One query."""
    rows = public("rates").filter(_known(as_of, grade), activity=Activity.FIRED).order_by()
    counted = rows.values_list("actor", "munition").annotate(rates=Count("*")).order_by("-rates", "actor", "munition")
    return tuple((actor, munition) for actor, munition, _ in counted)


def _known(as_of: date | None, grade: Reliability | None) -> Q:
    by_the_day = Q() if as_of is None else Q(claimed_on__lte=as_of)
    return by_the_day & graded(grade, as_of=as_of)
