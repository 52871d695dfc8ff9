"""The chart of the years: a panel for each party, a row for each figure that lies within one year."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from dashboard.charts import Chart, draw
from dashboard.charts.years import UNLIKE, years_chart
from flows.estimates.years import by_size
from flows.measures import years
from flows.measures.years import YearsAnswer
from flows.questions.years import YearsQuestion

Charts = Mapping[str, Chart]


@pytest.fixture
def answer(db: None) -> YearsAnswer:
    return years.compute(YearsQuestion("ua"))


def test_every_figure_of_a_cell_has_its_row_or_its_reason(answer: YearsAnswer) -> None:
    chart = years_chart(answer)
    cells = [cell for row in answer.by_year.rows for cell in row.cells]
    figures = {claim.code for cell in cells for claim in cell.figures}
    shown = {claim.code for row in answer.by_year.rows for claim in (*row.shown, *row.covered)}
    assert {mark.code for mark in chart.marks} <= figures
    assert {mark.code for mark in (*chart.marks, *chart.listed)} == shown
    assert all(mark.reason for mark in chart.listed)
    assert all(mark.for_period for mark in chart.marks)


def test_a_row_stands_under_its_party_and_year(answer: YearsAnswer) -> None:
    chart = years_chart(answer)
    place = {
        claim.code: (row.name, str(cell.year))
        for row in answer.by_year.rows
        for cell in row.cells
        for claim in cell.figures
    }
    for mark in chart.marks:
        lane = chart.lanes[mark.lane or 0]
        assert (lane.panel, lane.row) == place[mark.code]
        assert lane.group == f"{lane.panel}, in {lane.row}"


def test_the_range_holds_just_the_figures_about_the_whole_year(answer: YearsAnswer) -> None:
    chart = years_chart(answer)
    reaches = {lane.reach for lane in chart.lanes if (lane.panel, lane.row) == ("European Union", "2023")}
    assert reaches == {(300_000.0, 480_000.0)}
    for mark in chart.marks:
        reach = chart.lanes[mark.lane or 0].reach
        if reach is not None:
            assert all(reach[0] <= value <= reach[1] for value in mark.values)
    assert draw(chart, "wide").count('class="span-wash"') == len(
        {(lane.panel, lane.row) for lane in chart.lanes if lane.reach}
    )


def test_growth_is_in_no_chart_of_what_was_stated(answer: YearsAnswer) -> None:
    chart = years_chart(answer)
    assert "United Kingdom, in 2023" not in {lane.group for lane in chart.lanes}


@pytest.mark.django_db
def test_what_is_counted_in_another_unit_is_listed() -> None:
    chart = years_chart(years.compute(YearsQuestion(supplier="kp", recipient="ru", munition="munition")))
    listed = {mark.code: mark.reason for mark in chart.listed}
    assert any("counted in" in reason for reason in listed.values())


@pytest.mark.django_db
def test_unlike_kinds_share_no_scale_and_the_one_with_the_most_figures_is_drawn() -> None:
    answer = years.compute(YearsQuestion("ua", munition="munition"))
    chart = years_chart(answer)
    of = {claim.code: claim.munition for row in answer.by_year.rows for claim in (*row.shown, *row.covered)}
    assert {answer.family_of[of[mark.code]] for mark in chart.marks} == {"large-calibre-round"}
    assert chart.title.startswith("Large-calibre rounds to Ukraine in about all of ")
    unlike = {of[mark.code] for mark in chart.listed if mark.reason == UNLIKE}
    assert "small-arms-round" in unlike
    assert "small-arms-round" in {family.code for family in answer.families[1:]}
    alone = years.compute(YearsQuestion("ua", munition="small-arms-round"))
    assert not alone.is_mixed
    assert years_chart(alone).marks


def test_the_party_with_the_largest_figure_is_drawn_first(answer: YearsAnswer) -> None:
    panels = list(dict.fromkeys(lane.panel for lane in years_chart(answer).lanes))
    sizes = [row.name for row in by_size(answer.by_year.rows, answer.is_alike)]
    assert panels == [name for name in sizes if name in panels]
    assert panels != sorted(panels)


def test_the_title_is_the_newest_whole_year_of_which_two_parties_have_a_sound_figure(charts: Charts) -> None:
    title = charts["years"].title
    assert title.startswith("Large-calibre rounds to Ukraine in about all of 2025, as stated: ")
    parties = {lane.panel for lane in charts["years"].lanes if lane.row == "2025"}
    named = [part.split(" (")[0] for part in title.partition("as stated: ")[2].split("; ")]
    assert len(named) > 1
    assert all(any(name.startswith(party) for party in parties) for name in named)
    assert "Magyar Nemzet" not in title


def test_of_many_parties_the_largest_are_drawn_where_a_page_asks_for_them_and_the_others_are_counted(
    answer: YearsAnswer,
) -> None:
    every = by_size(answer.by_year.rows, answer.is_alike)
    few = answer.of_largest(2)
    assert few.by_year.rows == every[:2]
    panels = {lane.panel for lane in years_chart(few).lanes}
    assert panels <= {row.name for row in every[:2]}
    assert any(f"has {len(every) - 2} more suppliers." in note for note in years_chart(few).notes)
    assert not any("by itself has" in note for note in years_chart(answer).notes)
