"""The claims about the same goods as a flow that are filed under other flows: one query."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, Q, Value, When

from flows import records
from flows.queries.claim_groups import FLOW, MOST_DAYS, RUNNING, UNCOVERED, among_newer
from flows.queries.graded import graded
from flows.queries.listing import stands
from flows.queries.rows import flagged, public, with_columns
from flows.questions import Flow
from flows.vocabulary import CARRIER_UNITS, Reliability, Stance, Status


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
    known = public("shipments").filter(asked, by_the_day, taken).exclude(own)
    stood = Case(When(stands("shipments", as_of, grade), then=Value(True)), default=Value(False))
    latest = "(newest IS NULL OR claimed_on >= newest OR (period_start IS NULL AND period_end IS NULL))"
    figures = f"stood AND ({RUNNING} AND {UNCOVERED} OR NOT {RUNNING} AND {latest} AND days <= {MOST_DAYS})"
    denials = f"stance = '{Stance.DENIES}' AND status = '{Status.PUBLISHED}' AND days <= {MOST_DAYS}"
    place = f"row_number() OVER (PARTITION BY {', '.join(FLOW)} ORDER BY claimed_on DESC, code DESC) AS place"
    kind = (*FLOW, "temporal", "stance", "stood")
    condition = f"({figures}) OR ({denials}) OR place = 1"
    chosen = among_newer(known.annotate(stood=stood), kind, kind, condition, place)
    rows = public("shipments").filter(code__in=chosen).annotate(stood=stood).order_by("claimed_on", "code")
    found = flagged(with_columns(rows, records.Shipment, "stood"), records.Shipment, as_of)
    # What stands has no successor that counts.
    return tuple(
        Filed(replace(claim, superseded_by=None, superseded_on=None) if grade and stands else claim, bool(stands))
        for claim, stands in found
    )
