"""Everything that a text states, in its order."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal

from flows.extraction.dates import dates
from flows.extraction.figures import figures, per
from flows.extraction.findings import Finding, Vocabulary
from flows.extraction.names import Finder

_THINGS = 5
"""How many words may stand between a number and what it counts."""
_BREAKS = re.compile(
    r"\b(?:and|or|with|in|on|at|by|to|from|for|than|while|when|as|if|but|that|which|who|was|were|is|are|has|have|had|"
    r"will|would|could|can|may|said|says|a|per|each|every|day|days|week|weeks|month|months|year|years|hours|km|miles|"
    r"troops|soldiers|people|civilians|workers|men|drones|vehicles|companies|countries|states|officials|times|percent)\b"
    r"|[.;:!?()]|,",
    re.IGNORECASE,
)
_STANDS_ALONE = re.compile(r"\s*(?:$|[.;,)]|of\s+(?:them|those|these)\b|(?:by|in|since|so\s+far|this|last)\b|\+)")
_HAS_TIME_ALONE = re.compile(
    r"\s*(?:or\s+(?:more|so)\s+)?(?:(?:a|per|each|every)\s|daily|monthly|annually|yearly|/|[.,;]|$)"
)
_SMALLEST_ALONE = Decimal(1000)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“‘(«„]*[A-Z0-9À-ÝА-ЯЁІЇЄҐ가-힣])|(?<=。)|\n\s*\n|\n(?=[A-Z])")
_SHORTENED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Sgt|Adm|Sen|Rep|St|No|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|vs)"
    r"|\b[A-Z]|U\.S|U\.K|U\.N)\.$"
)


class Reader:
    """Reads texts with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._names = Finder(vocabulary.names)

    def __call__(self, text: str, stated: date | None = None) -> tuple[Finding, ...]:
        """Every finding of the text in order, none overlapping another.

        ``stated`` is the day of the article, for dates without a year. A number is a finding where it counts a
        munition or carrier of the vocabulary, has a time, or stands alone and is 1,000 or more.
        """
        named = _apart(self._names(text))
        days = _apart(dates(text, stated))
        numbers = _apart(figures(text), keep=[*days, *(name for name in named if _has_digit(name))])
        counted = [self._counted(text, number, named, numbers) for number in numbers]
        kept = [number for number in counted if number is not None]
        kept = [number for number in kept if number.kind != "bound" or _touches(number, kept)]
        return _apart(named, keep=_apart([*kept, *days]), all_of=True)

    def _counted(
        self, text: str, number: Finding, named: Iterable[Finding], numbers: Iterable[Finding]
    ) -> Finding | None:
        if number.kind != "quantity":
            return number
        time = per(text, number.start, number.end)
        thing = _thing(text, number, named, numbers)
        if thing is not None:
            return replace(number, unit=thing.unit, per=time)
        if number.ambiguous:
            return number
        value = number.quantity.figure if number.quantity else None
        if value is None or value < _SMALLEST_ALONE:
            return None
        if (time and _HAS_TIME_ALONE.match(text, number.end)) or _STANDS_ALONE.match(text, number.end):
            return replace(number, per=time)
        return None


def thing_counted(text: str, number: Finding, findings: Iterable[Finding]) -> Finding | None:
    """The munition or carrier that a quantity counts: the first name after it with nothing but adjectives between."""
    found = list(findings)
    return _thing(text, number, found, (one for one in found if one.kind in ("quantity", "ratio", "money", "percent")))


def sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Where each sentence starts and ends; an abbreviation's point ends none."""
    spans, start = [], 0
    for match in _SENTENCE.finditer(text):
        if "\n" not in match[0] and _SHORTENED.search(text, start, match.start()):
            continue
        spans.append((start, match.start()))
        start = match.end()
    spans.append((start, len(text)))
    return tuple(span for span in spans if text[slice(*span)].strip())


def _thing(text: str, number: Finding, named: Iterable[Finding], numbers: Iterable[Finding]) -> Finding | None:
    candidates = sorted((one for one in named if one.kind == "munition" and one.start >= number.end), key=_start)
    if not candidates:
        return None
    thing = candidates[0]
    gap = text[number.end : thing.start]
    if any(number.end <= other.start < thing.start for other in numbers if other.kind != "bound"):
        return None
    behind = re.sub(r"^\s*(?:or\s+more|or\s+so|or\s+fewer|and\s+counting|plus|\+)", "", gap)
    if _BREAKS.search(behind) or len(behind.split()) > _THINGS:
        return None
    return _carrier(text, thing, candidates)


def _carrier(text: str, thing: Finding, candidates: list[Finding]) -> Finding:
    """In "10,000 munitions containers" the containers are counted: the last of names that follow directly."""
    for following in candidates[1:]:
        if text[thing.end : following.start].strip(" -"):
            break
        thing = following
    return thing


def _touches(bound: Finding, kept: list[Finding]) -> bool:
    return any(
        other.kind != "bound" and (0 <= other.start - bound.end <= 16 or 0 <= bound.start - other.end <= 1)
        for other in kept
    )


def _has_digit(finding: Finding) -> bool:
    return any(character.isdigit() for character in finding.words)


def _start(finding: Finding) -> int:
    return finding.start


def _apart(findings: Iterable[Finding], keep: Iterable[Finding] = (), *, all_of: bool = False) -> tuple[Finding, ...]:
    """The findings without overlaps, the longer first; ``keep`` has its place already and is added only if asked."""
    found, kept = sorted(findings, key=lambda one: (one.start - one.end, one.start)), list(keep)
    taken = bytearray(max((one.end for one in (*found, *kept)), default=0))
    for one in kept:
        taken[one.start : one.end] = b"\1" * (one.end - one.start)
    chosen: list[Finding] = []
    for one in found:
        if not any(taken[one.start : one.end]):
            taken[one.start : one.end] = b"\1" * (one.end - one.start)
            chosen.append(one)
    return tuple(sorted([*chosen, *kept] if all_of else chosen, key=_start))
