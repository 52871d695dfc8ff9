"""Panels: what is drawn of many claims, that nothing is printed over anything else, and the same in the figure."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts import Chart, chosen, draw, table_rows
from dashboard.charts.chosen import BETWEEN, FLOOR, LESS_HELD, LOWER, OLDER
from dashboard.charts.description import Layout
from dashboard.charts.figure import figure
from dashboard.charts.labels import Box
from dashboard.charts.movement import QUESTION, movement_chart
from dashboard.charts.panel_drawing import NOTHING, label_of
from dashboard.charts.running import (
    MOST_LINES,
    MOST_ROWS,
    SMALLER,
    WEAKER,
    Claimed,
    line_of,
    period_rows,
    running,
    standing_lines,
)
from dashboard.charts.shapes import Ids
from dashboard.charts.sheet import Sheet, text_box
from flows.estimates.ledger import resolve
from flows.measures import sides
from flows.records import Shipment
from flows.vocabulary import MOVED
from tests.dashboard.charts.conftest import JUNE
from tests.makers import shipment

Charts = Mapping[str, Chart]
SVG = "{http://www.w3.org/2000/svg}"
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")
DRAWN = ("movement", "movement-june", "movement-later", "span", "span-eu", "span-de", "span-later")
LINES = {"step", "ribbon-edge", "bracket", "closing", "span-edge", "span-riser", "span-bracket", "event", "leader"}
"""The classes of what runs through a drawing and through no words."""
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def words_of(svg: ET.Element, layout: Layout) -> list[tuple[str, Box]]:
    """Every line of text of a drawing, with the room that it takes."""
    sheet = Sheet(layout, Ids("x"))
    found = []
    for text in svg.iter(f"{SVG}text"):
        words, at = "".join(text.itertext()), (float(text.attrib["x"]), float(text.attrib["y"]))
        found.append((words, text_box(sheet, words, *at, text.get("text-anchor", "start"))))
    return found


def shapes_of(svg: ET.Element) -> Iterator[tuple[str, Box]]:
    """Every stretch of a line, and every disc and rectangle of a mark, with the room that it takes."""
    for shape in svg.iter():
        kinds = set((shape.get("class") or "").split())
        if shape.tag == f"{SVG}path" and kinds & LINES:
            points = [float(value) for value in NUMBER.findall(shape.attrib["d"])]
            corners = list(zip(points[::2], points[1::2], strict=True))
            for (x1, y1), (x2, y2) in itertools.pairwise(corners):
                # A slanted stretch is cut into short ones: its own box would cover what it passes by.
                parts = 1 if x1 == x2 or y1 == y2 else 24
                for n in range(parts):
                    a, b = n / parts, (n + 1) / parts
                    xs, ys = (x1 + (x2 - x1) * a, x1 + (x2 - x1) * b), (y1 + (y2 - y1) * a, y1 + (y2 - y1) * b)
                    yield " ".join(kinds), Box(min(xs) - 0.5, min(ys) - 0.5, max(xs) + 0.5, max(ys) + 0.5)
        elif shape.tag == f"{SVG}circle" and "hit" not in kinds:
            yield "circle", Box.around(float(shape.attrib["cx"]), float(shape.attrib["cy"]), float(shape.attrib["r"]))
        elif shape.tag == f"{SVG}rect" and "hit" not in kinds:
            x, y, width, height = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
            yield "rect", Box(x, y, x + width, y + height)


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_words_lie_over_other_words_a_line_or_a_mark(charts: Charts, name: str, layout: Layout) -> None:
    svg = ET.fromstring(draw(charts[name], layout))
    words = words_of(svg, layout)
    shapes = list(shapes_of(svg))
    assert len(words) >= 10
    assert len(shapes) > 2
    over = [(a, b) for n, (a, one) in enumerate(words) for b, other in words[n + 1 :] if one.meets(other)]
    assert over == []
    assert [(said, kind) for said, box in words for kind, shape in shapes if box.meets(shape)] == []


@pytest.mark.parametrize("name", ["movement", "movement-june", "span"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_line_and_row_is_named_supplier_first_then_who_said_it_then_figure_and_time(
    charts: Charts, name: str, layout: Layout
) -> None:
    chart = charts[name]
    links: dict[str, str] = {}
    for link in ET.fromstring(draw(chart, layout)).iter(f"{SVG}a"):
        words = ["".join(text.itertext()) for text in link.iter(f"{SVG}text")]
        links[link.attrib["data-code"]] = " ".join([links.get(link.attrib["data-code"], ""), *words])
    named = [mark for mark in chart.marks if not mark.faded]
    assert len(named) >= 8
    for mark in named:
        lead = f"{mark.supplier}: " if mark.supplier else ""
        assert f"{lead}{mark.claimant}, {mark.figure_label}" in links[mark.code], mark.code
        assert " ".join(label_of(mark)) in links[mark.code]
    assert bool(named[0].supplier) == name.startswith("movement")


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_keyboard_meets_each_claim_once_and_where_its_mark_is(charts: Charts, layout: Layout) -> None:
    links = list(ET.fromstring(draw(charts["movement"], layout)).iter(f"{SVG}a"))
    met = [link for link in links if link.get("tabindex") is None]
    assert sorted(link.attrib["data-code"] for link in met) == sorted(mark.code for mark in charts["movement"].marks)
    again = [link for link in links if link.get("tabindex") == "-1"]
    assert again
    assert all(link.get("aria-hidden") == "true" for link in again)
    for link in met:
        assert any(shape.get("class") == "hit" for shape in link.iter())


def test_each_recipient_has_a_panel_with_its_own_axis_from_zero(charts: Charts) -> None:
    chart = charts["movement"]
    assert [panel.name for panel in chart.panels] == ["To Russia", "To Ukraine"]
    for number, panel in enumerate(chart.panels):
        marks = [mark for mark in chart.marks if mark.lane == number]
        totals = [value for mark in marks if not mark.for_period for value in mark.values]
        assert panel.y.low == 0
        assert max(totals) <= panel.y.high <= max(totals) * 1.35
        assert {mark.side for mark in marks} == {("to-first", "to-second")[number]}
    suppliers = {mark.supplier for mark in chart.marks}
    assert {"North Korea", "Iran", "Czech ammunition initiative", "United States", "European Union"} <= suppliers


def test_what_is_not_drawn_is_counted_in_its_panel_and_listed_with_the_reason(charts: Charts) -> None:
    chart = charts["movement"]
    for panel in chart.panels:
        assert re.fullmatch(r"\d+ more totals between \S+ and \S+, in the table(, among them all from .+)?", panel.more)
        assert re.match(r"\d+ more figures for a period between", panel.more_rows)
    spared = (SMALLER, WEAKER, chosen.WEAKER, OLDER, BETWEEN, LOWER, FLOOR, LESS_HELD)
    smaller = [mark for mark in chart.listed if mark.reason in spared or mark.reason.startswith("counts ")]
    smaller = [mark for mark in smaller if not mark.reason.startswith("counted in")]
    counted = sum(int(words.split()[0]) for panel in chart.panels for words in (panel.more, panel.more_rows) if words)
    assert len(smaller) == counted
    assert "Norway" in chart.panels[1].more
    for layout in LAYOUTS:
        said = " ".join(words for words, _ in words_of(ET.fromstring(draw(chart, layout)), layout))
        for panel in chart.panels:
            assert panel.more in said
            assert panel.more_rows in said


def test_lines_and_rows_are_few_enough_to_be_told_apart(charts: Charts) -> None:
    for name in ("movement", "movement-june", "span"):
        for number in range(len(charts[name].panels)):
            marks = [mark for mark in charts[name].marks if mark.lane == number]
            assert len(standing_lines(marks)) <= MOST_LINES
            assert len(period_rows(marks)) <= MOST_ROWS


def test_a_replaced_total_is_drawn_only_where_its_line_leads_to_one_that_stands(charts: Charts) -> None:
    chart = charts["movement"]
    faded = {mark.code for mark in chart.marks if mark.faded}
    led = {mark.code for line in standing_lines(chart.marks) for mark in line_of(chart, line)}
    assert faded
    assert faded <= led


def test_a_capacity_is_a_hatched_ribbon_and_no_solid_line(charts: Charts) -> None:
    for layout in LAYOUTS:
        svg = draw(charts["movement"], layout)
        ribbons = re.findall(r'class="mark ribbon ([^"]*)"', svg)
        assert {kind.split()[0] for kind in ribbons} == {"to-first", "superseded"}
        assert svg.count('class="ribbon-hatched"') == len(ribbons)
    chart = charts["movement"]
    capacities = [mark for mark in chart.marks if mark.hatched and not mark.faded]
    assert capacities
    assert all("if full" in " ".join(label_of(mark)) for mark in capacities)
    traces = [trace for trace in figure(chart, "light")["data"] if trace["name"] == "capacity, inside"]
    assert traces


def test_a_range_that_stands_has_two_lines_and_a_bracket_where_they_end(charts: Charts) -> None:
    chart = charts["movement"]
    ranges = [mark for mark in standing_lines(chart.marks) if len(set(mark.values)) > 1]
    assert len(ranges) >= 2
    assert draw(chart, "wide").count('class="closing ') == len(ranges)


def test_the_title_tells_of_one_account_of_each_side_that_grew(charts: Charts) -> None:
    chart = charts["movement"]
    assert chart.title == (
        "North Korea to Russia: one account rose from at least 1M to at least 10M rounds; "
        "Czech ammunition initiative to Ukraine: from 1.6M to about 4.4M since 17 Feb 2024"
    )
    notes = " ".join(chart.notes)
    assert len(chart.cited) == 4
    assert all(quote in notes for _, quote in chart.cited)
    assert {code for code, _ in chart.cited} <= {mark.code for mark in chart.marks}


@pytest.mark.django_db
def test_without_a_growing_account_the_title_asks() -> None:
    chart = movement_chart(sides.compute(date(2022, 6, 1)))
    assert chart.title == QUESTION
    assert chart.cited == ()


@pytest.mark.django_db
def test_a_side_of_which_nothing_is_recorded_says_so_under_its_heading() -> None:
    chart = movement_chart(sides.compute(date(2022, 6, 1)))
    assert {mark.lane for mark in chart.marks} == {1}
    for layout in LAYOUTS:
        said = [words for words, _ in words_of(ET.fromstring(draw(chart, layout)), layout)]
        assert said[0] == "To Russia"
        assert " ".join(said[1:3]).startswith(NOTHING)
        assert "To Ukraine" in said
    (words,) = [trace["text"] for trace in figure(chart, "light")["data"] if trace["name"] == "words"]
    assert " ".join(words[:3]).startswith(f"To Russia {NOTHING}")


@pytest.mark.django_db
def test_with_nothing_recorded_there_is_a_sentence_and_no_empty_frame() -> None:
    chart = movement_chart(sides.compute(date(2020, 1, 1)))
    assert chart.marks == ()
    for layout in LAYOUTS:
        assert "No claim recorded." in draw(chart, layout)
    assert figure(chart, "light")["data"] == []


def test_the_figure_keeps_every_label_and_gives_each_panel_its_axis(charts: Charts) -> None:
    chart = charts["movement"]
    made = figure(chart, "light")
    (words,) = [trace for trace in made["data"] if trace["name"] == "words"]
    said = " ".join(words["text"])
    for mark in chart.marks:
        if not mark.faded:
            assert " ".join(label_of(mark)) in said, mark.code
    for panel in chart.panels:
        assert {panel.name, *panel.more.split()} <= {panel.name, *said.split()}
    ends = [made["layout"][name]["domain"] for name in ("yaxis", "yaxis2")]
    assert ends[0][0] > ends[1][1]
    assert made["layout"]["yaxis"]["range"][0] == made["layout"]["yaxis2"]["range"][0] == 0
    assert made["layout"]["plot_bgcolor"] == "rgba(0,0,0,0)"
    numbers = ", ".join(text for trace in made["data"] if trace["name"] == "numbers" for text in trace["text"])
    lines = [len(standing_lines(mark for mark in chart.marks if mark.lane == panel)) for panel in (0, 1)]
    assert sorted(map(int, numbers.split(", "))) == sorted(n for count in lines for n in range(1, count + 1))


def test_events_stand_in_words_above_a_wide_field_and_under_a_narrow_one(charts: Charts) -> None:
    chart = charts["span"]
    assert len(chart.events) >= 3
    for layout in LAYOUTS:
        svg = ET.fromstring(draw(chart, layout))
        said = " ".join(words for words, _ in words_of(svg, layout))
        assert all(event.title in said for event in chart.events)
    letters = {words for words, _ in words_of(ET.fromstring(draw(chart, "wide")), "wide") if len(words) == 1}
    assert "A" not in letters


def run_of(*claims: Shipment) -> tuple[set[str], str]:
    """Which of some totals are drawn, and how the others are counted."""
    ledger = resolve(claims)
    made = running(Claimed(ledger, ledger.standing, (), ()), claims[0].unit, MOVED, suppliers=True)
    return {mark.code for mark in made.marks}, made.more


def test_the_largest_of_each_supplier_comes_first_and_weak_ones_last() -> None:
    many = [
        shipment(f"big-{n}", 1000 - n, supplier=f"s{n}", supplier_name=f"S{n}", claimant=f"c{n}")
        for n in range(MOST_LINES + 3)
    ]
    weak = shipment("weak", 2000, supplier="s0", supplier_name="S0", claimant="w", reliability="E")
    drawn, more = run_of(*many, weak)
    assert drawn == {f"big-{n}" for n in range(MOST_LINES)}
    assert more == "4 more totals between 989 and 2,000, in the table, among them all from S10, S11 and S9"
    drawn, more = run_of(*many[:2], shipment("tiny", 20, supplier="b", supplier_name="Beta", claimant="x"))
    assert "tiny" not in drawn
    assert more.endswith("in the table, among them all from Beta")


def test_lines_of_one_supplier_do_not_crowd_about_one_figure() -> None:
    """Nine accounts of one supplier once stood between five and seven million."""
    on = {"claimed_on": date(2025, 6, 1)}
    crowd = [shipment(f"near-{n}", 600 + n, claimant=f"c{n}", **on) for n in range(8)]
    newest = shipment("newest", 604, claimant="n", claimed_on=date(2025, 7, 1))
    drawn, more = run_of(*crowd, newest)
    assert drawn == {"near-0", "near-7", "newest"}
    assert more.startswith("6 more totals between 601 and 606")


def test_the_axis_of_a_panel_does_not_follow_the_day(charts: Charts) -> None:
    early, late = charts["movement-june"], charts["movement"]
    assert early.as_of == JUNE
    assert max(mark.stated_on for mark in early.marks) <= JUNE
    assert {row.code for row in table_rows(late)} == {mark.code for mark in (*late.marks, *late.listed)}
    assert replace(late, panels=()).form == "lanes"
