"""The sections in the masthead, and the way down to a page."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client

from dashboard.pages.navigation import Crumb, menus, trail
from flows.pages_of_site import PAGES_OF_SITE
from flows.vocabulary import Reliability

DAY = date(2024, 6, 14)
CRUMBS = re.compile(r'<nav class="block crumbs".*?</nav>', re.DOTALL)


def test_the_page_is_marked_and_so_is_the_list_that_it_stands_below() -> None:
    found = {menu.title: menu for menu in menus("flow", "", DAY, Reliability.B)}
    assert [title for title, menu in found.items() if menu.here] == ["Who sent what"]
    flows = found["Who sent what"].links[0]
    assert (flows.address, flows.here, flows.above) == ("/flows/?as_of=2024-06-14&grade=B", False, True)
    assert menus("flows", "", None, None)[0].links[0].here
    assert not any(menu.here for menu in menus("overview", "", None, None))


def test_what_takes_no_day_is_given_none() -> None:
    links = {link.label: link.address for menu in menus("", "", DAY, None) for link in menu.links}
    assert links["API"] == "/api/v1/docs/"
    assert links["Methods"] == "/methods/?as_of=2024-06-14"


@pytest.mark.parametrize(
    ("name", "below", "expected"),
    [
        ("overview", "", ()),
        ("changes", "", ()),
        ("no-such-address", "", ()),
        ("flows", "", (Crumb("Who sent what"),)),
        ("flow", "", (Crumb("Who sent what"), Crumb("Flows", "/flows/"))),
        ("years", "", (Crumb("Who sent what", "/flows/"),)),
        ("event", "", (Crumb("Sources", "/sources/"), Crumb("Events", "/events/"))),
        (
            "claim",
            "rates",
            (Crumb("Made and fired"), Crumb("Rates of fire and production", "/rates/")),
        ),
    ],
)
def test_the_way_down_is_the_section_and_the_list(name: str, below: str, expected: tuple[Crumb, ...]) -> None:
    assert trail(name, below, None, None) == expected


@pytest.mark.django_db
def test_a_claim_stands_below_its_flow_or_the_list_of_its_kind(client: Client) -> None:
    def crumbs(path: str) -> str:
        found = CRUMBS.search(client.get(path).content.decode())
        assert found
        return found[0]

    shipment = crumbs("/claims/rok-mnd-2024-06-14-shells/?as_of=2024-06-14")
    assert re.findall(r'href="([^"]+)"', shipment) == [
        "/flows/?as_of=2024-06-14",
        "/flows/kp/ru/artillery-round/?as_of=2024-06-14",
    ]
    assert re.findall(r'href="([^"]+)"', crumbs("/claims/nato-2024-03-11-fire/")) == ["/rates/"]


@pytest.mark.django_db
def test_every_listed_page_is_in_the_masthead_and_the_footer_of_every_page(client: Client) -> None:
    for path in ("/", "/no-such-page/"):
        html = client.get(path).content.decode()
        masthead, footer = html.partition("</header>")[0], html.rpartition("<footer")[2]
        for page in PAGES_OF_SITE:
            if page.section:
                assert f'href="{page.path}"' in masthead, (path, page.name)
                assert f'href="{page.path}"' in footer, (path, page.name)
