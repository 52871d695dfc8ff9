"""The claims that decide about a flow, or about several: one query."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q

from flows import models, records
from flows.queries.rows import records_of, selected
from flows.questions import Flow


def claims_of(flow: Flow, within: Sequence[str], as_of: date | None = None) -> tuple[records.Shipment, ...]:
    """Every public claim of a flow over the munitions ``within``, whenever stated, by day and code, as read on a day.

    Also the claims outside these munitions that decide whether one of them stands: successors, other
    readings of the same group, and what replaced those. A claim about 155 mm rounds may be superseded by
    one about artillery rounds of any calibre.
    """
    pair = Q(supplier=flow.supplier, recipient=flow.recipient)
    groups = (
        models.Shipment.objects.filter(pair, munition__in=within)
        .exclude(alternative_group="")
        .values("alternative_group")
    )
    decides = (
        Q(munition__in=within)
        | Q(supersedes__munition__in=within)
        | Q(alternative_group__in=groups)
        | Q(supersedes__alternative_group__in=groups)
    )
    rows = selected("shipments").filter(pair & decides).order_by("claimed_on", "code")
    return tuple(records_of(rows, records.Shipment, as_of))


def claims_between(
    pairs: Collection[tuple[str, str]], as_of: date | None = None
) -> dict[tuple[str, str], list[records.Shipment]]:
    """Every public claim from each of these suppliers to each recipient that it is paired with, by day and code."""
    found: dict[tuple[str, str], list[records.Shipment]] = {pair: [] for pair in pairs}
    if not found:
        return found
    any_of_them = Q(*(Q(supplier=supplier, recipient=recipient) for supplier, recipient in found), _connector=Q.OR)
    rows = selected("shipments").filter(any_of_them).order_by("claimed_on", "code")
    for claim in records_of(rows, records.Shipment, as_of):
        found[claim.supplier, claim.recipient].append(claim)
    return found
