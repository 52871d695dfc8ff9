"""The claims that a balance is made of: those that stand and may be about its time, and those that it names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from flows.estimates.balance_reading import Subject
from flows.estimates.balance_terms import AIM_WORDS, FIRED_WORDS, LOSS_WORDS, STOCK_WORDS
from flows.queries.listing import matching
from flows.queries.rows import MODELS, records_of, selected
from flows.questions import ListQuestion
from flows.records import AnyClaim
from flows.vocabulary import MOVED, Activity, Bound, Reliability

MOST_CONSIDERED = 200
"""Of very many claims about one term those stated last are considered."""
_FIGURED = tuple(bound for bound in Bound if bound.fills)
_MADE_OR_FIRED = (Activity.FIRED, Activity.PRODUCED, Activity.CAPACITY)
_TABLES = ("shipments", "rates", "indicators")


@dataclass(frozen=True, slots=True)
class BalanceClaims:
    """Claims that stand and may be about a term of a balance, by day and code; apart from them those of ``wider`` kinds
    than is balanced; and whether there are ``more`` than are considered."""

    claims: tuple[AnyClaim, ...]
    wider: tuple[AnyClaim, ...]
    more: bool


def claims_about(
    subject: Subject, as_of: date | None, grade: Reliability | None, *, standing: bool = True
) -> BalanceClaims:
    """The claims that stand, or those that no longer do, about what a side received, made, fired, lost or had, and
    whose time touches that of the subject or is not stated. Three queries; two of those that no longer do."""
    kinds = tuple(sorted(subject.kinds | subject.wider))
    figured = ("bound", _FIGURED)
    of_paces = (("activity", _MADE_OR_FIRED), ("actor", (subject.side,)), figured, ("current", standing))
    of_flows = (figured, ("current", standing), ("munition", kinds), ("recipient", (subject.side,)), ("stage", MOVED))
    of_context = (("actor", (subject.side,)), figured, ("unit", (subject.unit,)))
    touching = Q(period_start=None) | Q(period_start__lte=subject.end)
    touching &= Q(period_end=None) | Q(period_end__gte=subject.start)
    named = Q(*(Q(name__contains=word) for word in sorted(STOCK_WORDS | FIRED_WORDS | LOSS_WORDS)), _connector=Q.OR)
    aims = Q(*(Q(name__contains=word) for word in sorted(AIM_WORDS)), _connector=Q.OR)
    found: list[AnyClaim] = []
    more = False
    for table, filters, narrower in (
        ("shipments", of_flows, touching),
        ("rates", (*of_paces, ("munition", kinds)), touching),
        ("indicators", of_context, named & ~aims),
    ):
        if table == "indicators" and not standing:
            # Nothing replaces a context figure.
            continue
        rows = matching(ListQuestion(table, filters, as_of=as_of, grade=grade), selected(table)).filter(narrower)
        newest = tuple(_records(rows.order_by("-claimed_on", "-code")[: MOST_CONSIDERED + 1], table, as_of, grade))
        more = more or len(newest) > MOST_CONSIDERED
        found += newest[:MOST_CONSIDERED]
    found.sort(key=lambda claim: (claim.claimed_on, claim.code))
    wider = {claim.code for claim in found if getattr(claim, "munition", subject.munition) in subject.wider}
    return BalanceClaims(
        tuple(claim for claim in found if claim.code not in wider),
        tuple(claim for claim in found if claim.code in wider),
        more,
    )


@dataclass(frozen=True, slots=True)
class Askable:
    """What balances can be asked about with an answer: codes of the sides that any claim about some kinds is about, and
    of the kinds that any claim about a side is about; sorted."""

    sides: tuple[str, ...]
    kinds: tuple[str, ...]


def askable(subject: Subject, as_of: date | None, grade: Reliability | None) -> Askable:
    """Whose balance of these kinds, and of what that of this side, has a claim at any time. Two queries."""
    of_flows = (("bound", _FIGURED), ("stage", MOVED)), "recipient"
    of_paces = (("activity", _MADE_OR_FIRED), ("bound", _FIGURED)), "actor"
    pairs: set[tuple[str, str]] = set()
    for table, (filters, whose) in (("shipments", of_flows), ("rates", of_paces)):
        rows = matching(ListQuestion(table, filters, as_of=as_of, grade=grade), selected(table))
        asked = rows.filter(Q(munition__in=sorted(subject.kinds)) | Q(**{whose: subject.side}))
        pairs.update(asked.order_by().values_list(whose, "munition").distinct())
    return Askable(
        tuple(sorted({side for side, munition in pairs if munition in subject.kinds})),
        tuple(sorted({munition for side, munition in pairs if side == subject.side})),
    )


def named_claims(codes: Collection[str], as_of: date | None, grade: Reliability | None) -> dict[str, AnyClaim]:
    """The claims about flows, paces and context of these codes that were known on the day and are of the grade.

    Three queries, and none where no code is given.
    """
    found: dict[str, AnyClaim] = {}
    for table in _TABLES if codes else ():
        rows = matching(ListQuestion(table, as_of=as_of, grade=grade), selected(table))
        found |= {claim.code: claim for claim in _records(rows.filter(code__in=sorted(codes)), table, as_of, grade)}
    return found


def _records(rows: Any, table: str, as_of: date | None, grade: Reliability | None) -> Any:
    return records_of(rows, MODELS[table][1], as_of, grade)
