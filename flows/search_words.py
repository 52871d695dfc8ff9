"""What a word is to the search: one spelling of letters and digits, and when a word that is asked for is found.

Case, accents and width of letters make no difference, in any script. Letters and digits are words apart, so that 152mm
and 152-mm are the two words 152 and mm. A figure is found in one piece too: 70000 finds 70,000 and 70 000.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category, normalize

LONGEST_WORD = 60
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ELSEWHERE = re.compile(r"[^\x00-\x7f]+")
# Signs become gaps, and capitals small letters, in one go: a regular expression takes three times as long.
_PLAIN = {number: chr(number).lower() if chr(number).isalnum() else " " for number in range(128)}
_GAP = re.compile(r"[^0-9]")
_GROUPED = re.compile(r"(?<![\d.,])[0-9]{1,3}(?:[, \u00a0\u2009\u202f][0-9]{3})+(?![0-9])")
_SHORTEST_BEGINNING = 3
_SHORTEST_ELSEWHERE = 2


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in its order, folded; of a longer word the first sixty letters."""
    return tuple(word for part in _parts(text) for word in _apart(part))


def set_of_words(text: str) -> set[str]:
    """The same words, each once, and every number that is written in groups of three digits also as one: 70000."""
    parts = set(_parts(text))
    for part in [part for part in parts if not _is_one(part)]:
        parts.remove(part)
        parts.update(_apart(part))
    parts.update(_GAP.sub("", number) for number in _GROUPED.findall(text))
    return parts


def _is_one(part: str) -> bool:
    return (part.isalpha() or part.isdecimal()) and len(part) <= LONGEST_WORD


def _parts(text: str) -> list[str]:
    return (text if text.isascii() else _folded(text)).translate(_PLAIN).split()


def _apart(part: str) -> list[str]:
    """Letters and digits that stand together, each by themselves."""
    return [part] if _is_one(part) else [word[:LONGEST_WORD] for word in _WORD.findall(part)]


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
    return normalize("NFKC", _ELSEWHERE.sub(_without_marks, apart)).casefold()


def _without_marks(found: re.Match[str]) -> str:
    return "".join(one for one in found[0] if category(one) != "Mn")
