"""Whether the sentence of a claim and its fields say the same: its figures, its parties, its time."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flows.estimates.period import Period
from flows.extraction.draft import INDICATORS, RATES, RATIOS, SHIPMENTS, Draft
from flows.extraction.evidence import sought
from flows.extraction.reader import Reading
from flows.extraction.written_numbers import Written, written_numbers
from flows.records import AnyClaim, Indicator, Rate, Ratio, Shipment

_FEW = 12
"""Up to so many a number that is spelled out may count anything: one of two sources, three months."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The figures of a claim that its sentence does not give, and the numbers, as written there, that it gives
    instead."""

    figures: tuple[Decimal, ...]
    words: tuple[str, ...]


_TABLE: Mapping[type[AnyClaim], str] = {Shipment: SHIPMENTS, Rate: RATES, Ratio: RATIOS, Indicator: INDICATORS}
_SIDES: Mapping[str, tuple[str, ...]] = {
    SHIPMENTS: ("supplier", "recipient"),
    RATES: ("actor",),
    RATIOS: ("favours", "over"),
    INDICATORS: ("actor",),
}


def other_parties(claim: AnyClaim, reading: Reading, kin: Mapping[str, Collection[str]]) -> dict[str, str]:
    """By field the party that the sentence, as it was read, gives in place of the claim's.

    Only where the words for it stand with the figure, and the claim's own party, or another one that is counted with it
    (``kin``, by code), is nowhere named: a sentence may leave a party out, and name others besides. The two sides
    exchanged are others too.
    """
    sides = _SIDES[_TABLE[type(claim)]]
    mine = {name: getattr(claim, name) for name in sides}
    named = {one.code for one in reading.findings if one.kind == "actor"}
    found: dict[str, str] = {}
    for draft in _drafts_of(claim, reading):
        told = {guess.field: guess.value for guess in draft.guesses if guess.field in mine and guess.is_sure}
        if len(sides) > 1 and told == dict(zip(sides, reversed(tuple(mine.values())), strict=True)):
            return told
        found |= {
            name: code
            for name, code in told.items()
            if code != mine[name] and named.isdisjoint({mine[name], *kin.get(mine[name], ())})
        }
    return found


def other_times(claim: AnyClaim, reading: Reading) -> dict[str, tuple[str, ...]]:
    """By field the words of the sentence for a time that is not the claim's: a day that it names, which is none of the
    claim's days, and a time of its figure that has no day in common with the claim's."""
    days = {claim.claimed_on, claim.period_start, claim.period_end}
    named = [one for one in reading.findings if one.kind == "date" and one.precision == "day"]
    if named and not any(one.day in days for one in named):
        return {"claimed_on": tuple(one.words for one in named)}
    mine = Period.of(claim)
    for draft in _drafts_of(claim, reading):
        ends = {guess.field: guess for guess in draft.guesses if guess.field.startswith("period_") and guess.is_sure}
        first, last = (_day(ends[name].value) if name in ends else None for name in ("period_start", "period_end"))
        before = last is not None and mine.start is not None and last < mine.start
        after = first is not None and mine.end is not None and first > mine.end
        if before or after:
            guess = ends["period_end" if before else "period_start"]
            return {"period_start" if before else "period_end": (claim.statement[guess.start : guess.end],)}
    return {}


def _drafts_of(claim: AnyClaim, reading: Reading) -> list[Draft]:
    """The drafts of the claim's own sentence that are of its kind and have one of its figures."""
    figures = set(claim.quantity.figures)
    return [one for one in reading.drafts if one.table == _TABLE[type(claim)] and figures & set(one.quantity.figures)]


def _day(text: str) -> date:
    return date.fromisoformat(text)


def disagreement(claim: AnyClaim) -> Disagreement | None:
    """Where the sentence gives other numbers than the claim's fields; None where it gives theirs, or none at all.

    A number of another kind, such as a share, a year or a calibre, is no other number: a figure may be worked out.
    """
    wanted, text = sought(claim), claim.statement
    given = [one for one in written_numbers(text) if one.kind == wanted.kind]
    values = {value for one in given for value in one.values}
    missing = tuple(figure for figure in wanted.figures if figure not in values)
    others = tuple(text[one.start : one.end] for one in given if _may_be_the_figure(one, text, wanted.figures))
    return Disagreement(missing, others) if missing and others and wanted.needed else None


def _may_be_the_figure(one: Written, text: str, figures: tuple[Decimal, ...]) -> bool:
    if one.may_be_year or one.values.intersection(figures):
        return False
    return one.kind != "number" or text[one.start].isdigit() or max(one.values) > _FEW
