"""The balance of a side as an answer: its terms, what they leave, and the claims that cannot all be true."""

from __future__ import annotations

from typing import Any

from flows.api.answers import API, COMPUTED_KEY, least_grade
from flows.api.arithmetic import CAUTION_TERM, INTERVAL, REASON
from flows.api.shape import (
    Shape,
    address,
    amount,
    coded,
    codes,
    day,
    links,
    many,
    nullable,
    one,
    string,
    texts,
    truth,
    whole,
)
from flows.estimates.balance import MOST_SETS, Needed, TermAnswer
from flows.estimates.balance_reading import OPEN, ceiling_of, floor_of
from flows.estimates.balance_terms import BALANCE_TERM, NOT_COUNTED, TERM_SOURCE
from flows.estimates.conversion import CAUTION
from flows.measures.balance import DEFINITION, BalanceAnswer
from flows.measures.balance_words import (
    certificate_said,
    impossible_said,
    left_out_said,
    listed_said,
    needed_said,
    result,
    settled_said,
    steps_said,
    sums_said,
    term_told,
    unknown_terms,
)
from flows.wording import COMPUTED, quote

_SHORT = "By how much the best case of the claims falls short of nothing; null where it does not."


def _quoted(claims: Any) -> str:
    return " + ".join(quote(claim, alone=True) for claim in claims)


def _low(answer: Any) -> Any:
    """The floor of a term or a reading; of what is unknown or open none, though nothing lies below zero."""
    return None if answer.interval == OPEN else answer.interval.low


def _cautions(end: Any) -> Any:
    """What to know of the reading that gives an end of a term."""

    def cautions(answer: TermAnswer) -> Any:
        reading = end(answer.readings)
        return reading.cautions if reading else ()

    return cautions


def _instead(needed: Needed) -> tuple[str, ...]:
    return needed.instead.codes if needed.instead else ()


def _wider(answer: BalanceAnswer) -> Any:
    return tuple(
        (term, kind, answer.question.of_kind(kind.code)) for term, kinds in answer.wider.items() for kind in kinds
    )


def _not_added(answer: BalanceAnswer) -> Any:
    return tuple(answer.refused.items())


READING = Shape(
    "BalanceReading",
    "What one claim, or several that may be added, say of a term in the time.",
    (
        texts("claims", "Codes of the claims.", "codes"),
        amount("low", "The floor, in whole units; null where it bounds nothing, as a pace of a part of a year.", _low),
        amount("high", "The ceiling; null where there is none."),
        many("cautions", CAUTION_TERM, "What to know of it."),
        string("text", "The claims as they may be quoted.", lambda reading: _quoted(reading.claims)),
        nullable(whole("days", "For how many days a pace is taken; null where it is of no pace.")),
    ),
)
TERM = Shape(
    "BalanceTerm",
    "One term of a balance: from the floor that its readings agree on to the highest ceiling; a part is a floor.",
    (
        coded("term", BALANCE_TERM),
        truth("adds", "Whether it raises the stock.", "term.adds"),
        coded("source", TERM_SOURCE),
        amount("low", "The floor, in whole units; null where no claim sets one or a ceiling.", _low),
        amount("high", "The ceiling; null where there is none.", "interval.high"),
        codes("low_cautions", CAUTION, "What to know of the floor, as that it is a projection.", _cautions(floor_of)),
        codes(
            "high_cautions",
            CAUTION,
            "What to know of the ceiling: one of a longer time is no end of a range of this one.",
            _cautions(ceiling_of),
        ),
        string("text", "The term in words, with the paces that it rests on.", term_told),
        many("readings", READING, "Its readings, by day and code of the first claim; empty where none is about it."),
    ),
)
CLOSING = Shape(
    "BalanceClosing",
    "The closing stock.",
    (
        truth("possible", "Whether any stock of zero or more is.", lambda settled: settled.closing is not None),
        nullable(one("stock", INTERVAL, "closing")),
        amount("short_by", _SHORT),
        string("text", "The stock in words.", settled_said),
        amount(
            "ceilings", "The ceilings of what adds, added; null where one has none, and in parts of a time.", "added"
        ),
        amount("floors", "The floors of what takes away, added.", "taken"),
    ),
)
MEMBER = Shape(
    "BalanceMember",
    "One claim of a set that cannot all be true.",
    (
        coded("term", BALANCE_TERM),
        string("claim", "Its code.", "claim.code"),
        string("text", "The claim as it may be quoted.", lambda member: quote(member.claim, alone=True)),
        codes("cautions", CAUTION, "What to know of its use here, as that its pace is taken for another time."),
    ),
)


IMPOSSIBLE = Shape(
    "BalanceImpossible",
    "Claims that cannot all be true, of which none can be left out: without any of them, the others can.",
    (
        many("claims", MEMBER, "The claims.", "members"),
        amount("short_by", "By how much they miss, in whole units."),
    ),
)
NEEDED = Shape(
    "BalanceNeeded",
    "A ceiling that has to hold: with the next lower one that stands in its place, or with nothing, it falls short.",
    (
        coded("term", BALANCE_TERM, "reading.term"),
        texts("claims", "Codes of the claims that give it.", "reading.codes"),
        texts("instead", "Codes of the claims that give the next lower one; empty where none stands.", _instead),
        amount("short_by", "By how much it falls short then, in whole units."),
    ),
)
NOT_COUNTED_CLAIM = Shape(
    "BalanceNotCounted",
    "A claim that stands and fits a term, and does not count in it.",
    (
        coded("term", BALANCE_TERM),
        string("claim", "Its code.", "claim.code"),
        coded("reason", NOT_COUNTED),
        codes("cautions", CAUTION, "Where it is about the time: what of it bounds nothing."),
        string("why", "The reason in words.", left_out_said),
        string("text", "The claim as it may be quoted.", lambda one: quote(one.claim, alone=True)),
    ),
)
WIDER = Shape(
    "BalanceWider",
    "Figures of a wider kind that are about a term and the time, and stand in a balance of their own.",
    (
        coded("term", BALANCE_TERM, lambda one: one[0]),
        string("munition", "Code of the wider kind.", lambda one: one[1].code),
        address("url", "The page of the balance of that kind.", lambda one: f"/balance/?{one[2].query()}"),
    ),
)
NOT_ADDED = Shape(
    "BalanceNotAdded",
    "Chosen claims of a term that may not be added: each is a reading of its own.",
    (
        coded("term", BALANCE_TERM, lambda pair: pair[0]),
        many("reasons", REASON, "Why not.", lambda pair: pair[1].reasons),
    ),
)
STEP = Shape(
    "BalanceStep",
    "One part of the time.",
    (
        day("start", "Its first day."),
        day("end", "Its last day."),
        many("terms", TERM, "Its terms; the stock is the closing one of the part before."),
        one("closing", CLOSING, "settled"),
        nullable(one("impossible", IMPOSSIBLE)),
    ),
)


def _impossible_words(answer: BalanceAnswer) -> list[str]:
    return [impossible_said(found, answer) for found in answer.certificate.sets]


def _steps_words(answer: BalanceAnswer) -> str:
    return steps_said(answer.steps)


def _words(answer: BalanceAnswer) -> str:
    sets = certificate_said(answer.certificate), listed_said(answer.certificate)
    told = (result(answer), sums_said(answer), needed_said(answer.needed, answer), *sets, unknown_terms(answer))
    sentences = [words if words.endswith(".") else f"{words}." for words in told if words]
    return f"{' '.join(sentences)} ({COMPUTED})"


BALANCE = Shape(
    "Balance",
    "Got, made and fired: arithmetic on claims, which nobody stated.",
    (
        string("side", "Code of the party whose balance it is.", "question.side"),
        string("munition", "Code of the kind of thing, with all that is under it.", "question.munition"),
        day("start", "The first day of the time.", "question.start"),
        day("end", "Its last day.", "question.end"),
        whole("days", "The days of the time.", "subject.days"),
        nullable(
            string("by", "How the time is split; null where it is not.", lambda answer: answer.question.by or None)
        ),
        nullable(day("as_of", "The day of the answer; null is today.", "question.as_of")),
        least_grade("question"),
        string("label", "What every figure here is.", lambda _: COMPUTED),
        string("text", "The answer in words that may be quoted.", _words),
        many("terms", TERM, "The terms, in order: the first three add, the others take away."),
        one("closing", CLOSING, "settled"),
        many("needed", NEEDED, "The ceilings that all have to hold, where it just fits."),
        many(
            "impossible",
            IMPOSSIBLE,
            f"The smallest sets of claims that cannot all be true: {MOST_SETS} at the most, those that miss by most.",
            "certificate.sets",
        ),
        texts("impossible_text", "The same in words, one for each.", _impossible_words),
        whole("impossible_count", "How many such sets there are in all.", "certificate.number"),
        whole("impossible_unlisted", "How many of them are counted and not listed.", "certificate.unlisted"),
        truth("impossible_counted", "Whether all were counted.", "certificate.counted"),
        many("not_added", NOT_ADDED, "Terms whose chosen claims may not be added.", _not_added),
        many("not_counted", NOT_COUNTED_CLAIM, "The claims that stand and do not count."),
        many("wider", WIDER, "The terms of which figures of a wider kind stand, with these kinds.", _wider),
        truth("more", "Whether so many claims stand that only those stated last were considered."),
        many("steps", STEP, "The parts of the time where it is split, up to the first that is impossible."),
        string("steps_text", "Why the closing stock of the parts is open; empty where it is not.", _steps_words),
        string("note", "What the answer is not.", lambda _: " ".join(DEFINITION.caveats)),
        COMPUTED_KEY,
        links(
            self=lambda answer: f"{API}balance/?{answer.question.query()}",
            page=lambda answer: f"/balance/?{answer.question.query()}",
            csv=lambda answer: f"{API}balance.csv?{answer.question.query()}",
        ),
    ),
)
