"""Numbers in running text, put together: ranges, ratios, money, shares, vague amounts, each with its bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import assert_never

from flows.extraction.bounds import BoundWords, before, behind
from flows.extraction.findings import Finding
from flows.extraction.numbers import DIGITS, SCALE, SPELLED, Ambiguous, digits_value, scale_value, spelled_value
from flows.records import Quantity
from flows.vocabulary import Bound

_CURRENCIES = {
    "us$": "usd", "$": "usd", "usd": "usd", "dollar": "usd", "€": "eur", "eur": "eur", "euro": "eur", "£": "gbp",
    "gbp": "gbp", "pound": "gbp", "won": "krw", "krw": "krw", "koruna": "czk", "crown": "czk", "rouble": "rub",
    "ruble": "rub", "hryvnia": "uah",
}  # fmt: skip
_NUMBER = re.compile(
    rf"(?P<money>(?:US\$|\$|€|£|USD\s|EUR\s|GBP\s))?\s?"
    rf"(?:(?<![A-Za-z0-9.,])(?:(?<![A-Za-z]-)|(?<=-to-))(?P<digits>{DIGITS})(?P<scale>{SCALE})?"
    rf"|(?:(?<![\w-])|(?<=-to-))(?P<spelled>{SPELLED})(?!\w|-figure))"
    r"(?:\s?(?P<percent>%|per\s?cent\b|pct\b)"
    r"|[\s-](?:US\s|U\.S\.\s)?(?P<currency>dollar|euro|pound|won\b|koruna|crown|rouble|ruble|hryvnia)[a-z]*)?",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?<![\w-])(?:(?:several|a\s+few|many|a\s+couple\s+of)\s+(?:dozens?|scores?|hundreds?|thousands?|millions?)(?:\s+thousand)?"
    r"|(?:tens|dozens|scores|hundreds)\s+of\s+(?:thousands|millions)"
    r"|dozens|scores|hundreds|thousands|millions)(?!\w)",
    re.IGNORECASE,
)
_JOINED_TO = re.compile(r"\s*-?\s*\b(?:to)\b\s*-?\s*|\s*[-–—]\s*|-to-", re.IGNORECASE)
_JOINED_COLON = re.compile(r"\s?:\s?")
_JOINED_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_FOR_EVERY = re.compile(
    r"(?:\s+\w+){0,4}?\s+(?:for|to)\s+(?:every|each)\s+(?:one|1|\w+)\b(?:\s+\w+\s+one\b)?", re.IGNORECASE
)
_TIMES = re.compile(
    r"\s+times\s+(?:as\s+(?:many|much)|more|the\s+(?:number|amount|volume|rate)|greater|higher|larger)|-fold\b|\s+times\s+over\b"
)
_PER = re.compile(
    r"(?:\s+[\w-]+){0,6}?\s+(?:(?:a|per|each|every)\s+(?P<per>day|month|year)\b|(?P<ly>daily|monthly|annually|yearly)\b)"
    r"|/(?P<slash>day|month|year)\b",
    re.IGNORECASE,
)
_PER_BEFORE = re.compile(r"\b(?P<ly>daily|monthly|annual|yearly)\b(?:\s+[\w-]+){0,4}\s*$", re.IGNORECASE)
_PER_CODES = {"daily": "day", "monthly": "month", "annually": "year", "annual": "year", "yearly": "year"}
_ORDINAL_OR_UNIT = re.compile(
    r"(?:st|nd|rd|th|s)\b|[\s-]?(?:mm|millimet|cm|km|kg|°|x\b)|['’]s\b|[A-Za-z]", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Number:
    """One number in the text, before its neighbours are looked at; ``value`` is None where it is ambiguous."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    scaled: bool
    bare: bool
    plain_year: bool
    ambiguous: str = ""


def figures(text: str) -> Iterator[Finding]:
    """Every quantity, ratio, amount of money and share, with the findings for the words of their bounds.

    Quantities come without what they count: that takes the munitions found in the same text.
    """
    numbers = list(_numbers(text))
    at = 0
    while at < len(numbers):
        taken, found = _grouped(text, numbers, at)
        at += taken
        yield from _bounded(text, found) if found else ()
    for match in _VAGUE.finditer(text):
        vague = Finding(match.start(), match.end(), match[0], "quantity", Quantity(Bound.UNQUANTIFIED, words=match[0]))
        yield vague


def per(text: str, start: int, end: int) -> str:
    """The day, month or year that a number is counted over, from the words after or before it; "" for none."""
    stop = _sentence_end(text, end)
    match = _PER.match(text, end, stop)
    if match is not None:
        word = (match["per"] or match["slash"] or match["ly"]).lower()
        return _PER_CODES.get(word, word)
    match = _PER_BEFORE.search(text, max(0, start - 60), start)
    if match is not None and not re.search(r"[.;:!?,]", match[0]):
        return _PER_CODES[match["ly"].lower()]
    return ""


def _sentence_end(text: str, start: int) -> int:
    match = re.compile(r"[.;!?](?:\s|$)|,\s").search(text, start)
    return match.start() if match else len(text)


def _numbers(text: str) -> Iterator[Number]:
    for match in _NUMBER.finditer(text):
        first = "money" if match["money"] else "digits" if match["digits"] else "spelled"
        start, end = match.start(first), match.end()
        unit = "percent" if match["percent"] else _currency(match)
        if match["spelled"]:
            yield Number(
                start, end, spelled_value(match["spelled"]), unit, _ends_in_scale(match["spelled"]), False, False
            )
            continue
        if not unit and not match["scale"] and _ORDINAL_OR_UNIT.match(text, match.end("digits")):
            continue
        try:
            value = digits_value(match["digits"], scaled=bool(match["scale"])) * scale_value(match["scale"] or "")
        except Ambiguous as error:
            yield Number(start, end, None, unit, bool(match["scale"]), not unit, False, str(error))
            continue
        year = bool(_YEAR.fullmatch(match["digits"])) and not match["scale"] and not unit
        yield Number(start, end, value, unit, bool(match["scale"]), not unit, year)


def _currency(match: re.Match[str]) -> str:
    word = (match["money"] or match["currency"] or "").strip().lower()
    return _CURRENCIES.get(word, "")


def _ends_in_scale(words: str) -> bool:
    return words.lower().endswith(("thousand", "million", "billion", "trillion", "dozen"))


def _grouped(text: str, numbers: list[Number], at: int) -> tuple[int, Finding | None]:
    """How many numbers belong together from here, and what they make; None for a number that counts nothing."""
    first = numbers[at]
    if first.value is None:
        return 1, Finding(
            first.start, first.end, text[first.start : first.end], _kind(first), ambiguous=first.ambiguous
        )
    following = numbers[at + 1 : at + 3]
    chain = [first]
    for number in following:
        if number.value is None or not _joins(text, chain[-1], number):
            break
        chain.append(number)
    if len(chain) > 1:
        made = _chained(text, chain)
        if made is not None:
            return made
    return 1, _single(text, first)


def _joins(text: str, one: Number, other: Number) -> bool:
    gap = text[one.end : other.start]
    if _JOINED_TO.fullmatch(gap) or _JOINED_COLON.fullmatch(gap):
        return True
    words = before(text, one.start)
    return bool(_JOINED_AND.fullmatch(gap)) and words is not None and words.code == Bound.BETWEEN


def _chained(text: str, chain: list[Number]) -> tuple[int, Finding] | None:
    values = [number.value for number in chain if number.value is not None]
    gap = text[chain[0].end : chain[1].start]
    colon = bool(_JOINED_COLON.fullmatch(gap))
    if len(values) == 3 and values[2] == 1 and values[0] < values[1]:
        return 3, _ratio(text, chain, Quantity(Bound.BETWEEN, low=values[0], high=values[1]))
    if values[1] == 1 and not chain[0].scaled and (colon or values[0] > 1):
        return 2, _ratio(text, chain[:2], Quantity(Bound.EXACT, point=values[0]))
    if values[0] == 1 and not chain[1].scaled and (colon or _says_ratio(text, chain[0].start)):
        return 2, replace(_ratio(text, chain[:2], Quantity(Bound.EXACT, point=values[1])), reversed=True)
    if colon or chain[0].plain_year or chain[1].plain_year:
        return None
    low, high = _same_scale(chain[0], chain[1])
    if low >= high:
        return None
    start, end = chain[0].start, chain[1].end
    unit = chain[1].unit or chain[0].unit
    quantity = Quantity(Bound.BETWEEN, low=low, high=high)
    return 2, Finding(start, end, text[start:end], _kind_of(unit), quantity, unit)


def _ratio(text: str, chain: list[Number], quantity: Quantity) -> Finding:
    start, end = chain[0].start, chain[-1].end
    return Finding(start, end, text[start:end], "ratio", quantity)


def _says_ratio(text: str, start: int) -> bool:
    return bool(re.search(r"\b(?:ratio|outgunned|outnumbered|odds|advantage)\b", text[max(0, start - 60) : start]))


def _same_scale(one: Number, other: Number) -> tuple[Decimal, Decimal]:
    """Both ends of a range: 4.2 to 5.8 million means 4.2 million to 5.8 million."""
    low, high = one.value or Decimal(0), other.value or Decimal(0)
    if other.scaled and not one.scaled and low < 1000:
        size = Decimal(1)
        while size * 1000 <= high:
            size *= 1000
        low *= size
    return low, high


def _single(text: str, number: Number) -> Finding | None:
    words = text[number.start : number.end]
    if number.value is None:
        return None
    times = _TIMES.match(text, number.end)
    if times is not None and number.value > 1 and not number.unit:
        end = times.end()
        return Finding(
            number.start, end, text[number.start : end], "ratio", Quantity(Bound.EXACT, point=number.value), "multiple"
        )
    every = _FOR_EVERY.match(text, number.end)
    if every is not None and 1 < number.value <= 200 and not number.unit:
        return Finding(
            number.start,
            every.end(),
            text[number.start : every.end()],
            "ratio",
            Quantity(Bound.EXACT, point=number.value),
        )
    if number.plain_year:
        return None
    return Finding(
        number.start, number.end, words, _kind(number), Quantity(Bound.EXACT, point=number.value), number.unit
    )


def _kind(number: Number) -> str:
    return _kind_of(number.unit)


def _kind_of(unit: str) -> str:
    return {"": "quantity", "percent": "percent"}.get(unit, "money")


def _bounded(text: str, found: Finding) -> Iterator[Finding]:
    """The finding with the bound that its words give it, and a finding for those words."""
    quantity = found.quantity
    if quantity is None:
        yield found
        return
    words = before(text, found.start) or behind(text, found.end)
    if words is None or (words.code == Bound.BETWEEN and quantity.bound != Bound.BETWEEN):
        yield found
        return
    yield replace(found, quantity=_with_bound(quantity, words))
    yield Finding(words.start, words.end, text[words.start : words.end], "bound", code=words.code)


def _with_bound(quantity: Quantity, words: BoundWords) -> Quantity:
    """The quantity under its bound. A range keeps both ends: about 5 to 7 is still between 5 and 7, and up to
    10 to 15 has the upper end as its ceiling."""
    is_range, point = quantity.bound == Bound.BETWEEN, quantity.point
    match words.code:
        case Bound.AT_LEAST:
            return Quantity(Bound.AT_LEAST, low=quantity.low if is_range else point)
        case Bound.UP_TO:
            return Quantity(Bound.UP_TO, high=quantity.high if is_range else point)
        case Bound.ABOUT | Bound.BETWEEN | Bound.EXACT | Bound.UNQUANTIFIED:
            return quantity if is_range else Quantity(Bound.ABOUT, point=point)
        case _:
            assert_never(words.code)
