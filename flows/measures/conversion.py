"""How many rounds a claimed number of containers could hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from flows.estimates.conversion import as_stated, is_only_counted, mixed, rounds_in
from flows.estimates.interval import Interval
from flows.estimates.quotient import rounded
from flows.measures.definition import Definition
from flows.queries.claim_groups import factor_claims
from flows.queries.listing import match, newest
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.arithmetic import ConversionQuestion
from flows.records import Shipment
from flows.vocabulary import Bound, Caution

DEFINITION = Definition(
    slug="conversion",
    title="Containers into rounds",
    unit="rounds",
    definition="A claimed number of containers times a number of rounds in each: what they could hold if full of them.",
    method=(
        "The claimant's own factor where it gave one; otherwise the spread of all published factors. A factor is the "
        "one that a claimant named, or the quotient of the two figures that it stated, and keeps the bound of the "
        "rounds: of up to 4.8 million, 480 a container is a ceiling. A reader may put in other numbers: they are then "
        "called the reader's assumption wherever the result is shown. Ends are rounded outward."
    ),
    caveats=(
        "Nobody has published a manifest. What the containers held is not known.",
        "A floor of containers gives a floor of capacity, and still says nothing of the contents.",
    ),
)
CARRIER = "container"
MOST_OFFERED = 200
"""Of very many claims the newest are offered to choose from; an address may name any."""
FIGURED = tuple(bound for bound in Bound if bound.fills)
"""The bounds that come with a figure."""
_LARGE = "artillery-round-152mm"
_SMALL = "artillery-round-122mm"


@dataclass(frozen=True, slots=True)
class PublishedFactor:
    """Rounds per container as one claimant has it, from a claim about rounds and the claim it is derived from.

    It is open where the claim about rounds is.
    """

    claim: Shipment
    per_container: Interval


@dataclass(frozen=True, slots=True)
class ConversionAnswer:
    """The containers, the factor that was used with whose it is, the rounds that follow and what to know of them, and
    every published factor."""

    question: ConversionQuestion
    claim: Shipment
    per_container: Interval
    whose: str
    rounds: Interval
    large: Interval
    small: Interval
    share: Decimal
    published: tuple[PublishedFactor, ...]
    cautions: tuple[Caution, ...]


def compute(question: ConversionQuestion) -> ConversionAnswer:
    """The conversion, by two queries; BadQuestion where the claim is unknown on the day or counts no containers."""
    chosen = match(_counting(CARRIER, question), question.claim)
    if chosen is None:
        allowed = tuple(claim.code for claim in offered(question))
        message = f"claim: {question.claim!r} does not count containers, or was not yet stated on the day"
        raise BadQuestion(Fault("claim", question.claim, message, allowed))
    return convert(question, chosen, factors(factor_claims(_counting("round", question), CARRIER)))


def offered(question: ConversionQuestion) -> tuple[Shipment, ...]:
    """The claims that could be chosen, the newest first, at most `MOST_OFFERED`. One query."""
    return newest(_counting(CARRIER, question), MOST_OFFERED)


def factors(claims: Iterable[Shipment]) -> tuple[PublishedFactor, ...]:
    """Every factor from containers to rounds that these claims name, or that is the quotient of their figures."""
    found = []
    for claim in claims:
        if claim.origin is None or claim.origin.unit != CARRIER:
            continue
        if claim.factor is not None:
            found.append(PublishedFactor(claim, as_stated(claim.factor, claim.bound)))
        elif (count := claim.origin.quantity.figure) is not None and len(claim.quantity.figures) == 2:
            low, high = (rounded(figure / count, 3) for figure in claim.quantity.figures)
            found.append(PublishedFactor(claim, Interval(low, high)))
    return tuple(found)


def convert(question: ConversionQuestion, claim: Shipment, published: tuple[PublishedFactor, ...]) -> ConversionAnswer:
    """The answer from claims already read: no query."""
    own = [factor for factor in published if factor.claim.derived_from == claim.code]
    same = own or [factor for factor in published if factor.claim.claimant == claim.claimant]
    whose = "claimant" if own else "claimant-elsewhere" if same else "published"
    of_large = [factor for factor in same or published if factor.claim.munition != _SMALL]
    of_small = [factor for factor in same or published if factor.claim.munition == _SMALL]
    of_small = of_small or [factor for factor in published if factor.claim.munition == _SMALL]
    large, small = _spread(of_large), _spread(of_small)
    if question.large is not None:
        large, of_large = Interval(question.large, question.large), []
    if question.small is not None:
        small, of_small = Interval(question.small, question.small), []
    share = question.share if question.share is not None else Decimal(100)
    per_container = mixed(share / 100, large, small)
    used = [*(of_large if share else ()), *(of_small if share < 100 else ())]
    return ConversionAnswer(
        question,
        claim,
        per_container,
        "reader" if question.assumed else whose,
        rounds_in(claim.quantity, per_container),
        large,
        small,
        share,
        published,
        tuple(_cautions(claim, per_container, used)),
    )


def _cautions(claim: Shipment, per_container: Interval, used: Iterable[PublishedFactor]) -> Iterator[Caution]:
    if any(factor.claim.supplier != claim.supplier for factor in used):
        yield Caution.ANOTHER_SUPPLIERS_FACTOR
    if is_only_counted(claim.quantity, per_container):
        yield Caution.ONLY_COUNTED


def _spread(found: list[PublishedFactor]) -> Interval:
    """One factor as it stands; of several, from the lowest to the highest that was stated.

    It has no low end where each of them is a ceiling, and no high end where each is a floor.
    """
    factors = [factor.per_container for factor in found]
    stated = [end for factor in factors for end in (factor.low, factor.high) if end is not None]
    has_low = any(factor.low is not None for factor in factors)
    has_high = any(factor.high is not None for factor in factors)
    return Interval(min(stated) if has_low else None, max(stated) if has_high else None)


def _counting(unit: str, question: ConversionQuestion) -> ListQuestion:
    """The claims that give a figure in a unit and were known on the day."""
    return ListQuestion("shipments", (("bound", FIGURED), ("unit", (unit,))), as_of=question.as_of)
