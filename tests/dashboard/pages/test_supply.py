"""The chart of who supplies whom: what an address asks for is what is shown, and an open filter stays open."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client

from dashboard.pages.gallery import GALLERY
from flows.questions.parameters import Query

pytestmark = pytest.mark.django_db
FIELDS = ("supplier", "recipient", "within", "stage", "basis", "claimant")


def page(client: Client, query: str) -> str:
    return unescape(client.get(f"/charts/supply/?{query}").content.decode())


def chosen(text: str) -> set[str]:
    return set(re.findall(r'<option value="([^"]+)"\s+selected', text))


def canonical(text: str) -> str:
    found = re.search(r'rel="canonical" href="[^"?]*\??([^"]*)"', text)
    assert found
    return found[1]


def codes(query: Query) -> set[str]:
    chart = GALLERY["supply"].answered(query).chart
    return {mark.code for mark in (*chart.marks, *chart.listed)}


def test_without_a_filter_what_moved_of_the_usual_kind_is_shown(client: Client) -> None:
    text = page(client, "")
    assert chosen(text) == {"shipped,delivered", "large-calibre-round"}
    assert "stage=shipped,delivered" in canonical(text)


def test_any_in_every_filter_asks_for_every_claim_and_stays_so(client: Client) -> None:
    text = page(client, "&".join(f"{field}=" for field in FIELDS))
    assert chosen(text) == set()
    assert canonical(text) == "current=true"
    opened = codes({"current": ["true"]})
    assert opened == codes({field: [""] for field in FIELDS})
    assert opened > codes({})
    assert chosen(page(client, "current=true")) == set()


def test_one_filter_is_not_narrowed_by_the_usual_ones(client: Client) -> None:
    assert chosen(page(client, "recipient=ua")) == {"ua"}
    drawn = GALLERY["supply"].answered({"recipient": ["ua"]}).chart
    assert len({lane.row.split(",")[0] for lane in drawn.lanes}) > 8
    assert {mark.side for mark in drawn.marks} == {"to-second"}


def test_no_supplier_looks_larger_for_want_of_the_others(client: Client) -> None:
    """Norway once stood second of three suppliers."""
    chart = GALLERY["supply"].answered({}).chart
    norway = next(mark for mark in chart.marks if mark.code == "no-2023-04-03-earlier-20k")
    assert chart.lanes[norway.lane or 0].panel.startswith("To Ukraine, since 24 February 2022, as of")
    assert sum("To Ukraine" in lane.panel for lane in chart.lanes) > 10


def test_a_map_is_explored_in_its_drawing(client: Client) -> None:
    assert "chart-explore" in page(client, "")
    for path in ("/charts/routes/", "/routes/", "/embed/routes/"):
        text = client.get(path).content.decode()
        assert "data-zooms" in text
        assert "topojson" not in text
