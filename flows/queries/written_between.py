"""The claims that were written between two moments of the record: one query."""

from __future__ import annotations

from django.db.models import Subquery

from flows import models
from flows.clock import Moment
from flows.vocabulary import PUBLIC_STATUSES


def written_between(table: str, first: Moment, last: Moment, most: int) -> tuple[str, ...]:
    """The codes of the public claims of a table that were written after one moment and by another, those written last
    first; at most so many."""
    newest = models.Moment.objects.values("newest_revision")
    rows = models.Revision.objects.filter(
        kind=table,
        values__status__in=PUBLIC_STATUSES,
        id__gt=Subquery(newest.filter(number=first.number)),
        id__lte=Subquery(newest.filter(number=last.number)),
    )
    codes = rows.order_by("-id").values_list("code", flat=True)
    return tuple(dict.fromkeys(codes[:most]))
