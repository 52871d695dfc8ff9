"""What a figure counts, and over which time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from flows.extraction import cues
from flows.extraction.clauses import Clause
from flows.extraction.sentence import Counted, Mark, Sentence
from flows.extraction.tokens import Token
from flows.vocabulary import Bound

_WITHIN = 6
"""How many words may stand between a number and what it counts."""
_COUNTERS = frozenset(
    ("발", "개", "여", "대", "기", "의", "이상의", "발의", "개의", "개가", "이상", "개를", "발을", "분량의")
)
_PARTING = frozenset([".", ";", ":", "!", "?", "(", ")", ",", "…"])
_ALONE = frozenset(
    [
        ".",
        ",",
        ";",
        ")",
        "…",
        '"',
        "”",
        "a",
        "per",
        "each",
        "every",
        "daily",
        "monthly",
        "annually",
        "yearly",
        "by",
        "in",
        "since",
        "so",
        "this",
        "last",
        "had",
        "have",
        "has",
        "was",
        "were",
        "would",
        "will",
        "could",
        "and",
        "or",
        "of",
        "from",
        "for",
        "to",
        "while",
        "at",
        "more",
        "rounds",
        "until",
        "per",
        "на",
        "щомісяця",
        "щороку",
        "pro",
        "im",
        "jährlich",
        "monatlich",
        "compared",
        "on",
        "are",
        "is",
        "than",
        "then",
        "if",
        "but",
        "as",
        "with",
    ]
)
_LEAST_ALONE = Decimal(1000)
_PER_WITHIN = 10
_PER_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Thing:
    """What is counted: its code and unit, the words for it and where they stand.

    It is not ``is_sure`` where only words before the number name it.
    """

    code: str
    unit: str
    words: str
    span: tuple[int, int]
    mark: Mark | None
    is_sure: bool = True


def things_of(
    sentence: Sentence, clause: Clause, counted: Counted, before: Thing | None, may_lean: bool
) -> Iterator[Thing]:
    """What a figure counts: the thing named right after it (each of several, where it says "of each"); in Korean also
    the one right before; else, for a number that stands alone, the thing that was counted before it."""
    each = _each_of(sentence, clause, counted)
    if each:
        yield from (_thing(sentence, mark) for mark in each)
        return
    mark = _after(sentence, clause, counted) or _right_before(sentence, counted)
    if mark is not None:
        yield _thing(sentence, mark)
    elif may_lean and stands_alone(sentence, counted):
        mark = next((one for one in reversed(sentence.things) if one.last <= counted.first), None)
        mark = mark or next(
            (one for one in sentence.things if one.first >= counted.last and clause.holds(one.first)), None
        )
        if mark is not None:
            yield replace(_thing(sentence, mark), is_sure=False)
        elif before is not None:
            yield replace(before, is_sure=False, mark=None)


def _thing(sentence: Sentence, mark: Mark) -> Thing:
    return Thing(
        mark.codes[0],
        sentence.units.get(mark.codes[0], ""),
        sentence.said(mark.first, mark.last),
        sentence.span(mark.first, mark.last),
        mark,
    )


def _after(sentence: Sentence, clause: Clause, counted: Counted) -> Mark | None:
    starts = sentence.things_at
    figures = sentence.figures_at
    skipped = 0
    for at in range(counted.last, min(len(sentence.words), counted.last + 2 * _WITHIN)):
        if at in starts:
            return starts[at]
        key = sentence.key(at)
        if key in _COUNTERS or (key in ("-", "’", "'", "s", "“", '"', "”", "of", "or", "more", "so") and skipped == 0):
            continue
        if key in ("of", "the") and skipped <= 2:
            skipped += 1
            continue
        if at in figures or key in _PARTING or key in cues.BREAKS or key in ("dollars", "euros"):
            return None
        skipped += 1
        if skipped > _WITHIN:
            return None
    return None


def _right_before(sentence: Sentence, counted: Counted) -> Mark | None:
    if sentence.language.code != "ko":
        return None
    return next((one for one in reversed(sentence.things) if 0 <= counted.first - one.last <= 2), None)


def _each_of(sentence: Sentence, clause: Clause, counted: Counted) -> list[Mark]:
    keys = sentence.keys(counted.last, counted.last + 4)
    if "each" not in keys or "of" not in keys:
        return []
    found = [one for one in sentence.things if counted.last <= one.first <= counted.last + 16]
    return found if len(found) > 1 else []


def stands_alone(sentence: Sentence, counted: Counted) -> bool:
    """Whether a number of 1,000 or more is followed by nothing that it could count."""
    quantity = counted.figure.quantity
    if quantity.bound == Bound.UNQUANTIFIED or counted.figure.is_bare or (quantity.figure or 0) < _LEAST_ALONE:
        return False
    return counted.last >= len(sentence.words) or sentence.key(counted.last) in _ALONE


def per_of(sentence: Sentence, clause: Clause, counted: Counted) -> tuple[str, tuple[int, int]]:
    """The day, month or year that a number is counted over, from the words after it or before it, and where they stand;
    "" for none."""
    following = sentence.figures_after(counted)
    if following and sentence.keys(counted.last, following[0].first) in (("to",), ("and",), ("or",), ("bis",)):
        return per_of(sentence, clause, following[0])
    end = min(counted.last + _PER_WITHIN, clause.last, *(one.first for one in following))
    words: list[Token] = sentence.words[counted.last : end]
    for match in cues.PER_AFTER(words):
        before = words[match.first - 1].key if match.first else ""
        if before not in (
            "in",
            "within",
            "for",
            "this",
            "last",
            "next",
            "once",
            "than",
            "past",
            "each",
            "every",
        ) and not any(word.key in (",", ";", "—", "which", "that") for word in words[: match.first]):
            if match.values[0] == "month" and match.last - match.first == 1 and words[match.first].key == "month":
                continue
            return match.values[0], sentence.span(counted.last + match.first, counted.last + match.last)
    start = max(clause.first, counted.first - _PER_AHEAD)
    ahead = sentence.words[start : counted.first]
    for match in cues.PER_BEFORE(ahead):
        between = ahead[match.last :]
        if not any(word.key in (",", ";") for word in between) and not any(
            start + match.first <= one.first for one in sentence.figures if one.first < counted.first
        ):
            return match.values[0], sentence.span(start + match.first, start + match.last)
    return "", (0, 0)
