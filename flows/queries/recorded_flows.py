"""The flows that public claims are about: one query each."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.db.models import Count

from flows.queries.graded import graded
from flows.queries.rows import public
from flows.questions import Flow
from flows.questions.flow_list import FlowListQuestion
from flows.vocabulary import Stance, Temporal


def recorded_flows(as_of: date | None = None) -> tuple[Flow, ...]:
    """Every supplier, recipient and munition that claims stated by a day name together, in order."""
    return named_flows(FlowListQuestion(as_of=as_of))


def busiest_flows(most: int, as_of: date | None = None) -> tuple[Flow, ...]:
    """The flows that the most claims stated by a day name, at most so many; in the order of their names."""
    known = public("shipments") if as_of is None else public("shipments").filter(claimed_on__lte=as_of)
    rows = known.order_by().values_list("supplier", "recipient", "munition").annotate(claims=Count("*"))
    busiest = rows.order_by("-claims", "supplier", "recipient", "munition")[:most]
    return tuple(sorted(Flow(*names) for *names, _ in busiest))


def named_flows(question: FlowListQuestion) -> tuple[Flow, ...]:
    """The flows that a claim known on the day names, if it matches the question; in order."""
    rows = public("shipments").filter(graded(question.grade, as_of=question.as_of)).order_by()
    if question.as_of is not None:
        rows = rows.filter(claimed_on__lte=question.as_of)
    for column, asked in (
        ("supplier", question.suppliers),
        ("recipient", question.recipients),
        ("munition", question.munitions),
        ("stage", question.stages),
        ("basis", question.bases),
    ):
        if asked:
            rows = rows.filter(**{f"{column}__in": asked})
    return tuple(sorted(Flow(*row) for row in rows.values_list("supplier", "recipient", "munition").distinct()))


def any_claim() -> bool:
    """Whether any public claim about a flow is recorded; DatabaseError where the database does not answer."""
    return public("shipments").order_by().exists()


def flows_with_totals(most: int, as_of: date | None = None) -> tuple[Flow, ...]:
    """The flows of which one claimant gave most running totals from one stated day on, at one stage and basis.

    At most so many, the one with the most first; a claimant who gave one alone counts for nothing.
    """
    known = public("shipments") if as_of is None else public("shipments").filter(claimed_on__lte=as_of)
    totals = known.filter(temporal=Temporal.CUMULATIVE, stance=Stance.ASSERTS).exclude(period_start=None)
    named = ("supplier", "recipient", "munition")
    series = totals.order_by().values_list(*named, "claimant", "stage", "basis", "period_start")
    counted: dict[Flow, int] = defaultdict(int)
    for *row, claims in series.annotate(claims=Count("*")).filter(claims__gte=2):
        counted[Flow(*row[:3])] += claims - 1
    return tuple(sorted(counted, key=lambda flow: (-counted[flow], flow))[:most])
