"""Numbers as people write them: 4.8 million, 4,800,000, 4.8M, 500k, half a million.

Note 1: `4.800` is four thousand eight hundred in Prague and four point eight in London. A comma here groups
thousands and a point begins decimals; whatever could be read the other way as well is refused, never guessed.
"""

from __future__ import annotations

import re
from decimal import Decimal

_SCALES = {
    "hundred": Decimal(100),
    "thousand": Decimal(1_000),
    "k": Decimal(1_000),
    "million": Decimal(1_000_000),
    "mln": Decimal(1_000_000),
    "mn": Decimal(1_000_000),
    "m": Decimal(1_000_000),
    "billion": Decimal(1_000_000_000),
    "bn": Decimal(1_000_000_000),
    "b": Decimal(1_000_000_000),
    "trillion": Decimal(1_000_000_000_000),
    "tn": Decimal(1_000_000_000_000),
    "dozen": Decimal(12),
}
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORD_VALUES = {
    **{word: Decimal(value) for value, word in enumerate(_ONES)},
    **{word: Decimal(value * 10 + 20) for value, word in enumerate(_TENS)},
}
_SMALL = (
    rf"(?:(?:{'|'.join(_TENS)})(?:-(?:{'|'.join(_ONES[1:10])}))?|{'|'.join(sorted(_ONES[1:], key=len, reverse=True))})"
)
_BIG = "(?:thousand|million|billion|trillion|dozen)"
SPELLED = (
    rf"(?:half\s+a\s+{_BIG}"
    rf"|a\s+quarter\s+of\s+a\s+{_BIG}"
    rf"|(?:{_SMALL}|a)\s+and\s+a\s+half\s+{_BIG}"
    rf"|a\s+(?:hundred|{_BIG})(?:\s+(?:thousand|million))?"
    rf"|{_SMALL}(?:\s+hundred(?:\s+and\s+{_SMALL})?)?(?:\s+{_BIG})*)"
)
"""A number spelled out."""

_PLAIN = re.compile(r"[0-9]+")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_SPACED = re.compile(r"[1-9][0-9]{0,2}(?: [0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")
_LOOKS_GROUPED = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_SPACES = re.compile(r"[\s\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}]+")
_ENTRY = re.compile(r"([0-9][0-9., ]*?)\s?(thousand|million|billion|trillion|mln|mn|bn|k|m|b|tn)?", re.IGNORECASE)
_ENTRY_SPELLED = re.compile(SPELLED, re.IGNORECASE)


class Ambiguous(ValueError):
    """A number that can be read in more than one way, or not at all; the message says why, as a sentence."""


def digits_value(text: str, *, scaled: bool = False) -> Decimal:
    """The value of digits with their separators; Ambiguous where they could mean two numbers.

    ``scaled`` says that a word such as million follows: 1.234 million has one reading, 1.234 alone has two.
    """
    plain = _SPACES.sub(" ", text)
    if _PLAIN.fullmatch(plain):
        return Decimal(plain)
    if _GROUPED.fullmatch(plain) or _SPACED.fullmatch(plain):
        return Decimal(plain.replace(",", "").replace(" ", ""))
    if _LOOKS_GROUPED.fullmatch(plain) and not scaled:
        grouped, decimal = plain.replace(".", ","), f"{Decimal(plain).normalize():f}"
        # A fourth digit after the point leaves one reading.
        decimal = f"{decimal}0" if _LOOKS_GROUPED.fullmatch(decimal) else decimal
        raise Ambiguous(f"{text} could mean {grouped} or {decimal}; write one of these.")
    if _DECIMAL.fullmatch(plain):
        return Decimal(plain)
    raise Ambiguous(
        f"{text} can be read in more than one way: write thousands with commas and decimals with a point: 1,234.5."
    )


def scale_value(word: str) -> Decimal:
    """What a word or letter of scale multiplies by; 1 for no word."""
    word = word.strip(" -\t\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}").lower()
    return _SCALES[word] if word else Decimal(1)


def spelled_value(text: str) -> Decimal:
    """The value of a number spelled out, as `SPELLED` matches it."""
    words = [word for word in re.split(r"[\s-]+", text.lower()) if word]
    if words[:2] == ["half", "a"]:
        return _SCALES[words[2]] / 2
    if words[:2] == ["a", "quarter"]:
        return _SCALES[words[-1]] / 4
    if words[1:4] == ["and", "a", "half"]:
        return (_WORD_VALUES.get(words[0], Decimal(1)) + Decimal("0.5")) * _SCALES[words[4]]
    value = Decimal(0)
    for word in words:
        if word == "and":
            continue
        if word == "a":
            value += 1
        elif word in _SCALES:
            value *= _SCALES[word]
        else:
            value += _WORD_VALUES[word]
    return value


def entered(text: str) -> Decimal:
    """The value of a number typed into a form: 4.8 million, 4,800,000, 4 800 000, 4.8M, 500k, half a million.

    Ambiguous, with a sentence for whoever typed it, for what has two readings (4.800; 1.234,5) or none.
    """
    plain = _SPACES.sub(" ", text).strip()
    if _ENTRY_SPELLED.fullmatch(plain):
        return spelled_value(plain)
    found = _ENTRY.fullmatch(plain)
    if found is None:
        raise Ambiguous(
            f"{text.strip()!r} is not a number. Write it alone, as in 4.8 million, 4,800,000 or 4.8M; "
            "words such as “at least” go into the bound."
        )
    return digits_value(found[1].strip(), scaled=bool(found[2])) * scale_value(found[2] or "")
