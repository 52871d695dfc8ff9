"""The answer about two claims that are to meet: the steps, each with its claim, and the figures before and after."""

from __future__ import annotations

from typing import Any

from flows.api.answers import API, COMPUTED_KEY, DIFFERENCE_TERM, least_grade
from flows.api.arithmetic import INTERVAL, claim_of, note_of
from flows.api.shape import (
    Field,
    Shape,
    address,
    among,
    amount,
    coded,
    day,
    links,
    many,
    nullable,
    one,
    string,
    texts,
    whole,
)
from flows.briefing import COMPUTED, outcome_words, reading_words, step_words, steps_words
from flows.estimates.reconcile import CHANGE, RECONCILED, Reading, Step, Way
from flows.exporting.addresses import claim_page
from flows.measures.reconciliation import DEFINITION, ReconciliationAnswer
from flows.wording import quote


def _best(name: str) -> Any:
    """A value of the best way; None where there is none."""

    def read(answer: ReconciliationAnswer) -> Any:
        best = answer.outcome.best
        found: Any = best
        for part in name.split(".") if best else ():
            found = getattr(found, part)
        return found

    return read


RECONCILED_READING = Shape(
    "ReconciledReading",
    "A claim as stated, or what so many carriers could hold at a published factor, which nobody stated.",
    (
        string("claim", "Code of the claim, or of the count of carriers.", "claim.code"),
        nullable(
            string(
                "factor",
                "Code of the claim whose factor is used; null for a claim as stated.",
                lambda reading: reading.factor.claim.code if reading.factor else None,
            )
        ),
        amount("low", "The low end; null is open.", "interval.low"),
        amount("high", "The high end; null is open.", "interval.high"),
        string("text", "The figure in words.", reading_words),
    ),
)


def _of_step(read: Any) -> Any:
    return lambda numbered: read(numbered[1])


def _step(name: str, meaning: str, read: Any) -> Field:
    return string(name, meaning, _of_step(read))


def _instead(step: Step) -> str | None:
    return step.change.instead.code if step.change.instead else None


RECONCILING_STEP = Shape(
    "ReconcilingStep",
    "One published claim in the place of another.",
    (
        whole("number", "Its place in the order, from 1.", lambda numbered: numbered[0], minimum=1),
        among("side", "Which of the two claims it changes.", ("left", "right"), _of_step(lambda step: step.side)),
        coded("change", CHANGE, _of_step(lambda step: step.change.kind)),
        _step("claim", "Code of the claim that is taken.", lambda step: step.change.claim.code),
        nullable(_step("instead", "Code of the claim whose place it takes; null where none was used.", _instead)),
        one("before", RECONCILED_READING, _of_step(lambda step: step.before)),
        one("after", RECONCILED_READING, _of_step(lambda step: step.after)),
        _step("text", "The step in words.", step_words),
        _step(
            "claim_text", "The claim that is taken, as it may be quoted.", lambda s: quote(s.change.claim, alone=True)
        ),
        address(
            "url", "The page of the claim that is taken.", _of_step(lambda step: claim_page(step.change.claim, ""))
        ),
    ),
)


def _numbered(steps: tuple[Step, ...]) -> list[tuple[int, Step]]:
    return list(enumerate(steps, 1))


def _taken(way: Way) -> list[str]:
    return [step.change.claim.code for step in way.steps]


OTHER_WAY = Shape(
    "",
    "Another way with as few changes.",
    (
        texts("claims", "Codes of the claims that it takes, in order.", _taken),
        one("left", RECONCILED_READING),
        one("right", RECONCILED_READING),
        nullable(one("overlap", INTERVAL, "meeting.overlap")),
        amount(
            "distance", "How far the nearest stated figures lie apart, as a share of the larger.", "meeting.distance"
        ),
    ),
)


def _ends(answer: ReconciliationAnswer, side: str) -> Reading:
    best = answer.outcome.best
    return getattr(best, side) if best else Reading(getattr(answer, side))


def _words(answer: ReconciliationAnswer) -> str:
    steps = " ".join(f"{number}. {words}" for number, words in enumerate(steps_words(answer), 1))
    both = f"{quote(answer.left, alone=True)}; {quote(answer.right, alone=True)}"
    computed = f"({COMPUTED[:1].upper()}{COMPUTED[1:]}.)" if answer.outcome.best else ""
    return " ".join(filter(None, (outcome_words(answer), computed, steps, f"The two: {both}.")))


RECONCILIATION = Shape(
    "Reconciliation",
    "The fewest published changes after which two claims meet: computed; nobody stated it.",
    (
        claim_of("left"),
        claim_of("right"),
        amount("tolerance", "By how many percent of the larger two figures may differ and meet.", "question.tolerance"),
        nullable(day("as_of", "The day of the answer; null is today.", "question.as_of")),
        least_grade("question"),
        coded("outcome", RECONCILED, "outcome.outcome"),
        nullable(
            whole(
                "changes",
                "How many changes it takes; null where none help.",
                lambda answer: len(answer.outcome.best.steps) if answer.outcome.best else None,
                minimum=0,
            )
        ),
        many(
            "steps",
            RECONCILING_STEP,
            "The changes of the best way, in order.",
            lambda answer: _numbered(answer.outcome.best.steps if answer.outcome.best else ()),
        ),
        one("left_reading", RECONCILED_READING, lambda answer: _ends(answer, "left")),
        one("right_reading", RECONCILED_READING, lambda answer: _ends(answer, "right")),
        nullable(one("overlap", INTERVAL, _best("meeting.overlap"))),
        amount(
            "distance",
            "How far the nearest stated figures of the two readings lie apart, as a share of the larger; 0 where the "
            "figures themselves overlap, null where they do not meet.",
            _best("meeting.distance"),
        ),
        many(
            "differences",
            DIFFERENCE_TERM,
            "What still differs between the two where they meet.",
            lambda answer: answer.outcome.best.differences if answer.outcome.best else (),
        ),
        whole("ways", "How many ways there are with as few changes.", "outcome.found", minimum=0),
        many(
            "other_ways",
            OTHER_WAY,
            "The next best of these ways.",
            lambda answer: answer.outcome.ways[1:],
        ),
        string("text", "The answer in words that may be quoted.", _words),
        note_of(DEFINITION),
        COMPUTED_KEY,
        links(
            self=lambda answer: f"{API}reconcile/?{answer.question.query()}",
            page=lambda answer: f"/reconcile/?{answer.question.query()}",
            csv=lambda answer: f"{API}reconcile.csv?{answer.question.query()}",
        ),
    ),
)
