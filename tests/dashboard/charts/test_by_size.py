"""Charts that show quantities by size, and the stages: what is drawn, what is listed and why."""

from __future__ import annotations

from collections.abc import Mapping
from math import isclose, pi
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts import Chart, Drawings, draw, key_entries, table_rows
from dashboard.charts.areas import radii
from dashboard.charts.evidence import MOST_LANES
from dashboard.charts.figure import figure
from dashboard.charts.grammar.outlines import outline
from flows.vocabulary import STAGE, Basis, Stage
from tests.dashboard.charts.conftest import ADDITIVE

Charts = Mapping[str, Chart]


def test_stages_stand_apart_in_their_order_and_pledges_are_open(charts: Charts) -> None:
    stages = charts["stages"]
    groups = [lane.group for lane in stages.lanes]
    order = [label.capitalize() for _, label in STAGE.choices]
    for periods in (False, True):
        held = [group.partition(", ")[0] for group in groups if (", " in group) == periods]
        assert held == sorted(held, key=order.index)
    assert {"Pledged", "Delivered", "Pledged, in 2024", "Pledged, over other times"} <= set(groups)
    for mark in stages.marks:
        assert mark.stage is not None
        stage, _, time = stages.lanes[mark.lane or 0].group.partition(", ")
        assert stage == mark.stage.label.capitalize()
        assert bool(time) == mark.for_period
        assert (mark.fill == "full") == (mark.stage is Stage.DELIVERED)
    assert not any(mark.faded for mark in stages.marks)


def test_what_has_no_place_says_why(charts: Charts) -> None:
    for name in ("june", "compare", "movement", "stages-kp", "evidence", "fired", "supply-refused"):
        listed = charts[name].listed
        assert listed, name
        assert all(mark.reason for mark in listed), name
        rows = {row.code: row.reason for row in table_rows(charts[name]) if not row.drawn}
        assert rows == {mark.code: mark.reason for mark in listed}


def test_pledges_are_listed_where_only_what_moved_is_drawn(charts: Charts) -> None:
    for name in ("june", "compare", "movement"):
        reasons = {mark.code: mark.reason for mark in charts[name].listed}
        assert reasons["eu-2023-03-20-pledge-1m"] == "pledged, not said to have moved", name


def test_areas_follow_the_figures(charts: Charts) -> None:
    chart = charts["evidence-kp"]
    sizes = radii(chart, 100.0)
    top = max(chart.marks, key=lambda mark: mark.figure or 0)
    assert sizes[top.code] == 100
    for mark in chart.marks:
        if mark.figure and sizes[mark.code] > 3.5:
            assert isclose((sizes[mark.code] / 100) ** 2, mark.figure / (top.figure or 1))


@pytest.mark.parametrize("basis", [basis for basis in Basis if outline(basis).sides])
def test_every_outline_has_the_area_of_its_circle(basis: Basis) -> None:
    data = ET.fromstring(outline(basis).body(0, 0, 100)).attrib["d"].strip("Mz").split()
    corners = list(zip(map(float, data[::2]), map(float, data[1::2]), strict=True))
    assert len(corners) == outline(basis).sides
    around = zip(corners, corners[1:] + corners[:1], strict=True)
    area = abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in around)) / 2
    assert isclose(area, pi * 100**2, rel_tol=0.01)


def test_evidence_counts_one_unit_and_few_enough_claimants(charts: Charts) -> None:
    chart = charts["evidence"]
    assert len(chart.lanes) == MOST_LANES
    assert all(chart.lanes[mark.lane or 0].label == mark.claimant for mark in chart.marks)
    assert "counted in containers" in {mark.reason for mark in chart.listed}
    assert "area" in chart.key
    assert [entry.code for entry in key_entries(chart)] == list(chart.key)


def test_bands_are_drawn_only_where_the_claims_add_up(charts: Charts) -> None:
    supply, refused = charts["supply"], charts["supply-refused"]
    assert {mark.code for mark in supply.marks} == set(ADDITIVE)
    assert {(mark.start, mark.end) for mark in supply.marks} == {
        ("North Korea", "Russia"), ("United States", "Ukraine"), ("Norway", "Ukraine"),
    }  # fmt: skip
    assert "so they may be added: at least " in " ".join(supply.notes)
    assert refused.marks == ()
    assert refused.refusal.startswith("These claims do not add up: ")
    assert refused.refusal.replace("'", "&#x27;") in draw(refused, "wide").replace("'", "&#x27;")
    assert figure(refused, "light")["data"] == []


def test_a_ceiling_is_not_filled_and_a_floor_stays_open(charts: Charts) -> None:
    marks = {mark.code: mark for mark in charts["supply"].marks}
    links = {
        link.attrib["data-code"]: [shape.attrib.get("class") for shape in link]
        for link in ET.fromstring(draw(charts["supply"], "wide")).iter("{http://www.w3.org/2000/svg}a")
    }
    assert marks["msmt-2025-05-29-rounds"].bound == "up-to"
    assert "wash" not in links["msmt-2025-05-29-rounds"]
    assert "line" in links["us-2023-08-11-over-2m"]
    colours = figure(charts["supply"], "light")["data"][0]["link"]["color"]
    assert colours[[mark.code for mark in charts["supply"].marks].index("msmt-2025-05-29-rounds")].endswith(",0)")


def test_a_chart_says_when_marks_were_moved_aside(charts: Charts) -> None:
    assert "beside their day" in Drawings(charts["ratios"]).explained.notes[-1]
    for name in ("june", "routes", "supply", "supply-refused"):
        assert Drawings(charts[name]).explained == charts[name], name
