"""The control for the day as it is sent, before any script."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from dashboard.pages.frame import a_year_before
from flows.queries.statement_days import statement_days

pytestmark = pytest.mark.django_db


def control(client: Client, path: str) -> str:
    found = re.search(r'<section class="known-on".*?</section>', client.get(path).content.decode(), re.DOTALL)
    assert found
    return found[0]


def presets(html: str) -> dict[str, tuple[str, bool]]:
    links = re.findall(r'<a href="([^"]+)"( aria-current="true")?>([^<]+)</a>', html.partition('class="presets"')[2])
    return {label: (address, bool(current)) for address, current, label in links}


def test_it_shows_the_day_that_it_stands_on(client: Client) -> None:
    today = timezone.localdate().isoformat()
    for path, day in (("/rates/", today), ("/rates/?as_of=2024-06-14", "2024-06-14")):
        shown = re.sub(r"\s+", " ", control(client, path))
        assert f'name="as_of" value="{day}" max="{today}"' in shown, path


def test_it_holds_every_day_of_a_statement(client: Client) -> None:
    days = ",".join(day.isoformat() for day in statement_days())
    assert f'data-days="{days}"' in control(client, "/rates/")


def test_days_one_click_away_are_links_that_keep_everything_else(client: Client) -> None:
    found = presets(control(client, "/rates/?activity=fired&as_of=2024-06-13"))
    year = a_year_before(timezone.localdate()).isoformat()
    assert found["today"] == ("/rates/?activity=fired", False)
    assert found["a year ago"] == (f"/rates/?activity=fired&amp;as_of={year}", False)
    assert found["14 June 2024"] == ("/rates/?activity=fired&amp;as_of=2024-06-14", False)
    assert found["the day before"] == ("/rates/?activity=fired&amp;as_of=2024-06-13", True)


def test_the_present_day_is_today_however_it_is_asked_for(client: Client) -> None:
    today = timezone.localdate().isoformat()
    for path in ("/rates/", f"/rates/?as_of={today}"):
        assert presets(control(client, path))["today"][1], path


def test_a_year_before_a_leap_day_is_the_last_of_february() -> None:
    assert a_year_before(date(2024, 2, 29)) == date(2023, 2, 28)
    assert a_year_before(date(2024, 6, 14)) == date(2023, 6, 14)
