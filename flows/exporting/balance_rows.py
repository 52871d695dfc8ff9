"""A balance as one table: each row a reading of a term in a part of the time, or the closing stock of the part."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol

from flows.dictionary import computed
from flows.estimates.balance import Settled, TermAnswer
from flows.estimates.balance_reading import Subject
from flows.estimates.balance_terms import TERM_SOURCE
from flows.estimates.conversion import CAUTION
from flows.exporting.addresses import claim_page
from flows.exporting.columns import Column, column_of
from flows.vocabulary import TermSource
from flows.wording import COMPUTED, quote

Part = tuple[Subject, Sequence[TermAnswer], Settled]
"""One part of the time, its terms and its closing stock."""

HEADER: tuple[Column, ...] = tuple(
    map(
        column_of,
        (
            computed("side", "code", "Code of the party whose balance it is.", required=True),
            computed("munition", "code", "Code of the kind of thing, with all that is under it.", required=True),
            computed("start", "day", "The first day of the part of the time.", required=True),
            computed("end", "day", "Its last day.", required=True),
            computed("line", "text", "The term, or closing for the closing stock.", required=True),
            computed("source", "coded", TERM_SOURCE.meaning, of=TERM_SOURCE),
            computed("claims", "codes", "Codes of the claims that this reading is of; empty for a computed line."),
            computed("low", "number", "The floor in whole units, as far as one follows."),
            computed("high", "number", "The ceiling in whole units; empty where there is none."),
            computed("short_by", "number", "By how much the closing stock misses nothing; empty where it does not."),
            computed("cautions", "codes", CAUTION.meaning),
            computed("label", "text", "That the figures are computed, and that nobody stated them.", required=True),
            computed("text", "text", "The claims as they may be quoted.", required=True),
            computed("urls", "codes", "The pages of the claims."),
            computed("computed", "text", "The same as label, under the name that it has everywhere.", required=True),
            computed("days", "number", "For how many days a pace is taken; empty where the reading is of no pace."),
            computed("term_text", "text", "The whole term in words, with the paces that it rests on."),
        ),
    )
)
"""The columns of the table; each reading of a term is an alternative to the others of its part, and never added."""


def balance_rows(parts: Iterable[Part], site: str, told: Callable[[TermAnswer], str]) -> Iterator[tuple[Any, ...]]:
    """One row under `HEADER` for each reading of each term, one for a term that no claim is about or that was carried
    over, and one for the closing stock, of each part of the time in order; ``told`` has the words of a term."""
    for subject, terms, settled in parts:
        yield from term_rows(subject, terms, site, told)
        about = (subject.side, subject.munition, subject.start, subject.end)
        low, high = (settled.closing.low, settled.closing.high) if settled.closing else (None, None)
        yield (
            *about,
            "closing",
            None,
            (),
            low,
            high,
            settled.short_by,
            (),
            COMPUTED,
            "",
            (),
            COMPUTED,
            None,
            "",
        )


class About(Protocol):
    """What rows are about: a side, a kind of thing, a first and a last day."""

    @property
    def side(self) -> str: ...

    @property
    def munition(self) -> str: ...

    @property
    def start(self) -> date: ...

    @property
    def end(self) -> date: ...


def term_rows(
    subject: About, terms: Iterable[TermAnswer], site: str, told: Callable[[TermAnswer], str]
) -> Iterator[tuple[Any, ...]]:
    """The rows of the terms alone."""
    about = (subject.side, subject.munition, subject.start, subject.end)
    for answer in terms:
        name, source = answer.term.code, answer.source.code
        if not answer.readings:
            # Of what is unknown not even that it is nothing at the least is a figure.
            unknown = answer.source == TermSource.UNKNOWN
            ends = (None if unknown else answer.interval.low, answer.interval.high)
            yield (
                *about,
                name,
                source,
                (),
                *ends,
                None,
                (),
                COMPUTED,
                answer.source.meaning,
                (),
                COMPUTED,
                None,
                told(answer),
            )
        for reading in answer.readings:
            claims = reading.claims
            yield (
                *(*about, name, source, reading.codes, reading.low, reading.high, None),
                tuple(caution.code for caution in reading.cautions),
                COMPUTED,
                " + ".join(quote(claim, alone=True) for claim in claims),
                tuple(claim_page(claim, site) for claim in claims),
                COMPUTED,
                reading.days,
                told(answer),
            )
