"""Charts of computed lengths: no claim has a mark in them, each says that it is computed, and lists what it is of."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal

import pytest

from dashboard.charts import Chart, draw, standalone, table_rows
from dashboard.charts.balance import CHART as BALANCE
from dashboard.charts.computed import possible, reaching
from dashboard.charts.computed_rows import draw_computed
from dashboard.charts.description import Layout
from dashboard.charts.disagree import CHART as DISAGREE
from dashboard.charts.disagree import NONE, disagree_chart
from dashboard.charts.figure import figure
from dashboard.charts.labels import text_width
from dashboard.charts.pace import CHART as PACE
from dashboard.charts.pace import drawn
from flows.estimates.interval import Interval
from flows.estimates.pace import PaceRow
from flows.measures import balance, disagree, pace
from flows.measures.balance_words import result
from flows.questions import Flow
from flows.questions.balance import BalanceQuestion
from flows.questions.disagree import DisagreeQuestion
from flows.questions.pace import PaceQuestion
from flows.vocabulary import Credibility, Verdict
from flows.wording import COMPUTED, pace_words
from tests.dashboard.charts.test_balance import CHOSEN

pytestmark = pytest.mark.django_db
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")
SVG = "{http://www.w3.org/2000/svg}"


def balanced(**named: str) -> balance.BalanceAnswer:
    question, _ = BalanceQuestion.read({name: [value] for name, value in {**CHOSEN, **named}.items()})
    return balance.compute(question)


def paces(flow: str = "eu/ua/artillery-round") -> pace.PaceAnswer:
    return pace.compute(PaceQuestion(Flow(*flow.split("/"))))


def _weak(row: PaceRow) -> PaceRow:
    later = replace(row.pace.growth.later, credibility=Credibility.DOUBTFUL)
    return replace(row, pace=replace(row.pace, growth=replace(row.pace.growth, later=later)))


def every() -> tuple[Chart, ...]:
    return BALANCE.chart(balanced()), PACE.chart(paces()), DISAGREE.chart(disagree.compute(DisagreeQuestion()))


def test_no_claim_has_a_mark_and_each_input_is_listed_with_what_it_counts_in() -> None:
    chart = BALANCE.chart(balanced())
    assert chart.marks == ()
    assert {mark.code: mark.reason for mark in chart.listed} == {
        CHOSEN["stock"]: "counts in: opening stock",
        CHOSEN["produced"]: "counts in: produced",
        CHOSEN["received"]: "counts in: received",
        CHOSEN["fired"]: "counts in: fired",
    }
    assert [row.drawn for row in table_rows(chart)] == [False] * 4


def test_every_face_says_that_it_is_computed() -> None:
    for chart in every():
        assert COMPUTED in chart.subtitle
        assert COMPUTED in " ".join(
            " ".join(ET.fromstring(standalone(chart, "light").partition("?>")[2]).itertext()).split()
        )
        for layout in LAYOUTS:
            assert "computed" in " ".join(ET.fromstring(draw(chart, layout)).itertext())


def test_the_title_is_what_the_claims_leave() -> None:
    for received in (CHOSEN["received"], "ua-hur-skib-2024-02-nk"):
        answer = balanced(received=received)
        assert f"{BALANCE.chart(answer).title}." == result(answer)
    assert "3.27 million artillery rounds short" in BALANCE.chart(balanced(received="ua-hur-skib-2024-02-nk")).title


def test_a_row_names_who_states_its_ends_under_whose_it_is() -> None:
    rows = BALANCE.chart(balanced()).computed
    assert rows is not None
    assert rows.rows[0].heading == "Russia, from Jan to May 2024"
    assert rows.rows[2].detail.endswith("(South Korea's defence ministry, since an unstated day)")
    assert rows.rows[3].detail.endswith("(Ukraine's General Staff, from Jan to May 2024, weak evidence)")


def test_the_equation_in_words_has_words_for_its_signs() -> None:
    summary = BALANCE.chart(balanced()).summary
    assert "; plus received, up to 4\N{THIN SPACE}800\N{THIN SPACE}000" in summary
    assert "; less fired, " in summary
    assert "; leaves in store on 31 May 2024, " in summary
    assert summary.endswith(f": {COMPUTED}.")


def test_the_title_of_paces_is_the_one_over_the_longest_time() -> None:
    answer = paces()
    longest = max((row.pace for row in drawn(answer.rows)), key=lambda found: found.days)
    title = PACE.chart(answer).title
    assert longest.growth.later.claimant_name in title
    assert title.endswith("(computed)")
    weak = tuple(_weak(row) for row in answer.rows)
    assert PACE.chart(replace(answer, rows=weak)).title.endswith("(computed, weak evidence)")
    none = PACE.chart(replace(answer, rows=()))
    assert none.title.startswith("No two running totals")
    assert none.empty
    assert none.summary in draw(none, "wide")


def test_what_could_be_made_is_never_heavier_than_what_was_delivered() -> None:
    interval = Interval(Decimal(5), Decimal(9))
    assert reaching("", "", interval).solid == (0.0, 5.0)
    assert possible("", "", interval).solid is None
    assert possible("", "", interval).outlined == (0.0, 9.0)
    floor = possible("", "", Interval(Decimal(5), None))
    assert (floor.outlined, floor.onwards) == ((0.0, 5.0), 5.0)
    rows = PACE.chart(paces()).computed
    assert rows is not None
    capacities = [row for row in rows.rows if "as capacity of" in row.label]
    assert capacities
    assert not any(row.solid for row in capacities)


def test_stated_rates_are_told_from_paces_without_their_colour() -> None:
    chart = PACE.chart(paces())
    assert chart.computed is not None
    assert "thin and grey are rates that were stated" in chart.subtitle
    assert {row.stated for row in chart.computed.rows if row.side == "neutral"} == {True}
    assert {row.stated for row in chart.computed.rows if row.heading} == {False}
    alike = reaching("", "", Interval(Decimal(9), Decimal(9)))
    pair = replace(chart.computed, rows=(alike, replace(alike, stated=True)))
    heights = [
        float(height) for height in re.findall(r'class="solid"[^>]* height="([^"]+)"', draw_computed(pair, "wide"))
    ]
    assert heights[1] < heights[0] / 2


def test_two_totals_that_are_alike_are_no_pace_of_nothing() -> None:
    answer = paces()
    (level,) = (row.pace for row in answer.rows if row.pace.growth.is_level)
    assert pace_words(level).startswith("no growth stated from 24 January to 6 April 2024")
    chart = PACE.chart(answer)
    assert chart.computed is not None
    computed = [row.detail for row in chart.computed.rows if not row.stated]
    assert len(computed) == len(answer.rows) - 1
    assert [detail for detail in computed if "as its series does" in detail] == [
        "at least 456.2 a day, computed, if it counts as its series does"
    ]


def test_the_figure_holds_every_length() -> None:
    for chart in every():
        assert chart.computed is not None
        made = figure(chart, "dark")
        reach = {value for trace in made["data"] for value in trace["x"]}
        assert reach == {
            value
            for row in chart.computed.rows
            for value in (*row.values, *([row.onwards] if row.onwards is not None else []))
        }


@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_lies_outside_the_sheet(layout: Layout) -> None:
    for chart in every():
        drawing = ET.fromstring(draw(chart, layout))
        width = float(drawing.get("viewBox", "").split()[2])
        for part in drawing.iter(f"{SVG}rect"):
            assert 0 <= float(part.get("x", 0)) <= float(part.get("x", 0)) + float(part.get("width", 0)) <= width


def test_each_thing_that_is_disputed_has_one_bar_from_where_two_figures_are_the_same() -> None:
    answer = disagree.compute(DisagreeQuestion())
    chart = DISAGREE.chart(answer)
    assert chart.computed is not None
    assert chart.x.log
    rows = chart.computed.rows
    assert len({row.label for row in rows}) == len(rows) > 5
    assert all(row.solid is not None and row.solid[0] == 1 for row in rows)
    assert [row.solid for row in rows] == sorted((row.solid for row in rows), key=lambda solid: -(solid or (0, 0))[1])
    named = {thing.name: thing for thing in answer.things}
    listed = {mark.code: mark for mark in chart.listed}
    assert not any(mark.weak for mark in listed.values())
    for row in rows:
        pairs = [pair for pair in named[row.label].dispute.differing if pair.verdict is Verdict.APART]
        assert any({pair.left.code, pair.right.code} <= set(listed) for pair in pairs), row.label
    assert chart.title.endswith("; computed)")
    assert "Russia: artillery rounds, fired, whole front line, in Mar 2023" in chart.title


def test_where_nobody_differs_nothing_is_drawn_and_the_question_stands() -> None:
    answer = replace(disagree.compute(DisagreeQuestion()), things=())
    chart = disagree_chart(answer)
    assert chart.empty
    assert chart.summary == NONE
    assert chart.notes == ()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_words_run_out_of_the_sheet(layout: Layout) -> None:
    for chart in every():
        drawing = ET.fromstring(draw(chart, layout))
        width = float(drawing.get("viewBox", "").split()[2])
        for text in drawing.iter(f"{SVG}text"):
            if text.get("text-anchor") is None:
                size = 16 if layout == "wide" else 14
                words = "".join(text.itertext())
                assert float(text.get("x", 0)) + text_width(words, size) * 0.94 <= width, words


def test_an_end_that_rests_on_weak_evidence_is_pale_and_broken_and_no_other() -> None:
    interval = Interval(Decimal(5), Decimal(9))
    rows = PACE.chart(paces()).computed
    assert rows is not None
    for weak, expected in (
        ((False, False), ["solid", "outline", "line cap"]),
        ((True, False), ["outline", "line cap"]),
        ((False, True), ["solid"]),
    ):
        svg = draw_computed(replace(rows, rows=(reaching("", "", interval, weak=weak),)), "wide")
        sound = re.findall(r'<g class="mark [^" ]+">(.*?)</g>', svg)
        assert re.findall(r'class="(solid|outline|line cap)"', "".join(sound)) == expected
        assert svg.count(' weak">') == sum(weak)
    weak_paces = [_weak(row) for row in paces().rows]
    drawn_weak = PACE.chart(replace(paces(), rows=tuple(weak_paces))).computed
    assert drawn_weak is not None
    assert {row.weak for row in drawn_weak.rows if row.values and not row.stated} == {(True, True)}
