"""The days on which something was stated: the stops of the control that asks for a past day. One query."""

from __future__ import annotations

from datetime import date

from flows import models
from flows.vocabulary import PUBLIC_STATUSES


def statement_days() -> tuple[date, ...]:
    """Every day on which a public claim of any kind was stated, in order."""
    parts = [
        model.objects.filter(status__in=PUBLIC_STATUSES).order_by().values_list("claimed_on")
        for model in (models.Shipment, models.Rate, models.Ratio, models.Indicator)
    ]
    return tuple(sorted(day for (day,) in parts[0].union(*parts[1:])))
