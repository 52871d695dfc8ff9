"""How many claims there are of each kind, and the newest figures of some flows: counted and chosen by the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    Count,
    F,
    Func,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from flows import models
from flows.queries.listing import matching, stands
from flows.queries.rows import fetched, public, records_of, selected
from flows.questions import ListQuestion
from flows.records import Shipment
from flows.vocabulary import Reliability, Status, Temporal

MOST_DAYS = 60
"""Of very many figures for a period, or without a time, those are read that were stated on the last days with one."""


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
    return tuple(map(ClaimGroup._make, fetched(rows.annotate(claims=Count("*")))))


def flow_claimants(question: ListQuestion) -> tuple[tuple[str, str, str, str], ...]:
    """Who speaks of which flow in the claims that a question matches: each supplier, recipient, munition and claimant
    once; in no order. One query."""
    rows = matching(question, public("shipments")).order_by()
    return tuple(fetched(rows.values_list("supplier", "recipient", "munition", "claimant").distinct()))  # type: ignore[arg-type]


def factor_claims(question: ListQuestion, carrier: str) -> tuple[Shipment, ...]:
    """Of the claims that a question matches, those computed from one that counts in ``carrier``, by day and code."""
    rows = matching(question, selected("shipments")).filter(derived_from__munition__unit=carrier)
    return tuple(records_of(rows.order_by("claimed_on", "code"), Shipment, question.as_of, question.grade))


def computed_claims(question: ListQuestion, parties: Mapping[str, Collection[str]], most: int) -> tuple[Shipment, ...]:
    """Of the claims that a question matches and that were not withdrawn, those computed from one that counts in another
    unit: first those between these ``parties``, and of both the newest first; at most so many. One query."""
    rows = matching(question, public("shipments")).filter(derived_from__isnull=False, status=Status.PUBLISHED)
    rows = rows.exclude(derived_from__munition__unit=F("munition__unit"))
    theirs = Q(**{f"{side}__in": sorted(codes) for side, codes in parties.items()})
    order = (Case(When(theirs, then=Value(0)), default=Value(1)), F("claimed_on").desc(), F("code").desc())
    # Their codes first: the evidence is then looked up for these few alone.
    chosen = selected("shipments").filter(code__in=rows.order_by(*order).values("code")[:most]).order_by(*order)
    return tuple(records_of(chosen, Shipment, question.as_of, question.grade))


def converted_claims(
    kinds: Collection[str], as_of: date | None, grade: Reliability | None, most: int
) -> tuple[Shipment, ...]:
    """Of the claims that turn one of these kinds into another unit, or come to it from one, the newest first. One
    query."""
    rows = matching(ListQuestion("shipments", as_of=as_of, grade=grade), selected("shipments"))
    rows = rows.filter(Q(munition__in=kinds) | Q(derived_from__munition__in=kinds), derived_from__isnull=False)
    rows = rows.exclude(derived_from__munition__unit=F("munition__unit")).order_by("-claimed_on", "-code")[:most]
    return tuple(records_of(rows, Shipment, as_of, grade))


RUNNING = f"temporal = '{Temporal.CUMULATIVE}'"
UNCOVERED = "(newer_start IS NULL OR start < newer_start OR alternative_group <> '')"
"""The running totals of `among_newer` that start before every newer one, and the readings of either/or groups."""
FLOW = ("supplier", "recipient", "munition")
_OF_SERIES = ("claimant", "stage", "claimed_on", "period_start", "period_end", "part_of", "alternative_group", "status")


def among_newer(
    claims: QuerySet[Any], series: Sequence[str], days: Sequence[str], condition: str, *more: str
) -> Subquery:
    """The codes of the claims that meet a condition on what lies beside them, as SQL over the columns of a claim.

    ``start`` is the first day of its time, ``newer_start`` the earliest one of a later day in its series: the columns
    given, its claimant and its stage. ``newest`` is the day of the newest of the series about its period, ``days`` the
    rank of its day among those that share the other columns, the last being 1; ``more`` are further columns. A part
    replaces and covers nothing, so only wholes are counted. As SQL: the ORM takes 20 ms to write a condition on
    windows, and this 2.
    """
    names = dict.fromkeys((*FLOW, *_OF_SERIES, *series, *days))
    rows = claims.order_by().annotate(start=Coalesce("period_start", Value(date.min))).values("code", "start", *names)
    own, last_day = ", ".join((*series, "claimant", "stage")), "ORDER BY claimed_on DESC"
    # Without those of the same day by an exclusion SQLite goes through the whole series again for each claim.
    later = f"{last_day} GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING"
    wholes, period = "FILTER (WHERE part_of IS NULL) OVER (PARTITION BY", "period_start, period_end"
    windows = (
        f"min(start) {wholes} {own} {later}) AS newer_start",
        f"max(claimed_on) {wholes} {own}, {period}) AS newest",
        f"dense_rank() OVER (PARTITION BY {', '.join(days)} {last_day}) AS days",
        *more,
    )
    placed = f"SELECT *, {', '.join(windows)} FROM (%(subquery)s) AS claims"  # noqa: S608
    return Subquery(rows, template=f"(SELECT code FROM ({placed}) AS placed WHERE {condition})")  # noqa: S608


class _OfFlows(Func):
    """Whether a claim is about one of some flows, each the codes of a supplier, a recipient and munitions.

    As conditions of the ORM those of forty pairs took 20 ms to be resolved and written; so they take 1.
    """

    output_field = BooleanField()

    def __init__(self, flows: tuple[tuple[str, ...], ...]) -> None:
        super().__init__("supplier", "recipient", "munition")
        self.flows = flows

    def as_sql(self, compiler: Any, connection: Any, *_: Any, **__: Any) -> tuple[str, tuple[str, ...]]:
        """A condition for each pair of parties."""
        supplier, recipient, munition = (compiler.compile(column)[0] for column in self.get_source_expressions())
        conditions = (
            f"({supplier} = %s AND {recipient} = %s AND {munition} IN ({', '.join(['%s'] * (len(flow) - 2))}))"
            for flow in self.flows
        )
        return f"({' OR '.join(conditions)})", tuple(chain.from_iterable(self.flows))


def newest_figures(
    question: ListQuestion, kinds: Mapping[tuple[str, str], Collection[str]] | None = None
) -> tuple[Shipment, ...]:
    """Of the claims that a question matches, those among which the newest figures of some flows are.

    ``kinds`` are the munitions of each pair of parties; None is whatever the question matches. The claims stand on the
    day, and are running totals that start before every newer one of their claimant at their stage about their munition,
    or readings of an either/or group; or figures for a period that are the newest of theirs, or have no stated time, of
    the `MOST_DAYS` days on which one was last stated. The heads of a munition with all that is under it are among them:
    what nothing about several munitions covers is not covered by anything about its own. One query.
    """
    claims = matching(question, public("shipments"))
    if kinds is not None:
        flows = tuple((*sides, *sorted(under)) for sides, under in kinds.items() if under)
        if not flows:
            return ()
        claims = claims.filter(_OfFlows(flows))
    claims = claims.filter(stands("shipments", question.as_of, question.grade))
    has_period = Q(period_start__isnull=False) | Q(period_end__isnull=False)
    claims = claims.annotate(dated=Case(When(has_period, then=Value(1)), default=Value(0)))
    recent = f"NOT {RUNNING} AND days <= {MOST_DAYS} AND (dated = 0 OR newest IS NULL OR claimed_on >= newest)"
    parts = f"SELECT 1 FROM {models.Shipment._meta.db_table} AS part WHERE part.part_of_id = placed.code"  # noqa: S608
    whole = f"NOT {RUNNING} AND dated = 1 AND EXISTS ({parts})"
    kind = (*FLOW, "temporal")
    condition = f"({RUNNING} AND {UNCOVERED}) OR ({recent}) OR ({whole})"
    chosen = among_newer(claims, kind, (*kind, "dated"), condition)
    rows = selected("shipments").filter(code__in=chosen).order_by("claimed_on", "code")
    return tuple(records_of(rows, Shipment, question.as_of, question.grade))
