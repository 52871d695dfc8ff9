"""The page of the search, and its field on every page."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from flows.pages_of_site import PAGES_OF_SITE
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db


def text_of(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return Markup(response.content.decode()).text


def test_what_is_found_stands_by_kind_with_links_that_keep_the_day(client: Client) -> None:
    html = client.get("/search/?q=DPRK&as_of=2024-06-14").content.decode()
    assert "Claims about flows" in html
    assert "/flows/kp/ru/artillery-round/?as_of=2024-06-14" in html


def test_without_words_it_says_what_is_searched(client: Client) -> None:
    assert "hold every word that is asked for" in text_of(client, "/search/")


def test_nothing_found_says_so_and_names_the_nearest(client: Client) -> None:
    text = text_of(client, "/search/?q=koera")
    assert "Nothing holds all of these words." in text
    assert "Written much like it" in text


@pytest.mark.parametrize("query", ["q=***", "q=%00", "q=%22NEAR(", "q=a&cursor=-1", "q=" + "x" * 10_000, "q=%ED%A0%80"])
def test_bad_input_is_a_notice(client: Client, query: str) -> None:
    assert client.get(f"/search/?{query}").status_code == 200


def test_every_page_of_the_list_is_where_it_says(client: Client) -> None:
    for page in PAGES_OF_SITE:
        assert reverse(page.name) == page.path


@pytest.mark.parametrize("path", ["/", "/years/", "/search/?q=korea", "/methods/", "/no-such-page/"])
def test_the_field_is_on_every_page(client: Client, path: str) -> None:
    html = client.get(path).content.decode()
    assert '<label class="unseen" for="search">Search</label>' in html
    assert 'role="search"' in html
