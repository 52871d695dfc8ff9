"""What each supplier of a side was said to have sent, derived again naively from the rules of the measure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from flows.estimates.ledger import heads, period_heads
from flows.records import Shipment
from tests.oracles.starts import named_start

QUARTER, YEAR = timedelta(days=92), timedelta(days=365)


def until(claim: Shipment) -> date | None:
    """The day until which a claim counts."""
    if claim.period_end is None and claim.temporal.accumulates:
        return claim.claimed_on if (named_start(claim) or date.min) <= claim.claimed_on else None
    return claim.period_end


def year_of(claim: Shipment) -> int | None:
    """The one calendar year that a claim lies within."""
    start, end = named_start(claim), until(claim)
    return start.year if start is not None and end is not None and start.year == end.year else None


def fills(claim: Shipment, year: int) -> bool:
    """Whether it is about nearly all of a year."""
    start, end = named_start(claim), until(claim)
    assert start is not None
    assert end is not None
    return abs(start - date(year, 1, 1)) <= QUARTER and abs(end - date(year, 12, 31)) <= QUARTER


def is_of_a_year(claim: Shipment) -> bool:
    """Whether a running total counts from 1 January on, and nearly to the end of that year."""
    year = year_of(claim)
    return year is not None and named_start(claim) == date(year, 1, 1) and fills(claim, year)


def totals(standing: Sequence[Shipment], unit: str) -> set[str]:
    """The running totals of one supplier that are shown."""
    found = [c for c in heads(standing) if c.quantity.figures and c.unit == unit and not is_of_a_year(c)]
    return {c.code for c in found if not any(o.stage == c.stage and o.claimed_on - c.claimed_on > YEAR for o in found)}


def in_year(standing: Sequence[Shipment], unit: str) -> tuple[int | None, set[str]]:
    """The newest year with a figure about all of it, and these figures."""
    figures = [claim for claim in heads(standing) if is_of_a_year(claim)]
    for kind in {claim.munition for claim in standing}:
        figures += period_heads([claim for claim in standing if claim.munition == kind])
    figures = [claim for claim in figures if claim.quantity.figures and claim.unit == unit and year_of(claim)]
    codes = {claim.code for claim in figures}
    whole = [c for c in figures if c.part_of not in codes and fills(c, year_of(c) or 0)]
    newest = max((year_of(claim) or 0 for claim in whole), default=None)
    return newest, {claim.code for claim in whole if year_of(claim) == newest}
