"""Lanes of claimants: what stands between two readings of one statement, and under the name of a lane."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts import Chart, draw
from dashboard.charts.description import Layout
from dashboard.charts.labels import text_width

SVG = "{http://www.w3.org/2000/svg}"


def words(chart: Chart, layout: Layout, kind: str) -> list[tuple[float, float]]:
    """Where the words of a kind stand."""
    texts = ET.fromstring(draw(chart, layout)).iter(f"{SVG}text")
    return [(float(at.attrib["x"]), float(at.attrib["y"])) for at in texts if kind in at.attrib["class"].split()]


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_one_or_stands_at_one_place(charts: Mapping[str, Chart], layout: Layout) -> None:
    chart = charts["ladder-kp"]
    readings = [link for link in chart.links if link.kind == "or"]
    said = words(chart, layout, "or-word")
    assert 0 < len(said) <= len(readings)
    for (x1, y1), (x2, y2) in combinations(said, 2):
        assert abs(x1 - x2) >= text_width("or", 14) + 2 or abs(y1 - y2) >= 14


def test_a_label_on_a_phone_stands_clear_of_the_name_above_it(charts: Mapping[str, Chart]) -> None:
    chart = charts["ladder-kp"]
    for _, name in words(chart, "narrow", "lane"):
        assert all(figure - name >= 18 for _, figure in words(chart, "narrow", "figure") if figure > name)
