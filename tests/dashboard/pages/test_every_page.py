"""What holds for every page alike."""

from __future__ import annotations

from functools import cache
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from tests.dashboard.pages.addresses import LOST, PAGES
from tests.dashboard.pages.visited import parsed
from tests.thorough import some_of_each

pytestmark = pytest.mark.django_db
EACH = 2
"""Of each kind of link so many are followed, unless all of them are."""
PARTS = 8
"""So many tests follow them, so that workers share the walk."""


@pytest.mark.parametrize("path", PAGES)
def test_answers_with_the_frame_of_a_page(path: str) -> None:
    status, page = parsed(path)
    assert status == 200
    assert page.text.count("As known on") >= 1
    assert len([tag for tag, _ in page.tags if tag == "h1"]) == 1
    metas = {a.get("name") or a.get("property"): a.get("content") for tag, a in page.tags if tag == "meta"}
    assert metas["description"]
    assert metas["og:title"]
    assert (metas["og:url"] or "").startswith("http://testserver/")
    canonical = [a["href"] for tag, a in page.tags if tag == "link" and a.get("rel") == "canonical"]
    assert canonical == [metas["og:url"]]


@pytest.mark.parametrize("path", PAGES + LOST)
def test_markup_is_sound(path: str) -> None:
    _, page = parsed(path)
    assert page.misnested == []
    ids = page.values("id")
    assert sorted(ids) == sorted(set(ids))
    for attribute in ("aria-labelledby", "for", "aria-describedby"):
        for value in page.values(attribute):
            assert set(value.split()) <= set(ids), (attribute, value)
    inside = {urlsplit(href).fragment for href in page.values("href") if href.startswith("#")}
    assert inside <= set(ids)


@pytest.mark.parametrize("path", PAGES + LOST)
def test_nothing_inline_and_nothing_from_elsewhere(path: str) -> None:
    _, page = parsed(path)
    assert page.scripts == []
    assert page.values("style") == []
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    loaded = page.values("src") + [
        a["href"] or "" for tag, a in page.tags if tag == "link" and a.get("rel") in ("stylesheet", "icon")
    ]
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


@pytest.mark.parametrize("path", PAGES)
def test_links_out_give_nothing_away(path: str) -> None:
    _, page = parsed(path)
    out = [a for tag, a in page.tags if tag == "a" and (a.get("href") or "").startswith("http")]
    assert all(a.get("rel") == "noopener noreferrer" for a in out)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/flows/",
        "/flows/kp/ru/artillery-round/",
        "/compare/",
        "/claims/rok-mnd-2024-02-26-152mm/",
        "/ratios/",
        "/rates/",
        "/routes/",
        "/sources/",
        "/actors/kp/",
        "/claimants/kr-mnd/",
        "/munitions/artillery-round/",
        "/events/2023-10-13-white-house/",
        "/methods/",
        "/data/",
    ],
)
def test_the_day_is_carried_in_every_link(path: str) -> None:
    _, page = parsed(f"{path}?as_of=2024-06-14")
    for tag, attributes in page.tags:
        address = attributes.get("href")
        if tag != "a" or not address or address.startswith(("#", "http", "?", "/api/v1/docs/", "/api/v1/schema/")):
            continue
        if address.startswith(("/api/v1/routes", "/api/v1/places", "/api/v1/sources/", "/feed.atom", "/version/")):
            continue  # what these hold does not depend on a day
        day = parse_qs(urlsplit(address).query).get("as_of")
        if day is None and address == path:
            continue  # the preset "today" is the one way out of the past
        assert day, address


@cache
def linked() -> frozenset[str]:
    """Every address of the site that a page links to, posts to or draws a chart from."""
    found = set()
    for path in PAGES:
        _, page = parsed(path)
        for address in page.values("href") + page.values("action") + page.values("data-figure"):
            target = urlsplit(urljoin(f"http://testserver{path}", address))
            if target.netloc == "testserver" and not target.path.startswith("/static/"):
                found.add(target.path + (f"?{target.query}" if target.query else ""))
    return frozenset(found)


def kind(address: str) -> tuple[str, frozenset[str]]:
    """What an address asks for, whatever it is told: its route and its parameters; one without a route stands alone."""
    target = urlsplit(address)
    try:
        route = resolve(target.path).route
    except Resolver404:
        route = target.path
    return route, frozenset(parse_qs(target.query))


@pytest.mark.usefixtures("small_images")
@pytest.mark.parametrize("part", range(PARTS))
def test_every_internal_link_leads_somewhere(client: Client, part: int) -> None:
    found = linked()
    assert len(found) > 300
    answers: dict[str, int] = {}
    for address in some_of_each(sorted(found), kind, EACH)[part::PARTS]:
        response = client.get(address, follow=True)
        answers[address] = response.status_code
        if response.streaming:
            assert b"".join(response)
    # A day that is one click away may lie before a thing was known: then its page says so.
    early = {address for address, status in answers.items() if status == 404 and "as_of=" in address}
    assert all(client.get(address.partition("?")[0]).status_code == 200 for address in early)
    assert {address: status for address, status in answers.items() if status != 200 and address not in early} == {}


@pytest.mark.parametrize(
    "name", ["overview", "flows", "compare", "ratios", "rates", "routes", "sources", "methods", "data"]
)
def test_what_is_wrong_is_named_and_the_rest_is_answered(name: str) -> None:
    status, page = parsed(f"{reverse(name)}?as_of=14.6.2024&colour=<red>")
    assert status == 200
    assert "as_of=14.6.2024 was left out." in page.text
    assert "is not a date: write year-month-day" in page.text
    assert "colour=<red> was left out." in page.text
    assert "there is no parameter 'colour'" in page.text
    assert "Allowed: " in page.text


@pytest.mark.parametrize(
    "path", ["/", "/flows/", "/routes/", "/convert/", "/claims/rok-mnd-2024-06-14-shells/", "/methods/"]
)
def test_a_day_after_today_is_named_and_today_is_answered(path: str) -> None:
    status, page = parsed(f"{path}?as_of=2999-01-01")
    assert status == 200
    assert "as_of=2999-01-01 was left out." in page.text
    assert f"is after today: take {timezone.localdate().isoformat()} or an earlier day" in page.text
    assert "This page shows what had been stated by" not in page.text


@pytest.mark.parametrize("path", PAGES)
def test_only_reading(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
    assert client.generic("TRACE", path).status_code == 405


def test_a_list_twin_stands_in_the_head() -> None:
    _, page = parsed("/ratios/?compared=guns&as_of=2024-06-14")
    twins = {a["type"]: a["href"] for tag, a in page.tags if tag == "link" and a.get("rel") == "alternate"}
    assert twins.pop("application/atom+xml") == "/feed.atom"
    assert twins == {
        "application/json": "/api/v1/ratios/?compared=guns&as_of=2024-06-14",
        "text/csv": "/api/v1/ratios.csv?compared=guns&as_of=2024-06-14",
    }
