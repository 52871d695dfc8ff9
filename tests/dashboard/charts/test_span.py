"""The edges of the newest totals: the same in the drawing and in the figure, open ends dashed, nothing between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from dashboard.charts import Chart, draw, key_entries
from dashboard.charts.description import Annotation, Layout
from dashboard.charts.figure import figure
from dashboard.charts.scales import along, in_words
from dashboard.charts.span import STARTS, UNSAID, span_chart
from flows.estimates.ledger import resolve, spans
from flows.measures.course import Course
from tests.dashboard.charts.conftest import answer
from tests.makers import shipment

Charts = Mapping[str, Chart]
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")
_EDGE = re.compile(r'class="span-edge(?: open)?" d="M([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)"')


@pytest.mark.parametrize("name", ["span", "span-eu"])
def test_figure_and_drawing_hold_every_step_as_two_edges(charts: Charts, name: str) -> None:
    chart = charts[name]
    traces = [trace for trace in figure(chart, "light")["data"] if trace["name"].startswith("span, ")]
    drawn = {(x, y) for trace in traces for x, y in zip(trace["x"][0::3], trace["y"][0::3], strict=True)}
    ends = {
        (step.day.isoformat(), value) for step in chart.span for value in (step.low, step.high) if value is not None
    }
    assert drawn == ends
    apart = [step for step in chart.span if step.low is not None and step.low != step.high]
    edges = [tuple(map(float, edge)) for edge in _EDGE.findall(draw(chart, "wide"))]
    assert len(edges) == 2 * len(apart) >= 4
    assert all(one == other for _, one, _, other in edges)
    # Heights in the drawing are in proportion to the numbers.
    y = chart.panels[0].y
    for step, (_, top, *_), (_, bottom, *_) in zip(apart, edges[0::2], edges[1::2], strict=True):
        share = along(y, step.high or 0) - along(y, step.low or 0)
        assert (bottom - top) / share == pytest.approx(_height(chart), rel=0.01)


def _height(chart: Chart) -> float:
    """How high the field is, by the lines of its ticks."""
    heights = [float(y) for y in re.findall(r'class="grid" d="M[\d.]+ ([\d.]+) [\d.]+ \1"', draw(chart, "wide"))]
    ticks = chart.panels[0].y.ticks
    return (max(heights) - min(heights)) / (along(chart.panels[0].y, ticks[-1].value) or 1)


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_nothing_is_filled_between_the_edges(charts: Charts, layout: Layout) -> None:
    drawn = draw(charts["span"], layout)
    assert "span-wash" not in drawn
    assert drawn.count('class="span-bracket"') == 1
    for trace in figure(charts["span"], "light")["data"]:
        assert trace.get("fill") is None
    (entry,) = [entry for entry in key_entries(charts["span"]) if entry.code == "span"]
    assert "wash" not in entry.svg


def test_the_title_names_both_ends_with_their_time_and_the_width_is_called_computed(charts: Charts) -> None:
    chart = charts["span"]
    assert chart.title == (
        "Artillery rounds from North Korea to Russia: 5.7M to 6.7M since 2023 (Friedrich Naumann Foundation) or at "
        "least 10M since an unstated day (South Korea's intelligence service)"
    )
    last = chart.span[-1]
    wide = in_words((last.high or 0) - (last.low or 0))
    assert f": {wide} apart (computed; nobody stated it" in chart.panels[0].words
    for layout in ("wide", "narrow"):
        assert wide in draw(chart, layout)
    ends = {value for mark in chart.marks if not mark.faded for value in mark.values}
    assert {last.low, last.high} <= ends


def test_totals_that_count_from_different_days_are_not_called_apart_without_saying_so(charts: Charts) -> None:
    words = charts["span"].panels[0].words
    assert f"apart (computed; nobody stated it; the high end is open). {UNSAID}" in words
    for layout in LAYOUTS:
        assert "Not all" in draw(charts["span"], layout)


@pytest.mark.django_db
@pytest.mark.parametrize(("start", "basis", "told"), [
    (date(2023, 1, 1), "stated", ""), (date(2023, 3, 1), "inferred", ""), (date(2023, 8, 1), "stated", STARTS),
    (None, "stated", UNSAID), (date(2023, 1, 1), "series", UNSAID),
])  # fmt: skip
def test_totals_of_about_one_start_are_apart_and_nothing_more(start: date | None, basis: str, told: str) -> None:
    claims = (
        shipment("low", 10, temporal="cumulative", period_start=date(2023, 1, 1), stage="delivered"),
        shipment(
            *("high", 90),
            temporal="cumulative",
            period_start=start,
            start_basis=basis,
            claimant="other",
            stage="delivered",
        ),
    )
    flow = replace(answer("kp", "ru"), ledger=resolve(claims), heads=claims, older=(), period_heads=())
    (span,) = spans(claims, None)
    words = span_chart(Course(flow, "delivered", ((claims[0].claimed_on, span),))).panels[0].words
    assert "apart (computed" in words
    assert words.rpartition("). ")[2 if told else 0] == told


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
