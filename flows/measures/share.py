"""What share of a side's fire came from one supplier: as it was stated, and, apart from it, as it follows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.estimates.share import Shares, shares
from flows.measures.definition import Definition
from flows.measures.pace import FIGURED, MOST_RATES
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.listing import newest
from flows.queries.shares import fired_kinds, stated_shares, supplied_pairs
from flows.queries.standing import standing_claims
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.share import ShareQuestion
from flows.questions.total import TotalQuestion
from flows.records import Actor, Indicator, Munition, Rate
from flows.vocabulary import IN_PART, Activity

DEFINITION = Definition(
    slug="share",
    title="Share of a supplier in what a side fires",
    unit="percent",
    definition=(
        "What share of one side's fire or supply was stated to come from one supplier; and, apart from it, what a "
        "claim about supply over a rate of fire of about one time comes to."
    ),
    method=(
        "Stated shares are claims about the munition, a narrower or a wider kind, by their time. "
        "A computed one is the supply a day over the fire a "
        "day, in percent, with the bounds of both; ends are rounded outward, and a rate by the month or year is spread "
        "over 30.4375 or 365.25 days. Both are of about one time: they share a day, and neither their starts nor "
        "their ends lie more than 92 days apart. The supply went to the side that fires, was shipped or delivered, "
        "counts rounds, and holds no kind that the rate does not count; the rate is of all that the side fires. What "
        "could be held is a ceiling and no floor. Whatever else is refused, with the reason."
    ),
    caveats=(
        "Stated and computed shares are never mixed: one does not yield the other.",
        "A computed share is arithmetic on two claims, and nobody stated it.",
        (
            "It does not say that these rounds were fired, nor when: rounds go into stock, so it may exceed 100 "
            "percent, and then says so."
        ),
        "Claimants put the fire of one side at figures many times apart; the share follows whichever is taken.",
    ),
)


@dataclass(frozen=True, slots=True)
class ShareAnswer:
    """Stated shares by the time that they are about, and apart from them those that follow.

    ``question`` names supplier, side and munition; ``suppliers`` and ``sides`` are what could be asked about, and
    ``munitions`` the kinds that rates of fire of the side count.
    """

    question: ShareQuestion
    supplier: Actor
    side: Actor
    munition: Munition
    stated: tuple[Indicator, ...]
    shares: Shares
    rates: tuple[Rate, ...]
    suppliers: tuple[Actor, ...]
    sides: tuple[Actor, ...]
    munitions: tuple[Munition, ...]

    @property
    def newest(self) -> tuple[Indicator, ...]:
        """Of each whole of the side the newest share that was stated on sound evidence, the newest first."""
        sound = [
            claim for claim in self.stated if claim.quantity.figures and not claim.is_weak and claim.whole != IN_PART
        ]
        newest = {claim.measured: claim for claim in sorted(sound, key=lambda claim: (claim.claimed_on, claim.code))}
        return tuple(sorted(newest.values(), key=lambda claim: (claim.claimed_on, claim.code), reverse=True))


def result(answer: ShareAnswer) -> str:
    """How many shares were stated, and how many follow and how many are left open of those that are listed beside
    them, in a sentence."""
    stated, listed = len(answer.stated), len(answer.shares.computed)
    left_open = sum(share.is_open for share in answer.shares.computed)
    said = f"{stated} share{' was' if stated == 1 else 's were'} stated" if stated else "No share was stated"
    if not listed:
        return f"{said}; none follows from supply over fire."
    several = "s" if listed > 1 else ""
    pairs = f"{listed} pair{several} of a supply and a rate of fire {'are' if several else 'is'}"
    follow = f"a share follows by arithmetic from {listed - left_open or 'none'}"
    rest = f", and the bounds of {left_open} leave it open" if left_open else ""
    return f"{said}; apart from that, {pairs} of about the same months: {follow}{rest}."


@dataclass(frozen=True, slots=True)
class _Known:
    """What can be asked about: stated shares, who supplies rounds to whom, and whose fire of what kind is known."""

    stated: tuple[Indicator, ...]
    pairs: frozenset[tuple[str, str]]
    fired: tuple[tuple[str, str], ...]

    def sides(self) -> set[str]:
        """The sides of which a share was stated, or whose fire is known."""
        return {claim.whole_of for claim in self.stated if claim.whole_of} | {side for side, _ in self.fired}

    def suppliers(self, side: str) -> set[str]:
        """Those of whose share in a side something is known, whichever side where none is named."""
        said = {claim.actor for claim in self.stated if side in ("", claim.whole_of)}
        return said | {one for one, other in self.pairs if side in ("", other)}


def compute(question: ShareQuestion) -> ShareAnswer:
    """The shares, by seven queries; BadQuestion for a code that is unknown or of which nothing is on record."""
    tree = catalogue()
    known = _Known(
        stated_shares(question.as_of, question.grade),
        supplied_pairs(question.as_of, question.grade),
        fired_kinds(question.as_of, question.grade),
    )
    faults = tuple(_faults(question, known, tree))
    if faults:
        raise BadQuestion(*faults)
    question = _filled(question, known)
    if not (question.supplier and question.side and question.munition):
        raise BadQuestion(Fault("", "", "no share was stated by the day, and no fire is known"))
    related = {*tree.within(question.munition), *tree.above(question.munition)}
    stated = [
        claim
        for claim in known.stated
        if (claim.actor, claim.whole_of) == (question.supplier, question.side) and claim.whole_munition in related
    ]
    rates = _rates(question, tree)
    supplies = standing_claims(
        TotalQuestion(
            (question.supplier,), (question.side,), tuple(tree.munitions), question.as_of, grade=question.grade
        ),
        tuple(tree.munitions),
    ).standing
    above = {code: tree.above(code) for code in tree.munitions}
    kinds = [munition for side, munition in known.fired if side == question.side]
    kinds += [
        claim.whole_munition for claim in known.stated if claim.whole_of == question.side and claim.whole_munition
    ]
    return ShareAnswer(
        question,
        tree.actors[question.supplier],
        tree.actors[question.side],
        tree.munitions[question.munition],
        tuple(sorted(stated, key=lambda claim: (claim.period_end or claim.claimed_on, claim.claimed_on, claim.code))),
        shares(supplies, rates, above),
        rates,
        _named(known.suppliers(question.side), tree),
        _named(known.sides(), tree),
        tuple(tree.munitions[code] for code in dict.fromkeys((*kinds, question.munition))),
    )


def _faults(question: ShareQuestion, known: _Known, tree: Catalogue) -> Iterator[Fault]:
    sides, suppliers = tuple(sorted(known.sides())), tuple(sorted(known.suppliers(question.side)))
    if question.side and question.side not in tree.actors:
        yield Fault("side", question.side, f"side: there is no actor {question.side!r}", sides)
    elif question.side and question.side not in sides:
        yield Fault(
            "side",
            question.side,
            f"side: no share in what {tree.actors[question.side].name} fires was stated, and no rate of its fire",
            sides,
        )
    side = tree.actors[question.side].name if question.side in tree.actors else ""
    if question.supplier and question.supplier not in tree.actors:
        yield Fault("supplier", question.supplier, f"supplier: there is no actor {question.supplier!r}", suppliers)
    elif question.supplier and question.supplier not in suppliers:
        of, to = (f" in what {side} fires", f" to {side}") if side else ("", "")
        name = tree.actors[question.supplier].name
        message = f"supplier: no share of {name}{of} was stated, and no rounds from it{to} are on record"
        yield Fault("supplier", question.supplier, message, suppliers)
    kinds = tuple(sorted({munition for side, munition in known.fired if question.side in ("", side)}))
    if question.munition and question.munition not in tree.munitions:
        yield Fault("munition", question.munition, f"munition: there is no munition {question.munition!r}", kinds)


def _filled(question: ShareQuestion, known: _Known) -> ShareQuestion:
    """The same question with what it does not name: the pair of which most shares were stated, what is fired most."""
    if not question.side or not question.supplier:
        said = Counter(
            (claim.actor, claim.whole_of)
            for claim in known.stated
            if claim.whole_of and question.side in ("", claim.whole_of) and question.supplier in ("", claim.actor)
        )
        came = Counter(
            pair for pair in known.pairs if question.side in ("", pair[1]) and question.supplier in ("", pair[0])
        )
        pairs = sorted((said or came).items(), key=lambda each: (-each[1], each[0]))
        if pairs:
            supplier, side = pairs[0][0]
            question = replace(question, supplier=supplier, side=side)
    if not question.munition:
        of_side = (munition for side, munition in known.fired if side == question.side)
        whole = (claim.whole_munition for claim in known.stated if claim.whole_of == question.side)
        question = replace(question, munition=next(of_side, None) or next(whole, None) or "")
    return question


def _rates(question: ShareQuestion, tree: Catalogue) -> tuple[Rate, ...]:
    kinds = tuple(tree.within(question.munition))
    filters = (
        ("activity", (Activity.FIRED,)),
        ("actor", (question.side,)),
        ("bound", FIGURED),
        ("current", True),
        ("munition", kinds),
    )
    found = newest(ListQuestion("rates", filters, as_of=question.as_of, grade=question.grade), MOST_RATES)
    return tuple(reversed(found))


def _named(codes: set[str], tree: Catalogue) -> tuple[Actor, ...]:
    return tuple(sorted((tree.actors[code] for code in codes if code in tree.actors), key=lambda actor: actor.name))
