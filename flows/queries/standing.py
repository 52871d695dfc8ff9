"""The claims over several flows that a total is asked of, and which of them stand: one query each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from flows import models, records
from flows.estimates.ledger import Ledger, resolve
from flows.queries.listing import stands
from flows.queries.rows import public, records_of, selected
from flows.questions.claim_filters import by_column, codes_matching
from flows.questions.total import TotalQuestion


@dataclass(frozen=True, slots=True)
class Newest:
    """The claims that stand and were stated last, the newest first, and whether there are more of them."""

    claims: tuple[records.Shipment, ...]
    more: bool


def newest_standing(question: TotalQuestion, within: Collection[str], most: int) -> Newest:
    """The newest claims that match a question and stand on its day, over the munitions ``within``; at most so many.

    The same claims that end the ledger of `standing_claims`, in the other order: the rules of standing as SQL.
    """
    by_the_day = Q() if question.as_of is None else Q(claimed_on__lte=question.as_of)
    matching = public("shipments").filter(_matching(question, within), by_the_day)
    newest = matching.filter(stands("shipments", question.as_of, question.grade)).order_by("-claimed_on", "-code")
    # Their codes first: the evidence is then looked up for these few alone.
    rows = selected("shipments").filter(code__in=newest.values("code")[: most + 1]).order_by("-claimed_on", "-code")
    found = tuple(records_of(rows, records.Shipment, question.as_of, question.grade))
    return Newest(found[:most], len(found) > most)


def standing_claims(question: TotalQuestion, within: Collection[str]) -> Ledger:
    """The ledger of the claims that match a question, over the munitions ``within``, on its day."""
    return ledger_of(deciding_claims(question, within), question, within)


def ledger_of(claims: tuple[records.Shipment, ...], question: TotalQuestion, within: Collection[str]) -> Ledger:
    """The same of claims already read by `deciding_claims`: no query."""
    about = codes_matching(claims, by_column(question.filters(), within))
    return resolve(claims, question.as_of, about, question.grade)


def deciding_claims(question: TotalQuestion, within: Collection[str]) -> tuple[records.Shipment, ...]:
    """The claims that match a question, whenever they were stated, and those that decide whether they stand."""
    asked = models.Shipment.objects.filter(_matching(question, within))
    groups = asked.exclude(alternative_group="").values("alternative_group")
    readings = models.Shipment.objects.filter(alternative_group__in=groups)
    # Each part by an index of its own: as one condition they would take a walk through all claims.
    parts: tuple[QuerySet[Any], ...] = (
        models.Shipment.objects.filter(supersedes__in=asked.values("code")),
        readings,
        models.Shipment.objects.filter(supersedes__in=readings.values("code")),
    )
    decides = asked.order_by().values("code").union(*(part.order_by().values("code") for part in parts))
    rows = selected("shipments").filter(code__in=decides).order_by("claimed_on", "code")
    return tuple(records_of(rows, records.Shipment, question.as_of))


def _matching(question: TotalQuestion, within: Collection[str]) -> Q:
    columns = by_column(question.filters(), within)
    return Q(**{f"{column}__in": sorted(codes) for column, codes in columns.items()})
