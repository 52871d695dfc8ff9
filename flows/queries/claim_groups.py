"""How many claims there are of each kind, and the newest totals of some flows: counted and chosen by the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Min, Q, Value, ValueRange, Window, WindowFrameExclusion
from django.db.models.functions import Coalesce

from flows.queries.listing import matching, stands
from flows.queries.rows import public, records_of, selected
from flows.questions import ListQuestion
from flows.records import Shipment
from flows.vocabulary import Temporal


class ClaimGroup(NamedTuple):
    """The claims that share all of these, and how many they are."""

    supplier: str
    recipient: str
    munition: str
    stage: str
    basis: str
    claimant: str
    claims: int


def claim_groups(question: ListQuestion) -> tuple[ClaimGroup, ...]:
    """The claims about flows that a question matches, counted; in no order. One query."""
    rows = matching(question, public("shipments")).order_by().values_list(*ClaimGroup._fields[:-1])
    return tuple(ClaimGroup(*row) for row in rows.annotate(claims=Count("*")))


def factor_claims(question: ListQuestion, carrier: str) -> tuple[Shipment, ...]:
    """Of the claims that a question matches, those computed from one that counts in ``carrier``, by day and code."""
    rows = matching(question, selected("shipments")).filter(derived_from__munition__unit=carrier)
    return tuple(records_of(rows.order_by("claimed_on", "code"), Shipment, question.as_of))


def newest_totals(question: ListQuestion, kinds: Mapping[tuple[str, str], Collection[str]]) -> tuple[Shipment, ...]:
    """Of the claims that a question matches, those among which the heads of some flows are.

    ``kinds`` are the munitions of each pair of parties. The claims stand on the day, and are running totals that start
    before every newer one of their claimant at their stage about their munition, or readings of an either/or group. The
    heads of a munition with all that is under it are among them: what nothing about several munitions covers is not
    covered by anything about its own. One query.
    """
    if not kinds:
        return ()
    of_flows = (Q(supplier=s, recipient=r, munition__in=sorted(under)) for (s, r), under in kinds.items())
    totals = matching(question, public("shipments")).filter(Q(*of_flows, _connector=Q.OR), temporal=Temporal.CUMULATIVE)
    totals = totals.filter(stands("shipments", question.as_of)).order_by()
    alike = [F(name) for name in ("supplier", "recipient", "munition", "claimant", "stage")]
    starting = totals.annotate(start=Coalesce("period_start", Value(date.min)))
    newer = Window(
        Min("start"),
        partition_by=alike,
        order_by=F("claimed_on").desc(),
        frame=ValueRange(end=0, exclusion=WindowFrameExclusion.GROUP),
    )
    uncovered = Q(newer=None) | Q(start__lt=F("newer"))
    chosen = starting.annotate(newer=newer).filter(uncovered | ~Q(alternative_group="")).values("code")
    rows = selected("shipments").filter(code__in=chosen).order_by("claimed_on", "code")
    return tuple(records_of(rows, Shipment, question.as_of))
