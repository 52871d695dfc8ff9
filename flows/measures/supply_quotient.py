"""Two flows side by side: the computed ratio of each pair of heads, and apart from it what was stated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import product

from flows.estimates.period import Period, alike
from flows.estimates.quotient import Quotient, comparable_first, quotient
from flows.estimates.years import Sum, table
from flows.measures.definition import Definition
from flows.measures.flow import FlowAnswer, check, compute_with
from flows.queries.catalogue import catalogue
from flows.queries.listing import every
from flows.queries.nesting import nesting
from flows.queries.overlaps import Overlap, overlaps_of_actor
from flows.questions import CompareQuestion, ListQuestion
from flows.questions.flow import ALL_PAIRS
from flows.records import Ratio, Shipment
from flows.vocabulary import Stage

DEFINITION = Definition(
    slug="supply-quotient",
    title="Computed supply ratio",
    unit="multiple of the right-hand flow",
    definition=(
        "One claim about the left-hand flow divided by one claim about the right-hand flow, for every pair of heads "
        "on the day, and for every pair of figures for a period that are about the same time."
    ),
    method=(
        "Interval division: the bounds of both claims carry through, so a ceiling over a count is a ceiling, and a "
        "ceiling over a ceiling says nothing. Stage, basis, unit, munition, kind of period and period are compared, "
        "and each difference is printed beside the ratio: two claims are about the same time if both say from when "
        "and until when they count, and neither their starts nor their ends lie more than 92 days apart. What may "
        "count the same goods on both sides is not comparable either. Ends are rounded outward."
    ),
    caveats=(
        "It is arithmetic on two claims; nobody stated it.",
        "It is not a ratio of fire: what a supplier sent in two years is not what was fired on a day.",
        "Where it lies near a ratio that was stated, that is a coincidence, and no evidence for either.",
    ),
)

MOST_PAIRED = 100
"""Of very many figures for a period so many of each side are paired: pairs grow with the square."""


OTHERS_TOLD = 8
"""Of the pairs that are not comparable so many are told, unless all are asked for."""


@dataclass(frozen=True)
class CompareAnswer:
    """Both flows, the ratio of each pair of heads, and the ratios that claimants stated between the recipients.

    The pairs that are comparable come first. ``overlap`` is what is on record of how the two suppliers may count the
    same goods.
    """

    question: CompareQuestion
    left: FlowAnswer
    right: FlowAnswer
    quotients: tuple[Quotient, ...]
    stated: tuple[Ratio, ...]
    overlap: Overlap | None = None

    @cached_property
    def for_periods(self) -> tuple[Quotient, ...]:
        """The ratio of each pair of figures for a period that are about the same time, comparable ones first.

        Of very many, the `MOST_PAIRED` that were stated last on each side.
        """
        pairs = product(_newest(self.left.period_heads), _newest(self.right.period_heads))
        same_time = ((one, other) for one, other in pairs if alike(Period.of(one), Period.of(other)))
        return comparable_first(quotient(one, other, self.left.relations) for one, other in same_time)

    @cached_property
    def told(self) -> tuple[Quotient, ...]:
        """The pairs of running totals that were asked for."""
        return _told(self.quotients, self.question)

    @cached_property
    def told_for_periods(self) -> tuple[Quotient, ...]:
        """The pairs of figures for a period that were asked for."""
        return _told(self.for_periods, self.question)

    @property
    def left_out(self) -> int:
        """How many pairs, none of them comparable, were not asked for."""
        every = len(self.quotients) + len(self.for_periods)
        return every - len(self.told) - len(self.told_for_periods)


def _told(pairs: tuple[Quotient, ...], question: CompareQuestion) -> tuple[Quotient, ...]:
    if question.pairs == ALL_PAIRS:
        return pairs
    others = sorted((pair for pair in pairs if not pair.comparable), key=newest_first, reverse=True)
    return (*(pair for pair in pairs if pair.comparable), *others[:OTHERS_TOLD])


def newest_first(pair: Quotient) -> tuple[date, date, str]:
    """What pairs are sorted by, in reverse, where the last stated come first."""
    return pair.left.claimed_on, pair.right.claimed_on, pair.right.code


def _newest(figures: tuple[Shipment, ...]) -> tuple[Shipment, ...]:
    """The figures that were stated last, in their order here."""
    if len(figures) <= MOST_PAIRED:
        return figures
    kept = {claim.code for claim in sorted(figures, key=lambda claim: claim.claimed_on)[-MOST_PAIRED:]}
    return tuple(claim for claim in figures if claim.code in kept)


def compute(question: CompareQuestion) -> CompareAnswer:
    """The comparison, by nine queries; BadQuestion naming the side that is unknown."""
    tree = catalogue()
    relations = nesting(tree, question.as_of)
    for side, name in zip(question.sides, ("left", "right"), strict=True):
        check(side, tree, name)
    left, right = (compute_with(side, tree, relations) for side in question.sides)
    overlaps = overlaps_of_actor(left.supplier.code, question.as_of)
    between = next((one for one in overlaps if one.other == right.supplier.code), None)
    return replace(compare(question, left, right, stated_between(question)), overlap=between)


def added(answer: FlowAnswer) -> tuple[Sum, ...]:
    """What figures of a flow that moved within one year come to where a sum of them is right; the newest year first."""
    by_year = table(answer.ledger, lambda claim: (claim.supplier, claim.supplier_name), answer.relations)
    sums = (each for column in reversed(by_year.columns) for each in column.sums)
    return tuple(each for each in sums if each.is_added and Stage.of(each.stage).is_movement)


def compare(question: CompareQuestion, left: FlowAnswer, right: FlowAnswer, stated: tuple[Ratio, ...]) -> CompareAnswer:
    """The comparison of two answers already at hand: no query."""
    pairs = (quotient(one, other, left.relations) for one in left.heads for other in right.heads)
    return CompareAnswer(question, left, right, comparable_first(pairs), stated)


def stated_between(question: CompareQuestion) -> tuple[Ratio, ...]:
    """The ratios stated by the day between the two recipients, either way round, by day. One query."""
    return tuple(every(question_of_stated(question)))


def question_of_stated(question: CompareQuestion) -> ListQuestion:
    """The question of which the ratios stated between the two recipients are the answer."""
    sides = tuple(sorted({question.left.recipient, question.right.recipient}))
    between = (("favours", sides), ("over", sides))
    return ListQuestion("ratios", between, question.as_of, ordering="claimed_on", grade=question.grade)
