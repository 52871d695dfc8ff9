"""The race of production: one picture by year, made apart from possible, and no plan among them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from dashboard.charts import Chart, draw
from dashboard.charts.chosen import WEAKER
from dashboard.charts.description import Layout
from dashboard.charts.marks import UNTIMED
from dashboard.charts.race import FEW, MOST_PARTIES, PLANNED, QUESTION, race_chart
from dashboard.charts.rates import Paces
from dashboard.charts.strips import strips
from flows.records import Rate
from tests.makers import rate

Charts = Mapping[str, Chart]


def made(code: str, figure: int, year: int, actor: str = "ru", **more: Any) -> Rate:
    values = {
        "activity": "produced", "per": "year", "actor_name": actor.upper(),
        "period_start": date(year, 1, 1), "period_end": date(year, 12, 31), **more,
    }  # fmt: skip
    return rate(code, figure, actor=actor, **values)


def race(*rates: Rate) -> Chart:
    return race_chart(Paces(rates, None))


def reasons(chart: Chart) -> dict[str, str]:
    return {mark.code: mark.reason for mark in chart.listed}


def test_years_run_on_with_the_parties_in_one_order_and_made_before_possible() -> None:
    chart = race(
        made("b", 9, 2024, "us"), made("a", 5, 2023, "us"), made("c", 70, 2023), made("d", 80, 2024),
        made("e", 900, 2024, "us", activity="capacity"),
    )  # fmt: skip
    assert [(lane.panel, lane.row) for lane in chart.lanes] == [
        ("2023", "RU: made"),
        ("2023", "US: made"),
        ("2024", "RU: made"),
        ("2024", "US: made"),
        ("2024", "US: could make"),
    ]
    assert [chart.mark(code).fill for code in "be"] == ["full", "open"]


def test_what_is_not_drawn_is_listed_with_the_reason() -> None:
    chart = race(
        made("one", 70, 2023), made("two", 80, 2024),
        made("plan", 90, 2024, activity="target"),
        made("weak", 90, 2024, reliability="E"),
        made("single", 10, 2024, "fr"),
        made("untimed", 75, 2024, period_start=None, period_end=None),
        made("charges", 75, 2024, unit="piece", munition_plural="charges"),
    )  # fmt: skip
    assert {mark.code for mark in chart.marks} == {"one", "two"}
    assert reasons(chart) == {
        "plan": PLANNED, "weak": WEAKER, "single": FEW, "untimed": UNTIMED, "charges": "charges, not rounds",
    }  # fmt: skip


def test_a_weak_figure_runs_where_nothing_better_stands() -> None:
    assert race(made("weak", 90, 2024, reliability="E"), made("one", 70, 2023)).mark("weak").weak


def test_the_title_is_how_the_output_of_the_largest_parties_moved() -> None:
    chart = race(
        made("a", 70, 2023), made("other-kind", 900, 2024, munition="x"), made("b", 80, 2024), made("c", 85, 2025),
        made("d", 5, 2024, "us", claimed_on=date(2024, 1, 1)), made("e", 6, 2024, "us"), made("f", 7, 2025, "us"),
    )  # fmt: skip
    assert chart.title.startswith("Rounds made, as stated: RU about 70 a year in 2023 and about 85 a year in 2025 (")
    assert "US about 6 a year in 2024 and about 7 a year in 2025" in chart.title
    assert race(made("a", 70, 2023)).title == QUESTION
    weak = race(made("a", 70, 2023, reliability="E"), made("b", 80, 2024, reliability="E"))
    assert weak.title == QUESTION


def test_on_record_no_company_runs_and_no_charge(charts: Charts) -> None:
    chart = charts["race"]
    parties = {lane.row.partition(":")[0] for lane in chart.lanes}
    assert parties == {"Russia", "Europe (loosely)", "European Union", "United States"}
    assert len(parties) == MOST_PARTIES
    assert all("charges" not in mark.label for mark in chart.marks)
    codes = [mark.code for mark in (*chart.marks, *chart.listed)]
    assert len(codes) == len(set(codes))
    assert all(mark.reason for mark in chart.listed)


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_no_heading_of_a_year_has_the_hue_of_a_side(charts: Charts, layout: Layout) -> None:
    drawn = draw(charts["race"], layout)
    assert drawn.count('class="t group neutral"') == len({lane.panel for lane in charts["race"].lanes})
    for strip in strips(charts["race"]):
        assert all(name.stated.startswith("said ") for name in strip.named)
