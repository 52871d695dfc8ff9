"""What each builder makes of the seeds: the marks that the grammar asks for, and nothing lost."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest

from dashboard.charts import Chart, Layout, draw, table_rows
from dashboard.charts.marks import told
from dashboard.charts.stated_ratios import stated_ratio_chart
from tests.dashboard.charts.conftest import JUNE, JUNE_CODES
from tests.makers import ratio

Charts = Mapping[str, Chart]


def test_june_shows_the_ceiling_hatched_and_three_eu_figures(charts: Charts) -> None:
    june = charts["june"]
    assert tuple(mark.code for mark in june.marks) == JUNE_CODES
    kp, article, eu, president = june.marks
    assert (kp.bound, kp.hatched, kp.side, kp.quantity.high) == ("up-to", True, "to-first", Decimal(4_800_000))
    assert "up to 4.8M if full" in kp.label
    assert (article.doubtful, article.quantity.point) == (True, Decimal(1_000_000))
    assert (eu.bound, eu.fill, eu.quantity.point, eu.side) == ("about", "full", Decimal(500_000), "to-second")
    assert president.quantity.point == Decimal(300_000)
    assert june.x.low == 0


def test_a_comparison_without_choice_draws_every_head_that_moved(charts: Charts) -> None:
    compare = charts["compare"]
    assert {mark.stage for mark in compare.marks} == {"shipped", "delivered"}
    assert [lane.label for lane in compare.lanes] == [mark.label for mark in compare.marks]
    groups = [lane.group for lane in compare.lanes]
    for group in set(groups):
        tops = [max(mark.quantity.figures) for mark in compare.marks if groups[mark.lane or 0] == group]
        assert tops == sorted(tops, reverse=True)
    # Running totals of both flows come first, then the figures for a period.
    assert groups[0] == "North Korea to Russia"
    assert [mark.for_period for mark in compare.marks] == [", " in group for group in groups]
    assert [mark.for_period for mark in compare.marks] == sorted(mark.for_period for mark in compare.marks)


def test_what_is_not_drawn_is_listed(charts: Charts) -> None:
    june = charts["june"]
    assert june.listed
    assert not {mark.code for mark in june.listed} & set(JUNE_CODES)
    assert f"{len(june.listed)} more claims" in " ".join(june.notes)


def test_movement_joins_each_superseded_mark_to_its_successor(charts: Charts) -> None:
    movement = charts["movement"]
    links = {(link.start, link.end) for link in movement.links}
    assert ("eu-2024-01-31-delivered-330k", "eu-2024-03-25-delivered-500k") in links
    assert movement.mark("eu-2024-01-31-delivered-330k").faded
    assert not movement.mark("eu-2024-11-18-delivered-1m").faded
    assert all(mark.stage in ("shipped", "delivered") for mark in movement.marks)


def test_movement_as_of_june_knows_nothing_later(charts: Charts) -> None:
    june = charts["movement-june"]
    assert max(mark.stated_on for mark in june.marks) <= JUNE
    assert all(event.day <= JUNE for event in june.events)
    assert not june.mark("rok-mnd-2024-06-14-shells").faded


def test_a_ladder_holds_every_claim_with_denials_words_and_readings(charts: Charts) -> None:
    ladder = charts["ladder-kp"]
    assert not ladder.listed
    denial = ladder.mark("nk-mofa-2022-12-denial")
    assert denial.denial
    assert denial.figures == "denied"
    assert ladder.lanes[denial.lane or 0].label == denial.claimant
    assert any(link.kind == "or" for link in ladder.links)
    words = charts["ladder-missile"].mark("rok-mnd-2024-06-14-missiles")
    assert words.figure_label == "dozens"


def test_a_lane_holds_one_claimant_only(charts: Charts) -> None:
    for name in ("ladder-kp", "ladder-eu", "ladder-us"):
        chart = charts[name]
        assert all(chart.lanes[mark.lane or 0].label == mark.claimant for mark in chart.marks)
        assert len({lane.label for lane in chart.lanes}) == len(chart.lanes)


def test_ratios_of_other_things_are_kept_apart_and_counted(charts: Charts) -> None:
    assert {mark.subject for mark in charts["ratios"].marks} == {"rounds fired", "firepower"}
    assert {mark.subject for mark in charts["production"].marks} == {"production"}
    assert f"production ({len(charts['production'].marks)})" in " ".join(charts["ratios"].notes)


def test_a_forecast_is_open_and_firepower_half_filled(charts: Charts) -> None:
    ratios = charts["ratios"]
    assert ratios.mark("ratio-2024-04-10-cavoli-forecast").forecast
    assert ratios.mark("ratio-2024-04-10-cavoli-forecast").fill == "open"
    assert ratios.mark("article-2024-06-14-almost-10-to-1").fill == "half"


def test_a_ratio_for_ukraine_lies_below_one_to_one_and_keeps_its_words(charts: Charts) -> None:
    mark = charts["ratios"].mark("ratio-2023-summer-ua-ahead")
    assert mark.figure is not None
    assert mark.figure < 1
    assert "1.4 to 1 for Ukraine" in mark.label
    assert mark.figures == "1.4"


def test_a_floor_that_is_turned_round_is_a_ceiling() -> None:
    claim = ratio("r", Decimal(4), None, bound="at-least", favours="ua", favours_name="Ukraine", over="ru",
                  over_name="Russia")  # fmt: skip
    mark = stated_ratio_chart([claim]).marks[0]
    assert (mark.bound, mark.shape, mark.low, mark.high) == ("at-least", "up-to", None, 0.25)


def test_ratios_stated_later_are_unknown(charts: Charts) -> None:
    assert max(mark.stated_on for mark in charts["ratios-june"].marks) <= JUNE


def test_fire_is_drawn_by_the_day_and_other_periods_are_listed(charts: Charts) -> None:
    fired = charts["fired"]
    assert all(" a day" in mark.figure_label for mark in fired.marks)
    assert fired.listed
    assert not any(" a day" in mark.figure_label for mark in fired.listed if mark.reason.startswith("a figure"))


def test_a_monthly_figure_is_drawn_twelvefold_and_labelled_as_stated(charts: Charts) -> None:
    mark = charts["produced"].mark("us-2023-09-15-prod-28k")
    assert mark.figure == 12 * 28_000
    assert mark.figures == "28000"
    assert "28k a month" in mark.label


def test_a_panel_of_rates_holds_its_own_activities_only(charts: Charts) -> None:
    assert {mark.subject.split(",")[0] for mark in (*charts["fired"].marks, *charts["fired"].listed)} == {"fired"}
    produced = (*charts["produced"].marks, *charts["produced"].listed)
    assert {mark.subject.split(",")[0] for mark in produced} == {"produced", "capacity", "target"}


def test_legs_without_a_position_are_named_not_drawn(charts: Charts) -> None:
    routes = charts["routes"]
    assert routes.map is not None
    drawn = {leg.code for leg in routes.map.legs}
    assert "kp-sea-dunai-1" in drawn
    assert "kp-sea-dunai-3" not in drawn
    notes = [note for entry in routes.map.entries for note in entry.notes]
    undrawn = "Not drawn, as no source states where it ends"
    assert f"{undrawn}: Tikhoretsk to Ukrainian border." in notes
    assert f"{undrawn}: Vostochny Port to sixteen sites near the Ukrainian border." in notes
    assert [leg.code for leg in routes.map.legs if leg.returning] == ["return-oil-1"]


def test_the_table_holds_every_claim_once_with_its_state(charts: Charts) -> None:
    for chart in charts.values():
        rows = table_rows(chart)
        assert sorted(row.code for row in rows) == sorted(mark.code for mark in (*chart.marks, *chart.listed))
    rows_by_code = {row.code: row for row in table_rows(charts["movement"])}
    old = rows_by_code["eu-2024-01-31-delivered-330k"]
    assert old.state == "superseded by eu-2024-03-25-delivered-500k on 25 March 2024"
    assert rows_by_code["eu-2024-11-18-delivered-1m"].state == "current"
    capacity = {row.code: row for row in table_rows(charts["june"])}["rok-mnd-2024-06-14-shells"]
    assert (capacity.bound, capacity.basis) == ("up to", "capacity if full")
    assert "could hold" in capacity.quote


def test_a_summary_says_what_the_first_marks_say(charts: Charts) -> None:
    assert "what at least 10,000" in charts["june"].summary
    assert charts["ladder-none"].summary == "No claim recorded."


def test_the_title_of_the_stages_is_the_newest_of_what_was_meant_and_of_what_moved(charts: Charts) -> None:
    assert charts["stages"].title == (
        "European Union to Ukraine, artillery rounds: at least 1.5M pledged from 20 Mar 2023 to 31 Dec 2024; "
        "1M delivered since 20 Mar 2023"
    )
    # Of what only moved there is no way from a pledge.
    assert charts["stages-kp"].title.startswith("From pledge to delivery: ")


def test_the_title_of_two_flows_is_the_ends_of_each(charts: Charts) -> None:
    assert charts["compare"].title == (
        "North Korea to Russia: 5.7M to 6.7M since 2023 or at least 10M since an unstated day; "
        "European Union to Ukraine: 1M since 20 Mar 2023"
    )


@pytest.mark.parametrize(("most", "end"), [(1, " 2 more are in the table."), (2, " 1 more is in the table.")])
def test_what_is_not_told_is_counted_in_the_right_number(charts: dict[str, Chart], most: int, end: str) -> None:
    assert told(charts["race"].marks[:3], most).endswith(end)


def test_the_title_of_ratios_names_the_newest_and_the_widest_on_sound_evidence(charts: Charts) -> None:
    title = charts["ratios"].title
    assert title.startswith("Russia over Ukraine, whole front: 2 to 1 in Dec 2025 (Ukraine's General Staff, firepower)")
    assert title.endswith("at the widest")
    ten, two = Decimal(10), Decimal(2)
    front = {"place": "front", "place_name": "Whole front line"}
    now = ratio("now", two, two, claimed_on=date(2024, 3, 1), period_end=date(2024, 2, 29), **front)
    for other in (
        ratio("part", ten, ten, claimed_on=JUNE, place="bakhmut", place_name="Bakhmut"),
        ratio("weak", ten, ten, claimed_on=JUNE, credibility="4", **front),
        ratio("plan", ten, ten, claimed_on=JUNE, wording="forecast", **front),
        ratio("untimed", ten, ten, claimed_on=JUNE, period_end=None, **front),
    ):
        assert "10 to 1" not in stated_ratio_chart([now, other]).title
    before = ratio("before", ten, ten, claimed_on=date(2024, 2, 1), period_end=date(2024, 1, 31), **front)
    assert ", 10 to 1 " in stated_ratio_chart([now, before]).title
    assert stated_ratio_chart([]).title == "The ratio of rounds fired or firepower, as stated"


@pytest.mark.parametrize("layout", ["wide", "narrow"])
def test_every_ratio_is_named_beside_its_mark_or_counted_under_the_field(charts: Charts, layout: Layout) -> None:
    chart = charts["ratios"]
    words = " ".join("\n".join(ET.fromstring(draw(chart, layout)).itertext()).split())
    named = sum(mark.label.split(",")[0] in words for mark in chart.marks)
    counted = re.search(r"(\d+) more ratios between 1 : [\d.]+ and [\d.]+ : 1, in the\s+table", words)
    assert counted
    assert named
    assert len(chart.marks) - int(counted[1]) <= (12 if layout == "wide" else 7)


def test_the_title_of_the_evidence_counts_what_is_weak_and_what_gives_no_number(charts: Charts) -> None:
    chart = charts["evidence"]
    weak, worded = sum(bool(mark.weak) for mark in chart.marks), sum(mark.worded for mark in chart.marks)
    assert weak
    assert worded
    assert chart.title == (
        f"Of {len(chart.marks)} claims about flows {weak} rest on weak evidence, {worded} give no number"
    )
