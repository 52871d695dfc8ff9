"""Got, made and fired by both sides, year by year, as JSON and as a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flows.api.balance_years import BALANCE_YEARS
from flows.api.views.tabled import Tabled, TabledFile, TabledView
from flows.exporting.balance_rows import HEADER, left_out_rows, term_rows
from flows.measures import balance_years
from flows.measures.balance_words import left_out_said, term_told
from flows.measures.balance_years import BalanceYears
from flows.questions.balance_years import BalanceYearsQuestion


def _rows(answer: BalanceYears, site: str) -> Iterator[tuple[Any, ...]]:
    for side in answer.sides:
        for year in side.years:
            yield from term_rows(year.question, year.terms, site, term_told)
            yield from left_out_rows(year.question, year.not_counted, site, left_out_said)


TABLED = Tabled(
    name="balance-years",
    question=BalanceYearsQuestion,
    compute=balance_years.compute,
    definition=balance_years.DEFINITION,
    body=BALANCE_YEARS,
    header=HEADER,
    rows=_rows,
    summary="Say what both sides got, made and fired in each year",
    download_summary="Download what both sides got, made and fired in each year as CSV",
    of_rows="A row for each reading of each term, and for each claim that is left out; never add up rows of one term.",
    ids=("get_balance_years", "download_balance_years"),
)


class BothSides(TabledView):
    """Both sides year by year as JSON, or as CSV where that is wanted."""

    tabled = TABLED


class BothSidesTable(TabledFile):
    """The same as CSV, at an address that says so."""

    tabled = TABLED
