"""What a word is to the search: one spelling of letters and digits, and when a word that is asked for is found.

Case, accents and width of letters make no difference, in any script. Letters and digits are words apart, so that 152mm
and 152-mm are the two words 152 and mm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import category, normalize

LONGEST_WORD = 60
_WORD = re.compile(r"[^\W\d_]+|\d+")
_SHORTEST_BEGINNING = 3
_SHORTEST_ELSEWHERE = 2


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in its order, folded; of a longer word the first sixty letters."""
    found = _WORD.findall(text.lower() if text.isascii() else _folded(text))
    return tuple(word[:LONGEST_WORD] for word in found)


@lru_cache(maxsize=50_000)
def known_words(text: str) -> frozenset[str]:
    """The words of a text that is asked about again and again: a name, a title."""
    return frozenset(words_of(text))


def begins(word: str) -> bool:
    """Whether a word also finds those that begin with it: no number does, nor a short one, which would find too many.

    Two letters are enough where one stands for a syllable or more.
    """
    least = _SHORTEST_BEGINNING if word.isascii() else _SHORTEST_ELSEWHERE
    return len(word) >= least and not word.isdigit()


def finds(word: str, words: Iterable[str]) -> bool:
    """Whether a word that is asked for is among these, or the beginning of one."""
    if begins(word):
        return any(one.startswith(word) for one in words)
    return word in words


def _folded(text: str) -> str:
    apart = normalize("NFKD", text.casefold())
    # Put together again: the syllables of Hangul came apart as well.
    return normalize("NFKC", "".join(one for one in apart if category(one) != "Mn")).casefold()
