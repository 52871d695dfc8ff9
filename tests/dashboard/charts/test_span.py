"""The band between the newest totals: the same in the drawing and in the figure, its open ends dashed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts import Chart, draw
from dashboard.charts.description import Annotation
from dashboard.charts.figure import figure
from dashboard.charts.scales import along
from tests.dashboard.charts.conftest import answer

Charts = Mapping[str, Chart]
_BOX = re.compile(r'class="span-wash" d="M([\d.]+) ([\d.]+) ([\d.]+) [\d.]+ [\d.]+ ([\d.]+)')


@pytest.mark.parametrize("name", ["span", "span-eu"])
def test_figure_and_drawing_hold_every_step(charts: Charts, name: str) -> None:
    chart = charts[name]
    (trace,) = [trace for trace in figure(chart, "light")["data"] if trace["name"] == "span"]
    banded = [step for step in chart.span if step.low is not None]
    tops, bottoms = trace["y"][0::6], trace["y"][2::6]
    assert [(step.low, step.high) for step in banded] == list(zip(bottoms, tops, strict=True))
    assert trace["x"][0::6] == [step.day.isoformat() for step in banded]
    wide = [step for step in banded if step.low != step.high]
    boxes = [tuple(float(value) for value in box) for box in _BOX.findall(draw(chart, "wide"))]
    assert len(boxes) == len(wide) >= 2
    # Heights in the drawing are in proportion to the numbers.
    scale = {
        round((bottom - top) / (along(chart.y, step.high or 0) - along(chart.y, step.low or 0)))
        for (_, top, _, bottom), step in zip(boxes, wide, strict=True)
    }
    assert len(scale) <= 2


def test_an_open_end_is_dashed(charts: Charts) -> None:
    drawn = draw(charts["span"], "wide")
    last = charts["span"].span[-1]
    assert last.open_high
    edges = re.findall(r'class="(span-edge[^"]*)"', drawn)
    assert edges[-2:] == ["span-edge open", "span-edge open" if last.open_low else "span-edge"]
    assert "span" in charts["span"].key


@pytest.mark.django_db
def test_only_claims_of_the_stage_are_drawn(charts: Charts) -> None:
    heads = Counter(str(claim.stage) for claim in answer("kp", "ru").heads if claim.quantity.figures)
    assert {mark.stage for mark in charts["span"].marks} == {heads.most_common(1)[0][0]}
    assert {mark.stage for mark in charts["span-eu"].marks} == {"delivered"}


def test_an_event_of_several_days_has_a_wash(charts: Charts) -> None:
    (summit,) = [event for event in charts["span"].events if event.until == date(2024, 6, 19)]
    assert summit.day == date(2024, 6, 18)
    assert "18 June 2024 to 19 June 2024: Putin visits Pyongyang" in draw(charts["span"], "wide")
    # Two days are too narrow to be seen on an axis of years; two months are not.
    assert 'class="event-days"' not in draw(replace(charts["span"], events=(summit,)), "wide")
    voyages = Annotation(date(2023, 8, 15), "First voyages", date(2023, 10, 14))
    assert 'class="event-days"' in draw(replace(charts["span"], events=(voyages,)), "wide")
