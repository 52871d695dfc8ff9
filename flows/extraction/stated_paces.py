"""Guesses for claims about paces: rounds fired, made or needed a day, a month, a year."""

from __future__ import annotations

import re

from flows.extraction.findings import Finding, Vocabulary
from flows.extraction.reading import thing_counted
from flows.extraction.sentence import WITHIN, Guesses, Sentence, figures_of, nearest

_ACTIVITIES = (
    ("capacity", r"(?:can|could|capable\s+of|able\s+to)\b.{0,40}\b(?:mak|produc|manufactur)\w*|production\s+capacity"),
    (
        "target",
        (r"(?:aim\w*|plan\w*|target\w*|goal|intend\w*|hop\w+|by\s+the\s+end\s+of|expects?\s+to|will)\b"
        r".{0,50}\b(?:mak|produc|manufactur|output)\w*"),
    ),
    ("produced", r"produc\w+|manufactur\w+|mak(?:es|ing)|made|output|turn(?:s|ing)?\s+out"),
    ("needed", r"need\w*|require\w*"),
    ("delivered", r"deliver\w*|receiv\w+|arriv\w+|sent|suppl\w+|shipp\w+"),
    ("fired", r"fir(?:e|es|ed|ing)|shoot\w*|shot|us(?:es|ed|ing)|expend\w*|launch\w*|rate\s+of\s+fire|spend\w*"),
)  # fmt: skip
_ACTIVITY_PATTERNS = tuple((code, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for code, words in _ACTIVITIES)


def guess_rate(sentence: Sentence, number: Finding, guesses: Guesses, vocabulary: Vocabulary) -> None:
    """Adds what the sentence says of the pace that the number gives."""
    thing = thing_counted(sentence.text, number, sentence.findings)
    if thing is not None:
        guesses.add("munition", thing.code, f"“{thing.words}” is what the number counts.")
    elif sentence.of("munition"):
        guesses.add(
            "munition", sentence.of("munition")[0].code, f"The sentence names “{sentence.of('munition')[0].words}”."
        )
    figures_of(number, guesses)
    guesses.add("per", number.per, f"The number is counted over a {number.per}.")
    for code, pattern in _ACTIVITY_PATTERNS:
        match = pattern.search(sentence.words)
        if match:
            guesses.add("activity", code, f"The sentence says “{match[0]}”.")
            break
    actor = nearest(sentence.of("actor"), number)
    if actor is not None:
        guesses.add("actor", actor.code, f"“{actor.words}” is the party nearest before the number.")
    for one in sentence.of("date"):
        if one.day and one.last_day and WITHIN.search(sentence.before(one.start)):
            guesses.add("period_start", one.day.isoformat(), f"The first day of {one.words}.")
            guesses.add("period_end", one.last_day.isoformat(), f"The last day of {one.words}.")
