"""The table twin of a chart: the same claims, as rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from dashboard.charts.description import Chart, Mark, figure_words, stage_words
from dashboard.charts.marks import state_words
from flows.vocabulary import BASIS, BOUND, RATIO_WORDING


@dataclass(frozen=True, slots=True)
class TableRow:
    """One claim of a chart in words; ``drawn`` is False where the axes had no place for it, and why."""

    code: str
    href: str
    quote: str
    claimant: str
    stated_on: str
    figure: str
    bound: str
    stage: str
    basis: str
    state: str
    drawn: bool
    reason: str = ""


def table_rows(chart: Chart) -> tuple[TableRow, ...]:
    """A row for every claim drawn or listed, by day of statement and code, figures as stated.

    Empty for a map, whose legs are not claims: the page of the routes lists them.
    """
    rows = [_row(mark, True) for mark in chart.marks] + [_row(mark, False) for mark in chart.listed]
    days = {mark.code: mark.stated_on for mark in chain(chart.marks, chart.listed)}
    rows.sort(key=lambda row: (days[row.code], row.code))
    return tuple(rows)


def _row(mark: Mark, drawn: bool) -> TableRow:
    return TableRow(
        mark.code,
        mark.href,
        mark.quote,
        mark.claimant,
        mark.stated_on_words,
        "denied" if mark.denial else figure_words(mark.quantity),
        BOUND.label(mark.bound),
        stage_words(mark.stage),
        _basis_words(mark.basis),
        state_words(mark),
        drawn,
        "" if drawn else mark.reason,
    )


def _basis_words(basis: str) -> str:
    for words in (BASIS, RATIO_WORDING):
        if basis in words:
            return words.label(basis)
    return basis
