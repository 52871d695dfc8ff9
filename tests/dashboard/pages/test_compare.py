"""The comparison of any two flows."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from flows.wording import COMPUTED
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str) -> str:
    return Markup(client.get(path).content.decode()).text


def test_each_pair_says_whether_it_is_comparable(client: Client) -> None:
    text = text_of(client, "/compare/?as_of=2024-06-14")
    assert "Up to 4.8 to 1" in text
    assert "Up to 9.6 to 1" in text
    assert "Up to 16 to 1" in text
    assert "No: different bases" in text
    assert "Ratios as stated" in text


def test_a_side_that_does_not_exist_is_named_and_replaced(client: Client) -> None:
    response = client.get("/compare/?left=zz/ru/tank&right=eu/ua/artillery-round")
    assert response.status_code == 200
    text = Markup(response.content.decode()).text
    assert "left=zz was left out." in text
    assert "North Korea to Russia: artillery rounds, beside European Union to Ukraine: artillery rounds." in text


@pytest.mark.parametrize("left", ["eu/ua/artillery-round", "kp/ru/artillery-round"])
def test_no_flow_is_set_beside_itself_in_place_of_one_that_does_not_exist(client: Client, left: str) -> None:
    text = text_of(client, f"/compare/?left={left}&right=zz/ru/tank")
    assert "right=zz was left out." in text
    assert "North Korea to Russia: artillery rounds" in text
    assert "European Union to Ukraine: artillery rounds" in text


def test_how_two_suppliers_overlap_is_told_from_the_record(client: Client) -> None:
    pair = "/compare/?left=eu/ua/large-calibre-round&right=cz-initiative/ua/large-calibre-round"
    told = "On record: European Union overlaps Czech ammunition initiative. An EU official said that refunds"
    assert told in text_of(client, pair)
    turned = "/compare/?right=eu/ua/large-calibre-round&left=cz-initiative/ua/large-calibre-round"
    assert told in text_of(client, turned)
    assert "On record:" not in text_of(client, "/compare/?left=kp/ru/artillery-round&right=eu/ua/artillery-round")


def test_lots_that_add_up_are_told_as_their_sum_of_the_year(client: Client) -> None:
    page = client.get("/compare/?left=de/ua/artillery-round-155mm&right=us/ua/artillery-round-155mm").content.decode()
    text = Markup(page).text
    assert f"Within 2024 6 figures from Germany come to 153,000 rounds ({COMPUTED})." in text
    assert f"Within 2024 figures add up: 153,000 rounds, the sum of 6 figures ({COMPUTED})" in text
    (years,) = set(re.findall(r'href="(/years/\?[^"]*supplier=de[^"]*)#sum"', page))
    assert "153,000 rounds" in text_of(client, years.replace("&amp;", "&"))
    assert "figures from United States come to" not in text


def test_different_units_give_no_ratio(client: Client) -> None:
    text = text_of(client, "/compare/?left=kp/ru/container&right=eu/ua/artillery-round")
    assert "none follows" in text
    assert "different units" in text


def test_computed_ratios_carry_two_digits(client: Client) -> None:
    assert "14.41" not in text_of(client, "/compare/?as_of=2024-06-14")
    assert "Up to 15 to 1" in text_of(client, "/compare/?as_of=2024-06-14")


SCHEME = "cz-initiative/ua/large-calibre-round"


def section(text: str, heading: str, end: str) -> str:
    """The words of a page from one heading to another."""
    return text[text.index(heading) : text.index(end, text.index(heading))]


def test_totals_of_different_times_stand_below_with_both_times(client: Client) -> None:
    text = text_of(client, f"/compare/?left=kp/ru/large-calibre-round&right={SCHEME}")
    totals = section(text, "Running totals, pair by pair", "Figures for a period, pair by pair")
    comparable, others = totals.split("Not comparable, and why")
    assert "No: " not in comparable
    assert "Yes" not in others
    # 6.5 million said by Ukraine's military intelligence over 4.4 million said by the Czech president.
    assert "About 1.5 to 1" in others
    assert (
        "No: different munitions, different periods. Period: from 1 January 2023 to 14 November 2025; the "
        "other from 17 February 2024 to 16 February 2026."
    ) in others


def test_an_unknown_time_is_called_not_stated(client: Client) -> None:
    text = text_of(client, f"/compare/?left=kp/ru/artillery-round&right={SCHEME}&pairs=all")
    assert "Period: until 17 June 2024; the other from 17 February 2024 to 16 February 2026." in text


def test_figures_for_one_period_have_a_section_of_their_own(client: Client) -> None:
    text = text_of(client, f"/compare/?left=kp/ru/large-calibre-round&right={SCHEME}")
    periods = section(text, "Figures for a period, pair by pair", "Ratios as stated")
    comparable, others = periods.split("Not comparable, and why")
    assert "Period: from 1 January to 15 December 2024; the other in 2024." in comparable + others
    assert "different periods" not in section(periods, "Figures for", "What can stand against a pair")


def test_germany_against_the_united_states_shows_both(client: Client) -> None:
    text = text_of(client, "/compare/?left=de/ua/artillery-round&right=us/ua/artillery-round")
    assert "61,000 artillery rounds of 155 mm from 20 August to 19 September 2024 (delivered; German gov" in text
    assert "At least 2 million 155 mm artillery rounds since 24 February 2022 (delivered; Pentagon" in text
    assert "No running total can be divided by another: Germany to Ukraine has only figures for a period." in text


def test_parties_that_overlap_are_a_reason(client: Client) -> None:
    text = text_of(client, f"/compare/?left=eu/ua/large-calibre-round&right={SCHEME}")
    totals = section(text, "Running totals, pair by pair", "Not comparable, and why")
    assert "None of these pairs." in totals
    assert "suppliers that overlap" in text


def test_the_window_of_the_spans_is_in_the_form(client: Client) -> None:
    page = client.get("/compare/?window=100").content.decode()
    assert re.search(r'name="window"\s+value="100"', page)


JUNE_PAIR = "left=kp/ru/artillery-round&right=eu/ua/artillery-round"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (JUNE_PAIR, True),
        (f"{JUNE_PAIR}&as_of=2024-06-14", True),
        (f"{JUNE_PAIR}&as_of=2024-06-13", False),
        ("left=eu/ua/artillery-round&right=kp/ru/artillery-round", False),
        ("left=kp/ru/artillery-round&right=us/ua/artillery-round", False),
    ],
)
def test_the_coincidence_of_june_2024_is_told_of_its_pair_from_its_day_on(
    client: Client, query: str, *, told: bool
) -> None:
    note = client.get(f"/api/v1/compare/?{query}").json()["note"]
    page = Markup(client.get(f"/compare/?{query}").content.decode()).text
    for text in (note, page):
        assert ("4.8 million over 0.5 million is 9.6" in text) == told
        assert "coincidence" in text


@pytest.mark.parametrize("query", ["", "?left=kp/ru/container&right=eu/ua/artillery-round"])
def test_without_two_flows_on_record_nothing_is_compared(
    client: Client, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr("flows.measures.usual.usual_flows", lambda: None)
    response = client.get(f"/compare/{query}")
    assert response.status_code == 200
    assert "Two flows to different recipients are needed here" in response.content.decode()


def test_it_opens_with_the_newest_sound_figure_of_each_side_before_the_form(client: Client) -> None:
    text = text_of(client, "/compare/")
    before_the_form = text[text.index("The newest figures:") : text.index("Choose the flows")]
    assert "to Russia since 2023 (delivered; " in before_the_form
    assert " to Ukraine " in before_the_form
    assert "on weak evidence" not in before_the_form
    assert "requested" not in before_the_form
    assert "The newest figures:" not in text_of(client, "/compare/?as_of=2022-01-01")
