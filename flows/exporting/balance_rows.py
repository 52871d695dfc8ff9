"""A balance as one table: each row a reading of a term in a part of the time, the closing stock of the part, a claim
that does not count, or claims that cannot all be true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Protocol

from flows.dictionary import computed
from flows.estimates.balance import Certificate, Settled, TermAnswer
from flows.estimates.balance_reading import OPEN, Subject
from flows.estimates.balance_terms import NOT_COUNTED, TERM_SOURCE
from flows.estimates.conversion import CAUTION
from flows.exporting.addresses import claim_page
from flows.exporting.columns import Column, column_of
from flows.records import AnyClaim
from flows.vocabulary import BalanceTerm, Caution, TermSource
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
            computed(
                "line",
                "text",
                "The term, closing for the closing stock, or impossible for claims that cannot all be true.",
                required=True,
            ),
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
            computed("not_counted", "coded", NOT_COUNTED.meaning, of=NOT_COUNTED),
            computed("why", "text", "Of a claim that does not count in the term: why not, in words."),
        ),
    )
)
"""The columns of the table; each reading of a term is an alternative to the others of its part, and never added."""
_NAMES = tuple(column.name for column in HEADER)
_EMPTY: dict[str, Any] = (
    dict.fromkeys(("claims", "cautions", "urls"), ())
    | dict.fromkeys(("source", "low", "high", "short_by", "days", "not_counted"))
    | dict.fromkeys(("text", "term_text", "why"), "")
)
Row = tuple[Any, ...]


def balance_rows(parts: Iterable[Part], site: str, told: Callable[[TermAnswer], str]) -> Iterator[Row]:
    """One row under `HEADER` for each reading of each term, one for a term that no claim is about or that was carried
    over, and one for the closing stock, of each part of the time in order; ``told`` has the words of a term."""
    for subject, terms, settled in parts:
        yield from term_rows(subject, terms, site, told)
        low, high = (settled.closing.low, settled.closing.high) if settled.closing else (None, None)
        yield _row(subject, "closing", low=low, high=high, short_by=settled.short_by)


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


class LeftOut(Protocol):
    """A claim that stands, fits a term and does not count in it, with a code of `NOT_COUNTED`."""

    @property
    def term(self) -> BalanceTerm: ...

    @property
    def claim(self) -> AnyClaim: ...

    @property
    def reason(self) -> str: ...

    @property
    def cautions(self) -> tuple[Caution, ...]: ...


def term_rows(
    subject: About, terms: Iterable[TermAnswer], site: str, told: Callable[[TermAnswer], str]
) -> Iterator[Row]:
    """The rows of the terms alone."""
    for answer in terms:
        common = {"source": answer.source.code, "term_text": told(answer)}
        if not answer.readings:
            # Of what is unknown not even that it is nothing at the least is a figure.
            low = None if answer.source == TermSource.UNKNOWN else answer.interval.low
            high, text = answer.interval.high, answer.source.meaning
            yield _row(subject, answer.term.code, low=low, high=high, text=text, **common)
        for one in answer.readings:
            low = None if one.interval == OPEN else one.low
            own = {"low": low, "high": one.high, "days": one.days, "cautions": _codes(one.cautions)}
            yield _row(subject, answer.term.code, **own, **_evidence(one.claims, site), **common)


def left_out_rows(subject: About, left_out: Iterable[LeftOut], site: str, why: Callable[[Any], str]) -> Iterator[Row]:
    """A row without a figure for each claim that fits a term and does not count in it, with the reason."""
    for one in left_out:
        reason = {"not_counted": one.reason, "why": why(one), "cautions": _codes(one.cautions)}
        yield _row(subject, one.term.code, **reason, **_evidence((one.claim,), site))


def impossible_rows(subject: About, found: Certificate, site: str, said: str) -> Iterator[Row]:
    """A row for each set of claims that cannot all be true, with by how much it misses, after one that says how many
    there are; none where there is none."""
    if found.number:
        yield _row(subject, "impossible", text=said)
    for one in found.sets:
        claims = tuple(member.claim for member in one.members)
        yield _row(subject, "impossible", short_by=one.short_by, **_evidence(claims, site))


def _evidence(claims: Sequence[AnyClaim], site: str) -> dict[str, Any]:
    return {
        "claims": tuple(claim.code for claim in claims),
        "text": " + ".join(quote(claim, alone=True) for claim in claims),
        "urls": tuple(claim_page(claim, site) for claim in claims),
    }


def _codes(cautions: Iterable[Caution]) -> tuple[str, ...]:
    return tuple(caution.code for caution in cautions)


def _row(subject: About, line: str, **held: Any) -> Row:
    """A row under `HEADER`: what it is about, its line, and what of the rest it holds."""
    held |= {name: getattr(subject, name) for name in ("side", "munition", "start", "end")}
    return tuple(({"line": line, "label": COMPUTED, "computed": COMPUTED} | _EMPTY | held)[name] for name in _NAMES)
