"""From the text of one cell to a value, by pattern.

Note 1: Python's own ``int`` and ``Decimal`` accept ``4_800_000``, Arabic and full-width digits, ``NaN`` and
``1e9``. A figure that two programs read differently is worse than one that is refused, so only plain ASCII
digits with an optional decimal point pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from flows.decimal_text import is_ambiguous
from flows.models.rules import CODE_PATTERN, HASH_PATTERN
from flows.vocabulary import CodedList

Parser = Callable[[str], Any]

_DIGITS = r"(?:0|[1-9][0-9]*)"
_NUMBER = re.compile(rf"{_DIGITS}(?:\.[0-9]+)?")
_SIGNED = re.compile(rf"-?{_DIGITS}(?:\.[0-9]+)?")
_WHOLE = re.compile(_DIGITS)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CODE = re.compile(CODE_PATTERN.removeprefix("^").removesuffix("$"))
_HASH = re.compile(HASH_PATTERN.removeprefix("^").removesuffix("$"))
_LINK = re.compile(r"https?://[^\s/]+\.\S+")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SEVERAL_DAYS = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}[./-][0-9]{1,4}")


class BadCell(ValueError):
    """A cell that cannot be read: why, and what would have been accepted."""

    def __init__(self, message: str, allowed: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.allowed = allowed


def words(text: str) -> str:
    """The text as it is."""
    return text


def code(text: str) -> str:
    """A record's code; BadCell for any other shape."""
    if not _CODE.fullmatch(text):
        raise BadCell(
            "a code is lower-case letters, digits, dots, pluses and hyphens, beginning with a letter or digit"
        )
    return text


def name(text: str) -> str:
    """A measured thing's name, as words joined by hyphens; BadCell for any other shape."""
    if not _NAME.fullmatch(text):
        raise BadCell("a name here is lower-case words and digits joined by hyphens, such as price-of-a-test")
    return text


def link(text: str) -> str:
    """An http or https address; BadCell for any other."""
    if not _LINK.fullmatch(text):
        raise BadCell("a link begins with http:// or https:// and holds no space")
    if "@" in text.partition("://")[2].partition("/")[0]:
        raise BadCell("the link holds a user name or a password, which would be public")
    return text


def sha256(text: str) -> str:
    """A SHA-256; BadCell for any other shape."""
    if not _HASH.fullmatch(text):
        raise BadCell("a SHA-256 is 64 digits and letters from a to f, in lower case")
    return text


def day(text: str) -> date:
    """A calendar day written 2026-11-29; BadCell for any other form and for days that do not exist."""
    if not _DAY.fullmatch(text):
        raise BadCell(_no_day(text), ("YYYY-MM-DD",))
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadCell("there is no such day", ("YYYY-MM-DD",)) from None


def _no_day(text: str) -> str:
    wanted = "write a day as year-month-day"
    if _WHOLE.fullmatch(text):
        return f"a bare number is no day, though a spreadsheet may show it as one: {wanted}"
    if _SEVERAL_DAYS.fullmatch(text):
        return f"it could be several days: {wanted}"
    return wanted


def coded(coded_list: CodedList) -> Parser:
    """A reader of one coded list's codes."""
    known = frozenset(coded_list.codes)

    def read(text: str) -> str:
        if text not in known:
            raise BadCell(f"not a {coded_list.title.lower()}", coded_list.codes)
        return text

    return read


def several(coded_list: CodedList) -> Parser:
    """A reader of one or more codes of a coded list, separated by semicolons; it gives them in the list's order."""
    read_one = coded(coded_list)

    def read(text: str) -> str:
        members = [read_one(member) for member in text.split(";")]
        if len(set(members)) != len(members):
            raise BadCell("the same code stands twice in the list")
        return ";".join(sorted(members, key=coded_list.codes.index))

    return read


def codes(text: str) -> tuple[str, ...]:
    """A list of codes separated by semicolons, sorted; BadCell for a bad or repeated one."""
    return tuple(sorted(_members(text)))


def listed(text: str) -> str:
    """A list of codes separated by semicolons, in the order in which they are written; BadCell as `codes`."""
    return ";".join(_members(text))


def _members(text: str) -> tuple[str, ...]:
    members = tuple(code(member) for member in text.split(";"))
    if len(set(members)) != len(members):
        raise BadCell("the same code stands twice in the list")
    return members


def number(digits: int, places: int, *, signed: bool = False) -> Parser:
    """A reader of exact decimals with at most ``digits`` digits, ``places`` of them after the point.

    Three digits after the point are refused where they could as well be thousands; coordinates, which are ``signed``,
    never reach a thousand.
    """
    pattern = _SIGNED if signed else _NUMBER
    plain = "ASCII digits with an optional decimal point" + (" and a leading minus" if signed else "")

    def read(text: str) -> Decimal:
        if not pattern.fullmatch(text):
            raise BadCell(
                f"not a plain number: no separators, spaces, exponents{'' if signed else ' or signs'}", (plain,)
            )
        if not signed and is_ambiguous(text):
            whole, _, part = text.partition(".")
            raise BadCell("it could be thousands or decimals", (f"{whole}{part}", f"{text}0"))
        before, _, after = text.lstrip("-").partition(".")
        if len(before) > digits - places or len(after) > places:
            raise BadCell(f"at most {digits - places} digits before and {places} after the decimal point")
        return Decimal(text)

    return read


def whole(largest: int) -> Parser:
    """A reader of whole numbers from 0 to ``largest``."""

    def read(text: str) -> int:
        if not _WHOLE.fullmatch(text) or len(text) > len(str(largest)) or int(text) > largest:
            raise BadCell(f"not a whole number from 0 to {largest}", ("ASCII digits",))
        return int(text)

    return read
