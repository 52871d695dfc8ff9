"""What everybody last said of paces, ratios and flows, and what was said of one thing around a day."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from flows.dictionary import LISTED
from flows.queries.listing import matching, stands
from flows.queries.rows import MODELS, public, records_of, selected
from flows.questions import ListQuestion
from flows.records import AnyClaim, Rate, Ratio, Shipment
from flows.vocabulary import Stance, Status

MOST = 600
"""Of very many paces, ratios or denials those stated last are read."""
MOST_AROUND = 100
"""Of very many claims about one thing those read that were stated last before a day, and first after it."""


def newest_denials(question: ListQuestion) -> tuple[Shipment, ...]:
    """The denials that a question about flows matches and that we did not withdraw, by day and code; at any grade.

    One query.
    """
    anybody = ListQuestion(question.table, question.filters, question.as_of)
    rows = matching(anybody, public("shipments")).filter(stance=Stance.DENIES, status=Status.PUBLISHED)
    return tuple(_last(rows, "shipments", question))


def newest_paces(question: ListQuestion) -> tuple[Rate, ...]:
    """The rates that a question matches and that stand on its day, by day and code. One query."""
    rows = matching(question, public("rates")).filter(stands("rates", question.as_of, question.grade))
    return tuple(_last(rows, "rates", question))


def newest_ratios(question: ListQuestion) -> tuple[Ratio, ...]:
    """The stated ratios that a question matches and that were not withdrawn, by day and code: none replaces another.

    One query.
    """
    rows = matching(question, public("ratios")).filter(status=Status.PUBLISHED)
    return tuple(_last(rows, "ratios", question))


def said_around(table: str, claim: AnyClaim, munitions: Collection[str], as_of: date | None) -> tuple[Any, ...]:
    """What other claimants said of the sides of a claim, by day and code: the claims stated last until its day and
    first after it, also those that were superseded since.

    Of what names a munition those about these ``munitions``, and of the rest those that compare the same. One query.
    """
    sides = {name: getattr(claim, name) for name in LISTED[table].sides}
    rows = public(table).filter(**sides, status=Status.PUBLISHED).exclude(claimant=claim.claimant)
    for name in ("activity", "compared", "place"):
        if hasattr(claim, name):
            rows = rows.filter(**{name: getattr(claim, name)})
    if hasattr(claim, "munition"):
        rows = rows.filter(munition__in=sorted(munitions))
    if as_of is not None:
        rows = rows.filter(claimed_on__lte=as_of)
    before = rows.filter(claimed_on__lte=claim.claimed_on).order_by("-claimed_on", "-code")
    after = rows.filter(claimed_on__gt=claim.claimed_on).order_by("claimed_on", "code")
    chosen = Q(code__in=before.values("code")[:MOST_AROUND]) | Q(code__in=after.values("code")[:MOST_AROUND])
    found = selected(table).filter(chosen).order_by("claimed_on", "code")
    return tuple(records_of(found, MODELS[table][1], as_of))


def _last(rows: QuerySet[Any], table: str, question: ListQuestion) -> Any:
    last = rows.order_by("-claimed_on", "-code").values("code")[:MOST]
    found = selected(table).filter(code__in=last).order_by("claimed_on", "code")
    return records_of(found, MODELS[table][1], question.as_of, question.grade)
