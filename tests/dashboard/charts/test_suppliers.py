"""What each side was said to have been sent: a panel a side, a strip a supplier, totals and a year apart."""

from __future__ import annotations

from datetime import date

import pytest

from dashboard.charts import draw
from dashboard.charts.chosen import BETWEEN, LOWER, WEAKER
from dashboard.charts.strips import strips
from dashboard.charts.suppliers import CHART as TOTALS
from dashboard.charts.suppliers import MOST_DRAWN
from dashboard.charts.suppliers_year import CHART as YEAR
from dashboard.charts.words import brief
from flows.measures.suppliers import compute

pytestmark = pytest.mark.django_db


def test_a_panel_a_side_and_a_strip_a_supplier_with_the_ends_and_the_capacity() -> None:
    chart = TOTALS.chart(compute())
    assert list(dict.fromkeys(lane.panel for lane in chart.lanes)) == ["To Russia", "To Ukraine"]
    assert [lane.row for lane in chart.lanes if lane.panel == "To Ukraine"] == [
        "Czech ammunition initiative",
        "Czechia",
        "United States",
        "European Union",
    ]
    korea = [mark for mark in chart.marks if mark.lane == 0]
    assert [(mark.code, mark.hatched) for mark in korea] == [
        ("fnf-2025-09-18-shells", False),
        ("rok-nis-2025-06-26-rounds", False),
        ("ua-hur-skib-2025-11-nk", False),
        ("rok-dia-2025-07-13-152mm", True),
    ]
    assert not any(mark.for_period for mark in chart.marks)
    assert "To Ukraine, with smaller figures and not drawn: 5 more suppliers." in chart.notes
    assert "osc-2025-04-15-rounds" in {mark.code for mark in chart.listed}


def test_the_figures_of_a_year_stand_in_a_chart_of_their_own_with_the_year() -> None:
    chart = YEAR.chart(compute())
    assert "North Korea, 2024" in [lane.row for lane in chart.lanes]
    assert all(mark.for_period for mark in chart.marks)
    assert sum(lane.panel == "To Ukraine" for lane in chart.lanes) <= MOST_DRAWN


def test_a_day_before_everything_draws_nothing() -> None:
    for kind in (TOTALS, YEAR):
        chart = kind.chart(compute(date(2021, 1, 1)))
        assert chart.marks == ()


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_every_end_is_named_in_the_drawing(layout: str) -> None:
    drawn = draw(TOTALS.chart(compute()), layout)  # type: ignore[arg-type]
    for words in ("To Russia", "To Ukraine", "United States", "Friedrich Naumann Foundation"):
        assert words in drawn


def test_every_mark_says_whose_figure_it_is_by_whom_at_which_stage_and_when() -> None:
    for strip in strips(TOTALS.chart(compute())):
        assert strip.others == ""
        for mark, words, stated in strip.named:
            assert mark.stage is not None
            assert mark.claimant in words
            assert stated == f"{mark.stage.label}, said {brief(mark.stated_on_words)}"


def test_each_reason_is_true_of_its_claim() -> None:
    """A claim is not called smaller or older where it is something else."""
    reasons = {mark.code: mark.reason for mark in TOTALS.chart(compute()).listed}
    assert reasons["us-nkru-2024-12-18-rounds"] == BETWEEN
    assert reasons["osc-2025-04-15-rounds"] == LOWER
    assert reasons["us-2024-06-claim-300k-outlier"] == WEAKER
    assert reasons["fnf-2025-09-18-mortar"] == "counts mortar rounds, as most accounts of its supplier do not"
    year = {mark.code: mark.reason for mark in YEAR.chart(compute()).listed}
    assert year["hu-2026-01-magyarnemzet-2025-300k"] == WEAKER


def test_the_title_is_what_one_supplier_of_each_side_was_said_to_have_sent() -> None:
    chart = TOTALS.chart(compute())
    assert chart.title == (
        "North Korea to Russia: 5.7M to 6.7M since 2023 or at least 10M since an unstated day; "
        "Czech ammunition initiative to Ukraine: about 4.4M since 17 Feb 2024"
    )
    assert TOTALS.chart(compute(date(2021, 1, 1))).title == "What each side was said to have been sent, in all"
