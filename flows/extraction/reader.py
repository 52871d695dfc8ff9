"""A text read once: what is found in it, and the drafts of claims that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from flows.extraction.clauses import Clause
from flows.extraction.counting import per_of, stands_alone, things_of
from flows.extraction.dates import Day, days
from flows.extraction.draft import Draft, once
from flows.extraction.drafts import Drafter
from flows.extraction.figures import Figure, figures
from flows.extraction.findings import Finding, Vocabulary
from flows.extraction.languages import language_of
from flows.extraction.sentence import Counted, Sentence, SentenceReader
from flows.extraction.tokens import sentences
from flows.extraction.voices import Voice
from flows.extraction.within_speech import within_speech

T = TypeVar("T", Figure, Day)
LONGEST = 40_000
"""Characters of an article: some 6,000 words."""


class TooLong(ValueError):
    """A text of more characters than are read; nothing of it was."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is found in a text, in order and never overlapping, and the drafts of claims that it makes."""

    findings: tuple[Finding, ...]
    drafts: tuple[Draft, ...]


class Reader:
    """Reads texts with one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._sentence = SentenceReader(vocabulary)

    def __call__(self, text: str, stated: date | None = None) -> Reading:
        """The findings and drafts of a text; TooLong where it has more than `LONGEST` characters.

        ``stated`` is the day of the article: with it "last year" and "14 June" have a year.
        """
        if len(text) > LONGEST:
            raise TooLong(f"The text has {len(text):,} characters; at most {LONGEST:,} are read.")
        drafter = Drafter(self.vocabulary, stated)
        drafts: list[Draft] = []
        found: list[Finding] = []
        for sentence in self._sentences(text, stated):
            drafts += drafter.of(sentence)
            found += _apart(_marks(sentence, drafter.named))
        return Reading(tuple(found), once(within_speech(drafts, drafter.heard)))

    def _sentences(self, text: str, stated: date | None) -> Iterator[Sentence]:
        language = language_of(text)
        numbers, times = figures(text, language), days(text, stated)
        numbers_at, times_at, paragraph, last = 0, 0, 0, 0
        for number, (start, end) in enumerate(sentences(text)):
            paragraph += "\n" in text[last:start]
            last = end
            numbers_at, inside = _upto(numbers, numbers_at, start, end)
            times_at, within = _upto(times, times_at, start, end)
            taken = [one for one in inside if not any(two.start < one.end and one.start < two.end for two in within)]
            yield self._sentence(text, (start, end, paragraph, number), language, taken, within)


def _upto(marks: tuple[T, ...], at: int, start: int, end: int) -> tuple[int, list[T]]:
    """Those of some marks that lie in a span, and where the rest begin."""
    while at < len(marks) and marks[at].start < start:
        at += 1
    first = at
    while at < len(marks) and marks[at].end <= end:
        at += 1
    return at, list(marks[first:at])


def _marks(sentence: Sentence, named: Iterable[Voice]) -> Iterator[Finding]:
    text, whole = sentence.text, Clause(0, len(sentence.words))
    for counted in sentence.figures:
        yield from _figure(sentence, whole, counted)
    for when in sentence.whens:
        day = when.day
        yield Finding(
            day.start,
            day.end,
            text[day.start : day.end],
            "date",
            day=day.first,
            last_day=day.last,
            precision=day.precision,
            ambiguous=day.ambiguous,
        )
    for kind, marks in (("munition", sentence.things), ("actor", sentence.parties)):
        for mark in marks:
            start, end = sentence.span(mark.first, mark.last)
            yield Finding(start, end, text[start:end], kind, code=mark.code, unit=sentence.units.get(mark.code, ""))
    for voice in named:
        start, end = voice.span if voice.is_sure else sentence.span(voice.first, voice.last)
        yield Finding(start, end, text[start:end], "claimant", code=voice.code)


def _figure(sentence: Sentence, whole: Clause, counted: Counted) -> Iterator[Finding]:
    figure, text = counted.figure, sentence.text
    words = text[figure.start : figure.end]
    if figure.ambiguous:
        yield Finding(figure.start, figure.end, words, figure.kind, ambiguous=figure.ambiguous)
        return
    unit, per = figure.unit, ""
    if figure.kind == "quantity":
        thing = next(things_of(sentence, whole, counted, None, may_lean=False), None)
        if thing is None and not stands_alone(sentence, counted):
            return
        unit, per = thing.unit if thing else "", per_of(sentence, whole, counted)[0]
    yield Finding(figure.start, figure.end, words, figure.kind, figure.quantity, unit, per, reversed=figure.reversed)
    if figure.bound:
        bound = figure.bound
        yield Finding(bound.start, bound.end, text[bound.start : bound.end], "bound", code=bound.code)


def _apart(findings: Iterable[Finding]) -> list[Finding]:
    """The findings without overlaps, the longer first."""
    chosen: list[Finding] = []
    taken: set[int] = set()
    for one in sorted(findings, key=lambda one: (one.start - one.end, one.start)):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            taken.update(places)
            chosen.append(one)
    return sorted(chosen, key=lambda one: one.start)
