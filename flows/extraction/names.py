"""Names in a text: parties, munitions and carriers, and those who say something; as records know them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from flows.extraction.findings import Finding, Name
from flows.extraction.phrases import Match, Phrases
from flows.extraction.tokens import Token, tokens

_WITHOUT_GAPS = frozenset(("ko", "ja", "zh"))
_ENDING = re.compile(r"(?:[иіыоа]й|ая|ое|ее|і|ий|[ýáéí]|[аяоеєиіїуюьыэйaeiouyąęůě])$")
_SHORTEST = 4


class Names:
    """Finds the names of one kind in words; what a name stands for are all the codes that bear it."""

    def __init__(self, names: Iterable[Name], kind: str) -> None:
        self._phrases: Phrases[str] = Phrases(
            (inflected(name.words, name.language), name.code) for name in names if name.kind == kind
        )

    def __call__(self, words: Sequence[Token]) -> Iterator[Match[str]]:
        """Every name in order, none overlapping another."""
        return self._phrases(words)


def inflected(words: str, language: str) -> str:
    """A name as a phrase: outside English its words may end otherwise, and Eastern scripts put endings to them."""
    if language == "en":
        return words
    if language in _WITHOUT_GAPS:
        return f"{words}*"
    return re.sub(r"[^\W\d_]+", lambda match: _stem(match[0]), words)


def _stem(word: str) -> str:
    if len(word) < _SHORTEST or word.isupper():
        return word
    return f"{_ENDING.sub('', word)}*"


def findings(text: str, names: Iterable[Name], kinds: Iterable[str]) -> Iterator[Finding]:
    """Every mention of a name of these kinds in a text, once for each code that bears it."""
    words, known = tokens(text), tuple(names)
    for kind in kinds:
        for match in _finder(known, kind)(words):
            start, end = words[match.first].start, words[match.last - 1].end
            for code in dict.fromkeys(match.values):
                yield Finding(start, end, text[start:end], kind, code=code)


@lru_cache(maxsize=8)
def _finder(names: tuple[Name, ...], kind: str) -> Names:
    return Names(names, kind)
