"""The claims that decide about one flow: one query."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from flows import models, records
from flows.queries.rows import read, selected
from flows.questions import Flow


def claims_of(flow: Flow, within: Sequence[str]) -> tuple[records.Shipment, ...]:
    """Every public claim of a flow over the munitions ``within``, whenever stated, by day and code.

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
    return tuple(read(rows, records.Shipment))


def all_claims() -> tuple[records.Shipment, ...]:
    """Every public claim about any flow, by day and code: what the index of flows is made from."""
    return tuple(read(selected("shipments").order_by("claimed_on", "code"), records.Shipment))
