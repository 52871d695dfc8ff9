"""Both sides by year: what is computed of each side, term and year, and what stays in words."""

from __future__ import annotations

import re

import pytest

from dashboard.charts import Chart
from dashboard.charts.balance_years import CHART, balance_years_chart
from dashboard.charts.computed_rows import draw_computed
from flows.measures.balance_words import paces_alone
from flows.measures.balance_years import BalanceYears, compute
from flows.measures.balance_years_words import is_of_the_year
from flows.questions.balance_years import BalanceYearsQuestion
from flows.wording import COMPUTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer() -> BalanceYears:
    return compute(BalanceYearsQuestion())


def rows_of(chart: Chart) -> list[tuple[str, str]]:
    assert chart.computed is not None
    heading, told = "", []
    for row in chart.computed.rows:
        heading = row.heading or heading
        told.append((heading, row.label))
    return told


def test_each_term_that_any_claim_speaks_of_has_a_row(answer: BalanceYears) -> None:
    known = [
        (f"{side.side.name}, {term.term.label}", str(year.question.start.year))
        for side in answer.sides
        for place in range(3)
        for year in side.years
        for term in (year.terms[place],)
        if term.readings or any(is_of_the_year(one) for one in year.left_out(term.term))
    ]
    assert rows_of(CHART.chart(answer)) == known


def test_paces_of_a_part_of_a_year_make_no_length(answer: BalanceYears) -> None:
    chart = balance_years_chart(answer)
    assert chart.computed is not None
    alone = {paces_alone(term) for side in answer.sides for year in side.years for term in year.terms} - {""}
    assert alone
    for row in chart.computed.rows:
        without = row.detail.partition("; left out: ")[0]
        assert (without in alone | {"unknown"}) == (not row.values), row


def test_a_row_names_who_states_its_ends_and_every_face_says_computed(answer: BalanceYears) -> None:
    chart = balance_years_chart(answer)
    assert chart.computed is not None
    details = {row.detail for row in chart.computed.rows}
    assert any(one.startswith("at least 2.3 million (Open Source Centre, weak evidence)") for one in details)
    assert chart.marks == ()
    assert COMPUTED in chart.subtitle
    assert COMPUTED in chart.summary
    assert {row.side for row in chart.computed.rows} == {"to-first", "to-second"}
    assert "counts in: received 2024" in {mark.reason for mark in chart.listed}


def test_an_end_that_rests_on_weak_evidence_is_told_from_the_others(answer: BalanceYears) -> None:
    chart = balance_years_chart(answer)
    assert chart.computed is not None
    weak = {row.detail.partition(" (")[0]: row.weak for row in chart.computed.rows}
    assert weak["at least 2.3 million"] == (True, False)
    assert weak["at least 3.5 million"] == (False, False)


def test_a_projected_floor_is_pale_and_a_ceiling_of_a_longer_time_ends_no_length(answer: BalanceYears) -> None:
    chart = balance_years_chart(answer)
    assert chart.computed is not None
    (row,) = (row for row in chart.computed.rows if "a projection of" in row.detail)
    assert "at the most 17 million, of a longer time" in row.detail
    assert (row.solid, row.outlined, row.onwards) == ((0.0, 7_000_000.0), None, 7_000_000.0)
    assert row.weak[0]


def test_what_is_left_out_of_a_cell_stands_in_its_row_and_in_the_table_with_the_reason(answer: BalanceYears) -> None:
    chart = balance_years_chart(answer)
    assert chart.computed is not None
    assert any("left out: up to 9 million from North Korea" in row.detail for row in chart.computed.rows)
    (mark,) = (mark for mark in chart.listed if mark.code == "msmt-2025-05-29-rounds")
    assert mark.reason == (
        "left out of: received 2024, no floor (it says up to), no ceiling (of one supplier among several)"
    )


def test_nothing_is_drawn_beside_what_is_unknown(answer: BalanceYears) -> None:
    chart = balance_years_chart(answer)
    assert chart.computed is not None
    drawn = draw_computed(chart.computed, "wide")
    rows = sum(row.has_length for row in chart.computed.rows)
    assert rows < len(chart.computed.rows)
    (axis,) = re.findall(r'class="axis" d="([^"]*)"', drawn)
    assert axis.count("M") == rows
