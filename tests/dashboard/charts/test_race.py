"""The race of production: one picture by year, made apart from possible, and no plan among them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree as ET

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


def made(code: str, figure: int | None, year: int, actor: str = "ru", **more: Any) -> Rate:
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


def test_the_title_is_of_the_newest_year_of_which_two_parties_have_a_sound_figure() -> None:
    first = made("z", 60, 2023), made("y", 4, 2023, "us")
    both = *first, made("a", 70, 2024), made("b", 90, 2025), made("c", 5, 2024, "us", claimed_on=date(2024, 1, 1))
    newer = made("d", 6, 2024, "us", claimed_on=date(2024, 2, 1))
    title = "Rounds made, as stated: RU about 70 a year in 2024 ("
    assert race(*both, newer).title.startswith(title)
    assert "US about 6 a year in 2024 (" in race(*both, newer).title
    weak = made("e", 7, 2025, "us", reliability="E")
    assert race(*both, newer, weak).title.startswith(title)
    assert "in 2025" in race(*both, newer, made("f", 7, 2025, "us")).title
    assert race(made("a", 70, 2023), made("b", 80, 2024)).title == QUESTION


def test_the_title_has_one_unit_of_time_and_says_what_is_computed() -> None:
    year, month = made("a", 7_000, 2025), made("b", 40, 2025, "us", per="month")
    others = made("c", 5_000, 2024), made("d", 30, 2024, "us", per="month")
    title = race(year, month, *others).title
    assert "RU about 7,000 a year in 2025" in title
    assert "US about 480 a year, computed from about 40 a month in 2025" in title
    monthly = race(made("a", 600, 2025, per="month"), month, *others).title
    assert "computed" not in monthly


def test_words_of_a_row_follow_its_marks_and_on_a_wide_sheet_each_mark_stands_beside_its_own() -> None:
    could = {"activity": "capacity"}
    ceiling = made("up", None, 2023, bound="up-to", high=Decimal(700_000), **could)
    points = made("low", 500_000, 2023, **could), made("most", 900_000, 2023, **could)
    chart = race(ceiling, *points, made("later", 1, 2024))
    strip = strips(chart)[0]
    assert strip.named[0].mark.code == "low"
    marks = [node for node in ET.fromstring(draw(chart, "wide")).iter() if node.tag.endswith("}a")]
    beside = {}
    for mark in marks:
        (hit,) = (node for node in mark.iter() if node.attrib.get("class") == "hit")
        words = next(node for node in mark.iter() if node.tag.endswith("}text"))
        middle = float(hit.attrib["y"]) + float(hit.attrib["height"]) / 2
        beside[mark.attrib["href"]] = middle
        assert 0 < float(words.attrib["y"]) - middle < 10
    assert len(set(beside.values())) == len(marks) == 4


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
