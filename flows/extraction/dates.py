"""Days, months, years and spans of time in a text; what two countries read differently is marked, not guessed."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from flows.extraction.numbers import spelled_value
from flows.extraction.written_numbers import MONTHS

_MONTH = "|".join(f"(?P<m{number}>{'|'.join(names)})" for number, names in enumerate(MONTHS, 1))
_YEAR = r"(?P<year>(?:19|20)[0-9]{2})"
_IN_WORDS = re.compile(
    rf"(?:(?<![\w-])|(?<=[a-zа-яіїє]-))(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?)?(?:{_MONTH})\w*\.?"
    rf"(?:\s+(?P<after>[0-9]{{1,2}})(?:st|nd|rd|th)?(?![0-9,.]?[0-9]))?"
    rf"(?:,?\s+(?:(?:of|de|року)\s+)?{_YEAR}(?![0-9]|[.,][0-9])|\s+(?P<which>last|this|next)\s+year)?",
    re.IGNORECASE,
)
_MONTH_BEFORE = re.compile(rf"(?<!\w)(?:{'|'.join(name for names in MONTHS for name in names)})\w*-$", re.IGNORECASE)
_IN_FIGURES = re.compile(
    rf"(?<![\w.,$€£-])(?:{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})\b"
    rf"|{_YEAR.replace('year', 'eastern')}\s?[년年]"
    rf"(?:\s?(?P<moon>[0-9]{{1,2}})\s?[월月](?:\s?(?P<sun>[0-9]{{1,2}})\s?[일日])?)?"
    rf"|{_YEAR.replace('year', 'alone')}(?![\w]|[.,][0-9]|-[0-9a-z]))"
)
_SLASHED = re.compile(
    r"(?<![0-9./])(?P<a>[0-9]{1,2})(?P<sep>[/.])(?P<b>[0-9]{1,2})(?P=sep)(?P<year>[0-9]{4}|[0-9]{2})(?![0-9./]?[0-9])"
)
_YEARS = (
    (
        0,
        r"this\s+year|цьогоріч|цього\s+року|(?:у|в)\s+цьому\s+році|в\s+этом\s+году|dieses\s+Jahr|in\s+diesem\s+Jahr|올해",
    ),
    (
        -1,
        (
            r"last\s+year|the\s+previous\s+year|торік|минулого\s+року|в\s+прошлом\s+году|letztes\s+Jahr"
            r"|im\s+(?:vergangenen|letzten)\s+Jahr|지난해|작년"
        ),
    ),
    (1, r"next\s+year|наступного\s+року|nächstes\s+Jahr|내년"),
)
_RELATIVE = tuple((step, re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)) for step, words in _YEARS)
_PAST = re.compile(
    r"\b(?:past|last|previous)\s+(?:(?P<count>[0-9]{1,2}|[a-z]+)\s+)?(?P<unit>day|week|month|year)s?\b"
    r"|(?P<ago>за\s+останні\s+(?P<number>[0-9]{1,2}|\w+)\s+місяц\w+)",
    re.IGNORECASE,
)
_FEW = {"два": 2, "три": 3, "чотири": 4, "шість": 6}
_ROUGH = re.compile(
    r"(?:\b(?:mid|middle\s+of|early|late|half\s+of|середин\w+|Mitte)[\s-]*(?:in\s+|the\s+)?)$", re.IGNORECASE
)
_JOINED = re.compile(r"\s*(?:and|to|until|till|through|та|і|до|und|bis|[-–—])\s*", re.IGNORECASE)
_PERIOD_OF = re.compile(r"\b(?:between|from|in|during|since|von|zwischen|im|в|у|з|від)\s+$", re.IGNORECASE)
_MONTH_OF = re.compile(
    _PERIOD_OF.pattern.replace("between", "and|to|until|by|until|last|this|та|і|до|und|between"), re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Day:
    """A time in a text: its first and last day, and how exactly it is given (day, month, year or span).

    ``first`` is None where nothing can be said, with the reason in ``ambiguous``. Without a year it is the last such
    time before the article; ``later`` are the days of the next. ``rough`` are the middle of a year and the like: a
    time, but no day. ``counted`` says that the first day is a length of time counted back from the article's.
    """

    start: int
    end: int
    words: str
    first: date | None = None
    last: date | None = None
    precision: str = ""
    later: tuple[date, date] | None = None
    rough: bool = False
    counted: bool = False
    ambiguous: str = ""


def days(text: str, stated: date | None = None) -> tuple[Day, ...]:
    """Every time of a text, in order, none overlapping another.

    ``stated`` is the day of the article: with it "last year" and "14 June" have a year, without it they are ambiguous.
    """
    found = sorted(_every(text, stated), key=lambda one: (one.start, -one.end))
    apart: list[Day] = []
    for one in found:
        if not apart or one.start >= apart[-1].end:
            apart.append(one)
    return tuple(_spans(text, apart))


def _every(text: str, stated: date | None) -> Iterator[Day]:
    for match in _IN_WORDS.finditer(text):
        yield from _in_words(text, match, stated)
    for match in _IN_FIGURES.finditer(text):
        yield _in_figures(text, match)
    for match in _SLASHED.finditer(text):
        yield _slashed(match)
    for step, pattern in _RELATIVE:
        for match in pattern.finditer(text):
            yield _of_this_day(match, stated, step)
    for match in _PAST.finditer(text):
        if stated is not None and (match["count"] or match["ago"] or match[0].lower().startswith("past")):
            yield from _past(match, stated)


def _in_words(text: str, match: re.Match[str], stated: date | None) -> Iterator[Day]:
    name = next(name for name in match.groupdict() if name[0] == "m" and match[name])
    if text[match.start() - 1 : match.start()] == "-" and not _MONTH_BEFORE.search(
        text, max(0, match.start() - 12), match.start()
    ):
        return
    is_named = not match[name][0].islower() or match[name][0] >= "Ͱ"
    day, year = match["day"] or match["after"], match["year"]
    if not is_named or (
        not day
        and not year
        and not match["which"]
        and not _MONTH_OF.search(text, max(0, match.start() - 12), match.start())
    ):
        return
    month = int(name[1:])
    if year is not None:
        yield _dated(match, int(year), month, day, rough=_is_rough(text, match.start()))
        return
    if stated is None:
        yield Day(match.start(), match.end(), match[0], ambiguous=f"{match[0]} names no year.")
        return
    rough = _is_rough(text, match.start())
    step = {"last": -1, "this": 0, "next": 1}.get((match["which"] or "").lower())
    if step is not None:
        yield _dated(match, stated.year + step, month, day, rough=rough)
        return
    now = (stated.month, stated.day)
    past = _dated(match, stated.year - ((month, int(day or 1)) > now), month, day, rough=rough)
    later = _dated(match, stated.year + ((month, int(day or 31)) < now), month, day)
    yield replace(past, later=(later.first, later.last) if later.first and later.last else None)


def _dated(match: re.Match[str], year: int, month: int, day: str | None, *, rough: bool = False) -> Day:
    words = match[0].rstrip(".")
    end = match.start() + len(words)
    try:
        first = date(year, month, int(day or 1))
    except ValueError:
        return Day(match.start(), end, words, ambiguous=f"There is no such day as {words}.")
    last = first if day else first.replace(day=monthrange(year, month)[1])
    return Day(match.start(), end, words, first, last, "day" if day else "month", rough=rough)


def _in_figures(text: str, match: re.Match[str]) -> Day:
    year = match["year"] or match["eastern"] or match["alone"]
    month, day = match["month"] or match["moon"], match["day"] or match["sun"]
    if month:
        if not 1 <= int(month) <= 12:
            return Day(match.start(), match.end(), match[0], ambiguous=f"There is no such day as {match[0]}.")
        return _dated(match, int(year), int(month), day)
    rough = _is_rough(text, match.start()) or bool(re.match(r"\s?(?:중반|초|말)", text[match.end() : match.end() + 4]))
    return _year(match, int(year), rough=rough)


def _is_rough(text: str, start: int) -> bool:
    return bool(_ROUGH.search(text, max(0, start - 24), start))


def _slashed(match: re.Match[str]) -> Day:
    one, other, year = int(match["a"]), int(match["b"]), match["year"]
    if len(year) == 4 and 12 < one <= 31 and 1 <= other <= 12 and one <= monthrange(int(year), other)[1]:
        day = date(int(year), other, one)
        return Day(match.start(), match.end(), match[0], day, day, "day")
    why = f"{match[0]} can be read as more than one day: write it as year-month-day."
    return Day(match.start(), match.end(), match[0], ambiguous=why)


def _of_this_day(match: re.Match[str], stated: date | None, step: int) -> Day:
    if stated is None:
        return Day(match.start(), match.end(), match[0], ambiguous=f"{match[0]} needs the day of the article.")
    found = _year(match, stated.year + step)
    return replace(found, precision="this year") if step == 0 else found


def _past(match: re.Match[str], stated: date) -> Iterator[Day]:
    count = match["count"] or match["number"] or "one"
    number = int(count) if count.isdigit() else _FEW.get(count.lower(), 0) or _small(count)
    unit = (match["unit"] or "month").lower()
    if number:
        yield Day(match.start(), match.end(), match[0], _before(stated, number, unit), stated, "span", counted=True)


def _small(word: str) -> int:
    try:
        return int(spelled_value(word.lower()))
    except KeyError:
        return 0


def _before(stated: date, number: int, unit: str) -> date:
    if unit in ("day", "week"):
        return stated - timedelta(days=number * (7 if unit == "week" else 1))
    months = stated.year * 12 + stated.month - 1 - number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(stated.day, monthrange(year, month + 1)[1]))


def _year(match: re.Match[str], year: int, *, rough: bool = False) -> Day:
    return Day(match.start(), match.end(), match[0], date(year, 1, 1), date(year, 12, 31), "year", rough=rough)


def _spans(text: str, found: list[Day]) -> Iterator[Day]:
    """The times, two that a word joins to a span as one: July and August, between January 2022 and January 2023."""
    at = 0
    while at < len(found):
        one, other = found[at], found[at + 1] if at + 1 < len(found) else None
        joined = other is not None and _joined(text, one, other)
        yield joined or one
        at += 2 if joined else 1


def _joined(text: str, one: Day, other: Day) -> Day | None:
    """The span from one time to another; None where no word makes them one."""
    if one.first is None or other.last is None or one.rough or other.rough:
        return None
    if not _JOINED.fullmatch(text, one.end, other.start):
        return None
    if not _PERIOD_OF.search(text, max(0, one.start - 12), one.start):
        return None
    first, last = one.first, other.last
    if first > last:
        first = first.replace(year=last.year if first.month <= last.month else last.year - 1) if one.later else first
    later = (one.later[0], other.later[1]) if one.later and other.later else None
    words = text[one.start : other.end]
    return replace(one, end=other.end, words=words, first=first, last=last, precision="span", later=later)
