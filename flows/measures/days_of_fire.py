"""For how many days a claimed number of rounds would last at a claimed rate of fire."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flows.estimates.conversion import cautions_of_fire, days_of_fire, is_floor_of_room
from flows.estimates.interval import Interval
from flows.measures.conversion import FIGURED, MOST_OFFERED
from flows.measures.definition import Definition
from flows.queries.listing import match, newest
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.arithmetic import FireQuestion
from flows.records import Rate, Shipment
from flows.vocabulary import Caution, Stance

DEFINITION = Definition(
    slug="days-of-fire",
    title="Days of fire",
    unit="days",
    definition="A claimed number of rounds divided by a claimed rate of fire.",
    method=(
        "Interval division with the bounds of both claims; a rate by the month or year is spread over the mean month "
        "of 30.4375 days or the mean year of 365.25. Ends are rounded outward. Of what containers could hold only a "
        "ceiling follows, and nothing where the figure is itself a floor: they could hold at least so many, or more. "
        "Rounds that went to one side over the rate of another, and rounds that have not moved, are marked."
    ),
    caveats=(
        "Arithmetic on two claims, not a claim: nobody stated it.",
        "It does not say that these rounds were fired, nor when: rounds go into stock, and rates change.",
        "Claimants may put the fire of one side at figures many times apart; the days follow whichever is chosen.",
    ),
)
ROOM_FOR_AT_LEAST = (
    "No number of days follows: room for at least so many rounds may be room for more, and says of none that it was "
    "there."
)


@dataclass(frozen=True, slots=True)
class FireAnswer:
    """The days, both claims, and what to know of the one over the other."""

    question: FireQuestion
    claim: Shipment
    rate: Rate
    days: Interval
    cautions: tuple[Caution, ...]

    @property
    def open_because(self) -> str:
        """Why no number of days follows, in a sentence; empty where one does."""
        if self.days != Interval(None, None):
            return ""
        if self.claim.basis.is_capacity and is_floor_of_room(self.claim.quantity):
            return ROOM_FOR_AT_LEAST
        return "No number of days follows: the bounds of the two claims leave it open."


@dataclass(frozen=True, slots=True)
class Offered:
    """The claims and the rates that could be chosen, the newest first; at most `MOST_OFFERED` of each."""

    claims: tuple[Shipment, ...]
    rates: tuple[Rate, ...]


def compute(question: FireQuestion) -> FireAnswer:
    """The days of fire, by two queries; BadQuestion where a claim is unknown on the day, or has no figure."""
    claim = match(_rounds(question), question.claim)
    rate = match(_fired(question), question.rate)
    if claim is None or rate is None:
        raise BadQuestion(*_faults(question, claim, rate))
    days = days_of_fire(claim.quantity, rate.quantity, rate.per, is_capacity=claim.basis.is_capacity)
    return FireAnswer(question, claim, rate, days, cautions_of_fire(claim, rate))


def offered(question: FireQuestion) -> Offered:
    """What could be chosen as of the day of a question. Two queries."""
    return Offered(newest(_rounds(question), MOST_OFFERED), newest(_fired(question), MOST_OFFERED))


def _faults(question: FireQuestion, claim: Shipment | None, rate: Rate | None) -> Iterator[Fault]:
    allowed = offered(question)
    if claim is None:
        message = (
            f"claim: {question.claim!r} does not count rounds, or was not yet stated on the day or is below the grade"
        )
        yield Fault("claim", question.claim, message, tuple(claim.code for claim in allowed.claims))
    if rate is None:
        message = (
            f"rate: {question.rate!r} is not a rate of fire, or was not yet stated on the day or is below the grade"
        )
        yield Fault("rate", question.rate, message, tuple(rate.code for rate in allowed.rates))


def _rounds(question: FireQuestion) -> ListQuestion:
    filters = (("bound", FIGURED), ("stance", (Stance.ASSERTS,)), ("unit", ("round",)))
    return ListQuestion("shipments", filters, as_of=question.as_of, grade=question.grade)


def _fired(question: FireQuestion) -> ListQuestion:
    return ListQuestion(
        "rates", (("activity", ("fired",)), ("bound", FIGURED)), as_of=question.as_of, grade=question.grade
    )
