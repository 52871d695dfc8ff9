"""How what is claimed about one flow has moved: the steps that a chart draws."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flows.estimates.ledger import Ledger, LeftOut, resolve
from flows.measures.definition import Definition
from flows.measures.flow import asked, check
from flows.queries.catalogue import catalogue
from flows.queries.flow_claims import claims_of
from flows.questions.timeline import TimelineQuestion
from flows.records import Shipment
from flows.vocabulary import CodedList, Term

DEFINITION = Definition(
    slug="timeline",
    title="How what is claimed about a flow has moved",
    unit="the unit of the munition",
    definition="Each day on which a claim about the flow was stated, or ceased to stand, in order.",
    method=(
        "A claim makes a step on the day on which it was stated, and another on the day on which its claimant's "
        "next running total was stated, or on which another reading of its either/or statement was replaced."
    ),
    caveats=(
        "Between two steps nothing new was stated; that is not the same as nothing having moved.",
        "Steps of different claimants describe the same flow and never add up.",
    ),
)

STEP = CodedList(
    "step",
    "What happened to a claim on a day",
    "Whether a step of a timeline begins a claim or ends it.",
    (
        Term("stated", "stated", "The claim became public."),
        Term("superseded", "superseded", "The same claimant gave a later running total."),
        Term("alternative_fell", "its other reading was superseded", "An either/or reading fell with its group."),
    ),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step: the day, what happened, the claim, and the claim that ended it where one did by the day asked for."""

    on: date
    event: str
    claim: Shipment
    ended_by: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The question and the steps by day and code."""

    question: TimelineQuestion
    steps: tuple[Step, ...]


def compute(question: TimelineQuestion) -> Timeline:
    """The steps of a flow, by three queries; BadQuestion naming what is unknown in it."""
    tree = catalogue()
    check(question.about, tree, "flow")
    claims = claims_of(question.about.flow, tree.within(question.about.flow.munition), question.about.as_of)
    about = asked(question.about, claims, tree)
    ledger = resolve(claims, question.about.as_of, about, question.grade)
    return Timeline(question, steps(ledger, {claim.code: claim.claimed_on for claim in claims}))


def steps(ledger: Ledger, stated_on: dict[str, date]) -> tuple[Step, ...]:
    """The steps of a ledger, none of a claim below the grade asked for; ``stated_on`` has the day of every claim that
    ended one. No query."""
    below = {out.claim.code for out in ledger.left_out if out.reason == "below_grade"}
    ended = {out.claim.code: out for out in ledger.left_out if out.by}
    found = [
        step
        for claim in ledger.known
        if claim.code not in below
        for step in _of_claim(claim, ended.get(claim.code), stated_on)
    ]
    return tuple(sorted(found, key=lambda step: (step.on, step.claim.code, step.event)))


def _of_claim(claim: Shipment, end: LeftOut | None, stated_on: dict[str, date]) -> Iterator[Step]:
    by = end.by if end else None
    yield Step(claim.claimed_on, "stated", claim, by)
    if end and by:
        yield Step(stated_on[by], end.reason, claim, by)
