"""What machines read: the sitemap, the rules for robots, linked data, previews."""

from __future__ import annotations

import json
from xml.etree import ElementTree as ET

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from flows.models import Source
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db


def test_the_sitemap_holds_pages_that_exist(client: Client) -> None:
    root = ET.fromstring(client.get("/sitemap.xml").content)
    places = [
        (place.text or "").removeprefix("http://testserver") for place in root.iter() if place.tag.endswith("loc")
    ]
    assert len(places) == len(set(places)) > 500
    assert {"/", "/charts/supply/", "/claims/rok-mnd-2024-06-14-shells/", "/flows/kp/ru/artillery-round/"} <= set(
        places
    )
    for place in places[::37]:
        assert client.get(place).status_code == 200, place


def located(client: Client, path: str) -> tuple[str, list[str]]:
    """The root of a sitemap and the paths that it holds."""
    root = ET.fromstring(client.get(path).content)
    found = [(place.text or "").removeprefix("http://testserver") for place in root.iter() if place.tag.endswith("loc")]
    return root.tag.rpartition("}")[2], found


def test_more_pages_than_one_sitemap_may_hold_are_told_by_several(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, every = located(client, "/sitemap.xml")
    monkeypatch.setattr("dashboard.pages.sitemap.MOST_PLACES", 100)
    kind, parts = located(client, "/sitemap.xml")
    assert kind == "sitemapindex"
    assert parts == [f"/sitemap-{number}.xml" for number in range(1, -(-len(every) // 100) + 1)]
    told = [located(client, part) for part in parts]
    assert {kind for kind, _ in told} == {"urlset"}
    assert all(len(paths) == 100 for _, paths in told[:-1])
    assert [path for _, paths in told for path in paths] == every
    for number in (0, len(parts) + 1, 10**30):
        assert client.get(f"/sitemap-{number}.xml").status_code == 404


def test_an_index_of_sitemaps_counts_and_reads_no_row(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []
    for most in (400, 50):
        monkeypatch.setattr("dashboard.pages.sitemap.MOST_PLACES", most)
        with CaptureQueriesContext(connection) as queries:
            assert located(client, f"/sitemap.xml?most={most}")[0] == "sitemapindex"
        asked.append([query["sql"] for query in queries])
    few, many = asked
    assert len(few) == len(many)
    assert not [sql for sql in many if "LIMIT 50" in sql]


def test_robots_find_the_sitemap_and_leave_filters_alone(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Sitemap: http://testserver/sitemap.xml" in text
    assert "Disallow: /*?" in text
    assert "Disallow: /embed/" in text


def test_a_claim_is_linked_data(client: Client) -> None:
    page = Markup(client.get("/claims/rok-mnd-2024-06-14-shells/").content.decode())
    linked = [a["href"] or "" for t, a in page.tags if t == "link" and a.get("type") == "application/ld+json"]
    assert linked == ["/claims/rok-mnd-2024-06-14-shells/claim.jsonld"]
    response = client.get(linked[0])
    body = json.loads(response.content)
    assert response["Content-Type"] == "application/ld+json"
    assert body["@type"] == "Claim"
    assert "could hold" in body["name"]
    assert "superseded" in body["name"]
    assert "superseded" not in json.loads(client.get(f"{linked[0]}?as_of=2024-06-14").content)["name"]
    assert client.get("/claims/nothing/claim.jsonld").status_code == 404
    assert client.get(f"{linked[0]}?as_of=x").status_code == 400


def test_a_document_as_linked_data_has_its_archived_copy_and_no_title_that_is_none(client: Client) -> None:
    def appearance(claim: str) -> dict[str, object]:
        return dict(json.loads(client.get(f"/claims/{claim}/claim.jsonld").content)["appearance"][0])

    untitled = appearance("ua-2024-02-26-zelensky-30pct")
    assert "name" not in untitled
    assert untitled["publisher"] == {"@type": "Organization", "name": "Politico Europe"}
    assert untitled["datePublished"] == "2024-02-26"
    titled = appearance("rok-mnd-2024-06-14-shells")
    assert titled["name"] == "Kim Jong Un sent 5 million shells to Russia; Putin will ask for more"
    assert "archivedAt" not in titled
    Source.objects.filter(code="2024-06-14-odessa-journal").update(archived_url="https://archive.example/1")
    assert appearance("rok-mnd-2024-06-14-shells")["archivedAt"] == "https://archive.example/1"


def test_only_an_original_is_called_the_first_appearance(client: Client) -> None:
    shells = client.get("/claims/rok-mnd-2024-06-14-shells/claim.jsonld").json()
    assert "firstAppearance" not in shells
    assert shells["appearance"][0]["publisher"]["name"] == "Odessa Journal"
    assert len(shells["appearance"]) == 7
    article = client.get("/claims/article-2024-06-14-eu-1m/claim.jsonld").json()
    assert article["firstAppearance"] == article["appearance"][0]
    assert article["firstAppearance"]["publisher"]["name"] == "Odessa Journal"


def test_the_data_set_is_linked_data_with_downloads_that_exist(client: Client) -> None:
    page = Markup(client.get("/data/").content.decode())
    linked = [a["href"] or "" for t, a in page.tags if t == "link" and a.get("type") == "application/ld+json"]
    body = json.loads(client.get(linked[0]).content)
    assert body["@type"] == "Dataset"
    for download in body["distribution"]:
        response = client.get(download["contentUrl"].removeprefix("http://testserver"))
        assert response.status_code == 200
        if response.streaming:
            assert b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_a_preview_has_a_picture_that_exists(client: Client) -> None:
    page = Markup(client.get("/charts/movement/").content.decode())
    pictures = [a["content"] or "" for t, a in page.tags if t == "meta" and a.get("property") == "og:image"]
    assert len(pictures) == 1
    picture = client.get(pictures[0].removeprefix("http://testserver"))
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/png")
