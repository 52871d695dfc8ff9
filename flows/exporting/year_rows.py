"""Who supplied what in which year as one table: a row for each figure of a cell, each growth and each sum."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flows.dictionary import computed
from flows.estimates.period import Period
from flows.estimates.totals import Total
from flows.estimates.years import ByYear, Growth, Row, Sum
from flows.exporting.addresses import claim_page
from flows.exporting.columns import Column, column_of
from flows.records import Shipment
from flows.vocabulary import BASIS, BOUND, STAGE, UNIT, CodedList, Term
from flows.wording import COMPUTED, between, quote, quote_growth, quote_sum

ENTRY = CodedList(
    "entry",
    "What a row is",
    "Whether a row is a figure of its year, stands beside the years, or was computed.",
    (
        Term("in-the-year", "in the year", "A figure stated for the year or for a part of it."),
        Term("across-years", "across years", "A figure for a period that crosses years or lacks an end; never split."),
        Term("running-total", "running total", "A running total over several years."),
        Term("without-a-time", "without a stated time", "A figure whose time nobody stated."),
        Term("growth", "growth", "Computed from two running totals of one claimant; nobody stated it."),
        Term("sum", "sum", "Figures of the cell added where the rules of sums allow it; nobody stated it."),
        Term(
            "sum-of-all",
            "sum of all",
            "Figures of all parties in a year added where that is right; nobody stated it.",
        ),
        Term("no-claim", "no claim recorded", "Nothing is on record for the year; that is not zero."),
    ),
)
_FIELDS = (
    computed("party", "code", "Whose row it is: a supplier, or a recipient; empty for a sum of all."),
    computed("party_name", "name", "The party in words; empty for a sum of all."),
    computed("year", "whole", "The calendar year; empty beside the years."),
    computed("entry", "coded", ENTRY.meaning, of=ENTRY, required=True),
    computed("computed", "text", "That the figure was computed and nobody stated it; empty for a claim."),
    computed("claim", "code", "Code of the claim; of a growth, of the later running total."),
    computed("less", "code", "Of a growth: code of the earlier running total, which is taken from it."),
    computed("claimant", "code", "Code of the institution that asserts."),
    computed("munition", "code", "Code of the kind of thing."),
    computed("stage", "coded", STAGE.meaning, of=STAGE),
    computed("basis", "coded", BASIS.meaning, of=BASIS),
    computed("unit", "coded", UNIT.meaning, of=UNIT),
    computed("bound", "coded", BOUND.meaning, of=BOUND),
    computed("low", "number", "The floor; empty where unknown."),
    computed("point", "number", "The one figure; empty where unknown."),
    computed("high", "number", "The ceiling; empty where unknown."),
    computed("period_start", "day", "The first day of what it is about; empty where it was not stated."),
    computed("period_end", "day", "The last day of what it is about; empty where it was not stated."),
    computed("period", "text", "That time in words."),
    computed("claimed_on", "day", "The day on which the claim was stated; of a growth, the later one."),
    computed("text", "text", "The phrase that may be quoted.", required=True),
    computed("url", "link", "The page of the claim; of a growth, of the later one."),
    computed("claims", "codes", "Of a sum: codes of the figures that were added."),
)
HEADER: tuple[Column, ...] = tuple(map(column_of, _FIELDS))


def year_rows(by_year: ByYear, site: str) -> Iterator[tuple[Any, ...]]:
    """The rows under `HEADER`: party by party, year by year, then what stands beside the years."""
    for row in by_year.rows:
        for cell in row.cells:
            yield from _figures(row, cell.year, "in-the-year", cell.figures, site)
            yield from _growths(row, cell.year, cell.growths, site)
            yield from _sums((row.party, row.name), cell.year, "sum", cell.sums)
            if cell.is_empty:
                blank = [None] * (len(HEADER) - 8)
                text = ENTRY.label("no-claim")
                yield (row.party, row.name, cell.year, "no-claim", "", *blank, text, None, ())
        yield from _figures(row, None, "across-years", row.across, site)
        yield from _figures(row, None, "running-total", row.running, site)
        yield from _figures(row, None, "without-a-time", row.undated, site)
        yield from _growths(row, None, row.growths, site)
    for column in by_year.columns:
        yield from _sums((None, None), column.year, "sum-of-all", column.sums)


def _sums(
    party: tuple[str | None, str | None], year: int, entry: str, sums: Iterable[Sum]
) -> Iterator[tuple[Any, ...]]:
    for each in sums:
        if each.is_added and isinstance(each.outcome, Total):
            quantity = each.outcome.quantity
            yield (
                *(*party, year, entry, COMPUTED, None, None, None, None, each.stage, None, each.unit),
                *(quantity.bound, quantity.low, quantity.point, quantity.high, None, None, None, None),
                *(quote_sum(each), None, tuple(claim.code for claim in each.claims)),
            )


def _figures(
    row: Row, year: int | None, entry: str, claims: Iterable[Shipment], site: str
) -> Iterator[tuple[Any, ...]]:
    for claim in claims:
        told = (quote(claim, alone=True), claim_page(claim, site), ())
        yield (row.party, row.name, year, entry, "", claim.code, None, *_values(claim, claim, Period.of(claim)), *told)


def _growths(row: Row, year: int | None, growths: Iterable[Growth], site: str) -> Iterator[tuple[Any, ...]]:
    for growth in growths:
        later, told = growth.later, (quote_growth(growth), claim_page(growth.later, site), ())
        values = _values(later, growth, growth.period)
        yield (row.party, row.name, year, "growth", COMPUTED, later.code, growth.earlier.code, *values, *told)


def _values(claim: Shipment, figure: Shipment | Growth, period: Period) -> tuple[Any, ...]:
    quantity = figure.quantity
    return (
        *(claim.claimant, claim.munition, claim.stage, claim.basis, claim.unit),
        *(quantity.bound, quantity.low, quantity.point, quantity.high),
        *(period.start, period.end, between(period), claim.claimed_on),
    )
