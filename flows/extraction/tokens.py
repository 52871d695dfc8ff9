"""A text as sentences of words: where each stands, and the form in which it is looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+|[0-9]+|\S")
_SENTENCE = re.compile(r"(?<![.!?])[.!?]+[\"”’»“)\]]*(?=\s)|。|\n")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Adm|Sen|Rep|St|No|Nr|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov"
    r"|Dec|vs|rd|ca|Mio|Mrd|Tsd|млн|тис|тыс|млрд|ст)|\b[A-ZА-ЯІЇЄ]|U\.S|U\.K|U\.N|z\.B|(?<![0-9.,])[0-9]{1,2})$"
)
_LONGEST = 1_000
"""Characters of a sentence: the longest of 21 articles had 640."""
_REACH = 10
"""Characters before a point within which an abbreviation stands."""
_OPENS = re.compile(r"\s*[\"“‘(«„\[]*(?:[A-Z0-9À-ÝА-ЯЁІЇЄҐ]|[가-힣぀-ヿ一-鿿])")
_ALIKE = {
    "caliber": "calibre",
    "calibers": "calibres",
    "defense": "defence",
    "program": "programme",
    "millimeter": "mm",
    "millimeters": "mm",
    "millimetre": "mm",
    "millimetres": "mm",
    "millimetern": "mm",
    "миллиметров": "mm",
    "міліметрів": "mm",
    "мм": "mm",
    "㎜": "mm",
    "밀리": "mm",
}
"""Spellings that are looked up as one."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a run of digits or a mark: ``text[start:end] == words``; ``key`` is what it is looked up by."""

    start: int
    end: int
    words: str
    key: str


def key_of(word: str) -> str:
    """What a word is looked up by: no case, no points, one spelling."""
    plain = word.replace(".", "").lower() if len(word) > 1 else word.lower()
    return _ALIKE.get(plain, plain)


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words, numbers and marks of a part of a text, in order."""
    return [
        Token(match.start(), match.end(), match[0], key_of(match[0]))
        for match in _TOKEN.finditer(text, start, len(text) if end is None else end)
    ]


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence starts and ends. A line is a sentence of its own, an abbreviation's point ends none."""
    return tuple(_trimmed(text, start, end) for start, end in _pieces(text) if text[start:end].strip())


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """The sentences; one that does not end is cut between words, so that no text costs more than its length."""
    for start, end in _whole(text):
        at = start
        while end - at > _LONGEST:
            cut = text.rfind(" ", at + 1, at + _LONGEST) + 1 or at + _LONGEST
            yield at, cut
            at = cut
        yield at, end


def _whole(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _SENTENCE.finditer(text):
        before = text[max(start, match.start() - _REACH) : match.start()]
        if match[0][0] == ".":
            following = _OPENS.match(text, match.end(), match.end() + 8)
            is_shortened = len(match[0]) == 1 and _SHORTENED.search(before)
            if not following or is_shortened:
                continue
        yield start, match.end()
        start = match.end()
    yield start, len(text)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
