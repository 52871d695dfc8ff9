"""Pages of parties, claimants, munitions, places and events: what they say, where they lead, what they cost."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from django.test import Client

from tests.dashboard.pages.markup import Markup
from tests.dashboard.pages.test_overview import multiply_claims, tables_asked

pytestmark = pytest.mark.django_db

ACTOR = Counter(
    {
        "flows_actor": 3,  # the party, the catalogue, who took part in its events
        "flows_munition": 1,
        "flows_shipment": 6,  # of each side counted and the newest; what its institutions said; the days of statements
        "flows_rate": 1,
        "flows_ratio": 2,
        "flows_indicator": 1,
        "flows_actoroverlap": 1,
        "flows_claimant": 1,
        "flows_event": 1,
        "flows_revision": 1,
    }
)


def page(client: Client, path: str, status: int = 200) -> Markup:
    response = client.get(path)
    assert response.status_code == status, path
    return Markup(response.content.decode())


def test_a_party_says_what_it_gave_got_and_said_with_its_time(client: Client) -> None:
    found = page(client, "/actors/kp/")
    assert re.search(
        r"On record: \d+ claims of what it supplied; .*; the newest figure stated on \d+ \w+ 20\d\d\.", found.text
    )
    for words in (
        "What it is said to have given",
        "What it is said to have received",
        "What its own institutions said",
    ):
        assert words in found.text
    links = found.values("href", "a")
    assert "/years/?supplier=kp&munition=munition" in links
    assert any(link.startswith("/compare/?left=kp/ru/") for link in links)
    assert "/claimants/kp-government/" in links


def test_a_link_is_offered_only_where_there_is_an_answer(client: Client) -> None:
    found = page(client, "/actors/ru/").values("href", "a")
    assert "/balance/?side=ru" in found
    assert "/rates/?actor=ru" in found
    nothing = page(client, "/actors/kr/?as_of=2022-01-01").values("href", "a")
    assert not [
        link for link in nothing if link.startswith(("/years/?supplier", "/years/?recipient", "/balance/?side"))
    ]


@pytest.mark.parametrize("code", ["eu", "cz-initiative"])
def test_a_bloc_or_a_scheme_names_its_parts_and_what_overlaps(client: Client, code: str) -> None:
    found = page(client, f"/actors/{code}/")
    assert "May count the same goods" in found.text
    assert ("/actors/de/" in found.values("href", "a")) == (code == "eu" or "Germany" in found.text)


def test_what_has_nothing_says_so_in_a_sentence(client: Client) -> None:
    assert (
        "No claim on record says what it gave, got, made or fired." in page(client, "/actors/kp/?as_of=2022-01-01").text
    )
    assert "No claim on record is about it." in page(client, "/munitions/container/?as_of=2022-01-01").text


def test_a_claimant_says_how_its_figures_fared_and_everything_it_said(client: Client) -> None:
    found = page(client, "/claimants/kr-mnd/")
    assert re.search(
        r"On record: \d+ claims by it, stated from .* to .*: \d+ about flows, \d+ about context\.", found.text
    )
    assert "Counts, and no verdict; computed; nobody stated it." in found.text
    assert re.search(r"Stand \d+ of \d+ claims about flows", found.text)
    days = [a["datetime"] or "" for tag, a in found.tags if tag == "time" and a.get("datetime")]
    assert days == sorted(days, reverse=True)
    assert "/actors/kr/" in found.values("href", "a")


def test_all_that_it_said_is_paged_by_kind_at_addresses_of_their_own(client: Client) -> None:
    seen: list[str] = []
    query = "?about=shipments"
    for _ in range(9):
        found = page(client, f"/claimants/kr-mnd/{query}")
        seen += re.findall(
            r'<time datetime="[^"]*">[^<]*</time>\s*<div>\s*<a href="/claims/([^/]+)/',
            client.get(f"/claimants/kr-mnd/{query}").content.decode(),
        )
        onward = [a["href"] or "" for tag, a in found.tags if tag == "a" and a.get("rel") == "next"]
        if not onward:
            break
        query = onward[0]
    counted = client.get("/api/v1/shipments/?claimant=kr-mnd&count=true").json()["count"]
    assert len(seen) == len(set(seen)) == counted
    assert "is not one of" in page(client, "/claimants/kr-mnd/?about=money").text
    assert "take it from next or previous" in page(client, "/claimants/kr-mnd/?cursor=nonsense").text


def test_a_munition_shows_its_place_its_flows_and_its_factors(client: Client) -> None:
    found = page(client, "/munitions/artillery-round-152mm/")
    links = found.values("href", "a")
    assert {"/munitions/artillery-round/", "/munitions/munition/", "/convert/"} <= set(links)
    assert "Who supplied whom with it" in found.text
    assert re.search(r"rounds for each of the containers", found.text)
    tree = page(client, "/munitions/")
    assert re.search(r"\d+ kinds of things are on record", tree.text)


def test_an_event_names_its_day_its_place_its_parties_and_its_claims(client: Client) -> None:
    found = page(client, "/events/2023-10-13-white-house/")
    assert "Report, 13 October 2023, Rajin (Najin) port." in found.text
    links = set(found.values("href", "a"))
    assert {"/actors/us/", "/actors/kp/", "/places/rajin/", "/routes/#kp-sea-dunai"} <= links
    assert any(link.startswith("/claims/") for link in links)


def test_a_place_says_where_it_is_and_what_names_it_and_everything_is_a_link(client: Client) -> None:
    found = page(client, "/places/rajin/")
    assert "Port, in the territory of North Korea; named by 2 legs of 2 routes, 3 events." in found.text
    assert "Other names Najin , Rason , 나진 , Раджин" in found.text
    assert "Latitude 42.225, longitude 130.3, in degrees." in found.text
    links = set(found.values("href", "a"))
    assert {"/actors/kp/", "/places/dunai/", "/routes/#kp-sea-dunai", "/events/2023-10-13-white-house/"} <= links
    assert "/sources/2024-06-14-close-the-sky-over-ukraine/" in links
    named = page(client, "/places/pokrovsk-direction/")
    assert "the newest of the claims stated on" in named.text
    assert any(link.startswith("/claims/") for link in named.values("href", "a"))
    assert "No leg of a route on record begins or ends here." in named.text


def test_a_place_is_as_known_on_the_day_and_of_the_grade(client: Client) -> None:
    early = page(client, "/places/rajin/?as_of=2023-10-31")
    assert "/events/2025-04-15-osc/" not in early.values("href", "a")
    assert "/events/2023-10-13-white-house/?as_of=2023-10-31" in early.values("href", "a")
    assert "Spelled Rajin" not in early.text
    graded = [page(client, f"/places/front/{query}").values("href", "a") for query in ("", "?grade=A")]
    every, strict = (sum(link.startswith("/claims/") for link in links) for links in graded)
    assert strict < every


def test_every_place_is_listed_with_what_names_it_and_search_leads_to_its_page(client: Client) -> None:
    found = page(client, "/places/")
    assert "2 legs, 3 events" in found.text
    assert re.search(r"\d+ places on record: ports", found.text)
    assert "/places/rajin/" in page(client, "/search/?q=Раджин").values("href", "a")
    result = client.get("/api/v1/search/?q=Rajin&kind=places").json()["results"][0]
    assert result["url"] == "http://testserver/places/rajin/"


@pytest.mark.parametrize(
    ("path", "named", "leads_to"),
    [
        ("/actors/rus/", "There is no party rus on record.", "/actors/"),
        ("/claimants/kr-mmd/", "There is no claimant kr-mmd on record.", "/claimants/"),
        ("/munitions/artillery/", "There is no munition artillery on record.", "/munitions/"),
        ("/places/rajn/", "There is no place rajn on record.", "/places/rajin/"),
        ("/places/rajin/?as_of=2022-01-01", "nothing on record named this", "/places/rajin/"),
        ("/events/2023/", "There is no event 2023 on record.", "/events/"),
        ("/claimants/kr-mnd/?as_of=2022-01-01", "nothing on record named this", "/claimants/kr-mnd/"),
    ],
)
def test_a_code_that_is_not_there_is_named_and_the_list_is_offered(
    client: Client, path: str, named: str, leads_to: str
) -> None:
    found = page(client, path, 404)
    assert named in " ".join(found.text.split())
    assert leads_to in found.values("href", "a")


def test_twins_are_the_record_a_row_and_the_lists_filtered_by_it(client: Client) -> None:
    found = page(client, "/actors/kp/?as_of=2024-06-14")
    twins = [a["href"] or "" for tag, a in found.tags if tag == "link" and a.get("rel") == "alternate"]
    expected = {
        "/api/v1/actors/kp/?as_of=2024-06-14",
        "/api/v1/actors.csv?code=kp&as_of=2024-06-14",
        "/api/v1/shipments/?supplier=kp&as_of=2024-06-14",
        "/api/v1/shipments.csv?supplier=kp&as_of=2024-06-14",
    }
    assert expected <= set(twins)
    rows = b"".join(client.get("/api/v1/actors.csv?code=kp").streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert [row.partition(",")[0] for row in rows if not row.startswith("#")][-1] == "kp"


def test_things_are_in_the_sitemap(client: Client) -> None:
    text = client.get("/sitemap.xml").content.decode()
    for path in (
        "/actors/",
        "/actors/kp/",
        "/claimants/kr-mnd/",
        "/munitions/container/",
        "/places/rajin/",
        "/events/2025-05-29-msmt/",
    ):
        assert f"<loc>http://testserver{path}</loc>" in text


MOST = {
    "/actors/": 6,
    "/actors/kp/": 19,
    "/claimants/": 5,
    "/claimants/kr-mnd/": 18,
    "/munitions/": 6,
    "/munitions/artillery-round/": 12,
    "/places/": 9,
    "/places/rajin/": 16,
    "/events/": 5,
    "/events/2023-10-13-white-house/": 18,
}
"""How many queries each page may cost."""


def test_ten_times_the_claims_cost_no_query_more(client: Client) -> None:
    before = {path: tables_asked(client, path) for path in MOST}
    assert {path: asked.total() for path, asked in before.items() if asked.total() > MOST[path]} == {}
    multiply_claims(9)
    assert {path: tables_asked(client, path) for path in MOST} == before


def test_the_queries_of_a_party_are_fixed(client: Client) -> None:
    assert tables_asked(client, "/actors/kp/") == ACTOR
