"""The time that a number is about stands with it in every chart, and an axis of time ends where the question does."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest

from dashboard.charts import Chart, draw, key_entries, table_rows, until
from dashboard.charts.comparison import comparison_chart
from dashboard.charts.description import Layout
from dashboard.charts.figure import figure
from dashboard.charts.labels import text_width
from dashboard.charts.ladder import ladder_chart
from dashboard.charts.movement import movement_chart
from dashboard.charts.span import span_chart
from dashboard.charts.stages import UNPLACED, stages_chart
from dashboard.charts.stated_ratios import stated_ratio_chart
from dashboard.charts.words import brief
from flows.measures import course, sides
from flows.measures.flow import FlowAnswer
from flows.questions import Flow, FlowQuestion
from tests.dashboard.charts.conftest import JUNE, LATER, answer
from tests.makers import ratio

Charts = Mapping[str, Chart]
SVG = "{http://www.w3.org/2000/svg}"
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")
KYIV = {
    "ua-syrskyi-2024-08-20-h1": "about 70k a day from January to May 2024",
    "ua-syrskyi-2024-08-20-rate": "about 44.5k a day from 6 to 14 August 2024",
    "ua-syrskyi-2024-08-20-q4-23": "at least 30k a day from October to December 2023",
    "ua-syrskyi-2024-08-20-q3-23": "about 20k a day from August to September 2023",
}


def flow_course(supplier: str, recipient: str, munition: str, *stages: str) -> course.Course:
    """The course of one flow."""
    return course.compute(FlowQuestion(Flow(supplier, recipient, munition), stages=stages))


def texts(chart: Chart, layout: Layout) -> list[str]:
    """Every line of text in a drawing but its ticks, with the words of its parts joined."""
    lines = ET.fromstring(draw(chart, layout)).iter(f"{SVG}text")
    return ["".join(text.itertext()) for text in lines if "tick" not in text.attrib["class"]]


def test_every_label_and_row_says_the_time_wherever_it_is_known(charts: Charts) -> None:
    known = 0
    for name, chart in charts.items():
        rows = {row.code: row for row in table_rows(chart)}
        for mark in (*chart.marks, *chart.listed):
            assert mark.label.endswith(mark.period), name
            assert mark.period in mark.quote, name
            assert rows[mark.code].period == (mark.period or "not stated")
            known += bool(mark.period)
    assert known > 500


def test_the_four_figures_of_one_day_say_their_four_periods(charts: Charts) -> None:
    fired = charts["fired"]
    assert {code: fired.mark(code).label.partition(", ")[2] for code in KYIV} == KYIV


@pytest.mark.parametrize("name", ["fired", "produced", "ratios"])
def test_what_stands_at_its_day_for_want_of_a_time_says_so(charts: Charts, name: str) -> None:
    chart = charts[name]
    marks = (*chart.marks, *chart.listed)
    assert all(mark.untimed == (mark.about_from is None and mark.about_to is None) for mark in marks)
    assert name == "ratios" or any(mark.untimed for mark in marks)
    rows = {row.code: row for row in table_rows(chart)}
    hovers = {row[0]: row[2] for trace in figure(chart, "light")["data"] for row in trace.get("customdata", ())}
    for mark in marks:
        said = {text.endswith("time not stated") for text in (mark.label, mark.quote, rows[mark.code].quote)}
        assert said == {mark.untimed}, mark.code
        assert not mark.untimed or rows[mark.code].period == "not stated"
        assert hovers.get(mark.code, mark.quote) == mark.quote


def test_a_ratio_of_august_2025_says_the_summer_that_it_is_about(charts: Charts) -> None:
    mark = charts["ratios"].mark("ratio-2025-08-04-pavel-bbc-then")
    assert mark.label == "Czech president, 10 to 1 from June to August 2023"
    assert (mark.day, mark.until) == (date(2023, 6, 1), date(2023, 8, 31))


@pytest.mark.parametrize("name", ["ladder-kp", "ladder-eu", "ladder-us", "evidence", "evidence-kp", "ratios"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_figure_is_drawn_without_its_time(charts: Charts, name: str, layout: Layout) -> None:
    drawn = texts(charts[name], layout)
    times: dict[str, set[str]] = {}
    for mark in charts[name].marks:
        times.setdefault(mark.figure_label, set()).add(brief(mark.period))
    # A figure alone on its line has its time on the next one.
    for words, following in itertools.pairwise([*drawn, ""]):
        assert any(following.startswith(time.split(" ")[0]) for time in times.get(words, {""})), words
    whole = brief(" ".join(drawn))
    assert any(time in whole for found in times.values() for time in found if time)


def test_months_are_short_in_labels_only() -> None:
    assert brief("since August 2023, as of 30 June 2025") == "since Aug 2023, as of 30 Jun 2025"
    assert brief("from 6 to 14 May 2024") == "from 6 to 14 May 2024"


def test_charts_of_two_flows_name_the_flow_of_each_claim(charts: Charts) -> None:
    assert all("from North Korea to Russia" in mark.quote for mark in charts["june"].marks if mark.side == "to-first")
    assert all(" from " in mark.quote for mark in charts["evidence"].marks)
    assert not any("from North Korea" in mark.quote for mark in charts["ladder-kp"].marks)


GERMANY = ("de", "ua", "artillery-round")


@pytest.fixture
def germany(db: None) -> FlowAnswer:
    """The flow of which there are figures for a period alone, before any of it was said to have moved."""
    found = answer(*GERMANY, day=date(2024, 3, 27))
    assert found.heads == ()
    assert found.period_heads
    return found


def test_a_flow_of_figures_for_a_period_alone_is_no_empty_chart(germany: FlowAnswer) -> None:
    codes = {claim.code for claim in germany.period_heads}
    america = answer("us", "ua")
    for chart in (
        stages_chart(germany),
        comparison_chart(germany, america),
        comparison_chart(america, germany),
        ladder_chart(germany),
    ):
        drawn = {mark.code: mark for mark in chart.marks}
        assert codes <= set(drawn), chart.title
        assert all(drawn[code].fill == "open" for code in codes)
    span = span_chart(flow_course(*GERMANY))
    assert span.marks
    assert all(mark.for_period for mark in span.marks)


@pytest.mark.django_db
@pytest.mark.parametrize("flow", ["cz-initiative/ua", "kr/us", "rheinmetall/ua", "no-dk/ua", "de/ua", "us/ua"])
def test_no_flow_of_155_mm_is_an_empty_chart(flow: str) -> None:
    supplier, recipient = flow.split("/")
    assert stages_chart(answer(supplier, recipient, "artillery-round-155mm")).marks
    assert span_chart(flow_course(supplier, recipient, "artillery-round-155mm")).marks


@pytest.mark.django_db
def test_where_no_figure_has_a_time_none_is_called_unsaid() -> None:
    chart = stages_chart(answer("kr", "ua", "artillery-round-155mm"))
    assert chart.marks == ()
    assert chart.refusal == UNPLACED
    assert chart.summary.startswith("About 330,000 artillery rounds of 155 mm")
    assert {mark.code: mark.reason for mark in chart.listed}["kr-2023-12-04-wapo-330k"].endswith(
        "without a stated time"
    )
    nothing = stages_chart(answer("kr", "ua", "artillery-round-155mm", day=date(2023, 1, 1)))
    assert (nothing.refusal, nothing.summary) == ("", "No claim recorded.")


@pytest.mark.django_db
def test_figures_for_a_period_stand_below_the_totals_by_year_on_an_axis_of_their_own() -> None:
    chart = stages_chart(answer("cz-initiative", "ua", "large-calibre-round"))
    groups = list(dict.fromkeys(lane.group for lane in chart.lanes))
    split = next(n for n, group in enumerate(groups) if ", " in group)
    assert all(", " not in group for group in groups[:split])
    assert all(re.search(r", (in 20\d\d|over other times)$", group) for group in groups[split:])
    assert [mark.for_period for mark in chart.marks] == sorted(mark.for_period for mark in chart.marks)
    for mark in chart.marks:
        in_year = re.search(r"in (20\d\d)$", chart.lanes[mark.lane or 0].group)
        assert in_year is None or mark.about_from is None or mark.about_from.year == int(in_year[1])
    assert chart.for_periods is not None
    assert chart.for_periods.high >= max(value for mark in chart.marks for value in mark.values if mark.for_period)
    drawn = figure(chart, "light")
    on_second = {row[0] for trace in drawn["data"] if trace.get("xaxis") == "x2" for row in trace.get("customdata", ())}
    assert on_second == {mark.code for mark in chart.marks if mark.for_period}


@pytest.mark.django_db
def test_figures_of_one_year_stand_beside_one_another() -> None:
    chart = comparison_chart(
        answer("kp", "ru", "large-calibre-round"), answer("cz-initiative", "ua", "large-calibre-round")
    )
    groups = list(dict.fromkeys(lane.group for lane in chart.lanes))
    assert groups[:2] == ["North Korea to Russia", "Czech ammunition initiative to Ukraine"]
    korean, czech = (groups.index(f"{flow}, in 2024") for flow in groups[:2])
    assert czech == korean + 1
    nine = chart.mark("msmt-2025-05-29-rounds")
    assert nine.for_period
    assert nine.label == "Sanctions Monitoring Team, up to 9M from 1 January to 15 December 2024"


@pytest.mark.django_db
def test_a_figure_for_a_period_is_a_bracket_over_it() -> None:
    chart = movement_chart(sides.compute())
    mark = chart.mark("ua-hur-skib-2024-01-nk")
    assert (mark.for_period, mark.day, mark.until) == (True, date(2023, 9, 1), date(2023, 11, 30))
    assert "bracket" in {entry.code for entry in key_entries(until(chart, LATER))}
    svg = draw(chart, "wide")
    link = next(a for a in ET.fromstring(svg).iter(f"{SVG}a") if a.attrib["data-code"] == mark.code)
    assert "line bracket" in {shape.get("class") for shape in link.iter()}
    # It stands for no time after its own: no line leads on from it.
    lines = [trace for trace in figure(chart, "light")["data"] if trace["name"] == "standing"]
    assert lines
    assert not any("2023-09-01" in trace["x"] for trace in lines)


@pytest.mark.django_db
def test_the_older_totals_are_named_older_and_stay_out_of_the_band() -> None:
    found = flow_course("kp", "ru", "artillery-round", "shipped")
    chart = span_chart(found)
    older = {head.code for head in found.flow.older}
    assert older == {mark.code for mark in chart.marks if mark.older}
    assert older
    (recent,) = [span for span in found.flow.spans if span.unit == "round"]
    (whole,) = [span for span in found.flow.span_all if span.unit == "round"]
    assert (chart.span[-1].low, chart.span[-1].high) == (float(recent.lowest or 0), float(recent.highest or 0))
    assert (whole.lowest, whole.highest) != (recent.lowest, recent.highest)
    assert f"{len(older)} totals stated more than 365 days before the newest" in " ".join(chart.notes)
    assert "what has been said over the years" in " ".join(chart.notes)
    assert "older" in {entry.code for entry in key_entries(until(chart, LATER))}
    assert "(older)" in " ".join(texts(chart, "wide"))
    states = {row.code: row.state for row in table_rows(chart)}
    assert {states[code] for code in older} == {"current, older: stated long before the newest"}
    rows = {mark.code: mark.detail for mark in stages_chart(answer("kp", "ru")).marks}
    assert all(rows[code].endswith("older: stated long before the newest") for code in older & set(rows))


TIMED = (
    "movement",
    "span",
    "span-eu",
    "ratios",
    "production",
    "ladder-kp",
    "ladder-none",
    "evidence",
)


@pytest.mark.parametrize("name", TIMED)
@pytest.mark.parametrize("day", [JUNE, LATER])
def test_the_axis_ends_with_the_day_in_drawing_and_figure(charts: Charts, name: str, day: date) -> None:
    chart = until(charts[name], day)
    assert chart.x.high == day.toordinal()
    assert figure(chart, "light")["layout"]["xaxis"]["range"][1] == day.isoformat()
    for layout in LAYOUTS:
        assert f'data-until="{day.isoformat()}"' in draw(chart, layout)
    assert all(tick.value <= chart.x.high for tick in chart.x.ticks)


@pytest.mark.parametrize("name", TIMED)
def test_silence_is_shaded_and_said(charts: Charts, name: str) -> None:
    chart = until(charts[name], LATER)
    if not chart.marks:
        assert chart.silent_from is None
        return
    timed = "is about" in chart.x.label
    last = max(mark.last_day if timed else mark.stated_on for mark in chart.marks)
    assert chart.silent_from == last
    assert "silence" in chart.key
    assert "silence, not zero" in chart.notes[-1]
    for layout in LAYOUTS:
        assert 'class="silence"' in draw(chart, layout)
    shape = figure(chart, "light")["layout"]["shapes"][0]
    assert (shape["x0"], shape["x1"]) == (last.isoformat(), LATER.isoformat())
    assert until(charts[name], last).silent_from is None


def test_a_line_goes_on_faintly_where_nothing_more_was_said(charts: Charts) -> None:
    kinds = re.findall(r'class="(step[^"]*)"', draw(until(charts["movement"], LATER), "wide"))
    standing = [kind for kind in kinds if "superseded" not in kind]
    assert len([kind for kind in standing if kind.endswith("faint")]) * 2 >= len(standing)
    assert standing


@pytest.mark.parametrize("name", ["stages", "stages-kp", "stages-cz", "compare", "june"])
def test_the_rows_of_a_figure_keep_heading_stage_time_and_day(charts: Charts, name: str) -> None:
    chart = charts[name]
    layout = figure(chart, "light")["layout"]
    assert chart.marks
    for mark, label in zip(chart.marks, layout["yaxis"]["ticktext"], strict=True):
        assert label == f"{chart.lanes[mark.lane or 0].group}: {mark.label} ({mark.detail})"
        assert mark.hatched or mark.subject in label
        assert mark.stated_on_words in label
    # What is seen stands in lines above the bars, read from the top down.
    lines = sorted(layout["annotations"], key=lambda note: (note["y"], -note["yshift"]))
    seen = " ".join(line["text"] for line in lines)
    group = ""
    for mark in chart.marks:
        heading = chart.lanes[mark.lane or 0].group
        row = f"{mark.label}; {mark.detail}"
        row, group = (row if heading == group else f"{heading} {row}"), heading
        assert row in seen
    assert all(text_width(line["text"], 13) <= 320 for line in lines)


def test_what_is_about_a_later_time_stands_at_the_end_and_says_so() -> None:
    year = {"period_start": date(2025, 1, 1), "period_end": date(2025, 12, 31)}
    ten = Decimal(10)
    now, plan = (
        ratio("now", ten, ten, claimed_on=JUNE),
        ratio("plan", ten, ten, claimed_on=JUNE, **year),
    )
    chart = stated_ratio_chart([now, plan], as_of=JUNE)
    assert chart.x.high == JUNE.toordinal()
    assert until(chart, JUNE).key.count("later") == 1
    assert chart.mark("plan").label.endswith("in 2025")
    assert all(place(chart, code) <= JUNE.isoformat() for code in ("now", "plan"))
    ahead = ratio("r", None, None, bound="unquantified")
    assert stated_ratio_chart([ahead], as_of=JUNE).marks == ()


def place(chart: Chart, code: str) -> str:
    """The day that a mark stands at in the figure."""
    traces = [trace for trace in figure(chart, "light")["data"] if trace["name"] == "claims"]
    days: dict[str, str] = {
        row[0]: x for trace in traces for row, x in zip(trace["customdata"], trace["x"], strict=True)
    }
    return days[code]
