"""What readers see otherwise since a moment of the record, counted. Three queries."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db.models import CharField, Count, Exists, F, OuterRef, Q, Subquery, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from flows import models
from flows.clock import Moment
from flows.dictionary import CLAIM_TABLES
from flows.queries.recorded import as_recorded
from flows.vocabulary import PUBLIC_STATUSES, Status

_CLAIMS = Q(kind__in=CLAIM_TABLES)
_RETRACTED = Status.RETRACTED.code
_WORDS = (
    ("new", "claim published", "claims published"),
    ("corrected", "claim corrected", "claims corrected"),
    ("retracted", "claim retracted", "claims retracted"),
    ("restored", "claim restored", "claims restored"),
    ("beside", "name, document or other record changed", "names, documents or other records changed"),
)


def changes_since(moment: Moment) -> tuple[str, ...]:
    """The counts in words, each about different records: "3 claims new", "1 claim retracted"; empty where all stayed.

    Each record is held, as readers see it now, against what they saw then, whatever was done to it in between: one that
    is again as it was counts as nothing, and one that was published and then corrected is new.
    """
    known = Subquery(models.Moment.objects.filter(number=moment.number).values("newest_revision"))
    seen = models.Revision.objects.filter(values__status__in=PUBLIC_STATUSES)
    of_the_record = seen.filter(kind=OuterRef("kind"), code=OuterRef("code")).order_by("-number")
    then = of_the_record.filter(id__lte=known).annotate(text=Cast("values", TextField()), status=KT("values__status"))
    now = seen.filter(~Exists(of_the_record.filter(number__gt=OuterRef("number"))), id__gt=known).annotate(
        text=Cast("values", TextField()),
        status=KT("values__status"),
        was=Subquery(then.values("text")[:1], output_field=TextField()),
        stood=Subquery(then.values("status")[:1], output_field=CharField()),
    )
    merged = _merged_otherwise(moment)
    of_merges = reduce(or_, (Q(kind=kind, code=code) for kind, code in merged), Q(pk__in=()))
    retracted, stood_retracted = Q(status=_RETRACTED), Q(stood=_RETRACTED)
    corrected = Q(was__isnull=False, stood=F("status")) & ~Q(was=F("text"))
    counted = now.aggregate(
        new=Count("id", filter=_CLAIMS & ~retracted & Q(was=None)),
        corrected=Count("id", filter=_CLAIMS & corrected),
        retracted=Count("id", filter=_CLAIMS & retracted & (Q(was=None) | ~stood_retracted)),
        restored=Count("id", filter=_CLAIMS & ~retracted & stood_retracted),
        beside=Count("id", filter=~_CLAIMS & ~of_merges & (Q(was=None) | ~Q(was=F("text")))),
    )
    counted["beside"] += len(merged)
    return tuple(
        f"{counted[key]} {one if counted[key] == 1 else several}" for key, one, several in _WORDS if counted[key]
    )


def _merged_otherwise(moment: Moment) -> frozenset[tuple[str, str]]:
    """The rows, by kind and code, that are merged into another one now than then, or into none now or then: their own
    values stay, and their code leads elsewhere."""
    rows = models.Merge.objects.filter(in_force=True).order_by()
    now = set(rows.values_list("kind", "old", "new"))
    with as_recorded(moment):
        then = set(rows.values_list("kind", "old", "new"))
    return frozenset((kind, old) for kind, old, _ in now ^ then)
