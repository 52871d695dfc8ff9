from __future__ import annotations

import pytest
from django.test import Client

from flows.wording import COMPUTED
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_the_page_says_who_gives_how_much_more_than_whom_and_that_it_is_computed(client: Client) -> None:
    html = page(client, "/disagree/?claimant=kr-nis")
    assert "<h1>Who disagrees with South Korea&#x27;s intelligence service</h1>" in html
    assert "at least 1.7 times as much as Open Source Centre" in html
    assert COMPUTED in html
    links = Markup(html).values("href", "a")
    for code in ("rok-nis-2025-06-26-rounds", "osc-2025-04-15-rounds", "nk-mofa-2022-12-denial"):
        assert f"/claims/{code}/" in links
    assert "/compare/claims/?left=rok-nis-2025-06-26-rounds&right=osc-2025-04-15-rounds" in links


def test_links_keep_the_day_and_the_grade(client: Client) -> None:
    links = Markup(page(client, "/disagree/?as_of=2025-08-01&grade=C")).values("href", "a")
    assert "/flows/kp/ru/artillery-round/?as_of=2025-08-01&grade=C" in links


def test_what_cannot_be_read_is_named_and_the_rest_is_answered(client: Client) -> None:
    html = page(client, "/disagree/?claimant=nobody&stage=shipped")
    assert "there is no &#x27;nobody&#x27;" in html
    assert "there is no parameter &#x27;stage&#x27;" in html
    assert "<h1>Who disagrees with whom</h1>" in html


def test_nothing_on_record_is_said_and_is_no_table(client: Client) -> None:
    html = page(client, "/disagree/?as_of=2020-01-01")
    assert "Nothing is on record of which two claimants speak, by 1 January 2020." in html
    html = page(client, "/disagree/?claimant=kr-mnd&munition=tank&supplier=kp&about=shipments&grade=B")
    assert (
        "Nothing is on record of which two claimants speak, one of them South Korea&#x27;s defence ministry, about "
        "tanks or pieces of tank technology or narrower kinds, from North Korea, as a flow, graded B or better."
    ) in html


def test_who_disagrees_with_seoul_is_three_clicks_from_the_front_page(client: Client) -> None:
    first = {link.partition("#")[0] for link in Markup(page(client, "/")).values("href", "a")}
    claims = sorted(link for link in first if link.startswith(("/claims/rok-", "/flows/kp/ru/art")))
    assert claims
    second = next(
        link
        for start in claims
        for link in Markup(page(client, start)).values("href", "a")
        if link.startswith("/disagree/?") and "supplier=kp" in link
    )
    assert "Who disagrees with" in page(client, second.replace("&amp;", "&"))


def test_that_nothing_contradicts_is_not_said_without_its_condition(client: Client) -> None:
    asked = "claimant=kr-nis&about=shipments&recipient=ru&supplier=kp&munition=artillery-round"
    html = " ".join(client.get(f"/disagree/?{asked}").content.decode().split())
    assert "On none of these do their figures contradict one another; on one they would, if a total" in html


def test_beside_a_claim_stand_the_others_the_nearest_in_time_first(client: Client) -> None:
    html = page(client, "/claims/rok-nis-2025-06-26-rounds/")
    section = html.split('aria-labelledby="others"')[1].split("</section>")[0]
    links = [link for link in Markup(section).values("href", "a") if link.startswith("/claims/")]
    assert links[0] == "/claims/osc-2025-04-15-rounds/"
    assert "At most 58% as much" in section
    assert COMPUTED in section
    assert "Who disagrees with South Korea&#x27;s intelligence service, and by how much?" in section
    assert 'id="others"' not in page(client, "/claims/ctx-nk-gdp-2022/")


@pytest.mark.parametrize(("address", "words"), [("/rates/", "about seven times"), ("/ratios/", "about 6.5 times")])
def test_paces_and_ratios_name_what_they_differ_most_about(client: Client, address: str, words: str) -> None:
    html = page(client, address)
    section = html.split('aria-labelledby="dispute"')[1].split("</section>")[0]
    assert words in section
    assert f"/disagree/?about={address.strip('/')}" in Markup(section).values("href", "a")
    assert 'id="dispute"' not in page(client, f"{address}?as_of=2021-01-01")


def test_the_chart_of_fire_and_the_table_below_it_name_one_difference_with_links(client: Client) -> None:
    html = page(client, "/rates/?as_of=2026-06-01")
    assert "two accounts of Russia at about one time lie 7 times apart" in html
    assert "Ukraine&#x27;s General Staff: about seven times as much as NATO" in html
    notes = html.split('<p class="chart-notes">Farthest apart', 1)[1].split("</p>", 1)[0]
    for code in ("ua-syrskyi-2024-08-20-h1", "nato-2024-03-11-fire"):
        assert f'href="/claims/{code}/?as_of=2026-06-01"' in notes


def test_the_page_of_a_claimant_leads_to_the_feed_of_its_claims(client: Client) -> None:
    assert "/feed.atom?claimant=kr-nis" in Markup(page(client, "/claimants/kr-nis/")).values("href", "a")
    assert client.get("/feed.atom?claimant=kr-nis").status_code == 200


def test_two_paces_side_by_side_say_how_they_stand_to_each_other(client: Client) -> None:
    path = "/compare/claims/?left=ua-syrskyi-2024-08-20-h1&right=nato-2024-03-11-fire"
    text = Markup(client.get(path).content.decode()).text
    assert "about seven times as much as NATO" in text
    assert "Computed; nobody stated it." in text
    context = "/compare/claims/?left=ctx-nk-gdp-2022&right=ctx-nk-missile-test-cost-2023"
    assert "No ratio of the two is computed" in Markup(client.get(context).content.decode()).text
