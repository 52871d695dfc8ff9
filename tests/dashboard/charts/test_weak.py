"""Weak evidence differs in every chart, by its outline and in words, and a grade takes it out of the picture alone."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from dashboard.charts import Chart, Mark, draw, graded, key_entries, standalone, table_rows
from dashboard.charts.figure import figure
from dashboard.charts.grammar import signs
from dashboard.charts.ladder import ladder_chart
from dashboard.charts.marks import ratio_mark, shipment_mark
from dashboard.charts.movement import movement_chart
from dashboard.charts.shapes import linked
from dashboard.charts.stages import stages_chart
from dashboard.charts.stated_ratios import stated_ratio_chart
from flows.measures import flow, sides
from flows.measures.flow import FlowAnswer
from flows.questions import Flow, FlowQuestion
from flows.vocabulary import Reliability
from tests.makers import ratio, shipment

Charts = Mapping[str, Chart]
LINK = re.compile(r'<a [^>]*class="mark ([^"]*)"[^>]*data-code="([^"]*)"|<a [^>]*data-code="([^"]*)"[^>]*class="mark ')
CSIS = "csis-2024-02-28-rounds"


def classes(svg: str) -> dict[str, set[str]]:
    """The classes of each mark of a drawing by the code of its claim."""
    return {code: set(found.split()) for found, code, _ in LINK.findall(svg)}


def weak(chart: Chart) -> set[str]:
    return {mark.code for mark in chart.marks if mark.weak}


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_every_weak_mark_and_no_other_has_the_broken_outline(charts: Charts, layout: Any) -> None:
    found = 0
    for name, chart in charts.items():
        drawn = classes(draw(chart, layout))
        assert {code for code, kinds in drawn.items() if "weak" in kinds} == weak(chart) & set(drawn), name
        found += len(weak(chart))
    assert found > 100


def test_the_key_explains_it_where_it_occurs_and_nowhere_else(charts: Charts) -> None:
    for name, chart in charts.items():
        entries = {entry.code: entry for entry in key_entries(chart)}
        assert (signs.WEAK.code in entries) == bool(weak(chart)), name
        if weak(chart):
            assert 'class="mark neutral weak"' in entries[signs.WEAK.code].svg
            assert "D to F" in entries[signs.WEAK.code].words
            assert "4 to 6" in entries[signs.WEAK.code].words


def test_it_is_said_wherever_a_mark_is_read(charts: Charts) -> None:
    mark = charts["ladder-kp"].mark(CSIS)
    assert mark.quote.endswith("; weak evidence: source D, credibility 3")
    assert mark.detail.endswith("; weak evidence (D3)")
    assert "weak evidence: source" in charts["compare"].summary
    for name, chart in charts.items():
        rows = {row.code: row for row in table_rows(chart)}
        for drawn in chart.marks:
            row = rows[drawn.code]
            assert (row.weak, row.grade) == (bool(drawn.weak), drawn.grade), name
            assert ("weak evidence" in row.quote) == row.weak, name


def test_the_figure_for_exploring_breaks_the_same_marks(charts: Charts) -> None:
    for name, chart in charts.items():
        traces = figure(chart, "light")["data"]
        broken = [trace for trace in traces if trace.get("name") == "weak evidence"]
        points = [mark for mark in chart.marks if mark.weak and not mark.worded]
        assert sum(len(trace["x"]) for trace in broken) == len(points), name
        assert all(trace["hoverinfo"] == "skip" for trace in broken)


def test_a_downloaded_drawing_brings_the_rule_for_it(charts: Charts) -> None:
    text = standalone(charts["compare"], "light")
    assert ".mark.weak .solid{" in text.replace(" {", "{")
    assert "stroke-dasharray" in text
    assert "broken outline: weak evidence" in text
    assert "broken outline" not in standalone(charts["routes"], "light")


WEAK: dict[str, Any] = {"reliability": "D", "grade": "D", "credibility": "4"}


@pytest.mark.parametrize(
    "mark",
    [
        shipment_mark(shipment("floor", bound="at-least", **WEAK)),
        shipment_mark(shipment("ceiling", bound="up-to", basis="capacity-if-full", stage="pledged", **WEAK)),
        shipment_mark(shipment("denial", None, stance="denies", **WEAK)),
        shipment_mark(shipment("old", superseded_by="new", **WEAK)),
        ratio_mark(ratio("forecast", None, None, wording="forecast", bound="unquantified", **WEAK)),
    ],
    ids=lambda mark: mark.code,
)
def test_it_goes_with_every_other_look(mark: Mark) -> None:
    (kinds,) = classes(linked(mark)).values()
    assert "weak" in kinds
    assert ("thin" in kinds) == mark.doubtful
    assert mark.weak


def test_a_word_says_that_it_is_weak() -> None:
    word = shipment_mark(shipment("word", None, words="dozens", reliability="E"))
    assert word.word == "dozens (weak)"
    assert shipment_mark(shipment("word", None, words="dozens")).word == "dozens"


def answer(grade: Reliability | None) -> FlowAnswer:
    return flow.compute(FlowQuestion(Flow("kp", "ru", "artillery-round"), grade=grade))


@pytest.mark.django_db
@pytest.mark.parametrize("build", [ladder_chart, stages_chart])
def test_a_grade_lists_what_it_takes_out_with_the_reason(build: Any) -> None:
    everything, better = build(answer(None)), build(answer(Reliability.B))
    assert CSIS in {mark.code for mark in everything.marks}
    assert not any(mark.weak and not mark.denial for mark in better.marks)
    row = next(row for row in table_rows(better) if row.code == CSIS)
    assert (row.drawn, row.state, row.reason) == (False, "below the grade asked for", "")
    codes = {mark.code for mark in (*better.marks, *better.listed)}
    assert {mark.code for mark in (*everything.marks, *everything.listed)} <= codes


@pytest.mark.django_db
def test_a_grade_takes_weak_claims_out_of_the_panels_of_both_sides() -> None:
    everything, better = (movement_chart(sides.compute(grade=grade)) for grade in (None, Reliability.B))
    assert {"C", "D"} <= {mark.grade[0] for mark in everything.marks}
    assert {mark.grade[0] for mark in better.marks} <= {"A", "B"}
    states = {row.code: (row.drawn, row.state) for row in table_rows(better)}
    assert states[CSIS] == (False, "below the grade asked for")
    assert {mark.code for mark in everything.marks} <= set(states)


def test_a_chart_of_a_grade_says_so_once() -> None:
    chart = graded(stated_ratio_chart([]), Reliability.B)
    assert chart.subtitle.endswith("; as known today; graded B or better.")
    assert graded(chart, Reliability.B) == chart
    assert graded(stated_ratio_chart([]), None) == stated_ratio_chart([])
    assert graded(stated_ratio_chart([]), Reliability.A).subtitle.endswith("; graded A.")
