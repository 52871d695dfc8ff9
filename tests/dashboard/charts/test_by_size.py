"""Charts that show quantities by size, and the stages: what is drawn, what is listed and why."""

from __future__ import annotations

from collections.abc import Mapping
from math import isclose, pi
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts import Chart, Drawings, key_entries, table_rows
from dashboard.charts.areas import radii
from dashboard.charts.evidence import MOST_LANES
from dashboard.charts.grammar.outlines import outline
from flows.vocabulary import STAGE, Basis, Stage

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
    for name in ("june", "compare", "movement", "stages-kp", "evidence", "fired", "supply"):
        listed = charts[name].listed
        assert listed, name
        assert all(mark.reason for mark in listed), name
        rows = {row.code: row.reason for row in table_rows(charts[name]) if not row.drawn}
        assert rows == {mark.code: mark.reason for mark in listed}


def test_pledges_are_listed_where_only_what_moved_is_drawn(charts: Charts) -> None:
    for name in ("june", "compare"):
        reasons = {mark.code: mark.reason for mark in charts[name].listed}
        assert reasons["eu-2023-03-20-pledge-1m"] == "pledged, not said to have moved", name
    # What both sides were said to have got is asked of what moved alone.
    moved = charts["movement"]
    assert {mark.fill for mark in (*moved.marks, *moved.listed)} == {"half", "full"}


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
    data = ET.fromstring(outline(basis).layers(0, 0, 100, {})).attrib["d"].strip("Mz").split()
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


def test_a_chart_says_when_marks_were_moved_aside(charts: Charts) -> None:
    assert "beside their day" in Drawings(charts["ratios"]).explained.notes[-1]
    for name in ("june", "routes", "supply"):
        assert Drawings(charts[name]).explained == charts[name], name
