"""Answers that are arithmetic on claims as tables: ratios of flows, aspects of two claims, rounds, days of fire.

Each row that holds a computed number says so in `computed`, and names the claims that it comes of.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.api.answers import quotient_words
from flows.api.arithmetic import days_words, rounds_words, sum_words
from flows.dictionary import Field, computed
from flows.estimates.conversion import CAUTION
from flows.estimates.period import Period
from flows.estimates.quotient import DIFFERENCE, Quotient
from flows.exporting.addresses import claim_page
from flows.exporting.columns import Column, column_of
from flows.measures.conversion import ConversionAnswer, PublishedFactor
from flows.measures.days_of_fire import FireAnswer
from flows.measures.differences import DifferenceAnswer
from flows.measures.supply_quotient import CompareAnswer
from flows.measures.totals import TotalAnswer
from flows.records import AnyClaim, Quantity
from flows.vocabulary import BOUND, LEFT_OUT, CodedList, Term
from flows.wording import COMPUTED, between, computed_words, period_of, periods_words, quote

_COMPUTED = "That nobody stated it"


def _about(side: str, claim: str) -> tuple[Field, ...]:
    return (
        computed(f"{side}_period_start", "day", f"The first day of what {claim} is about; empty where not stated."),
        computed(f"{side}_period_end", "day", f"The last day of what {claim} is about; empty where not stated."),
        computed(f"{side}_period", "text", "That time in words; empty where it is not known."),
        computed(f"{side}_text", "text", f"The phrase by which {claim} may be quoted."),
        computed(f"{side}_url", "link", f"The page of {claim}."),
    )


def _ratio(of: str) -> tuple[Field, ...]:
    return (
        computed("bound", "coded", BOUND.meaning, of=BOUND),
        computed("low", "number", f"The floor of {of}; empty where none follows."),
        computed("point", "number", f"{of.capitalize()} where both claims give one figure."),
        computed("high", "number", f"The ceiling of {of}; empty where none follows."),
        computed("reasons", "codes", DIFFERENCE.meaning),
    )


PAIRED = CodedList(
    "paired",
    "What was paired",
    "Whether a ratio is of two running totals or of two figures for a period.",
    (
        Term("totals", "running totals", "The newest standing total of a claimant on each side."),
        Term("periods", "figures for a period", "Figures for a period, about the same time on each side."),
    ),
)
_LEFT, _RIGHT = "the claim above the line", "the claim below the line"
RATIOS: tuple[Column, ...] = tuple(
    map(
        column_of,
        (
            computed("entry", "coded", PAIRED.meaning, of=PAIRED, required=True),
            computed("computed", "text", f"{_COMPUTED}.", required=True),
            computed("left", "code", f"Code of {_LEFT}.", required=True),
            computed("right", "code", f"Code of {_RIGHT}.", required=True),
            *_ratio("the ratio"),
            computed("comparable", "text", "true where nothing that bars it stands against the pair.", required=True),
            computed("text", "text", "The ratio with both claims, as it may be quoted.", required=True),
            *_about("left", _LEFT),
            *_about("right", _RIGHT),
        ),
    )
)
"""The columns of the comparison of two flows: a row for each computed ratio."""


def ratio_rows(answer: CompareAnswer, site: str) -> Iterator[tuple[Any, ...]]:
    """The rows under `RATIOS`: of running totals, then of figures for a period, comparable ones first."""
    for entry, pairs in (("totals", answer.quotients), ("periods", answer.for_periods)):
        for pair in pairs:
            yield (
                *(entry, COMPUTED, pair.left.code, pair.right.code),
                *_of_pair(pair),
                *("true" if pair.comparable else "false", quotient_words(pair)),
                *_described(pair.left, site),
                *_described(pair.right, site),
            )


ADDED = CodedList(
    "added",
    "What a row is",
    "Whether a row is a sum, a claim in it, or a claim that no longer stands and was left out.",
    (
        Term("sum", "sum", "The sum; nobody stated it."),
        Term("claim", "claim", "A claim in the sum."),
        Term("left_out", "left out", "A claim that matches the question and no longer stands."),
    ),
)
TOTALS: tuple[Column, ...] = tuple(
    map(
        column_of,
        (
            computed("entry", "coded", ADDED.meaning, of=ADDED, required=True),
            computed("computed", "text", f"{_COMPUTED}; empty for a claim."),
            computed("claim", "code", "Code of the claim; empty for the sum."),
            computed("claimant", "code", "Code of the institution that asserts; empty for the sum."),
            computed("bound", "coded", BOUND.meaning, of=BOUND, required=True),
            computed("low", "number", "The floor; empty where unknown."),
            computed("point", "number", "The one figure; empty where unknown."),
            computed("high", "number", "The ceiling; empty where unknown."),
            computed("claimed_on", "day", "The day on which the claim was stated; empty for the sum."),
            computed("period_start", "day", "The first day of what the claim is about; empty where not stated."),
            computed("period_end", "day", "The last day of what the claim is about; empty where not stated."),
            computed("period", "text", "That time in words; of the sum, the times of its claims."),
            computed("reason", "coded", LEFT_OUT.meaning, of=LEFT_OUT),
            computed("by", "code", "Code of the claim that replaced one that was left out."),
            computed("text", "text", "The phrase that may be quoted.", required=True),
            computed("page_url", "link", "The page of the claim; empty for the sum."),
        ),
    )
)
"""The columns of a sum: a row for it, for each claim in it, and for each that was left out."""


def total_rows(answer: TotalAnswer, site: str) -> Iterator[tuple[Any, ...]]:
    """The rows under `TOTALS` of a sum that was not refused."""
    outcome: Any = answer.outcome
    yield (
        *("sum", COMPUTED, None, None, *_quantity(outcome.quantity), None, None, None),
        *(periods_words(outcome.periods) if outcome.claims else "", None, None, sum_words(answer), None),
    )
    for claim in outcome.claims:
        yield _of_sum("claim", claim, None, None, site)
    for out in answer.left_out:
        yield _of_sum("left_out", out.claim, out.reason, out.by, site)


def _of_sum(entry: str, claim: AnyClaim, reason: str | None, by: str | None, site: str) -> tuple[Any, ...]:
    return (
        *(entry, "", claim.code, claim.claimant, *_quantity(claim.quantity), claim.claimed_on),
        *(claim.period_start, claim.period_end, period_of(claim), reason, by),
        *(quote(claim, alone=True), claim_page(claim, site)),
    )


def _quantity(quantity: Quantity) -> tuple[Any, ...]:
    return quantity.bound, quantity.low, quantity.point, quantity.high


ASPECTS: tuple[Column, ...] = tuple(
    map(
        column_of,
        (
            computed("aspect", "text", "Code of the aspect; ratio for the one claim over the other.", required=True),
            computed("name", "text", "The aspect in words.", required=True),
            computed("computed", "text", f"{_COMPUTED}; empty for what the claims say."),
            computed("left", "code", "Code of the one claim.", required=True),
            computed("right", "code", "Code of the other claim.", required=True),
            computed("left_says", "text", "What the one claim says of it; empty where it says nothing."),
            computed("right_says", "text", "What the other says of it; empty where it says nothing."),
            computed("differs", "text", "true where the two say different things; empty for the ratio."),
            *_ratio("the ratio"),
            computed("text", "text", "The aspect, or the ratio with both claims, in words.", required=True),
            *_about("left", "the one claim"),
            *_about("right", "the other claim"),
        ),
    )
)
"""The columns of the difference of two claims: a row for each aspect, and one for the ratio where there is one."""


def aspect_rows(answer: DifferenceAnswer, site: str) -> Iterator[tuple[Any, ...]]:
    """The rows under `ASPECTS`."""
    left, right, pair = answer.left, answer.right, answer.quotient
    both = (left.code, right.code)
    sides = (*_described(left, site), *_described(right, site))
    for each in answer.aspects:
        says = (each.left or "", each.right or "")
        words = f"{each.name}: {says[0] or 'not stated'}; {says[1] or 'not stated'}"
        differs = "true" if each.differs else "false"
        yield (each.code, each.name, "", *both, *says, differs, None, None, None, None, (), words, *sides)
    if pair is not None:
        words = quotient_words(pair)
        yield ("ratio", "the one over the other", COMPUTED, *both, "", "", "", *_of_pair(pair), words, *sides)


CONVERSION_ENTRY = CodedList(
    "conversion_entry",
    "What a row is",
    "Whether a row is what the containers could hold, or a published factor.",
    (
        Term("product", "product", "The containers times the rounds in each: what they could hold if full."),
        Term("factor", "factor", "Rounds in a container as one claimant has it."),
    ),
)
PRODUCTS: tuple[Column, ...] = tuple(
    map(
        column_of,
        (
            computed("entry", "coded", CONVERSION_ENTRY.meaning, of=CONVERSION_ENTRY, required=True),
            computed("computed", "text", f"{_COMPUTED}; empty for a factor that a claimant named."),
            computed("claim", "code", "Code of the claim that is converted, or has the factor.", required=True),
            computed("factor_by", "text", "Of a product: whose number of rounds a container was used."),
            computed(
                "share_152mm",
                "number",
                "Of a product: percentage of the containers taken to hold the usual kind of rounds.",
            ),
            computed("per_container_low", "number", "The least rounds a container; empty where nothing bounds it."),
            computed("per_container_high", "number", "The most rounds a container; empty where nothing bounds it."),
            computed("low", "number", "Of a product: the least rounds; empty where nothing bounds them."),
            computed("high", "number", "Of a product: the most rounds; empty where nothing bounds them."),
            computed("cautions", "codes", CAUTION.meaning),
            computed("claimed_on", "day", "The day on which the claim was stated.", required=True),
            computed("text", "text", "The result, or the factor with its claim, in words.", required=True),
            *_about("claim", "the claim"),
        ),
    )
)
"""The columns of a conversion: a row for the rounds that follow, and one for each published factor."""


def product_rows(answer: ConversionAnswer, site: str) -> Iterator[tuple[Any, ...]]:
    """The rows under `PRODUCTS`."""
    each, rounds, claim = answer.per_container, answer.rounds, answer.claim
    yield (
        *("product", COMPUTED, claim.code, answer.whose, answer.share, each.low, each.high, rounds.low, rounds.high),
        *(_codes(answer.cautions), claim.claimed_on, rounds_words(answer), *_described(claim, site)),
    )
    yield from (_factor(factor, site) for factor in answer.published)


def _factor(factor: PublishedFactor, site: str) -> tuple[Any, ...]:
    claim, each = factor.claim, factor.per_container
    stated = claim.factor is not None
    words = f"{computed_words(each)} rounds a container{'' if stated else f', {COMPUTED}'}: {quote(claim, alone=True)}"
    return (
        *("factor", "" if stated else COMPUTED, claim.code, "", None, each.low, each.high, None, None, ()),
        *(claim.claimed_on, words, *_described(claim, site)),
    )


DAYS: tuple[Column, ...] = tuple(
    map(
        column_of,
        (
            computed("computed", "text", f"{_COMPUTED}.", required=True),
            computed("claim", "code", "Code of the claim that counts rounds.", required=True),
            computed("rate", "code", "Code of the claim about a rate of fire.", required=True),
            computed("low", "number", "The fewest days; empty where nothing bounds them."),
            computed("high", "number", "The most days; empty where nothing bounds them."),
            computed("cautions", "codes", CAUTION.meaning),
            computed("text", "text", "The days with both claims, as they may be quoted.", required=True),
            *_about("claim", "the claim that counts rounds"),
            *_about("rate", "the rate of fire"),
        ),
    )
)
"""The columns of days of fire: one row."""


def day_rows(answer: FireAnswer, site: str) -> Iterator[tuple[Any, ...]]:
    """The row under `DAYS`."""
    days = answer.days
    yield (
        *(COMPUTED, answer.claim.code, answer.rate.code, days.low, days.high, _codes(answer.cautions)),
        *(days_words(answer), *_described(answer.claim, site), *_described(answer.rate, site)),
    )


def _of_pair(pair: Quotient) -> tuple[Any, ...]:
    ratio: Quantity = pair.ratio
    return ratio.bound, ratio.low, ratio.point, ratio.high, _codes(pair.differences)


def _codes(terms: Any) -> tuple[str, ...]:
    return tuple(term.code for term in terms)


def _described(claim: AnyClaim, site: str) -> tuple[Any, ...]:
    """The time that a claim is about, its phrase and its page."""
    period = Period.of(claim)
    return period.start, period.end, between(period), quote(claim, alone=True), claim_page(claim, site)
