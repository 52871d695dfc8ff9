"""Numbers in running text, put together: ranges, ratios, money, shares, vague amounts, each with its bound."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, assert_never

from flows.extraction.bounds import BoundWords, before, behind
from flows.extraction.languages import Language
from flows.extraction.numbers import Ambiguous, digits_value
from flows.extraction.written_numbers import Written, written_numbers
from flows.records import Quantity
from flows.vocabulary import Bound

_CURRENCIES = {
    "us$": "usd", "$": "usd", "usd": "usd", "dollar": "usd", "долар": "usd", "€": "eur", "eur": "eur", "euro": "eur",
    "євро": "eur", "£": "gbp", "gbp": "gbp", "pound": "gbp", "won": "krw", "krw": "krw", "koruna": "czk",
    "crown": "czk", "rouble": "rub", "ruble": "rub", "hryvnia": "uah",
}  # fmt: skip
_BEFORE_MONEY = re.compile(r"(US\$|\$|€|£|\b(?:USD|EUR|GBP))\s?$")
_MONEY = re.compile(
    r"\s?(€)|[\s-](?:US\s|U\.S\.\s|Czech\s)?(dollar|euro|pound|won\b|koruna|crown|rouble|ruble|hryvnia|долар|євро|usd|eur)\w*",
    re.IGNORECASE,
)
_SIZE = re.compile(
    r"[\s-]?(?:mm\b|mm-|kg\b|kilo\w*|pounds?\b|lbs?\b|feet\b|foot\b|ft\b|inch\w*|met(?:er|re)s?\b|m\b(?!\w)|км\b|кг\b|кілометр\w*"
    r"|miles?\b|km\b|Meter\b|square\b|hectares?\b|degrees\b|hours?\b|minutes\b|figure\b|per\s?cent\s?points?\b)"
)
"""What follows a size, a weight or a length, which is no count."""
_TYPE = re.compile(r"(?<![A-Za-z])(?:[A-Z]{1,4}|[A-Z][a-z]{1,2})[\s-]$")
"""What stands before the number of a type: DM 121, M 795, Su-27."""
_ALSO_CALIBRE = re.compile(
    r"\s*(?:,|/|and|or|to|та|і|або|und|oder)\s*[0-9]{2,3}(?:\s?-?\s?(?:mm|мм|Millimeter|millimet\w+))", re.IGNORECASE
)
_POINT = re.compile(r"[\s-]point[\s-]", re.IGNORECASE)
_POINTED = re.compile(r"-point-(?=\w)", re.IGNORECASE)
_TO = re.compile(r"\s*-?\s*\b(?:to|до|bis)\b\s*-?\s*|\s*[-–—]\s*|-to-|\s*~\s*|에서\s*", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rais|ris|rose|grow|grew|increas|boost|cut|fell|fall|jump|went|gone|up|down|drop|lift)\w*\b[^.;]{0,40}"
    r"\bfrom\s+(?:about\s+|some\s+|just\s+)?$"
)
_AND = re.compile(r"\s+(?:and|та|і|und)\s+", re.IGNORECASE)
_ONE_BEFORE = re.compile(r"(?:1\s?:\s?|\b(?:1|one)(?:\s+to\s+|-to-))$", re.IGNORECASE)
_TAIL = re.compile(
    r"\s?:\s?1(?![0-9])|(?:\s+to\s+|-to-|\s+до\s+)(?:1|one|одного)\b|-?fold\b|\s+times\b"
    r"|\s+(?:\w+\s+){0,4}?(?:for|to)\s+(?:every|each)\s+(?:one\b|1\b|\w+)(?:\s+\w+\s+one\b)?",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"(?<![\w-])(?:(?:several|a\s+few|many|a\s+couple\s+of)\s+(?:dozens?|scores?|hundreds?|thousands?|millions?)(?:\s+thousand)?"
    r"|(?:tens|dozens|scores|hundreds)\s+of\s+(?:thousands|millions)|dozens|scores|hundreds|thousands|millions"
    r"|десятки\s+тисяч|сотні\s+тисяч|десятки|сотні|тисячі|мільйони"
    r"|mehrere\s+(?:hundert|zehn|tausend|hunderttausend|zehntausend)\w*|Dutzende|Hunderte|Tausende|Millionen"
    r"|수십만|수백만|수천|수만|수십|수백|몇백만)(?!\w)",
    re.IGNORECASE,
)
_HALVED = re.compile(r"(?<!\w)(?:halved|fallen\s+by\s+half|скоротилися\s+вдвічі|halbiert)(?!\w)", re.IGNORECASE)
_NONE = re.compile(
    r"(?<!\w)no(?=\s+(?:(?:new|further|such)\s+)?(?:deliveries|shipments|supplies|transfers|shells|containers|missiles)\b)",
    re.IGNORECASE,
)


_OF_WHAT = re.compile(
    r"\b(?P<share>(?:half|(?:a|one|two|three|four)[\s-]+(?:half|third|quarter|fifth|sixth|tenth)s?)\s+of)"
    r"\s+(?:(?:the|its|this|that|their|a|those|these)\s+)?(?:(?:promised|planned|pledged|sought)\s+)?$"
    r"|\b(?P<made>(?:materials?|explosives?|propellants?|powder|charges|components?|fuses?|fuzes?|casings?)\s+for)\s+"
    r"(?:(?:about|some|around|up\s+to|at\s+least|over|more\s+than)\s+)?$",
    re.IGNORECASE,
)
"""What stands before a number of which a part is meant, or which something else would make."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its bound; ``start`` and ``end`` are its own.

    ``unit`` is a currency, "percent", "multiple" or "". ``is_bare`` where it could be a year.
    """

    start: int
    end: int
    kind: Literal["quantity", "ratio", "money", "percent"]
    quantity: Quantity
    unit: str = ""
    bound: BoundWords | None = None
    is_bare: bool = False
    reversed: bool = False
    ambiguous: str = ""


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    value: Decimal
    kind: str
    scale: int
    unit: str
    is_year: bool
    ambiguous: str = ""


def figures(text: str, language: Language) -> tuple[Figure, ...]:
    """Every quantity, ratio, amount of money and share of a text, in order.

    A size, a weight, a calibre and the number of a type are none of them. Quantities come without what they count.
    """
    numbers = _pointed(text, list(_numbers(_POINTED.sub(" point ", text), language)))
    found = [_bounded(text, one) for one in (*_grouped(text, numbers), *_words(text))]
    apart: list[Figure] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return tuple(apart)


def _numbers(text: str, language: Language) -> Iterator[_Number]:
    for one in written_numbers(text):
        end, unit = one.end, ""
        leading = text[max(0, one.start - 4) : one.start]
        money = _BEFORE_MONEY.search(leading) if leading and not leading.isspace() else None
        after = _MONEY.match(text, one.end) if one.kind == "number" else None
        if money or after:
            name = (money[1] if money else (after[1] or after[2]) if after else "").lower()
            unit, end = _CURRENCIES.get(name, "money"), after.end() if after else one.end
        elif _is_size(text, one):
            continue
        value, why = _value(text, one, language)
        why = why or (_of_what(text, one) if one.kind == "number" and not unit else "")
        start = one.start - len(leading) + money.start(1) if money else one.start
        yield _Number(start, end, value, "money" if unit else one.kind, one.scale, unit, one.may_be_year, why)


def _of_what(text: str, one: Written) -> str:
    """Why a number is no count of what was moved: a part of it is meant, or what something else would make."""
    match = _OF_WHAT.search(text, max(0, one.start - 50), one.start)
    if match is None:
        return ""
    words = " ".join((match["share"] or match["made"]).split())
    if match["share"]:
        return f"“{words}” says that a part of it is meant: work it out."
    return f"“{words}” says what it would make, and no count of it."


def _is_size(text: str, one: Written) -> bool:
    if one.kind != "number":
        return False
    if one.scale == 1 and text[one.start : one.end].lower() == "one" and not _POINT.match(text, one.end):
        return True
    small = one.end - one.start <= 4 and one.scale == 1
    is_type = small and text[max(0, one.start - 2) : one.start - 1].isalpha() and _is_type(text, one.start)
    is_calibre = small and _ALSO_CALIBRE.match(text, one.end) is not None
    return is_type or is_calibre or _SIZE.match(text, one.end) is not None


def _is_type(text: str, start: int) -> bool:
    return _TYPE.search(text, max(0, start - 6), start) is not None


def _value(text: str, one: Written, language: Language) -> tuple[Decimal, str]:
    """A number's value by the habit of the text's language, and why it has none where it has two readings."""
    digits = re.match(r"[0-9.,]+", text[one.start : one.end])
    written = digits[0] if digits else ""
    if language.has_decimal_point and one.scale == 1 and "." in written and not re.fullmatch(r"[0-9]+\.0{3}", written):
        try:
            return digits_value(written), ""
        except Ambiguous as error:
            return Decimal(0), str(error)
    return (max if language.has_decimal_point else min)(one.values), ""


def _pointed(text: str, numbers: list[_Number]) -> list[_Number]:
    """The numbers, those in words with a point as one: one-point-six million."""
    made: list[_Number] = []
    for number in numbers:
        last = made[-1] if made else None
        if last is not None and last.value < 100 and _POINT.fullmatch(text, last.end, number.start):
            part = number.value / number.scale
            value = (last.value + part / 10 ** len(f"{int(part)}")) * number.scale
            made[-1] = replace(number, start=last.start, value=value, ambiguous="")
        else:
            made.append(number)
    return made


def _grouped(text: str, numbers: list[_Number]) -> Iterator[Figure]:
    at = 0
    while at < len(numbers):
        one, other = numbers[at], numbers[at + 1] if at + 1 < len(numbers) else None
        joined = _joined(text, one, other) if other is not None else None
        if joined is not None:
            yield joined
            at += 2
        else:
            yield from _single(text, one)
            at += 1


def _joined(text: str, one: _Number, other: _Number) -> Figure | None:
    """A range; None where two numbers stand for themselves."""
    gap = text[one.end : other.start]
    if len(gap) > 12 or one.ambiguous or other.ambiguous:
        return None
    if not _TO.fullmatch(gap):
        words = before(text, one.start)
        if not _AND.fullmatch(gap) or words is None or words.code != Bound.BETWEEN:
            return None
    low, high = one.value, other.value
    if other.scale > 1 and one.scale == 1 and low < 1000:
        low *= other.scale
    if low >= high or (one.is_year and other.is_year) or _raised(text, one.start):
        return None
    kind = other.kind if other.kind != "number" else one.kind
    quantity = Quantity(Bound.BETWEEN, low=low, high=high)
    end = _ratio_end(text, other.end) if kind == "ratio" else other.end
    return Figure(one.start, end, _kind(kind), quantity, _unit(kind, other.unit or one.unit))


def _raised(text: str, start: int) -> bool:
    """Whether "from" stands for a change and no range: raised from 22,000 to 35,000."""
    return "from" in text[max(0, start - 16) : start].lower() and bool(_CHANGE.search(text, max(0, start - 70), start))


def _single(text: str, one: _Number) -> Iterator[Figure]:
    quantity = Quantity(Bound.EXACT, point=one.value)
    kind = _kind(one.kind)
    if kind == "ratio":
        back = bool(_ONE_BEFORE.search(text, max(0, one.start - 12), one.start))
        end = one.end if back else _ratio_end(text, one.end)
        unit = "multiple" if re.search(r"times|fold", text[one.end : end]) else ""
        if one.value > 1:
            yield Figure(one.start, end, kind, quantity, unit, reversed=back)
        return
    yield Figure(
        one.start, one.end, kind, quantity, _unit(one.kind, one.unit), is_bare=one.is_year, ambiguous=one.ambiguous
    )


def _ratio_end(text: str, end: int) -> int:
    match = _TAIL.match(text, end)
    return match.end() if match else end


def _kind(kind: str) -> Literal["quantity", "ratio", "money", "percent"]:
    return {"ratio": "ratio", "money": "money", "percent": "percent"}.get(kind, "quantity")  # type: ignore[return-value]


def _unit(kind: str, unit: str) -> str:
    return "percent" if kind == "percent" else unit


def _words(text: str) -> Iterator[Figure]:
    for match in _VAGUE.finditer(text):
        words = " ".join(match[0].lower().split())
        yield Figure(match.start(), match.end(), "quantity", Quantity(Bound.UNQUANTIFIED, words=words))
    for match in _HALVED.finditer(text):
        yield Figure(match.start(), match.end(), "percent", Quantity(Bound.EXACT, point=Decimal(50)), "percent")
    for match in _NONE.finditer(text):
        yield Figure(match.start(), match.end(), "quantity", Quantity(Bound.EXACT, point=Decimal(0)))


def _bounded(text: str, found: Figure) -> Figure:
    """The figure with the bound that its words give it."""
    words = before(text, found.start) or behind(text, found.end)
    is_range = found.quantity.bound == Bound.BETWEEN
    if found.ambiguous or words is None or (words.code == Bound.BETWEEN and not is_range):
        return found
    return replace(found, quantity=_with_bound(found.quantity, words), bound=words)


def _with_bound(quantity: Quantity, words: BoundWords) -> Quantity:
    """The quantity under its bound. A range keeps both ends: about 5 to 7 is still between 5 and 7, and up to
    10 to 15 has the upper end as its ceiling."""
    is_range, point = quantity.bound == Bound.BETWEEN, quantity.point
    if quantity.bound == Bound.UNQUANTIFIED:
        return quantity
    match words.code:
        case Bound.AT_LEAST:
            return Quantity(Bound.AT_LEAST, low=quantity.low if is_range else point)
        case Bound.UP_TO:
            return Quantity(Bound.UP_TO, high=quantity.high if is_range else point)
        case Bound.ABOUT | Bound.BETWEEN | Bound.EXACT | Bound.UNQUANTIFIED:
            return quantity if is_range else Quantity(Bound.ABOUT, point=point)
        case _:
            assert_never(words.code)
