"""How many rounds a claimed number of containers could hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flows.estimates.conversion import is_only_counted, mixed, of_figures, rounds_in, spread
from flows.estimates.interval import Interval
from flows.measures.definition import Definition
from flows.queries.claim_groups import factor_claims
from flows.queries.listing import match, newest
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.arithmetic import ConversionQuestion
from flows.records import Shipment
from flows.subject import subject
from flows.vocabulary import Bound, Caution

DEFINITION = Definition(
    slug="conversion",
    title="Containers into rounds",
    unit="rounds",
    definition="A claimed number of containers times a number of rounds in each: what they could hold if full of them.",
    method=(
        "The claimant's own factor where it gave one; otherwise the spread of all published factors. A factor is the "
        "one that a claimant named, or the quotient of the two figures that it stated, and keeps the bound of the "
        "rounds: of up to 4.8 million, 480 a container is a ceiling. A spread is open at an end whose figure is itself "
        "a floor or a ceiling. Where the claimant stated the rounds that its containers could hold, these are given. A "
        "reader may put in other numbers: they are then called the reader's assumption wherever the result is shown. "
        "Ends are rounded outward. Containers that are said to hold something else are not converted."
    ),
    caveats=(
        "Nobody has published a manifest. What the containers held is not known.",
        "A floor of containers gives a floor of capacity, and still says nothing of the contents.",
    ),
)
CARRIER = "container"
HOLDING = "container"
"""The munition that stands for containers of munitions; containers of something else have one of their own."""
MOST_OFFERED = 200
"""Of very many claims the newest are offered to choose from; an address may name any."""
FIGURED = tuple(bound for bound in Bound if bound.fills)
"""The bounds that come with a figure."""
_FIGURED_CONTAINERS = (("bound", FIGURED), ("munition", (HOLDING,)))


@dataclass(frozen=True, slots=True)
class PublishedFactor:
    """Rounds per container as one claimant has it, from a claim about rounds and the claim it is derived from.

    It is open where the claim about rounds is.
    """

    claim: Shipment
    per_container: Interval


@dataclass(frozen=True, slots=True)
class ConversionAnswer:
    """The containers, the factor with whose it is, the rounds that follow and what to know of them, every published
    factor, and those of them that were used."""

    question: ConversionQuestion
    claim: Shipment
    per_container: Interval
    whose: str
    rounds: Interval
    large: Interval
    small: Interval
    share: Decimal
    published: tuple[PublishedFactor, ...]
    used: tuple[PublishedFactor, ...]
    cautions: tuple[Caution, ...]


def compute(question: ConversionQuestion) -> ConversionAnswer:
    """The conversion, by two queries; BadQuestion where the claim is unknown on the day or counts no containers."""
    chosen = match(_counting(CARRIER, question), question.claim)
    if chosen is None or not is_convertible(chosen):
        allowed = tuple(claim.code for claim in offered(question))
        reason = "does not count containers, or was not yet stated on the day or is below the grade"
        if chosen is not None:
            reason = f"counts {chosen.munition_plural}, which hold no munitions"
        raise BadQuestion(Fault("claim", question.claim, f"claim: {question.claim!r} {reason}", allowed))
    return convert(question, chosen, factors(factor_claims(_counting("round", question), CARRIER)))


def offered(question: ConversionQuestion) -> tuple[Shipment, ...]:
    """The claims that could be chosen, the newest first, at most `MOST_OFFERED`. One query."""
    return newest(
        ListQuestion("shipments", _FIGURED_CONTAINERS, as_of=question.as_of, grade=question.grade), MOST_OFFERED
    )


def is_convertible(claim: Shipment) -> bool:
    """Whether a claim counts containers of munitions, and gives a figure."""
    return claim.munition == HOLDING and bool(claim.quantity.figures)


def factors(claims: Iterable[Shipment]) -> tuple[PublishedFactor, ...]:
    """Every factor from containers to rounds that these claims name, or that is the quotient of their figures."""
    found = []
    for claim in claims:
        if claim.origin is None or claim.origin.unit != CARRIER:
            continue
        per_container = of_figures(claim.quantity, claim.origin.quantity, claim.factor)
        if per_container is not None:
            found.append(PublishedFactor(claim, per_container))
    return tuple(found)


def convert(question: ConversionQuestion, claim: Shipment, published: tuple[PublishedFactor, ...]) -> ConversionAnswer:
    """The answer from claims already read: no query."""
    own = [factor for factor in published if factor.claim.derived_from == claim.code]
    same = own or [factor for factor in published if factor.claim.claimant == claim.claimant]
    whose = "claimant" if own else "claimant-elsewhere" if same else "published"
    other = next(iter(subject().contents[1:]), "")
    of_large = [factor for factor in same or published if factor.claim.munition != other]
    of_small = [factor for factor in same or published if factor.claim.munition == other]
    of_small = of_small or [factor for factor in published if factor.claim.munition == other]
    large, small = _spread(of_large), _spread(of_small)
    if question.large is not None:
        large, of_large = Interval(question.large, question.large), []
    if question.small is not None:
        small, of_small = Interval(question.small, question.small), []
    share = question.share if question.share is not None else Decimal(100)
    per_container = mixed(share / 100, large, small)
    used = [*(of_large if share else ()), *(of_small if share < 100 else ())]
    rounds = _stated(claim, used) if share in (0, 100) else None
    rounds = rounds or rounds_in(claim.quantity, per_container)
    return ConversionAnswer(
        question,
        claim,
        per_container,
        "reader" if question.assumed else whose,
        rounds,
        large,
        small,
        share,
        published,
        tuple(used),
        tuple(_cautions(claim, rounds, used)),
    )


def _cautions(claim: Shipment, rounds: Interval, used: Sequence[PublishedFactor]) -> Iterator[Caution]:
    if any(factor.claim.supplier != claim.supplier for factor in used):
        yield Caution.ANOTHER_SUPPLIERS_FACTOR
    if is_only_counted(claim.quantity, rounds):
        yield Caution.ONLY_COUNTED
    if claim.is_weak or (used and all(factor.claim.is_weak for factor in used)):
        yield Caution.WEAK_EVIDENCE


def _spread(found: Iterable[PublishedFactor]) -> Interval:
    return spread(factor.per_container for factor in found)


def _stated(claim: Shipment, used: list[PublishedFactor]) -> Interval | None:
    """The rounds that the claimant itself said these containers could hold; None where other factors are used too."""
    if not used or any(factor.claim.derived_from != claim.code for factor in used):
        return None
    totals = [Interval.of(factor.claim.quantity) for factor in used if factor.claim.quantity.figures]
    return spread(totals) if len(totals) == len(used) else None


def _counting(unit: str, question: ConversionQuestion) -> ListQuestion:
    """The claims that give a figure in a unit and were known on the day."""
    return ListQuestion(
        "shipments", (("bound", FIGURED), ("unit", (unit,))), as_of=question.as_of, grade=question.grade
    )
