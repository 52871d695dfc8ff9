"""The claims about the same goods as a flow that are filed under other flows: one query."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Case, F, Q, QuerySet, Value, When, Window
from django.db.models.functions import DenseRank, RowNumber

from flows import records
from flows.queries.claim_groups import LAST_DAY, MOST_DAYS, UNCOVERED, beside_newer
from flows.queries.graded import graded
from flows.queries.listing import stands
from flows.queries.rows import flagged, public, with_columns
from flows.questions import Flow
from flows.vocabulary import CARRIER_UNITS, Reliability, Stance, Status, Temporal


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
    grade: Reliability | None = None,
) -> tuple[Filed, ...]:
    """Of the public claims between any of these, stated by the day, those among which the newest figures of a flow are.

    Of a grade only the denials and what is graded so or better. Those of ``flow`` itself are left out. They are about
    these munitions or what carries them; None is about anything.
    They are the running totals that nothing newer about the same munition covers, the newest figures for each period,
    the figures without a time, the denials, and of each flow the newest claim, even if it does not stand; by day and
    code. Of very many figures and denials of a flow those are read that were stated on the last `MOST_DAYS` days with
    one.
    """
    asked = Q(supplier__in=suppliers, recipient__in=recipients)
    if munitions is not None:
        asked &= Q(munition__in=munitions) | Q(munition__unit__in=CARRIER_UNITS)
    by_the_day = Q() if as_of is None else Q(claimed_on__lte=as_of)
    own = Q(supplier=flow.supplier, recipient=flow.recipient, munition=flow.munition)
    # As in the ledger, no grade takes out a denial.
    taken = graded(grade, as_of=as_of) | Q(stance=Stance.DENIES) if grade else Q()
    known = public("shipments").filter(asked, by_the_day, taken).exclude(own).order_by()
    stood = Case(When(stands("shipments", as_of, grade), then=Value(True)), default=Value(False))
    chosen = _newest(known.annotate(stood=stood)).values("code")
    rows = public("shipments").filter(code__in=chosen).annotate(stood=stood).order_by("claimed_on", "code")
    found = flagged(with_columns(rows, records.Shipment, "stood"), records.Shipment, as_of)
    # What stands has no successor that counts.
    return tuple(
        Filed(replace(claim, superseded_by=None, superseded_on=None) if grade and stands else claim, bool(stands))
        for claim, stands in found
    )


def _newest(known: QuerySet[Any]) -> QuerySet[Any]:
    """Those of the claims, of which each says whether it stood, that `claims_around` gives."""
    flow = [F(name) for name in ("supplier", "recipient", "munition")]
    kind = [*flow, *(F(name) for name in ("temporal", "stance", "stood"))]
    series = [*kind, F("claimant"), F("stage")]
    placed = beside_newer(known, series).annotate(
        days=Window(DenseRank(), kind, order_by=LAST_DAY),
        place=Window(RowNumber(), flow, order_by=[LAST_DAY, F("code").desc()]),
    )
    running = Q(temporal=Temporal.CUMULATIVE)
    latest = Q(newest=None) | Q(claimed_on__gte=F("newest")) | Q(period_start=None, period_end=None)
    figures = Q(stood=True) & ((running & UNCOVERED) | (~running & latest & Q(days__lte=MOST_DAYS)))
    denials = Q(stance=Stance.DENIES, status=Status.PUBLISHED, days__lte=MOST_DAYS)
    found: QuerySet[Any] = placed.filter(figures | denials | Q(place=1))
    return found
