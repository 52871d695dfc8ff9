"""The earlier claims that a newer one may replace: running totals, and paces. One query each."""

from __future__ import annotations

from datetime import date

from flows import models, records
from flows.queries.rows import records_of
from flows.vocabulary import Stance, Status, Temporal


def earlier_totals(
    claimant: str, supplier: str, recipient: str, before: date, but: str = ""
) -> tuple[records.Shipment, ...]:
    """The asserted running totals of a claimant about a pair of parties, stated before a day and not yet replaced by
    any claim, drafts included; the newest first, without ``but``."""
    replaced = models.Shipment.objects.exclude(alternative_group="").exclude(successor=None)
    rows = (
        models.Shipment.objects.filter(
            claimant=claimant,
            supplier=supplier,
            recipient=recipient,
            temporal=Temporal.CUMULATIVE,
            stance=Stance.ASSERTS,
            claimed_on__lt=before,
            successor=None,
        )
        .exclude(status__in=(Status.RETRACTED, Status.REJECTED, Status.DISCARDED))
        .exclude(pk=but)
        # One reading of an either/or statement was replaced, and the whole group fell with it.
        .exclude(alternative_group__in=replaced.values("alternative_group"))
        .order_by("-claimed_on", "code")
    )
    return tuple(records_of(rows, records.Shipment))


def earlier_rates(
    claimant: str, actor: str, activity: str, per: str, before: date, but: str = ""
) -> tuple[records.Rate, ...]:
    """The paces that a claimant gave of a party's activity in the same period, stated before a day and not yet
    replaced by any claim, drafts included; the newest first, without ``but``."""
    rows = (
        models.Rate.objects.filter(
            claimant=claimant, actor=actor, activity=activity, per=per, claimed_on__lt=before, successor=None
        )
        .exclude(status__in=(Status.RETRACTED, Status.REJECTED, Status.DISCARDED))
        .exclude(pk=but)
        .order_by("-claimed_on", "code")
    )
    return tuple(records_of(rows, records.Rate))
