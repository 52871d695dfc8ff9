"""Days, months and years in a text; forms that two countries read differently are marked, never guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from flows.extraction.findings import Finding

_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NUMBERS = {name: number for number, name in enumerate(_MONTHS, 1)}
_NUMBERS |= {name[:3]: number for name, number in _NUMBERS.items()} | {"sept": 9}
_MONTH = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_DAY = r"(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\b{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})\b",
        rf"\b{_DAY}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b",
        rf"\b{_MONTH}\s+{_DAY},?\s+{_YEAR}\b",
        rf"\b{_MONTH},?\s+(?:of\s+)?{_YEAR}\b",
        rf"\b{_DAY}\s+{_MONTH}(?![a-z])",
        rf"\b{_MONTH}\s+{_DAY}(?![0-9,:])\b",
        rf"(?<![0-9.,$€£-])(?<![0-9]\s)\b{_YEAR}(?![0-9]|[.,][0-9]|-[0-9a-z])\b",
    )
)
_SLASHED = re.compile(
    r"(?<![0-9./])(?P<a>[0-9]{1,2})(?P<sep>[/.])(?P<b>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4}|[0-9]{2})(?![0-9./]?[0-9])"
)
_RELATIVE = re.compile(r"\b(?P<which>last|this)\s+year\b", re.IGNORECASE)


def dates(text: str, stated: date | None = None) -> Iterator[Finding]:
    """Every date of a text; where forms overlap, the longer ones come first.

    ``stated`` is the day of the article: with it "last year" and "14 June" have a year, without it they are
    marked as ambiguous.
    """
    for form in _FORMS:
        for match in form.finditer(text):
            yield _read(match, stated)
    for match in _SLASHED.finditer(text):
        yield _slashed(match)
    for match in _RELATIVE.finditer(text):
        if stated is None:
            yield _marked(match, f"{match[0]} needs the day of the article.")
        else:
            yield _year(match, stated.year - (match["which"].lower() == "last"))


def _read(match: re.Match[str], stated: date | None) -> Finding:
    parts = match.groupdict()
    if not parts.get("year"):
        if stated is None:
            return _marked(match, f"{match[0]} names no year.")
        parts["year"] = str(stated.year)
    year = int(parts["year"])
    if not parts.get("month"):
        return _year(match, year)
    name = parts["month"].rstrip(".").lower()
    month = int(name) if name.isdigit() else _NUMBERS[name]
    try:
        if not parts.get("day"):
            last = date(year, month, monthrange(year, month)[1])
            return _found(match, date(year, month, 1), last, "month")
        day = date(year, month, int(parts["day"]))
    except ValueError:
        return _marked(match, f"There is no such day as {match[0]}.")
    return _found(match, day, day, "day")


def _slashed(match: re.Match[str]) -> Finding:
    one, other, year = int(match["a"]), int(match["b"]), match["year"]
    if len(year) == 4 and 12 < one <= 31 and 1 <= other <= 12:
        day = date(int(year), other, min(one, monthrange(int(year), other)[1]))
        if day.day == one:
            return _found(match, day, day, "day")
    return _marked(match, f"{match[0]} can be read as more than one day: write it as year-month-day.")


def _year(match: re.Match[str], year: int) -> Finding:
    return _found(match, date(year, 1, 1), date(year, 12, 31), "year")


def _found(match: re.Match[str], first: date, last: date, precision: str) -> Finding:
    return Finding(match.start(), match.end(), match[0], "date", day=first, last_day=last, precision=precision)


def _marked(match: re.Match[str], why: str) -> Finding:
    return Finding(match.start(), match.end(), match[0], "date", ambiguous=why)
