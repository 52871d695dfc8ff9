"""The pages of context figures, of shares and of paces."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from flows.wording import COMPUTED
from tests.dashboard.pages.markup import Markup
from tests.dashboard.pages.test_overview import tables_asked

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return Markup(response.content.decode()).text


def main_of(client: Client, path: str) -> str:
    """What a page itself holds: the menus of every page lead everywhere."""
    page = client.get(path).content.decode()
    return page[page.index("<main") : page.index("</main>")]


def test_stated_and_computed_shares_stand_apart(client: Client) -> None:
    text = text_of(client, "/share/")
    assert "North Korea: share of what Russia fires" in text
    stated, _, computed = text.partition("Computed: supply over fire")
    assert "Western intelligence sources, 50%" in stated
    assert "up to 40%" in stated
    assert "about 54.9%" not in stated
    assert "about 54.9%" in computed.lower()
    assert COMPUTED.capitalize() in computed


def test_both_claims_of_a_computed_share_are_one_click_away(client: Client) -> None:
    page = client.get("/share/").content.decode()
    for code in ("ua-hur-skib-2024-01-nk", "ua-gs-2024-04-26-autumn23"):
        assert f'href="/claims/{code}/"' in page


@pytest.mark.parametrize(
    ("path", "notice"),
    [
        ("/share/?supplier=zz", "there is no actor"),
        ("/share/?side=ru&supplier=us", "no rounds from it to"),
        ("/pace/?flow=zz/ua/rocket", "there is no actor"),
        ("/pace/?claimant=zz", "gave no running total"),
        ("/pace/?earlier=eu-2024-03-25-delivered-500k", "a pace takes two claims"),
        ("/indicators/?unit=shells", "is not a unit of an indicator"),
        ("/indicators/?actor=zz", "there is no"),
    ],
)
def test_what_cannot_be_asked_is_a_notice(client: Client, path: str, notice: str) -> None:
    text = text_of(client, path)
    assert "was left out" in text
    assert notice in text


@pytest.mark.parametrize("path", ["/share/", "/pace/", "/indicators/"])
def test_before_anything_was_stated_it_says_so(client: Client, path: str) -> None:
    text = text_of(client, f"{path}?as_of=2021-06-14")
    assert "nothing had been stated" in text or "No context figure matches" in text


def test_a_pace_says_that_it_is_computed_and_why_others_do_not_follow(client: Client) -> None:
    text = text_of(client, "/pace/")
    pace = "EU High Representative: at least 2,077 artillery rounds a day from 25 March to 11 November 2024"
    assert f"{pace} ({COMPUTED})" in text
    assert "Different starts: The two do not count from the same day." in text
    assert "Of 6 pairs of running totals of one claimant, 5 bound a pace." in text
    assert "Estonia's government: no growth stated from 24 January to 6 April 2024" in text
    assert "if the total of 14 November 2023 counts from 9 February 2023, as in other totals of its series" in text
    told = client.get("/api/v1/pace/?flow=eu/ua/artillery-round").json()["paces"]
    assert [pace["words"] in text for pace in told] == [True] * 6
    unbound = [pace for pace in told if pace["low"] is pace["point"] is pace["high"] is None]
    assert [(pace["bound"], pace["claimant"], pace["revised"]) for pace in unbound] == [
        ("unquantified", "ee-government", False)
    ]
    assert [pace["growth"]["in_series"] for pace in told].count(True) == 1
    refused = text_of(client, "/pace/?earlier=rok-dia-2024-08-27-152mm&later=ua-hur-skib-2025-11-nk")
    assert "No pace follows" in refused
    assert "Different claimants" in refused


def test_a_series_is_named_in_words_and_drawn(client: Client) -> None:
    text = text_of(client, "/indicators/")
    assert "What has more than one figure" in text
    assert "kp share" not in text
    text = text_of(client, "/indicators/?name=kp-share-of-russian-shells-fired")
    assert "North Korea's share of the shells that Russia fires" in text
    assert "Western intelligence sources, 50% from 1 to 4 October 2024" in text


@pytest.mark.parametrize("path", ["/rates/", "/balance/", "/flows/kp/ru/artillery-round/"])
def test_the_share_is_one_click_from_where_readers_look(client: Client, path: str) -> None:
    assert 'href="/share/' in main_of(client, path)


def test_a_flow_that_counts_no_rounds_offers_no_share(client: Client) -> None:
    assert 'href="/share/' not in main_of(client, "/flows/kp/ru/container/")


AROUND = {"flows_revision": 1}
EXPECTED = {
    "/share/": {
        "flows_actor": 1,
        "flows_munition": 1,
        "flows_indicator": 1,
        "flows_rate": 2,  # whose fire is known, and the rates of one side
        "flows_shipment": 3,  # who supplies rounds to whom, the supplies, the days of statements
    },
    "/pace/": {
        "flows_actor": 2,  # for the answer, and for the names in the form
        "flows_munition": 2,
        "flows_rate": 1,
        "flows_shipment": 3,  # the flows with totals, the totals, the days of statements
    },
    "/indicators/": {"flows_indicator": 3, "flows_shipment": 1},  # one page, how many there are, and the series
    "/indicators/?unit=percent": {"flows_indicator": 4, "flows_shipment": 1},  # and those that are drawn
}


@pytest.mark.parametrize("path", EXPECTED)
def test_a_page_takes_these_queries(client: Client, path: str) -> None:
    assert tables_asked(client, path) == {**AROUND, **EXPECTED[path]}


def test_rates_beside_a_pace_say_of_which_time_they_are_and_what_was_computed(client: Client) -> None:
    html = client.get("/pace/").content.decode()
    assert "of another time, within 92 days" in html
    assert "a day (computed; nobody stated it)" in html


def test_pairs_of_about_one_time_say_the_rule_and_show_both_times(client: Client) -> None:
    html = client.get("/share/?supplier=kp&side=ru").content.decode()
    text = Markup(html).text
    assert re.search(
        r"pairs of a supply and a rate of fire are of about the same months: a share follows by arithmetic from \d",
        text,
    )
    assert "of the same time" not in text
    assert "neither the starts nor the ends lie more than 92 days apart" in text
    lengths = re.findall(r"(\d+) days of supply over (\d+) days of fire", text)
    assert lengths
    assert all(supply != fire for supply, fire in lengths)


def test_a_share_opens_with_the_newest_of_all_that_is_fired_or_used_on_sound_evidence(client: Client) -> None:
    text = text_of(client, "/share/")
    opening = text[text.index("The newest:") : text.index("shares were stated")]
    assert "the ammunition that Russia uses: up to 40% from 1 to 12 July 2025" in opening
    assert "the shells that Russia fires: 50% from 1 to 4 October 2024" in opening
    for weak_or_part in ("60%", "one Russian unit", "Kharkiv"):
        assert weak_or_part not in opening
    title = Markup(client.get("/charts/share/").content.decode()).text
    assert "up to 40% from 1 to 12 Jul 2025 (Ukraine's military intelligence)" in title
    early = text_of(client, "/share/?as_of=2024-10-28")
    assert "up to 40%" not in early
