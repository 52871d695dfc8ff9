"""What readers see otherwise since a moment of the record, counted. One query."""

from __future__ import annotations

from django.db.models import Count, OuterRef, Q, Subquery

from flows import models
from flows.clock import Moment
from flows.dictionary import CLAIM_TABLES
from flows.vocabulary import PUBLIC_STATUSES, Status


def changes_since(moment: Moment) -> tuple[str, ...]:
    """The counts in words, each about different records: "3 claims new", "1 claim retracted"; empty where all stayed.

    A claim that was published and then corrected is new.
    """
    known = models.Moment.objects.filter(number=moment.number).values("newest_revision")
    public = Q(values__status__in=PUBLIC_STATUSES) | ~Q(kind__in=CLAIM_TABLES)
    seen = models.Revision.objects.filter(public)
    before = seen.filter(kind=OuterRef("kind"), code=OuterRef("code"), id__lte=Subquery(known)).values("code")[:1]
    later = seen.filter(id__gt=Subquery(known)).annotate(before=Subquery(before))
    claims, retracted = Q(kind__in=CLAIM_TABLES), Q(values__status=Status.RETRACTED)
    counted = later.aggregate(
        new=Count("code", filter=claims & Q(before=None), distinct=True),
        retracted=Count("code", filter=claims & retracted & ~Q(before=None), distinct=True),
        corrected=Count("code", filter=claims & ~retracted & ~Q(before=None), distinct=True),
        beside=Count("code", filter=~claims, distinct=True),
    )
    words = (
        ("new", "claim published", "claims published"),
        ("corrected", "claim corrected", "claims corrected"),
        ("retracted", "claim retracted", "claims retracted"),
        ("beside", "name, document or other record changed", "names, documents or other records changed"),
    )
    return tuple(
        f"{counted[key]} {one if counted[key] == 1 else several}" for key, one, several in words if counted[key]
    )
