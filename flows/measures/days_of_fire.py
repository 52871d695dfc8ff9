"""For how many days a claimed number of rounds would last at a claimed rate of fire."""

from __future__ import annotations

from dataclasses import dataclass

from flows.estimates.conversion import days_of_fire
from flows.estimates.interval import Interval
from flows.measures.definition import Definition
from flows.queries.listing import every
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.arithmetic import FireQuestion
from flows.records import Rate, Shipment

DEFINITION = Definition(
    slug="days-of-fire",
    title="Days of fire",
    unit="days",
    definition="A claimed number of rounds divided by a claimed rate of fire.",
    method=(
        "Interval division with the bounds of both claims; a rate by the month or year is spread over the mean month "
        "of 30.4375 days or the mean year of 365.25."
    ),
    caveats=(
        "Arithmetic on two claims, not a claim: nobody stated it.",
        "It does not say that these rounds were fired, nor when: rounds go into stock, and rates change.",
        "For early 2024, NATO officials put Russian fire at about 10,000 rounds a day and Kyiv at about 70,000.",
    ),
)


@dataclass(frozen=True, slots=True)
class FireAnswer:
    """The days, both claims, and the claims that could be chosen in their place."""

    question: FireQuestion
    claim: Shipment
    rate: Rate
    days: Interval
    claims: tuple[Shipment, ...]
    rates: tuple[Rate, ...]


def compute(question: FireQuestion) -> FireAnswer:
    """The days of fire, by two queries; BadQuestion where a claim is unknown on the day, or has no figure."""
    shipments = ListQuestion(
        "shipments", (("stance", ("asserts",)), ("unit", ("round",))), as_of=question.as_of, ordering="-claimed_on"
    )
    fired = ListQuestion("rates", (("activity", ("fired",)),), as_of=question.as_of, ordering="-claimed_on")
    claims: tuple[Shipment, ...] = tuple(claim for claim in every(shipments) if claim.quantity.figures)
    rates: tuple[Rate, ...] = tuple(rate for rate in every(fired) if rate.quantity.figures)
    claim = next((claim for claim in claims if claim.code == question.claim), None)
    rate = next((rate for rate in rates if rate.code == question.rate), None)
    faults = []
    if claim is None:
        message = f"claim: {question.claim!r} does not count rounds, or was not yet stated on the day"
        faults.append(Fault("claim", question.claim, message, tuple(claim.code for claim in claims)))
    if rate is None:
        message = f"rate: {question.rate!r} is not a rate of fire, or was not yet stated on the day"
        faults.append(Fault("rate", question.rate, message, tuple(rate.code for rate in rates)))
    if claim is None or rate is None:
        raise BadQuestion(*faults)
    return FireAnswer(question, claim, rate, days_of_fire(claim.quantity, rate.quantity, rate.per), claims, rates)
