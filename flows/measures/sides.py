"""What every supplier of each side was said to have sent, claim by claim: running totals and figures for a period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flows.estimates.ledger import Ledger, by_age, heads, period_heads
from flows.measures.suppliers import question_of
from flows.measures.usual import usual_pair
from flows.queries.catalogue import catalogue
from flows.queries.standing import standing_claims
from flows.questions.flow import DEFAULT_WINDOW
from flows.questions.total import TotalQuestion
from flows.records import Actor, Munition, Shipment
from flows.vocabulary import Reliability


@dataclass(frozen=True, slots=True)
class Received:
    """One recipient: its ledger, and of the claims that stand the newest of each supplier and claimant.

    ``totals`` are the running totals that no newer one of the same claimant about the same supplier covers, ``older``
    those of them that were stated long before the newest of their supplier, and ``figures`` are for a period.
    """

    actor: Actor
    ledger: Ledger
    totals: tuple[Shipment, ...]
    older: tuple[Shipment, ...]
    figures: tuple[Shipment, ...]


@dataclass(frozen=True, slots=True)
class SidesAnswer:
    """The sides, what is counted, and the question that lists the same claims."""

    question: TotalQuestion
    munition: Munition
    sides: tuple[Received, ...]


def asked(as_of: date | None = None, grade: Reliability | None = None) -> TotalQuestion:
    """The question that lists the claims of both sides; BadQuestion where no two flows are on record."""
    return question_of(usual_pair(), catalogue(), as_of, grade)


def compute(as_of: date | None = None, grade: Reliability | None = None) -> SidesAnswer:
    """What both sides were said to have got, by four queries; BadQuestion where no two flows are on record."""
    flows, tree = usual_pair(), catalogue()
    question = question_of(flows, tree, as_of, grade)
    (kind,) = question.munitions
    ledger = standing_claims(question, tree.within(kind))
    sides = (_received(tree.actors[code], ledger) for code in question.recipients)
    return SidesAnswer(question, tree.munitions[kind], tuple(sides))


def _received(actor: Actor, ledger: Ledger) -> Received:
    own = Ledger(
        ledger.as_of,
        tuple(claim for claim in ledger.standing if claim.recipient == actor.code),
        tuple(out for out in ledger.left_out if out.claim.recipient == actor.code),
    )
    totals: list[Shipment] = []
    older: list[Shipment] = []
    figures: list[Shipment] = []
    for claims in _by(own.standing, "supplier"):
        newest = heads(claims)
        totals += newest
        older += by_age(newest, timedelta(days=DEFAULT_WINDOW))[1]
        # A newer figure for one kind of goods replaces none for another.
        for kind in _by(claims, "munition"):
            figures += period_heads(kind)
    return Received(actor, own, tuple(totals), tuple(older), tuple(figures))


def _by(claims: Iterable[Shipment], name: str) -> Iterable[list[Shipment]]:
    found: dict[str, list[Shipment]] = defaultdict(list)
    for claim in claims:
        found[getattr(claim, name)].append(claim)
    return found.values()
