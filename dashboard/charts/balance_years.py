"""Both sides by year: what each received, made and fired, a row for each year, on one scale.

Every length here is computed, and none is a claim.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dashboard.charts.balance import MARKS, weak_ends
from dashboard.charts.computed import Row, Rows, reaching
from dashboard.charts.computed_rows import chart_of
from dashboard.charts.description import Chart
from dashboard.charts.inputs import INPUTS, counted_in
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import side_of
from dashboard.charts.words import as_known_on
from flows.estimates.balance import TermAnswer
from flows.measures.balance_words import ends_of, pace_said, paces_alone
from flows.measures.balance_years import BalanceYears
from flows.measures.balance_years_words import result, term_by
from flows.records import AnyClaim
from flows.wording import COMPUTED

UNKNOWN = "A year without a row is one of which no claim says anything: unknown, and not nothing."
PACES = "A pace of less than three quarters of a year stands in words, as it was stated: it makes no length."


def balance_years_chart(answer: BalanceYears) -> Chart:
    """A row for each side, term and year of which a claim says anything, the newest year first."""
    rows = Rows(
        "balance-years",
        f"Got, made and fired, year by year: {COMPUTED}",
        f"{answer.munition.plural} in the year, computed",
        "neutral",
        tuple(_rows(answer)),
    )
    inputs, as_of = tuple(counted_in(_inputs(answer))), answer.question.as_of
    sides = " and ".join(side.side.name for side in answer.sides)
    goods = answer.munition.plural
    told = "; ".join(f"{row.heading or row.label}: {row.detail}" for row in rows.rows)
    return chart_of(
        rows,
        inputs,
        title=result(answer).removesuffix("."),
        subtitle=(
            f"{goods[:1].upper()}{goods[1:]} that {sides} received, made and fired in each year, as far as standing "
            f"claims bound it: {COMPUTED}; {as_known_on(as_of)}."
        ),
        summary=f"{told}: {COMPUTED}." if told else result(answer),
        notes=(MARKS, UNKNOWN, PACES, *([INPUTS] if inputs else ())),
        as_of=as_of,
    )


def _rows(answer: BalanceYears) -> Iterator[Row]:
    for side in answer.sides:
        hue = side_of(side.side.code)
        for place, term in enumerate(side.years[0].terms if side.years else ()):
            heading = f"{side.side.name}, {term.term.label}"
            for year in side.years:
                found = year.terms[place]
                if found.readings:
                    yield replace(_row(str(year.question.start.year), found), heading=heading, side=hue)
                    heading = ""


def _row(label: str, term: TermAnswer) -> Row:
    if paces := paces_alone(term):
        return Row(label, paces)
    scaled = f"; {pace}" if (pace := pace_said(term)) else ""
    return reaching(label, f"{term_by(term)}{scaled}", term.interval, weak=weak_ends(term))


def _inputs(answer: BalanceYears) -> Iterator[tuple[AnyClaim, str]]:
    """The claims that give the ends of each row, with its term and year."""
    for side in answer.sides:
        for year in side.years:
            for term in year.terms:
                for claim in ends_of(term):
                    yield claim, f"{term.term.label} {year.question.start.year}"


CHART: ChartKind[BalanceYears] = ChartKind(
    slug="got-made-fired",
    name="Got, made and fired, year by year",
    answers="What did each side receive, make and fire in each year?",
    table="shipments",
    methods="measure-balance-years",
    build=balance_years_chart,
)
