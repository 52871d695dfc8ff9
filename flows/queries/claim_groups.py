"""How many claims there are of each kind, and the newest figures of some flows: counted and chosen by the database."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    Func,
    Max,
    Min,
    OuterRef,
    Q,
    QuerySet,
    RowRange,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, DenseRank

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


LAST_DAY = F("claimed_on").desc()
UNCOVERED = Q(newer_start=None) | Q(start__lt=F("newer_start")) | ~Q(alternative_group="")
"""The running totals of `beside_newer` that start before every newer one, and the readings of either/or groups."""


class _Groups(RowRange):
    """A frame of peers instead of rows: with ``end`` -1 all that come before those of the same place.

    Without the peers by an exclusion SQLite goes through the whole series again for each claim.
    """

    frame_type = "GROUPS"


def beside_newer(claims: QuerySet[Any], series: list[F]) -> QuerySet[Any]:
    """The claims, each with its ``start``, and of its series the earliest ``newer_start`` of a later day and the day of
    the ``newest`` about its period. A part replaces and covers nothing, so only those of wholes are counted."""
    later = _Groups(end=-1)
    whole = Max(Case(When(part_of=None, then="claimed_on")))
    placed: QuerySet[Any] = claims.annotate(start=Coalesce("period_start", Value(date.min))).annotate(
        newer_start=Window(Min(Case(When(part_of=None, then="start"))), series, order_by=LAST_DAY, frame=later),
        newest=Window(whole, [*series, F("period_start"), F("period_end")]),
    )
    return placed


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
    claims = claims.filter(stands("shipments", question.as_of, question.grade)).order_by()
    flow = [F(name) for name in ("supplier", "recipient", "munition", "temporal")]
    alike = [*flow, F("claimant"), F("stage")]
    has_period = Q(period_start__isnull=False) | Q(period_end__isnull=False)
    dated = Case(When(has_period, then=Value(1)), default=Value(0))
    days = Window(DenseRank(), [*flow, F("dated")], order_by=LAST_DAY)
    stated = beside_newer(claims.annotate(dated=dated), alike).annotate(days=days)
    running = Q(temporal=Temporal.CUMULATIVE)
    latest = (Q(newest=None) | Q(claimed_on__gte=F("newest"))) & Q(days__lte=MOST_DAYS)
    without = ~running & ~has_period & Q(days__lte=MOST_DAYS)
    figure = ~running & has_period & (latest | Exists(models.Shipment.objects.filter(part_of=OuterRef("pk"))))
    chosen = stated.filter((running & UNCOVERED) | figure | without).values("code")
    rows = selected("shipments").filter(code__in=chosen).order_by("claimed_on", "code")
    return tuple(records_of(rows, Shipment, question.as_of, question.grade))
