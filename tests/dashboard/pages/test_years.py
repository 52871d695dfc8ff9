"""The page of the years: parties by calendar year, what crosses years beside them, growth marked as computed."""

from __future__ import annotations

import re

import pytest
from django.core.cache import cache
from django.test import Client

from dashboard.pages import years as page
from dashboard.pages.years import CHARTS
from flows.measures.years import compute
from flows.questions.years import YearsQuestion
from flows.wording import COMPUTED
from tests.dashboard.pages.markup import Markup
from tests.dashboard.pages.test_overview import tables_asked

pytestmark = pytest.mark.django_db

EXPECTED = {
    # the catalogue, for the table and for the choices of the form
    "flows_actor": 2,
    "flows_munition": 2,
    "flows_claimant": 2,  # whom each belongs to, and the names of those who may be chosen
    "flows_claimantoverlap": 1,
    "flows_actoroverlap": 1,
    "flows_shipment": 3,  # the claims, their numbers for the form, and the days of statements
    "flows_revision": 1,  # the version of the data
}
GROWTH = "UK Ministry of Defence: at least 200,000 more artillery rounds from 10 December 2022 to 19 September 2023"


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return Markup(response.content.decode()).text


def test_without_a_question_it_is_what_reached_ukraine_in_large_calibres(client: Client) -> None:
    text = text_of(client, "/years/")
    assert "Large-calibre rounds to Ukraine by year" in text
    assert "Czech ammunition initiative" in text
    assert text_of(client, "/years/?recipient=ua&munition=large-calibre-round") == text


def test_growth_says_that_it_is_computed_and_links_both_claims(client: Client) -> None:
    response = client.get("/years/").content.decode()
    text = Markup(response).text
    assert text.count(GROWTH) == text.count(f"{GROWTH} (between these days, not for a year)") >= 2
    for place in (found.end() for found in re.finditer("between these days, not for a year", text)):
        assert COMPUTED in text[place : place + 40]
    for code in ("uk-2022-12-10-100k", "uk-2023-09-20-300k"):
        assert f"/claims/{code}/" in response


def test_of_very_many_parties_those_with_the_largest_figures_are_listed(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = client.get("/years/").context["lines"]
    every = [line.name for line in (*whole.first, *whole.rest)]
    assert "more with smaller figures" not in text_of(client, "/years/")
    monkeypatch.setattr(page, "PARTIES_LISTED", 3)
    cache.clear()
    response = client.get("/years/")
    listed = response.context["lines"]
    assert [line.name for line in (*listed.first, *listed.rest)] == every[:3]
    assert f"{len(every) - 3} more with smaller figures" in Markup(response.content.decode()).text


def test_a_cell_without_a_claim_says_so(client: Client) -> None:
    answer = compute(YearsQuestion("ua"))
    empty = sum(cell.is_empty for row in answer.by_year.rows for cell in row.cells)
    page = client.get("/years/").content.decode()
    none = page.count('<span class="none">no claim recorded</span>')
    # A figure that crosses years, or of which an end is not stated, is pointed to from the year that it begins or ends.
    pointed = page.lower().count("nothing for the year alone")
    assert none + pointed >= empty > pointed > 0


def test_a_sum_of_one_supplier_is_drawn_as_its_parts_and_its_cell_leads_there(client: Client) -> None:
    page = client.get("/years/?recipient=ua&munition=artillery-round").content.decode()
    text = " ".join(Markup(page).text.split())
    assert 'href="#sum-ca-2023-0"' in page
    assert 'id="sum-ca-2023-0"' in page
    assert "Together, 10k to 18k rounds" in text
    assert f"10,000 to 18,000 rounds, the sum of 2 figures ({COMPUTED}), from 1 to 11 October 2023, graded B2" in text


def test_what_is_no_total_of_the_year_says_so_with_its_time_and_grade(client: Client) -> None:
    text = text_of(client, "/years/?recipient=ua&munition=artillery-round")
    figure = "one figure, about 806,000 rounds, from 24 February to 29 August 2022, graded E4, weak evidence"
    assert f"{figure}; not for the whole year, and no total of it" in text


def test_a_year_that_does_not_add_up_says_who_overlaps(client: Client) -> None:
    text = text_of(client, "/years/")
    assert "not added up: " in text
    assert re.search(r"[A-Z][\w ]+(, | and )[\w ,]+ overlap", text)


def test_the_main_figure_of_a_cell_is_its_range_and_parts_are_named_with_their_time(client: Client) -> None:
    text = text_of(client, "/years/")
    assert "480k (Reuters, weak evidence C4): artillery rounds delivered, 2 figures" in text
    assert "UK Ministry of Defence: at least 140k artillery rounds delivered from 1 Jan to 4 Jun 2025" in text


@pytest.mark.parametrize("munition", ["large-calibre-round", "munition"])
@pytest.mark.parametrize("party", ["ua", "ru"])
def test_every_line_of_a_cell_of_several_kinds_names_its_kind(munition: str, party: str) -> None:
    answer = compute(YearsQuestion(recipient=party, munition=munition))
    lines = page.content(answer).lines
    boxes = [box for each in (*lines.first, *lines.rest) for box in (*each.boxes, each.beside)]
    mixed = [box for box in boxes if len({claim.munition for claim in box.figures}) > 1]
    assert mixed
    for box in mixed:
        plurals = {claim.code: claim.munition_plural for claim in box.figures}
        for told in box.lines:
            assert set(plurals.get(told.code, "").split()) <= set(told.words.split()), told.words


def test_what_the_journal_said_of_other_ammunition_is_not_set_beside_shells_as_rounds(client: Client) -> None:
    text = text_of(client, "/years/?recipient=ru&munition=munition&supplier=ir")
    assert "Wall Street Journal: about 1M rounds of ammunition shipped from 24 Oct 2022" in text
    assert "Reuters: about 400 short-range ballistic missiles delivered since Jan 2024, weak evidence C4" in text


def test_of_many_figures_those_stated_last_are_shown_and_the_others_counted(client: Client) -> None:
    text = text_of(client, "/years/?recipient=ua&munition=artillery-round-155mm")
    assert "Together, 153k rounds" in text
    assert "computed; nobody stated it" in text
    assert "counts a wider kind of goods: About 700,000 artillery rounds of 155 mm" in text


def test_the_turn_of_it_lists_recipients(client: Client) -> None:
    response = client.get("/years/?supplier=kp&munition=container")
    text = Markup(response.content.decode()).text
    assert "from North Korea by year" in text
    assert "Recipients by year" in text
    assert "recipient=ru" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "notice"),
    [
        ("recipient=zz", "there is no"),
        ("munition=zz", "there is no"),
        ("by=recipient&recipient=ua", "rows by recipient need a supplier"),
        ("stage=sent", "is not a stage"),
        ("year=2024", "there is no parameter"),
    ],
)
def test_what_cannot_be_read_is_a_notice(client: Client, query: str, notice: str) -> None:
    text = text_of(client, f"/years/?{query}")
    assert "was left out" in text
    assert notice in text


def test_as_of_and_grade_reach_the_table(client: Client) -> None:
    assert "2025" not in re.findall(r"Supplier (.*?) Over several", text_of(client, "/years/?as_of=2024-06-14"))[0]
    assert text_of(client, "/years/?grade=A") != text_of(client, "/years/")


def test_before_anything_was_stated_it_says_so(client: Client) -> None:
    assert "No claim recorded by this day" in text_of(client, "/years/?as_of=2021-06-14")


def test_very_many_figures_of_a_cell_are_cut_and_counted(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page, "SHOWN", 2)
    assert re.search(r"and \d+ more in the JSON and CSV", text_of(client, "/years/"))


def test_the_queries_do_not_grow_with_the_rows(client: Client) -> None:
    # Without goods and sides the first story says them, and the tree what their widest kind is.
    story = {
        "flows_story": 1,
        "flows_actor": EXPECTED["flows_actor"] + 1,
        "flows_munition": EXPECTED["flows_munition"] + 1,
    }
    assert tables_asked(client, "/years/?as_of=2024-06-14") == {**EXPECTED, **story}
    assert tables_asked(client, "/years/?supplier=kp&munition=munition&stage=pledged") == EXPECTED


DONORS = "/years/?recipient=ua&munition=artillery-round-155mm"


def open_part(page: str) -> str:
    """The words of a page without what is folded away."""
    return Markup(re.sub(r"<details.*?</details>", "", page, flags=re.DOTALL)).text


def test_by_donor_the_largest_comes_first_and_none_with_a_figure_stands_behind_one_without(client: Client) -> None:
    text = open_part(client.get(DONORS).content.decode())
    assert text.index("United States the flow") < text.index("Czech ammunition initiative the flow")
    assert "at least 3M rounds delivered since 24 Feb 2022" in text


def test_why_a_year_is_not_added_up_stands_open_in_its_column(client: Client) -> None:
    page = client.get(DONORS).content.decode()
    text = open_part(page)
    together = text[text.index("All together") : text.index("United States the flow")]
    assert "Rounds delivered, not added up: periods that overlap" in together
    assert page.count('class="together"') == 1
    assert 'class="together"' not in client.get("/years/?supplier=kp&recipient=ru").content.decode()


def test_growth_stands_open_in_its_row(client: Client) -> None:
    assert f"{GROWTH} (between these days, not for a year); {COMPUTED}" in open_part(
        client.get("/years/").content.decode()
    )


def test_the_first_sentence_holds_a_figure_its_time_and_who_said_so_before_any_field(client: Client) -> None:
    page = client.get(DONORS).content.decode()
    before = Markup(page[page.index("<h1") : page.index('aria-label="On this page"')]).text
    assert (
        "The largest figure for 2025 is 320,000 artillery rounds of 155 mm from the Czech ammunition initiative"
        in before
    )
    assert "from 1 January to 17 July 2025 (delivered; Czech government, 17 July 2025) , graded C3." in before
    assert page.index("The largest figure for 2025 is") < page.index('class="filters"')


def test_unlike_kinds_that_are_not_drawn_each_have_their_own_page(client: Client) -> None:
    page = client.get("/years/?munition=munition").content.decode()
    text = Markup(page).text
    assert "Unlike kinds share no scale: each is drawn by itself. Not drawn here: " in text
    titles = re.findall(r'class="chart-title"><a href="/charts/years/\?([^"]*)">', page)
    assert "munition=munition" in titles[0]
    assert len(titles) == CHARTS
    assert len(set(re.findall(r'id="(chart-years[^"]*)"', page))) == CHARTS
    others = re.findall(r'href="/years/\?[^"]*munition=([a-z-]+)[^"]*">', page[page.index("Not drawn here") :])
    assert others
    assert not set(others) & {code for query in titles[1:] for code in re.findall(r"munition=([a-z-]+)", query)}
    assert "Unlike kinds share no scale" not in text_of(client, DONORS)


def test_missiles_are_drawn_beside_shells_each_on_its_own_scale(client: Client) -> None:
    text = text_of(client, "/years/?supplier=ir&recipient=ru&munition=munition")
    assert "Munitions of several kinds from Iran to Russia by year" in text
    assert "large-calibre rounds from Iran to Russia" in text
    assert "missiles from Iran to Russia" in text
    assert "Reuters, about 400 since January 2024" in text
