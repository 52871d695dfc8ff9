"""Strips: every figure is named or counted, none lies over another, and both renderers put it in the same order."""

from __future__ import annotations

import itertools
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dashboard.charts import until
from dashboard.charts.description import Chart, Layout
from dashboard.charts.figure import figure
from dashboard.charts.kind import finished
from dashboard.charts.labels import text_width
from dashboard.charts.rates import rates_chart
from dashboard.charts.rates_fired import FIRED
from dashboard.charts.rates_produced import PRODUCED
from dashboard.charts.strips import strips
from dashboard.charts.svg import draw
from tests.dashboard.charts.conftest import LATER
from tests.makers import rate

SVG = "{http://www.w3.org/2000/svg}"
STRIPS = ("fired", "produced")
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")
YEAR = {"period_start": date(2024, 1, 1), "period_end": date(2024, 12, 31)}


@pytest.mark.parametrize("name", STRIPS)
def test_every_figure_of_a_strip_is_named_or_counted(charts: dict[str, Chart], name: str) -> None:
    found = strips(charts[name])
    assert sum(len(strip.marks) for strip in found) == len(charts[name].marks) > 40
    for strip in found:
        counted = int(strip.others.split(" ")[0]) if strip.others else 0
        assert len(strip.named) + counted == len(strip.marks)
        lows = [min(mark.values) for mark in strip.marks]
        highs = [max(mark.values) for mark in strip.marks]
        named = [value for name in strip.named for value in name.mark.values]
        assert min(named) == min(lows)
        assert max(named) == max(highs)


@pytest.mark.parametrize("name", STRIPS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_words_are_drawn_whole(charts: dict[str, Chart], name: str, layout: Layout) -> None:
    root = ET.fromstring(draw(charts[name], layout))
    drawn = " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))
    for strip in strips(charts[name]):
        for words in (
            strip.lane.panel,
            strip.lane.row,
            strip.others,
            *(part for name in strip.named for part in (name.words, name.stated)),
        ):
            assert words in drawn


@pytest.mark.parametrize("name", STRIPS)
def test_marks_of_one_level_do_not_meet(charts: dict[str, Chart], name: str) -> None:
    for strip in strips(charts[name]):
        for level in range(strip.height):
            ends = [
                (0.0 if mark.bound.code in ("at-least", "up-to") else min(mark.values), max(mark.values))
                for mark, stands in zip(strip.marks, strip.levels, strict=True)
                if stands == level
            ]
            for (_, before), (after, _) in itertools.pairwise(ends):
                assert before < after


@pytest.mark.parametrize("name", STRIPS)
def test_the_figure_keeps_all_words_and_has_room_for_them(charts: dict[str, Chart], name: str) -> None:
    made = figure(charts[name], "light")
    words = next(trace for trace in made["data"] if trace["name"] == "words")
    assert all(text_width(line, 13) <= 320 for line in words["text"])
    told = " ".join(words["text"])
    for strip in strips(charts[name]):
        assert all(name.words in told and name.stated in told for name in strip.named)
    heights = sorted(words["y"])
    assert all(after - before > 15.9 for before, after in itertools.pairwise(heights))
    assert made["layout"]["yaxis"]["range"] == [made["layout"]["height"] - 56, 0]
    points = [y for trace in made["data"] if trace["name"] == "claims" for y in trace["y"]]
    assert len(points) == len(charts[name].marks)
    assert 0 < min(points) < max(points) < made["layout"]["height"]


def test_a_panel_holds_one_party_and_made_stands_apart_from_planned() -> None:
    made = rate("made", 100, actor="us", actor_name="US", activity="produced", per="year", **YEAR)
    plan = rate("plan", 900, actor="us", actor_name="US", activity="target", per="year", **YEAR)
    other = rate("other", 500, actor="ru", actor_name="Russia", activity="capacity", per="year", **YEAR)
    chart = rates_chart([made, plan, other], PRODUCED)
    assert [(lane.panel, lane.row) for lane in chart.lanes] == [
        ("US", "Produced, 2024"),
        ("US", "Target"),
        ("Russia", "Capacity"),
    ]
    assert [chart.mark(code).fill for code in ("made", "plan", "other")] == ["full", "open", "open"]


def test_charges_and_ammunition_of_all_kinds_are_no_rounds() -> None:
    charge = {"munition": "propelling-charge-155mm", "munition_plural": "155 mm propelling charges", "unit": "piece"}
    every = {"munition": "munition", "munition_plural": "rounds of ammunition"}
    of_year = {"activity": "produced", "per": "year"}
    chart = rates_chart([rate("c", 9, **of_year, **charge), rate("m", 9, **of_year, **every)], PRODUCED)
    assert chart.marks == ()
    assert [mark.reason for mark in chart.listed] == [
        "155 mm propelling charges, not rounds",
        "rounds of ammunition of all kinds",
    ]


def test_what_counts_another_calibre_or_part_of_the_front_says_so() -> None:
    usual = [rate(f"r{n}", 10_000 + n, place="front", place_name="Front line") for n in range(3)]
    part = rate("part", 300, place="south", place_name="Southern front", **YEAR)
    calibre = {"munition": "artillery-round-155mm", "munition_plural": "155 mm artillery rounds"}
    chart = rates_chart([*usual, part, rate("other", 5_000, place="front", place_name="Front line", **calibre)], FIRED)
    assert chart.mark("part").label == "NATO, about 300 a day (Southern front) in 2024"
    assert "(155 mm artillery rounds)" in chart.mark("other").label
    assert "(" not in chart.mark("r0").label


def test_of_many_parties_those_with_the_most_are_drawn_and_the_others_listed() -> None:
    rates = [
        rate(f"{actor}{n}", 1_000 * (number + 1) + n, actor=actor, actor_name=actor, activity="produced", per="year")
        for number, actor in enumerate("abcdefgh")
        for n in range(5 if actor != "h" else 1)
    ]
    chart = rates_chart(rates, PRODUCED)
    assert {lane.panel for lane in chart.lanes} == set("bcdefg")
    assert {mark.code[0] for mark in chart.listed} == set("ah")
    assert all("choose it" in mark.reason for mark in chart.listed)


def test_the_title_is_a_finding_where_the_rates_allow_one() -> None:
    march = {"period_start": date(2024, 3, 1), "period_end": date(2024, 3, 31)}
    staff = rate("staff", 70_000, claimant="ua-general-staff", claimant_name="Ukraine's General Staff", **march)
    nato = rate("nato", 10_000, **march)
    disputed = rates_chart([staff, nato], FIRED)
    assert disputed.title == "Rounds fired a day: two accounts of Russia at about one time lie 7 times apart"
    assert "computed and stated by nobody" in disputed.notes[0]
    assert rates_chart([nato], FIRED).title == FIRED.question
    of_year = {"activity": "produced", "per": "year", **YEAR}
    two = [
        rate("ru", None, bound="up-to", high=Decimal(3_000_000), **of_year),
        rate("us", 480_000, actor="us", actor_name="United States", **of_year),
    ]
    assert rates_chart(two, PRODUCED).title == (
        "Artillery rounds made a year in 2024, as stated: Russia up to 3M (NATO); United States about 480k (NATO)"
    )


def test_the_title_of_production_sets_only_alike_figures_side_by_side() -> None:
    of_year: dict[str, Any] = {"activity": "produced", "per": "year", **YEAR}
    russia = rate("ru", 3_000_000, **of_year)
    for otherwise in (
        {"munition": "large-calibre-round"},
        {"per": "month"},
        {"period_start": date(2023, 1, 1), "period_end": date(2023, 12, 31)},
        {"activity": "capacity"},
        {"reliability": "D"},
    ):
        other = rate("us", 480_000, actor="us", actor_name="United States", **{**of_year, **otherwise})
        assert rates_chart([russia, other], PRODUCED).title == PRODUCED.question, otherwise


def test_silence_after_the_last_time_is_said() -> None:
    chart = finished(rates_chart([rate("r", 10_000, **YEAR)], FIRED), "fired")
    assert "silence, not zero" in until(chart, LATER).notes[-1]
    assert until(chart, date(2025, 1, 10)).notes == chart.notes


def test_a_long_name_of_a_row_has_room_above_the_next() -> None:
    march = {"period_start": date(2024, 3, 1), "period_end": date(2024, 3, 31), "activity": "produced", "per": "year"}
    rates = [
        rate("long", 10_000, munition_plural="artillery rounds", **march),
        rate("next", 20_000, **{**march, "period_start": date(2023, 3, 1), "period_end": date(2023, 3, 31)}),
    ]
    chart = rates_chart(rates, PRODUCED)
    name = "The initiative of many governments that buys rounds anywhere in the world for somebody else"
    lanes = tuple(replace(lane, row=name) if n == 0 else lane for n, lane in enumerate(chart.lanes))
    root = ET.fromstring(draw(replace(chart, lanes=lanes), "wide"))
    labels = [text for text in root.iter(f"{SVG}text") if "".join(text.itertext()) in f"{name} {lanes[1].row}"]
    heights = [float(text.get("y", "nan")) for text in labels]
    assert len(labels) > 4
    assert all(after - before >= 15 for before, after in itertools.pairwise(heights))
