"""What in a claim may be a slip: said once before it is saved, and let pass where it is meant."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from flows.extraction.agreement import disagreement, other_parties, other_times
from flows.extraction.evidence import parties
from flows.extraction.reader import LONGEST, Reader
from flows.headlines import series
from flows.models import Actor, ActorOverlap
from flows.models.claims import Claim
from flows.queries.entered import as_record
from flows.queries.text_vocabulary import text_vocabulary
from flows.wording import spelled, when

_YEARS_AHEAD = 5
_YEARS_BACK = 20
"""How far a claim may reach from the day on which it was made before somebody asks."""


def doubts(claim: Claim) -> Mapping[str, str]:
    """Sentences by field: what the statement and the figures say differently, and a time that lies far off."""
    found = {}
    record = as_record(claim)
    if differs := disagreement(record):
        names = [
            f"the field {_called(claim, name)} {spelled(value)}"
            for name in ("low", "point", "high")
            if (value := getattr(claim, name, None)) in differs.figures
        ]
        found["statement"] = f"The statement says {series(differs.words)}, {series(names)}."
    vocabulary = text_vocabulary()
    reading = Reader(vocabulary)(record.statement[:LONGEST], record.claimed_on)
    for name, code in other_parties(record, reading, _kin(parties(record))).items():
        says, mine = (vocabulary.labels.get(("actor", one), one) for one in (code, getattr(record, name)))
        found[name] = f"The statement says {says}, the field {_called(claim, name)} {mine}."
    for name, words in other_times(record, reading).items():
        value = getattr(record, name)
        found[name] = f"The statement says {series(words)}, the field {_called(claim, name)} {when(value)}."
    start, end, day = claim.period_start, claim.period_end, claim.claimed_on
    if start and start.year < day.year - _YEARS_BACK:
        found["period_start"] = f"{when(start)} lies {day.year - start.year} years before the day of the statement."
    if end and end.year > day.year + _YEARS_AHEAD:
        found["period_end"] = f"{when(end)} lies {end.year - day.year} years after the day of the statement."
    return found


def _kin(codes: Iterable[str]) -> dict[str, frozenset[str]]:
    """By party those that are counted with it: its parts, what it is part of, what its totals overlap with."""
    own = set(codes)
    pairs = list(
        Actor.objects.filter(Q(pk__in=own) | Q(part_of__in=own)).exclude(part_of=None).values_list("pk", "part_of")
    )
    pairs += ActorOverlap.objects.filter(Q(actor__in=own) | Q(overlaps__in=own)).values_list("actor", "overlaps")
    return {code: frozenset(one for pair in pairs if code in pair for one in pair if one) - {code} for code in own}


def _called(claim: Claim, name: str) -> str:
    field: Any = claim._meta.get_field(name)
    return str(field.verbose_name)
