"""The page of rates: what it says before any field."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db


def test_the_first_words_are_what_each_side_was_last_said_to_fire_when_and_by_whom(client: Client) -> None:
    page = client.get("/rates/").content.decode()
    before = Markup(page[page.index("<h1") : page.index('aria-label="On this page"')]).text
    told = before[: before.index("How many rounds a day were said to be fired")]
    assert (
        "This is what each side was last said to fire. 27,000 to 28,000 artillery rounds a day fired by Russia in"
        in told
    )
    assert "rounds a day fired by Ukraine in February 2026 (Czech government, 25 February 2026) C3" in told


def test_of_another_activity_it_says_nothing_of_fire(client: Client) -> None:
    assert "each side was last said to fire" not in client.get("/rates/?activity=target").content.decode()


def test_a_chart_whose_claims_the_page_lists_leads_to_the_table_on_its_own_page(client: Client) -> None:
    page = client.get("/rates/").content.decode()
    assert "The same as a table" not in page
    links = [link for link in Markup(page).values("href") if link.endswith("#table-rates-fired")]
    assert links == ["/charts/rates-fired/#table-rates-fired"]
    assert 'id="table-rates-fired"' in client.get("/charts/rates-fired/").content.decode()
