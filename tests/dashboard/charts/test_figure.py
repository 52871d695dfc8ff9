"""The plotly figure: small, of the bundled trace types only, in both themes."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from dashboard.charts import Chart
from dashboard.charts.figure import figure

Charts = Mapping[str, Chart]


def test_only_bundled_traces_and_no_template(charts: Charts) -> None:
    for chart in charts.values():
        made = figure(chart, "light")
        assert {trace["type"] for trace in made["data"]} <= {"scatter", "bar", "scattergeo"}
        assert "template" not in made["layout"]
        assert len(json.dumps(made)) < max(60_000, 500 * len(chart.marks))


def test_a_click_finds_the_page_of_its_claim(charts: Charts) -> None:
    chart = charts["movement"]
    rows = [row for trace in figure(chart, "light")["data"] for row in trace.get("customdata", ())]
    assert {row[3] for row in rows} == {mark.href for mark in chart.marks}
    assert {row[2] for row in rows} == {mark.quote for mark in chart.marks}


def test_themes_differ_in_colour_only(charts: Charts) -> None:
    light, dark = figure(charts["june"], "light"), figure(charts["june"], "dark")
    assert light["layout"]["paper_bgcolor"] != dark["layout"]["paper_bgcolor"]
    assert [trace.get("x") for trace in light["data"]] == [trace.get("x") for trace in dark["data"]]


def test_quantities_start_at_zero_and_ratios_are_logarithmic(charts: Charts) -> None:
    assert figure(charts["june"], "light")["layout"]["xaxis"]["range"][0] == 0
    assert figure(charts["movement"], "light")["layout"]["yaxis"]["range"][0] == 0
    assert figure(charts["ratios"], "light")["layout"]["yaxis"]["type"] == "log"


def test_an_unknown_theme_is_refused(charts: Charts) -> None:
    with pytest.raises(ValueError, match="not a theme"):
        figure(charts["june"], "sepia")  # type: ignore[arg-type]
