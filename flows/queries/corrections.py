"""Typing errors put right within the hour by whoever wrote the words, for whoever approved them: one click of theirs.

A correction changes one text that has no code, and no figure of it, by three letters at most. It takes two people like
every change; only the way to it is shorter. Two queries.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import takewhile
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from flows import models
from flows.dictionary import EVERY
from flows.models.history import KIND, KeptValues
from flows.queries.history import differences
from flows.queries.rows import MODEL_OF_KIND, PARTS

WINDOW = timedelta(hours=1)
MOST_LETTERS = 3
_LONGEST = 100
_KINDS = ("text", "lines")
_TEXTS = {
    getattr(models, table.item): frozenset(name for name, one in table.by_field.items() if one.kind in _KINDS)
    for table in EVERY
}
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that waits: of what, by whom, and the one text before and after."""

    proposal: int
    kind: str
    called: str
    code: str
    base: int
    by: str
    field: str
    before: str
    after: str


def corrections(reviewer: Any) -> tuple[Correction, ...]:
    """The open changes that correct what ``reviewer`` approved of the same person's within the hour, oldest first."""
    last = models.Revision.objects.filter(
        kind=OuterRef("kind"),
        code=OuterRef("code"),
        number=OuterRef("base"),
        by=OuterRef("by"),
        approved_by=reviewer,
        at__gte=timezone.now() - WINDOW,
    )
    waiting = models.Proposal.objects.filter(outcome="open", verb="revised").exclude(by=reviewer)
    rows = waiting.annotate(stood=Subquery(last.values("values"), output_field=KeptValues())).exclude(stood=None)
    called = dict(KIND)
    found = []
    for one in rows.select_related("by").order_by("at"):
        if is_correction(MODEL_OF_KIND[one.kind], one.stood, one.values):
            (told,) = differences(MODEL_OF_KIND[one.kind], one.stood, one.values)
            words = (told.field, told.before, told.after)
            found.append(Correction(one.pk, one.kind, called[one.kind], one.code, one.base, str(one.by), *words))
    return tuple(found)


def is_correction(model: Any, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether two kept states of a record differ as a typing error does from what was meant."""
    changed = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    if len(changed) != 1:
        return False
    (name,) = changed
    parts, (inside, _, rest) = PARTS.get(model), name.partition(".")
    texts = _TEXTS[parts.model] if parts is not None and inside == parts.name else _TEXTS[model]
    one, other = before.get(name, ""), after.get(name, "")
    is_text = (rest.rpartition(".")[2] or name) in texts
    return is_text and _DIGITS.findall(one) == _DIGITS.findall(other) and distance(one, other) <= MOST_LETTERS


def distance(one: str, other: str) -> int:
    """How many letters are put in, taken out or replaced to make one text the other; `_LONGEST` where it is far."""
    for _ in "beginning", "end":
        same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
        one, other = one[same:][::-1], other[same:][::-1]
    if max(len(one), len(other)) > _LONGEST:
        return _LONGEST
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row[0] = row[0], at
        for place, another in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (letter != another))
    return row[-1]
