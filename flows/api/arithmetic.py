"""The answers that are arithmetic on claims: sums and refusals, differences, conversions, days of fire."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from flows.api.answers import (
    API,
    COMPUTED_KEY,
    COMPUTED_RATIO,
    LEFT_OUT_CLAIM,
    PERIOD,
    SHIPMENTS,
    chosen,
    figures,
    least_grade,
)
from flows.api.shape import (
    Field,
    Shape,
    among,
    amount,
    coded,
    codes,
    day,
    links,
    many,
    nullable,
    one,
    schema_of,
    string,
    texts,
    truth,
)
from flows.dictionary import CLAIM_TABLES
from flows.estimates.conversion import CAUTION
from flows.estimates.totals import NOT_ADDITIVE
from flows.exporting.tables import TABLES
from flows.measures.conversion import DEFINITION as CONVERSION
from flows.measures.conversion import ConversionAnswer
from flows.measures.days_of_fire import DEFINITION as DAYS_OF_FIRE
from flows.measures.days_of_fire import FireAnswer
from flows.measures.definition import Definition
from flows.measures.differences import DEFINITION as DIFFERENCES
from flows.measures.totals import TotalAnswer
from flows.vocabulary import TEMPORAL
from flows.wording import COMPUTED, cautioned, computed_words, counted, graded_words, quote, quoted

_ASKED = "The codes asked for."
_WORDS = "The answer in words that may be quoted."


def note_of(definition: Definition) -> Field:
    """What the answer of a measure is not."""
    return string("note", "What the answer is not.", lambda _: " ".join(definition.caveats))


def links_of(path: str, page: str) -> Field:
    """Where an answer is, its page, and the same as a table."""
    return links(
        self=lambda answer: f"{API}{path}/?{answer.question.query()}",
        page=lambda answer: f"/{page}/?{answer.question.query()}",
        csv=lambda answer: f"{API}{path}.csv?{answer.question.query()}",
    )


def sum_words(answer: TotalAnswer) -> str:
    """A sum with the claims in it, each as it may be quoted."""
    outcome: Any = answer.outcome
    if not outcome.claims:
        graded = graded_words(answer.question.grade)
        return f"no claim {graded} recorded" if graded else "no claim recorded"
    plural = " or ".join(munition.plural for munition in answer.munitions)
    if len(outcome.claims) == 1:
        return f"one claim and no sum: {quoted(outcome.claims)}"
    words = f"{counted(outcome.quantity, plural)}, the sum of {len(outcome.claims)} claims"
    return f"{words} ({COMPUTED}): {quoted(outcome.claims)}"


TOTAL = Shape(
    "Total",
    "A sum of claims that may be added.",
    (
        texts("supplier", _ASKED, "question.suppliers"),
        texts("recipient", _ASKED, "question.recipients"),
        texts("munition", _ASKED, "question.munitions"),
        *chosen("question"),
        codes("temporal", TEMPORAL, "The kinds of period asked for; empty is all.", "question.temporals"),
        texts("claimant", _ASKED, "question.claimants"),
        *figures("outcome.quantity", "The floor.", "The one figure.", "The ceiling."),
        string("text", _WORDS, sum_words),
        many("claims", SHIPMENTS, "The claims in the sum.", "outcome.claims"),
        many("left_out", LEFT_OUT_CLAIM, "The claims that no longer stand, with the reason."),
        links(
            self=lambda answer: f"{API}totals/?{answer.question.query()}",
            csv=lambda answer: f"{API}totals.csv?{answer.question.query()}",
        ),
        many("periods", PERIOD, "The times that the claims in the sum are about.", "outcome.periods"),
        least_grade("question"),
    ),
)
REASON = Shape(
    "Reason",
    NOT_ADDITIVE.meaning,
    (
        coded("code", NOT_ADDITIVE),
        string("label", "The reason in a few words.", lambda reason: NOT_ADDITIVE.label(reason.code)),
        string("meaning", "The reason in one line.", lambda reason: NOT_ADDITIVE.term(reason.code).meaning),
        texts("claims", "Codes of the claims behind it."),
        many("periods", PERIOD, "The times that those claims are about, where it is the times that clash; else empty."),
    ),
)


def claim_of(name: str) -> Field:
    """One of two claims of the same kind, whichever it is."""
    value = attrgetter(name)
    shape = {"anyOf": [schema_of(TABLES[table]) for table in CLAIM_TABLES]}
    return Field(name, shape, lambda answer, site: TABLES[answer.table].body(value(answer), site))


_SIDE = "What the claim says; null where it says nothing."
ASPECT = Shape(
    "Aspect",
    "One aspect of two claims.",
    (
        string("code", "Its code."),
        string("name", "Its name."),
        nullable(string("left", _SIDE)),
        nullable(string("right", _SIDE)),
        truth("differs", "Whether the two say different things."),
    ),
)
CLAIM_DIFFERENCE = Shape(
    "ClaimDifference",
    "Two claims of one kind side by side.",
    (
        claim_of("left"),
        claim_of("right"),
        many("aspects", ASPECT, "Every aspect that shapes a figure."),
        nullable(one("ratio", COMPUTED_RATIO, "quotient")),
        note_of(DIFFERENCES),
        links_of("differences", "compare/claims"),
    ),
)

INTERVAL = Shape(
    "Interval", "All values between two ends.", (amount("low", "The low end."), amount("high", "The high end."))
)
CAUTION_TERM = Shape(
    "Caution",
    CAUTION.meaning,
    (
        coded("code", CAUTION),
        string("label", "The caution in a few words."),
        string("meaning", "The caution in one line."),
    ),
)
_CAUTIONS = many(
    "cautions", CAUTION_TERM, "What to know of the figure, because its parts do not quite belong together."
)
PUBLISHED_FACTOR = Shape(
    "",
    "One published factor.",
    (
        string("claim", "Code of the claim that it is from.", "claim.code"),
        string("claimant", "Code of the institution that asserts.", "claim.claimant"),
        string("munition", "Code of the kind of round.", "claim.munition"),
        day("claimed_on", "The day on which it was stated.", "claim.claimed_on"),
        amount("low", "The least rounds a container.", "per_container.low"),
        amount("high", "The most rounds a container.", "per_container.high"),
        string("supplier", "Code of the party whose containers it was stated of.", "claim.supplier"),
        string(
            "text", "The claim that it is from, as it may be quoted.", lambda factor: quote(factor.claim, alone=True)
        ),
    ),
)


_FACTOR_BY = {
    "claimant": "by the claimant",
    "claimant-elsewhere": "by the claimant elsewhere",
    "published": "by others who published one",
    "reader": "an assumption of the reader",
}
"""Whose number of rounds a container it is, by code, in words."""


def rounds_words(answer: ConversionAnswer) -> str:
    """The rounds that follow from containers, whose factor it is and what to know of it, as it may be quoted."""
    rounds = computed_words(answer.rounds, answer.claim.bound)
    factor = f"{computed_words(answer.per_container)} a container, {_FACTOR_BY[answer.whose]}"
    known = "; ".join((factor, *(caution.label for caution in answer.cautions)))
    by = f", with the factor of: {quoted([one.claim for one in answer.used])}" if answer.used else ""
    return f"{rounds} rounds if full, {COMPUTED} ({known}): {quote(answer.claim, alone=True)}{by}"


def days_words(answer: FireAnswer) -> str:
    """The days that follow with both claims and what to know of them, as they may be quoted."""
    pair = f"{quote(answer.claim, alone=True)} over {quote(answer.rate)}"
    if answer.open_because:
        return f"{cautioned(answer.open_because.removesuffix('.'), answer.cautions)}: {pair}"
    days = computed_words(answer.days, answer.claim.bound, answer.rate.bound)
    return f"{cautioned(f'{days} days, computed from two claims and stated by nobody', answer.cautions)}: {pair}"


CONVERTED = Shape(
    "Conversion",
    "Containers into rounds: what they could hold, not what they held.",
    (
        one("claim", SHIPMENTS),
        among(
            "factor_by",
            "Whose number of rounds a container was used.",
            tuple(_FACTOR_BY),
            "whose",
        ),
        amount("share_152mm", "Percentage of the containers taken to hold the usual kind of rounds.", "share"),
        one("per_container", INTERVAL),
        one("per_container_152mm", INTERVAL, "large"),
        one("per_container_122mm", INTERVAL, "small"),
        one("rounds", INTERVAL),
        string("text", _WORDS, rounds_words),
        texts(
            "factors",
            "Codes of the claims whose factor was used; empty where it is the reader's.",
            lambda answer: [factor.claim.code for factor in answer.used],
        ),
        many("published", PUBLISHED_FACTOR, "Every published factor known on the day."),
        note_of(CONVERSION),
        COMPUTED_KEY,
        _CAUTIONS,
        links_of("conversion", "convert"),
    ),
)
FIRE = Shape(
    "DaysOfFire",
    "Rounds over a rate of fire: arithmetic on two claims.",
    (
        one("claim", SHIPMENTS),
        one("rate", TABLES["rates"]),
        one("days", INTERVAL),
        string("text", _WORDS, days_words),
        note_of(DAYS_OF_FIRE),
        COMPUTED_KEY,
        _CAUTIONS,
        links_of("days-of-fire", "days-of-fire"),
    ),
)
