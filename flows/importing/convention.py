"""How a file writes numbers and days: found out from all of its cells together, never from one that says nothing.

1,234 and 03.04.2024 can each be read in two ways. Another cell of the same file that can be read in one alone, such as
1,234,567 or 14.06.2024, settles how its writer wrote. Two that contradict one another settle nothing.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flows.decimal_text import is_ambiguous

SPACES = " \u00a0\u2009\u202f"
GROUPINGS = {"none": "none", ",": "comma", ".": "point", " ": "space", "'": "apostrophe"}
ORDERS = {"ymd": "year, month, day", "dmy": "day, month, year", "mdy": "month, day, year"}
DECIMALS = {".": "point", ",": "comma"}

_GROUPED = re.compile(rf"[1-9][0-9]{{0,2}}(?:([,.'’{SPACES}])[0-9]{{3}})+")
_PARTED = re.compile(rf"([1-9][0-9]{{0,2}}(?:([,.'’{SPACES}])[0-9]{{3}})+|[0-9]+)([.,])([0-9]+)")
_OPEN = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
_PLAIN = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_DAY = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4}|[0-9]{2})\.?")
_YEAR_FIRST = re.compile(r"([0-9]{4})([./-])([0-9]{1,2})(?:\2([0-9]{1,2}))?")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_YEARS = re.compile(r"(?:19|20)[0-9]{2}(?:\s*[;,–-]\s*(?:19|20)[0-9]{2})+")
_WORDED = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?[\s.-]+)?(?P<month>[^\W\d_]{3,9})\.?"
    r"(?:\s+(?P<after>[0-9]{1,2})(?:st|nd|rd|th)?,)?[\s,.'’-]+(?P<year>(?:19|20)?[0-9]{2})"
)
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
           "december")  # fmt: skip
_LEAST_OF_MONTH = 3


@dataclass(frozen=True, slots=True)
class Numbers:
    """The decimal mark and what groups thousands, each "" while it is open."""

    decimal: str = ""
    grouping: str = ""


@dataclass(frozen=True, slots=True)
class When:
    """A day, and how much of it was written: ``day``, ``month``, ``year`` or ``years``; with the last day of that."""

    first: str
    precision: str
    last: str


def numbers_of(texts: Iterable[str]) -> Numbers:
    """The marks that the numbers among these texts settle."""
    decimals, groupings = set(), set()
    for text in texts:
        parted = _PARTED.fullmatch(text)
        if parted and not _OPEN.fullmatch(text) and parted[2] != parted[3]:
            decimals.add(parted[3])
            groupings |= {_one(parted[2])} if parted[2] else set()
        if (grouped := _GROUPED.fullmatch(text)) and not _OPEN.fullmatch(text):
            groupings.add(_one(grouped[1]))
    decimals |= {"," if mark == "." else "." for mark in groupings & {",", "."}}
    if len(decimals) > 1 or len(groupings) > 1 or decimals & groupings:
        return Numbers()
    return Numbers(next(iter(decimals), ""), next(iter(groupings), ""))


def is_open(text: str, marks: Numbers) -> bool:
    """Whether a number can be read in two ways, also by the marks of its file."""
    return _OPEN.fullmatch(text) is not None and not marks.decimal


def plain_number(text: str, marks: Numbers) -> str | None:
    """A number as digits with a point, read by these marks; None where they do not say how."""
    if is_open(text, marks):
        return None
    if _PLAIN.fullmatch(text) and (marks.decimal != "," or "." not in text):
        return _told_once(text)
    whole, mark, part = text, "", ""
    if marks.decimal and marks.decimal in text:
        whole, mark, part = text.rpartition(marks.decimal)
        if not part.isdecimal():
            return None
    if not whole.isdecimal():
        grouped = _GROUPED.fullmatch(whole)
        by = _one(grouped[1]) if grouped else ""
        if not grouped or len(set(re.sub("[0-9]", "", whole))) > 1 or by == marks.decimal:
            return None
        if marks.grouping and by != marks.grouping:
            return None
        if by in ",." and not marks.decimal and len(re.findall("[,.]", whole)) < 2:
            return None
        whole = re.sub("[^0-9]", "", whole)
    return _told_once(f"{whole.lstrip('0') or '0'}{'.' if mark else ''}{part}")


def _told_once(text: str) -> str:
    """The number as our own files write it."""
    return f"{text}0" if is_ambiguous(text) else text


def order_of(texts: Iterable[str]) -> str:
    """The order of day and month that these texts settle, "" where they settle none."""
    found = set()
    for text in texts:
        match = _DAY.fullmatch(text)
        if match and len(match[3]) == 4:
            first, second = int(match[1]), int(match[2])
            if first > 12 >= second:
                found.add("dmy")
            if second > 12 >= first:
                found.add("mdy")
    return found.pop() if len(found) == 1 else ""


def when_of(text: str, order: str) -> When | None:
    """A day, month or year as people write them; None where it is none, or could be two."""
    if match := _YEAR_FIRST.fullmatch(text):
        return _when(int(match[1]), int(match[3]), int(match[4]) if match[4] else 0)
    if _YEAR.fullmatch(text):
        return _when(int(text), 0, 0)
    if _YEARS.fullmatch(text):
        years = sorted(re.findall(r"[0-9]{4}", text))
        return When(f"{years[0]}-01-01", "years", f"{years[-1]}-12-31")
    if match := _DAY.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), _century(match[3])
        if first == second or order == "dmy":
            return _when(year, second, first)
        return _when(year, first, second) if order == "mdy" else None
    if match := _WORDED.fullmatch(text):
        month = _month(match["month"])
        day = match["day"] or match["after"]
        return _when(_century(match["year"]), month, int(day) if day else 0) if month else None
    return None


def _when(year: int, month: int, day: int) -> When | None:
    try:
        first = date(year, month or 1, day or 1)
    except ValueError:
        return None
    if day:
        return When(first.isoformat(), "day", first.isoformat())
    last = date(year, month or 12, monthrange(year, month or 12)[1])
    return When(first.isoformat(), "month" if month else "year", last.isoformat())


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _month(word: str) -> int:
    folded = word.casefold()
    found = [n for n, name in enumerate(_MONTHS, 1) if name.startswith(folded) or (folded == "sept" and n == 9)]
    return found[0] if len(found) == 1 and len(folded) >= _LEAST_OF_MONTH else 0


def _one(mark: str) -> str:
    """A mark, whichever of its letters was used."""
    return " " if mark in SPACES else "'" if mark == "’" else mark
