"""Whether the sentence of a claim and its figures say the same."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flows.extraction.evidence import sought
from flows.extraction.written_numbers import Written, written_numbers
from flows.records import AnyClaim

_FEW = 12
"""Up to so many a number that is spelled out may count anything: one of two sources, three months."""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """The figures of a claim that its sentence does not give, and the numbers, as written there, that it gives
    instead."""

    figures: tuple[Decimal, ...]
    words: tuple[str, ...]


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
