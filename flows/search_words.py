"""What a word is to the search: one spelling of letters and digits, and when a word that is asked for is found.

Case, accents and width of letters make no difference, in any script. Letters and digits are words apart, so that 152mm
and 152-mm are the two words 152 and mm. A figure is one word however it is written: 6.5 million, 6.5M and 6,500,000 are
6500000. Words that make a question of others, as how, many and did, are left out where the others find something.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any
from unicodedata import category, normalize

LONGEST_WORD = 60
_WORD = re.compile(r"[^\W\d_]+|\d+")
_ELSEWHERE = re.compile(r"[^\x00-\x7f]+")
# Signs become gaps, and capitals small letters, in one go: a regular expression takes three times as long.
_PLAIN = {number: chr(number).lower() if chr(number).isalnum() else " " for number in range(128)}
_GAP = re.compile(r"[^0-9]")
_SIZES = {"thousand": 3, "k": 3, "million": 6, "mln": 6, "mn": 6, "m": 6, "billion": 9, "bn": 9}
_FIGURE = re.compile(
    r"(?<![\w.,])([0-9]{1,3}(?:[, \u00a0\u2009\u202f][0-9]{3})+|[0-9]+)(\.[0-9]+)?"
    rf"(?:[ \u00a0\u2009\u202f]?({'|'.join(_SIZES)}))?(?!\w|[.,][0-9])",
    re.IGNORECASE,
)
_BESIDE = re.compile(r"[0-9]\s[0-9]")
_MOST_DIGITS = 24
OF_QUESTIONS = frozenset(
    (
        "a", "about", "actually", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can", "could", "did",
        "do", "does", "exact", "exactly", "figure", "figures", "for", "from", "give", "had", "has", "have", "how", "in",
        "is", "it", "its", "many", "me", "much", "number", "numbers", "of", "on", "or", "real", "really", "right",
        "said", "say", "says", "should", "tell", "than", "that", "the", "their", "them", "there", "they", "this", "to",
        "total", "true", "was", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "will", "with",
        "would",
    )
)  # fmt: skip
"""Words that a question is made of, and that say nothing of what it is about."""
_SHORTEST_BEGINNING = 3
_SHORTEST_ELSEWHERE = 2


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in its order, folded; of a longer word the first sixty letters."""
    return tuple(word for part in _parts(text) for word in _apart(part))


def set_of_words(text: str) -> set[str]:
    """The same words, each once, and every figure that is more than a row of digits also in one piece: 70000."""
    plain = text if text.isascii() else _folded(text)
    parts = set(plain.translate(_PLAIN).split())
    for part in [part for part in parts if not _is_one(part)]:
        parts.remove(part)
        parts.update(_apart(part))
    parts.update(filter(None, map(_in_one_piece, _FIGURE.finditer(plain))))
    return parts


def words_asked(text: str) -> tuple[str, ...]:
    """The words of a text in its order, with each figure in one piece in the place of its parts."""
    plain = text if text.isascii() else _folded(text)
    found: list[str] = []
    end = 0
    for match in _FIGURE.finditer(plain):
        if figure := _in_one_piece(match):
            found += [*words_of(plain[end : match.start()]), figure]
            end = match.end()
    return (*found, *words_of(plain[end:]))


def readings(text: str) -> tuple[tuple[str, ...], ...]:
    """What is looked for, each word once, until something is found: all of it; where numbers stand beside one another
    these apart, as they may be two; and without what makes a question of it."""
    whole = tuple(dict.fromkeys(words_asked(text)))
    apart = tuple(dict.fromkeys(words_of(text))) if _BESIDE.search(text) else ()
    rest = tuple(word for word in whole if word not in OF_QUESTIONS)
    return tuple(each for each in dict.fromkeys((whole, apart, rest)) if each)


def figure(value: Any) -> str:
    """A number as the word that it is: 70000, 33.3."""
    return f"{Decimal(str(value)).normalize():f}"


def is_called(text: str, words: Sequence[str]) -> bool:
    """Whether these words are all that a text consists of, in this order."""
    # To look for figures takes three times as long.
    every = words_asked if any(map(is_figure, words)) else words_of
    return every(text) == tuple(words)


def is_figure(word: str) -> bool:
    """Whether a word is a number in one piece."""
    return word[:1].isdigit()


def _in_one_piece(match: re.Match[str]) -> str:
    """A figure as one word; nothing of a row of digits, which is one already, nor of more than anybody counts."""
    digits, part, size = match.groups()
    if (digits.isdigit() and not part and not size) or len(digits) + len(part or "") > _MOST_DIGITS:
        return ""
    return figure(Decimal(_GAP.sub("", digits) + (part or "")).scaleb(_SIZES[size.lower()] if size else 0))


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
    return len(word) >= least and not is_figure(word)


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
