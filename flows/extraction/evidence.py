"""Whether the text of a document holds what a claim says: its figure in any written form, its party and its date near.

Note 1: it finds words and does not understand them. A number counts as the figure wherever it stands, whatever it
counts there; a figure that the document only implies (a share of a whole, a sum) is not found. The meaning of the
codes says so, and `VERSION` names the matcher that a stored result is of.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import assert_never

from flows.dictionary.claims import CLAIMS
from flows.extraction.findings import Name
from flows.extraction.names import findings
from flows.extraction.tokens import sentences
from flows.extraction.written_numbers import MONTHS, Kind, Written, is_parity, written_numbers
from flows.records import AnyClaim, Indicator, Ratio
from flows.vocabulary import Bound, DatePrecision, Evidence, Found

VERSION = "3"
"""Rises whenever the same text could give another result."""

_NEAR = 1
"""How many sentences before and after that of the figure are near it."""
_COUNTED = 40
"""Within how many characters after a number that is written like a year something has to be counted."""
_VAGUE = (
    (r"tens of thousands|dozens of thousands", r"десятк\w+ тысяч|десятк\w+ тисяч|수만|数万"),
    (r"hundreds of thousands", r"сот\w+ тысяч|сот\w+ тисяч|hunderttausende|centaines de milliers|수십만|数十万"),
    (r"dozens|(?:several|few) dozen|scores", r"десятк|dutzend|dizaines|decenas|decine|dziesiątk|desítk|수십|数十"),
    (r"hundreds|(?:several|few) hundred", r"сотн|сотен|hunderte|centaines|cientos|centinaia|setk|stovk|수백|数百"),
    (r"thousands|(?:several|few) thousand", r"тысяч|тисяч|tausende|milliers|miles|migliaia|tysiąc|tisíc|수천|数千"),
    (r"millions|(?:several|few) million", r"миллион|мільйон|millionen|millions|millones|milioni|milion|수백만|数百万"),
)

_PARTIES = {
    table.item: tuple(name for name in table.sides if table.by_name[name].reference == "actors") for table in CLAIMS
}
"""The fields of each kind of claim that hold the parties that it is about."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What to look for: every figure, or the claimant's own word for one; the parties by their codes; the days, each as
    exactly as it is known.

    ``needed`` says whether a document without the figure is no evidence: not where the figure stands for words.
    """

    figures: tuple[Decimal, ...]
    words: str
    needed: bool
    kind: Kind
    parties: tuple[str, ...]
    days: tuple[tuple[date, DatePrecision], ...]


@dataclass(frozen=True, slots=True)
class Sighting:
    """What of a claim was found in a text."""

    figure: Found
    party: Found
    date: Found

    @property
    def evidence(self) -> Evidence:
        """What the document is worth as evidence."""
        return Evidence.judged(self.figure, self.party)


def sought(claim: AnyClaim) -> Sought:
    """What to look for in the document of a claim."""
    quantity, kind = claim.quantity, _kind(claim)
    figures, words = quantity.figures, ""
    if quantity.bound == Bound.UNQUANTIFIED:
        figures, words = (), quantity.words if _is_amount(quantity.words) else ""
    needed = not _stands_for_words(figures, kind, claim.statement)
    return Sought(figures, words, needed, kind, parties(claim), _days(claim))


def _stands_for_words(figures: Iterable[Decimal], kind: Kind, statement: str) -> bool:
    """Whether the 1 of a ratio is our code for words such as parity, as much as or more than: unless what was said has
    that number in our own words, too."""
    return (
        kind == "ratio"
        and set(figures) == {1}
        and not any(
            one.kind == "ratio" and 1 in one.values and not is_parity(statement[one.start : one.end])
            for one in written_numbers(statement)
        )
    )


def _is_amount(words: str) -> bool:
    """Whether a claimant's own word says how many, as dozens does; a batch does not."""
    return bool(_amount_in(words) or written_numbers(words))


def _amount_in(words: str) -> tuple[str, str] | None:
    """The first word for an amount in a claimant's own, as pattern, with its like in other languages."""
    return next((one for one in _VAGUE if re.search(rf"\b(?:{one[0]})\b", words, re.IGNORECASE)), None)


def parties(claim: AnyClaim) -> tuple[str, ...]:
    """The codes of the parties that a claim is about, in the order of the claim."""
    return tuple(getattr(claim, name) for name in _PARTIES[type(claim).__name__])


def _kind(claim: AnyClaim) -> Kind:
    if isinstance(claim, Ratio) or (isinstance(claim, Indicator) and claim.unit == "multiple"):
        return "ratio"
    return "percent" if isinstance(claim, Indicator) and claim.unit == "percent" else "number"


def _days(claim: AnyClaim) -> tuple[tuple[date, DatePrecision], ...]:
    """The day on which it was said, and the ends of the time that it is about; whole months and years as such."""
    stated = (claim.claimed_on, claim.date_precision)
    start, end = claim.period_start, claim.period_end
    first = [(start, _precision(start.day == 1, start.month == 1))] if start else []
    last = [(end, _precision((end + timedelta(days=1)).day == 1, end.month == 12))] if end else []
    return tuple(dict.fromkeys((stated, *first, *last)))


def _precision(month: bool, year: bool) -> DatePrecision:
    if not month:
        return DatePrecision.DAY
    return DatePrecision.YEAR if year else DatePrecision.MONTH


class Document:
    """The text of one document, read once for any number of claims. ``names`` are those of parties, by any writing."""

    def __init__(self, text: str, names: Iterable[Name]) -> None:
        # The letter that some texts have for an apostrophe belongs to the word before it.
        self.text = text = text.replace("ʼ", "’")
        self._starts = [start for start, _ in sentences(text)]
        self._named: dict[str, list[int]] = {}
        self._things: list[int] = []
        for finding in findings(text, names, ("actor", "munition")):
            if finding.kind == "actor":
                self._named.setdefault(finding.code, []).append(finding.start)
            else:
                self._things.append(finding.start)
        self._things.sort()

    def look(self, wanted: Sought) -> Sighting:
        """What of a claim the text holds.

        The figure is found where every one of its numbers is. The party is found where one of the claim's parties is
        named in the sentence of a figure or in one beside it, and each other anywhere in the text; without a figure to
        look for, anywhere, and so where one that only stands for words is not there. The date is found likewise, near
        the figure: the day of the statement, or an end of the time that the claim is about.
        """
        places = self._figures(wanted)
        if places is None or not (places or wanted.needed):
            anywhere = bool(wanted.parties) and all(map(self._party, wanted.parties))
            day = any(self._day(day) for day in wanted.days)
            return Sighting(Found.NOT_SOUGHT, _found(anywhere), _found(day))
        if not places:
            return Sighting(Found.MISSING, _found(all(map(self._party, wanted.parties))), Found.MISSING)
        near = {sentence + step for sentence in map(self._sentence, places) for step in range(-_NEAR, _NEAR + 1)}
        named = [self._party(code) for code in wanted.parties]
        beside = any(self._sentence(place) in near for found in named for place in found)
        dated = any(self._sentence(place) in near for day in wanted.days for place in self._day(day))
        return Sighting(Found.FOUND, _found(beside and all(named)), _found(dated))

    def parted(self, wanted: Sought) -> tuple[str, ...]:
        """The text in parts, each second of which is a figure of a claim as it is written there."""
        parts, end = [], 0
        for number in self._numbers:
            if number.kind == wanted.kind and not number.values.isdisjoint(wanted.figures):
                parts += [self.text[end : number.start], self.text[number.start : number.end]]
                end = number.end
        return (*parts, self.text[end:])

    @cached_property
    def _numbers(self) -> tuple[Written, ...]:
        return written_numbers(self.text)

    @cached_property
    def _by_value(self) -> Mapping[tuple[Kind, Decimal], list[int]]:
        found: dict[tuple[Kind, Decimal], list[int]] = {}
        for number in self._numbers:
            if number.may_be_year and not self._counts(number):
                continue
            for value in number.values:
                found.setdefault((number.kind, value), []).append(number.start)
        return found

    def _counts(self, number: Written) -> bool:
        """Whether a munition or carrier is named soon after a number."""
        after = bisect_right(self._things, number.end)
        return after < len(self._things) and self._things[after] - number.end <= _COUNTED

    def _figures(self, wanted: Sought) -> list[int] | None:
        """Where the figures stand; empty where one of them is missing, None where the claim gives none."""
        if wanted.words:
            return self._words(wanted.words)
        if not wanted.figures:
            return None
        found = [self._by_value.get((wanted.kind, figure), []) for figure in wanted.figures]
        return [place for places in found for place in places] if all(found) else []

    def _words(self, words: str) -> list[int]:
        """Where a word for an amount stands, as it is or in its like in another language."""
        forms = [r"\s+".join(map(re.escape, words.split())), *(_amount_in(words) or ())]
        pattern = re.compile(rf"(?<!\w)(?<![0-9]\s)(?:{'|'.join(forms)})", re.IGNORECASE)
        return [match.start() for match in pattern.finditer(self.text)]

    def _party(self, code: str) -> list[int]:
        """Where a party is named, in any language that the records have a name in."""
        return self._named.get(code, [])

    def _day(self, day: tuple[date, DatePrecision]) -> list[int]:
        if day not in self._dated:
            self._dated[day] = [match.start() for match in _forms_of(*day).finditer(self.text)]
        return self._dated[day]

    @cached_property
    def _dated(self) -> dict[tuple[date, DatePrecision], list[int]]:
        return {}

    def _sentence(self, place: int) -> int:
        return bisect_right(self._starts, place)


def _found(is_there: object) -> Found:
    return Found.FOUND if is_there else Found.MISSING


@lru_cache(maxsize=512)
def _forms_of(day: date, precision: DatePrecision) -> re.Pattern[str]:
    """The ways in which texts write a day, a month or a year."""
    month = rf"(?:{'|'.join(sorted(MONTHS[day.month - 1], key=len, reverse=True))})\w*\.?"
    year = rf"(?:,?\s+(?:de\s+|del\s+|of\s+)?{day.year}(?![0-9])|(?!,?\s+(?:de\s+|del\s+|of\s+)?(?:19|20)[0-9]{{2}}))"
    one, two = rf"0?{day.day}", rf"0?{day.month}"
    forms: tuple[str, ...]
    match precision:
        case DatePrecision.DAY | DatePrecision.INFERRED:
            forms = (
                rf"{day.year}[-./]{two}[-./]{one}(?![0-9])",
                rf"(?:{one}[./-]{two}|{two}/{one})[./-](?:{day.year}|{day.year % 100:02})(?![0-9])",
                rf"{one}(?:st|nd|rd|th)?\.?\s+(?:of\s+|de\s+)?{month}{year}",
                rf"{month}\s+{one}(?:st|nd|rd|th)?(?![0-9,.]?[0-9]){year}",
                rf"(?:{day.year}[년年]\s?)?{two}[월月]\s?{one}[일日]",
            )
        case DatePrecision.MONTH:
            forms = (rf"{month}{year}", rf"{day.year}[-./]{two}(?![0-9])", rf"{day.year}[년年]\s?{two}[월月]")
        case DatePrecision.YEAR:
            forms = (rf"{day.year}(?![0-9])",)
        case undecided:
            assert_never(undecided)
    return re.compile(rf"(?<![\w.,-])(?:{'|'.join(forms)})", re.IGNORECASE)
