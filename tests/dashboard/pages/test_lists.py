"""The lists: ratios, rates, routes, sources; their pages, and the pages generated from the code."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client

from dashboard.pages.methods import definitions
from flows.dictionary import TABLES
from flows.vocabulary import CODED_LISTS
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db


def page_of(client: Client, path: str) -> Markup:
    return Markup(client.get(path).content.decode())


def test_ratios_by_what_they_compare(client: Client) -> None:
    page = page_of(client, "/ratios/?compared=guns")
    assert {href for href in page.values("href") if href.startswith("/claims/")} == {
        "/claims/ratio-2022-06-10-skibitsky-guns/",
        "/claims/ratio-2024-03-13-telegraph-guns/",
    }


def test_rates_of_one_activity(client: Client) -> None:
    page = page_of(client, "/rates/?activity=needed")
    assert "needed by Ukraine" in page.text
    assert "fired by Russia" not in page.text


def test_a_distance_that_was_not_stated_is_not_a_number(client: Client) -> None:
    text = page_of(client, "/routes/").text
    assert "Rajin (Najin) port to Dunai (Dunay) naval base" in text
    assert "180 stated, about" in text
    assert "not stated" in text


def test_every_source_is_reached_by_turning_pages(client: Client) -> None:
    seen: list[str] = []
    path: str | None = "/sources/"
    while path:
        page = page_of(client, path)
        seen += [href for href in page.values("href") if href.startswith("/sources/2")]
        onward = [a["href"] for tag, a in page.tags if tag == "a" and a.get("rel") == "next"]
        path = f"/sources/{onward[0]}" if onward else None
    from flows import models

    assert len(set(seen)) == models.Source.objects.filter(code__startswith="2").count()
    assert len(seen) == len(set(seen))


def test_a_cursor_made_by_hand_is_named_and_left_out(client: Client) -> None:
    page = page_of(client, "/sources/?cursor=zzz")
    assert "cursor=zzz was left out." in page.text
    assert [href for href in page.values("href") if href.startswith("/sources/2")]


def test_a_page_onward_keeps_filters_and_day(client: Client) -> None:
    page = page_of(client, "/sources/?kind=newspaper&as_of=2024-12-31")
    onward = next(a["href"] for tag, a in page.tags if tag == "a" and a.get("rel") == "next")
    query = parse_qs(urlsplit(onward or "").query)
    assert query["kind"] == ["newspaper"]
    assert query["as_of"] == ["2024-12-31"]


def test_methods_print_every_term_and_every_measure(client: Client) -> None:
    text = page_of(client, "/methods/").text
    for coded in CODED_LISTS:
        assert coded.title in text
        for term in coded:
            assert term.meaning in text
    found = list(definitions())
    assert {"flow", "supply-quotient", "overview", "flow-index"} <= {definition.slug for definition in found}
    for definition in found:
        assert definition.title in text


def test_the_codebook_prints_every_field_once_for_each_table(client: Client) -> None:
    page = page_of(client, "/methods/")
    for table in TABLES:
        assert f"table-{table.name}" in page.values("id")
        for field in table.fields:
            assert field.meaning in page.text


def test_data_links_every_table(client: Client) -> None:
    hrefs = page_of(client, "/data/?as_of=2024-06-14").values("href")
    for table in ("shipments", "rates", "ratios", "indicators", "sources", "events"):
        assert f"/api/v1/{table}.csv?as_of=2024-06-14" in hrefs
    assert "/api/v1/docs/" in hrefs


def test_health(client: Client) -> None:
    response = client.get("/health/")
    assert response.content == b"ok\n"
    assert response["Content-Type"] == "text/plain"
