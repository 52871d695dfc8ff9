"""Both sides by year: what each received, made and fired, a row for each year, on one scale.

Every length here is computed, and none is a claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.charts.balance import MARKS, weak_ends
from dashboard.charts.computed import Row, Rows, reaching
from dashboard.charts.computed_rows import chart_of
from dashboard.charts.description import Chart
from dashboard.charts.inputs import INPUTS, LEFT_OUT, counted_in
from dashboard.charts.kind import ChartKind
from dashboard.charts.marks import side_of
from dashboard.charts.words import as_known_on
from flows.estimates.balance import TermAnswer
from flows.estimates.balance_reading import ceiling_of
from flows.estimates.interval import Interval
from flows.measures.balance import NotCounted
from flows.measures.balance_words import ends_of, left_out_said, pace_said, paces_alone
from flows.measures.balance_years import BalanceYears
from flows.measures.balance_years_words import left_out_short, result, term_by
from flows.records import AnyClaim
from flows.wording import COMPUTED

UNKNOWN = "A year without a row is one of which no claim says anything: unknown, and not nothing."
OTHER_TIME = "A ceiling that is of a longer time stands in words: no length of a year ends there."
PACES = "A pace of less than three quarters of a year stands in words, as it was stated: it makes no length."


def balance_years_chart(answer: BalanceYears) -> Chart:
    """A row for each side, term and year of which a claim says anything, the newest year first, with what is left out
    of it."""
    rows = Rows(
        "balance-years",
        f"Got, made and fired, year by year: {COMPUTED}",
        f"{answer.munition.plural} in the year, computed",
        "neutral",
        tuple(_rows(answer)),
    )
    inputs, as_of = tuple(counted_in(_inputs(answer), _left_out(answer))), answer.question.as_of
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
        notes=(MARKS, UNKNOWN, PACES, OTHER_TIME, *((INPUTS, LEFT_OUT) if inputs else ())),
        as_of=as_of,
    )


def _rows(answer: BalanceYears) -> Iterator[Row]:
    for side in answer.sides:
        hue = side_of(side.side.code)
        for place, term in enumerate(side.years[0].terms if side.years else ()):
            heading = f"{side.side.name}, {term.term.label}"
            for year in side.years:
                found = year.terms[place]
                if found.readings or left_out_short(year.left_out(found.term)):
                    row = _row(str(year.question.start.year), found, year.left_out(found.term))
                    yield replace(row, heading=heading, side=hue)
                    heading = ""


def _row(label: str, term: TermAnswer, left_out: Sequence[NotCounted]) -> Row:
    paces = "" if paces_alone(term) else pace_said(term)
    detail = "; ".join(filter(None, (term_by(term), paces, left_out_short(left_out))))
    ceiling = ceiling_of(term.readings)
    if paces_alone(term) or not term.readings:
        return Row(label, detail)
    if ceiling is None or not ceiling.is_of_other_time:
        return reaching(label, detail, term.interval, weak=weak_ends(term))
    # The total of a longer time is no end of a length of this one.
    floor = Interval(term.interval.low, None)
    return reaching(label, detail, floor, weak=weak_ends(term)) if floor.low else Row(label, detail)


def _inputs(answer: BalanceYears) -> Iterator[tuple[AnyClaim, str]]:
    """The claims that give the ends of each row, with its term and year."""
    for side in answer.sides:
        for year in side.years:
            for term in year.terms:
                for claim in ends_of(term):
                    yield claim, f"{term.term.label} {year.question.start.year}"


def _left_out(answer: BalanceYears) -> Iterator[tuple[AnyClaim, str]]:
    """The claims that are about a row and bound nothing of it, with its term and year and why they do not."""
    for side in answer.sides:
        for year in side.years:
            for one in year.not_counted:
                if one.reason == "bounds_nothing":
                    yield one.claim, f"{one.term.label} {year.question.start.year}, {left_out_said(one)}"


CHART: ChartKind[BalanceYears] = ChartKind(
    slug="got-made-fired",
    name="Got, made and fired, year by year",
    answers="What did each side receive, make and fire in each year?",
    table="shipments",
    methods="measure-balance-years",
    build=balance_years_chart,
)
