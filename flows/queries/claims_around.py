"""The claims about the same goods as a flow that are filed under other flows: one query."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, F, Max, Min, Q, QuerySet, Value, ValueRange, When, Window, WindowFrameExclusion
from django.db.models.functions import Coalesce, DenseRank, RowNumber

from flows import records
from flows.queries.claim_groups import MOST_DAYS
from flows.queries.listing import stands
from flows.queries.rows import COLUMNS, flagged, public
from flows.questions import Flow
from flows.vocabulary import CARRIER_UNITS, Stance, Status, Temporal

MOST = 300


@dataclass(frozen=True, slots=True)
class Filed:
    """A claim, and whether it stands on the day."""

    claim: records.Shipment
    stands: bool


def claims_around(
    flow: Flow,
    suppliers: Collection[str],
    recipients: Collection[str],
    munitions: Collection[str] | None,
    as_of: date | None,
) -> tuple[Filed, ...]:
    """Of the public claims between any of these, stated by the day, those among which the newest figures of a flow are.

    Those of ``flow`` itself are left out. They are about these munitions or what carries them; None is about anything.
    They are the running totals that nothing newer about the same munition covers, the newest figures for each period,
    the figures without a time, the denials, and of each flow the newest claim, even if it does not stand; by day and
    code. Of very many figures for a period those of the last `MOST_DAYS` days of a flow are read, of the others without
    a total the newest `MOST`.
    """
    asked = Q(supplier__in=suppliers, recipient__in=recipients)
    if munitions is not None:
        asked &= Q(munition__in=munitions) | Q(munition__unit__in=CARRIER_UNITS)
    by_the_day = Q() if as_of is None else Q(claimed_on__lte=as_of)
    own = Q(supplier=flow.supplier, recipient=flow.recipient, munition=flow.munition)
    known = public("shipments").filter(asked, by_the_day).exclude(own).order_by()
    standing = known.filter(stands("shipments", as_of))
    chosen = (
        *(_uncovered(standing), _newest_for_periods(standing), _newest_of_flows(known)),
        _newest(known.filter(stance=Stance.DENIES, status=Status.PUBLISHED)),
        _newest(standing.filter(period_start=None, period_end=None).exclude(temporal=Temporal.CUMULATIVE)),
    )
    any_of_them = Q(*(Q(code__in=some.values("code")) for some in chosen), _connector=Q.OR)
    flag = Case(When(stands("shipments", as_of), then=Value(True)), default=Value(False))
    rows = public("shipments").filter(any_of_them).annotate(stood=flag).order_by("claimed_on", "code")
    found = flagged(rows.values_list(*COLUMNS[records.Shipment].values(), "stood"), records.Shipment, as_of)
    return tuple(Filed(claim, bool(stood)) for claim, stood in found)


def _uncovered(standing: QuerySet[Any]) -> QuerySet[Any]:
    """The totals that start before every newer one of their claimant, and all readings of either/or groups."""
    newer = Window(
        Min("start"),
        partition_by=[F(name) for name in ("supplier", "recipient", "munition", "claimant", "stage")],
        order_by=F("claimed_on").desc(),
        frame=ValueRange(end=0, exclusion=WindowFrameExclusion.GROUP),
    )
    totals = standing.filter(temporal=Temporal.CUMULATIVE).annotate(start=Coalesce("period_start", Value(date.min)))
    uncovered = Q(newer=None) | Q(start__lt=F("newer")) | ~Q(alternative_group="")
    found: QuerySet[Any] = totals.annotate(newer=newer).filter(uncovered)
    return found


def _newest_for_periods(standing: QuerySet[Any]) -> QuerySet[Any]:
    """The figures for a period that no newer one of their claimant, which is a whole, replaces."""
    flow = [F(name) for name in ("supplier", "recipient", "munition")]
    alike = [*flow, *(F(name) for name in ("claimant", "stage", "period_start", "period_end"))]
    newest = Window(Max(Case(When(part_of=None, then=F("claimed_on")))), alike)
    days = Window(DenseRank(), flow, order_by=F("claimed_on").desc())
    figures = standing.exclude(temporal=Temporal.CUMULATIVE).exclude(period_start=None, period_end=None)
    latest = Q(newest=None) | Q(claimed_on__gte=F("newest"))
    found: QuerySet[Any] = figures.annotate(newest=newest, days=days).filter(latest, days__lte=MOST_DAYS)
    return found


def _newest(claims: QuerySet[Any]) -> QuerySet[Any]:
    """The claims that were stated last, at most `MOST`."""
    return claims.order_by("-claimed_on", "-code")[:MOST]


def _newest_of_flows(known: QuerySet[Any]) -> QuerySet[Any]:
    """The newest claim of each flow."""
    order = [F("claimed_on").desc(), F("code").desc()]
    place = Window(RowNumber(), partition_by=[F("supplier"), F("recipient"), F("munition")], order_by=order)
    found: QuerySet[Any] = known.annotate(place=place).filter(place=1)
    return found
