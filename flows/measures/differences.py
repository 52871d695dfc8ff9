"""Why two claims differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from flows.dictionary import CLAIM_TABLES, LISTED
from flows.estimates.differences import Aspect, differences
from flows.estimates.nesting import Nesting
from flows.estimates.quotient import Quotient, quotient
from flows.measures.definition import Definition
from flows.queries.catalogue import catalogue
from flows.queries.listing import newest, some
from flows.queries.nesting import nesting
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.arithmetic import DifferenceQuestion
from flows.records import AnyClaim, Shipment
from flows.wording import when

DEFINITION = Definition(
    slug="differences",
    title="Why two claims differ",
    unit="none: words side by side",
    definition=(
        "What two claims of one kind (about flows, rates, ratios or context) say of every aspect that shapes a "
        "figure, with those that differ marked."
    ),
    method=(
        "Claimant, day, whom it is about, what is counted, bound and period are read from both records and compared "
        "as they stand; of claims about flows also stage, basis, unit, munition, derivation and kind of period; of "
        "rates and ratios also the place. Two silences do not differ."
    ),
    caveats=(
        "It names what differs, not which of the claims is right.",
        "Claims that differ in nothing here may still rest on different evidence.",
    ),
)

MOST_OFFERED = 200
"""Of very many claims the newest are offered to choose from; an address may name any."""


@dataclass(frozen=True, slots=True)
class DifferenceAnswer:
    """Both claims and their table, every aspect of the two side by side, and of flows the one over the other."""

    question: DifferenceQuestion
    table: str
    left: AnyClaim
    right: AnyClaim
    aspects: tuple[Aspect, ...]
    quotient: Quotient | None


def compute(question: DifferenceQuestion) -> DifferenceAnswer:
    """The two claims side by side, by one query for each table up to theirs.

    Where two suppliers are compared, what is part of what takes five more. BadQuestion where one is unknown, not
    stated by the day, or of another kind than the other.
    """
    codes = (question.left, question.right)
    for table in CLAIM_TABLES:
        found = {claim.code: claim for claim in some(table, codes, question.as_of)}
        if found:
            break
    else:
        table, found = CLAIM_TABLES[0], {}
    if faults := tuple(_faults(question, table, found)):
        raise BadQuestion(*faults)
    left, right = (found[code] for code in codes)
    return DifferenceAnswer(
        question, table, left, right, differences(left, right), _quotient(left, right, question.as_of)
    )


def offered(table: str, claim: AnyClaim, as_of: date | None) -> tuple[AnyClaim, ...]:
    """The claims that one can be set beside: of its kind and about the same parties, the newest first. One query."""
    filters = tuple((name, (getattr(claim, name),)) for name in LISTED[table].sides)
    found = newest(ListQuestion(table, filters, as_of=as_of), MOST_OFFERED)
    return tuple(other for other in found if other.code != claim.code)


def beside(code: str, as_of: date | None) -> str | None:
    """What a claim is set beside where no other is named: somebody else's newest about the same, if there is one.

    None where there is no such claim, or nothing of its kind about the same parties. One query for each table up to
    its own, and one more.
    """
    for table in CLAIM_TABLES:
        for claim in some(table, (code,), as_of):
            subject = LISTED[table].subject
            others = sorted(
                offered(table, claim, as_of),
                key=lambda other: (
                    other.claimant == claim.claimant,
                    not _is_of_the_same_sort(claim, other),
                    getattr(other, subject) != getattr(claim, subject),
                ),
            )
            return others[0].code if others else None
    return None


def _is_of_the_same_sort(claim: AnyClaim, other: AnyClaim) -> bool:
    """Whether another claim gives more than nothing, and a total where the one gives a total: a month without any is
    no figure to hold a total against."""
    same = getattr(other, "temporal", None) == getattr(claim, "temporal", None)
    return same and any(other.quantity.figures)


def _quotient(left: AnyClaim, right: AnyClaim, as_of: date | None) -> Quotient | None:
    if not isinstance(left, Shipment) or not isinstance(right, Shipment):
        return None
    # What is part of what decides nothing between claims that name the same parties and the same kind of goods.
    alike = all(getattr(left, name) == getattr(right, name) for name in ("supplier", "recipient", "munition"))
    return quotient(left, right, Nesting() if alike else nesting(catalogue(), as_of))


def _faults(question: DifferenceQuestion, table: str, found: dict[str, AnyClaim]) -> Iterator[Fault]:
    for name in ("left", "right"):
        code = getattr(question, name)
        claim = found.get(code)
        if claim is None:
            yield Fault(name, code, f"{name}: there is no claim {code!r} about {LISTED[table].about}")
        elif question.as_of is not None and claim.claimed_on > question.as_of:
            yield Fault(name, code, f"{name}: {code!r} had not been stated by {when(question.as_of)}")
