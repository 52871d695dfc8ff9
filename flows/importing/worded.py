"""A figure that stands in one cell with the words that bound it: "~4,800,000", "at least 10,000", ">3m", "1,000-2,000".

What is left over beside the number and its words is refused: nobody knows what it would have meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal

from flows.decimal_text import decimal_text
from flows.extraction.bounds import before, behind
from flows.extraction.figures import figures
from flows.extraction.languages import ENGLISH
from flows.extraction.numbers import digits_value, scale_value
from flows.importing.convention import Numbers, is_open, plain_number
from flows.records import Quantity
from flows.vocabulary import UNIT, Bound

FIGURE = "figure"
"""What a column is chosen as that holds a figure with its words; it fills the fields of `FILLED`."""
FILLED = ("bound", "low", "point", "high", "words")

_SPACES = re.compile(r"\s+")
_SIGNS = (
    (re.compile(r"^(?:>=?|≥|⩾|min(?:imum)?\b\.?:?)\s*", re.IGNORECASE), "at least "),
    (re.compile(r"^(?:<=?|≤|⩽|max(?:imum)?\b\.?:?)\s*", re.IGNORECASE), "up to "),
    (re.compile(r"^(?:ca?\.|ca\b|±|approx\b\.?)\s*", re.IGNORECASE), "about "),
    (re.compile(r"\s*\?$"), " or so"),
)
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<digits>[0-9](?:[0-9.,'’]|\s(?=[0-9]{3}(?![0-9])))*(?<![.,'’]))"
    r"(?:[\s-]?(?P<scale>thousand|million|billion|mln|mn|bn|k|m))?(?![\w.,]*[0-9])(?!\w)",
    re.IGNORECASE,
)
_TO = re.compile(r"\s*(?:-|–|—|to|and|bis|до|~)\s*", re.IGNORECASE)
_TO_ONE = re.compile(r"\s*(?::\s?|to\s|-to-)(?:1|one)$", re.IGNORECASE)
_UNITS = frozenset(term.label.lower() for term in UNIT.terms)


class Unread(ValueError):
    """A cell that is no figure with its words, or could be two; the message says why, without a full stop."""


class Open(Unread):
    """A number in it can be read in two ways, as the file leaves open what its marks mean."""


def worded_figure(text: str, marks: Numbers, *, of_ratio: bool = False) -> Quantity:
    """The figure of a cell with its bound, read by the marks of its file; Unread where it is none."""
    plain = _SPACES.sub(" ", text).strip()
    if of_ratio:
        plain = _TO_ONE.sub("", plain)
    for sign, words in _SIGNS:
        plain = sign.sub(words, plain)
    found = list(_NUMBER.finditer(plain))
    if not found:
        return _in_words(plain)
    if len(found) > 2:
        raise Unread("more than two numbers stand in it")
    scale = found[-1]["scale"] or ""
    values = [_value(one["digits"], one["scale"] or scale, marks) for one in found]
    first, last = found[0], found[-1]
    bound = before(plain, first.start())
    after = None if bound else behind(plain, last.end())
    rest = plain[last.end() if after is None else after.end :].strip().lower()
    lead = plain[: first.start() if bound is None else bound.start].strip()
    if lead or (rest and rest not in _UNITS):
        raise Unread(f"“{lead or rest}” is not understood beside the number")
    code = (bound or after).code if bound or after else None  # type: ignore[union-attr]
    if len(values) == 1:
        return _single(values[0], code)
    if not _TO.fullmatch(plain, first.end(), last.start()):
        raise Unread("two numbers stand in it, and not as a range")
    if code not in (None, Bound.BETWEEN, Bound.ABOUT):
        raise Unread("a range is a floor and a ceiling, and has another bound beside it")
    low, high = values
    if low >= high:
        raise Unread("the second number of the range is not larger")
    return Quantity(Bound.BETWEEN, low=low, high=high)


def fields_of(quantity: Quantity, columns: Collection[str]) -> dict[str, str]:
    """What the fields get, those of a table that has these; in a ratio a single value is both ends. Unread where the
    table has no field for what the cell says."""
    found = {"bound": str(quantity.bound), "words": quantity.words}
    ends = (quantity.low, quantity.point, quantity.high)
    if "point" not in columns and quantity.point is not None:
        ends = (quantity.point, None, quantity.point)
    found |= {name: "" if value is None else decimal_text(value) for name, value in zip(FILLED[1:4], ends, strict=True)}
    if found["words"] and "words" not in columns:
        raise Unread("a figure in words alone has no field here")
    return {name: found[name] for name in FILLED if name in columns}


def _in_words(text: str) -> Quantity:
    """An amount without a figure: dozens, several thousand."""
    found = figures(text, ENGLISH)
    if len(found) == 1 and found[0].quantity.bound == Bound.UNQUANTIFIED and found[0].quantity.words == text.lower():
        return Quantity(Bound.UNQUANTIFIED, words=text)
    raise Unread("no number stands in it")


def _value(digits: str, scale: str, marks: Numbers) -> Decimal:
    if is_open(digits, marks) and not (scale and "." in digits):
        raise Open(f"{digits} can be read in two ways")
    if scale and not marks.decimal and re.fullmatch(r"[0-9]+\.[0-9]+", digits):
        return digits_value(digits, scaled=True) * scale_value(scale)
    number = plain_number(digits, marks)
    if number is None:
        raise Unread(f"{digits} does not go with the marks of the other numbers")
    return Decimal(number) * scale_value(scale)


def _single(value: Decimal, code: Bound | None) -> Quantity:
    match code:
        case Bound.AT_LEAST:
            return Quantity(Bound.AT_LEAST, low=value)
        case Bound.UP_TO:
            return Quantity(Bound.UP_TO, high=value)
        case Bound.ABOUT:
            return Quantity(Bound.ABOUT, point=value)
        case Bound.BETWEEN:
            raise Unread("one end of a range is missing")
        case _:
            return Quantity(Bound.EXACT, point=value)
