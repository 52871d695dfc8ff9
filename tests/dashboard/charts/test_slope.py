"""How one claimant's figures moved: each statement a row, what was replaced thin, and the title is the way it went."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import groupby, pairwise
from typing import Any

import pytest

from dashboard.charts import Chart, table_rows
from dashboard.charts.slope import EARLIER, LESS_SAID, MOST_FLOWS, MOST_ROWS, QUESTION, Said, slope_chart
from flows.records import Shipment
from tests.makers import shipment

Charts = Mapping[str, Chart]


def total(code: str, figure: int, month: int, **more: Any) -> Shipment:
    return shipment(
        code, figure, temporal="cumulative", period_start=date(2023, 1, 1), claimed_on=date(2024, month, 1), **more
    )


def slope(*claims: Shipment) -> Chart:
    return slope_chart(Said("NATO", claims, None))


@pytest.mark.parametrize("name", ["slope-eu", "slope-kr"])
def test_every_claim_is_a_row_or_listed_with_the_reason(charts: Charts, name: str) -> None:
    chart = charts[name]
    codes = [mark.code for mark in (*chart.marks, *chart.listed)]
    assert len(codes) == len(set(codes)) == len(table_rows(chart)) > 10
    assert all(mark.reason for mark in chart.listed)
    assert len({mark.claimant for mark in chart.marks}) == 1


@pytest.mark.parametrize("name", ["slope-eu", "slope-kr"])
def test_rows_of_one_heading_follow_the_days_of_statement(charts: Charts, name: str) -> None:
    chart = charts[name]
    lanes = [(chart.lanes[mark.lane or 0].group, mark) for mark in chart.marks]
    headings = [heading for heading, _ in groupby(lanes, key=lambda pair: pair[0])]
    assert len(headings) == len(set(headings))
    for (before, earlier), (after, later) in pairwise(lanes):
        assert before != after or earlier.stated_on <= later.stated_on


def test_a_pledge_stands_apart_from_what_moved(charts: Charts) -> None:
    chart = charts["slope-eu"]
    for mark in chart.marks:
        moved = mark.stage is not None and mark.stage.is_movement
        assert moved == ("," not in chart.lanes[mark.lane or 0].group.removesuffix(", within a time"))


def test_the_title_is_the_way_from_the_first_sound_figure_to_the_last() -> None:
    chain = (
        total("a", 1000, 1, reliability="E"),
        total("b", 3000, 2, supersedes="a"),
        total("c", 8000, 3, supersedes="b"),
        total("d", 9000, 5, supersedes="c"),
    )
    title = slope(*chain).title
    assert "from 3,000 (Feb 2024) to 9,000 (May 2024) in 2 steps" in title
    assert title.startswith("NATO, ")
    assert slope(chain[0]).title == f"NATO: {QUESTION}"
    assert [mark.code for mark in slope(*chain).marks if mark.faded] == ["a", "b", "c"]


def test_the_title_of_a_capacity_says_so(charts: Charts) -> None:
    title = charts["slope-kr"].title
    assert "from at least 1M if full (Nov 2023) to at least 12M if full (Jul 2025)" in title


def test_a_weak_figure_is_no_end_of_the_way_and_breaks_it_nowhere() -> None:
    chain = (
        total("a", 1000, 1),
        total("b", 3000, 2, supersedes="a", reliability="E"),
        total("c", 8000, 3, supersedes="b"),
    )
    assert "from 1,000 (Jan 2024) to 8,000 (Mar 2024) in 2 steps" in slope(*chain).title
    assert slope(*chain[:2]).title == f"NATO: {QUESTION}"


def test_of_many_flows_and_statements_the_most_and_the_latest_are_drawn() -> None:
    many = [total(f"m{n:02}", 100 + n, 1 + n % 12, supplier="s", supplier_name="S") for n in range(MOST_ROWS + 5)]
    others = [total(f"o{n}", 5, 1, supplier=f"x{n}", supplier_name=f"X{n}") for n in range(MOST_FLOWS)]
    chart = slope(*many, *others)
    reasons = {mark.code: mark.reason for mark in chart.listed}
    assert len(chart.marks) == MOST_ROWS
    assert set(reasons.values()) == {LESS_SAID, EARLIER}
    assert sum(reason == LESS_SAID for reason in reasons.values()) == 1


def test_where_nothing_was_said_the_question_stands() -> None:
    chart = slope_chart(Said("", (), None))
    assert chart.empty
    assert chart.title == QUESTION
    assert "as one claimant stated them" in chart.subtitle
    assert chart.notes == ()
