"""Why two claims differ."""

from __future__ import annotations

from dataclasses import dataclass

from flows.estimates.differences import Aspect, differences
from flows.estimates.quotient import Quotient, quotient
from flows.measures.definition import Definition
from flows.queries.listing import some
from flows.questions import BadQuestion, Fault
from flows.questions.arithmetic import DifferenceQuestion
from flows.records import Shipment

DEFINITION = Definition(
    slug="differences",
    title="Why two claims differ",
    unit="none: words side by side",
    definition="What two claims say of every aspect that shapes a figure, with those that differ marked.",
    method=(
        "Claimant, day, parties, stage, basis, bound, unit, munition, derivation, kind of period and period are read "
        "from both records and compared as they stand. Two silences do not differ."
    ),
    caveats=(
        "It names what differs, not which of the claims is right.",
        "Claims that differ in nothing here may still rest on different evidence.",
    ),
)


@dataclass(frozen=True, slots=True)
class DifferenceAnswer:
    """Both claims, every aspect of the two side by side, and the one over the other."""

    question: DifferenceQuestion
    left: Shipment
    right: Shipment
    aspects: tuple[Aspect, ...]
    quotient: Quotient


def compute(question: DifferenceQuestion) -> DifferenceAnswer:
    """The two claims side by side, by one query; BadQuestion where one is unknown, or not stated by the day."""
    found = {claim.code: claim for claim in some("shipments", (question.left, question.right), question.as_of)}
    faults = []
    for name in ("left", "right"):
        code = getattr(question, name)
        claim = found.get(code)
        if claim is None:
            faults.append(Fault(name, code, f"{name}: there is no claim {code!r} about a flow"))
        elif question.as_of is not None and claim.claimed_on > question.as_of:
            faults.append(Fault(name, code, f"{name}: {code!r} was stated only on {claim.claimed_on.isoformat()}"))
    if faults:
        raise BadQuestion(*faults)
    left, right = found[question.left], found[question.right]
    return DifferenceAnswer(question, left, right, differences(left, right), quotient(left, right))
