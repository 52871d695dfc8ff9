"""The table of claimants by flow, its JSON and its CSV."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client

from dashboard.pages.by_claimant import COLUMNS, ROWS, Row
from tests.dashboard.pages.markup import Markup

pytestmark = pytest.mark.django_db
PAGE = "/disagree/by-claimant/"


def listed(context: Any) -> list[Row]:
    """Every row of the page: those that are open at once, and those that are folded away on a phone."""
    return [*context["rows"].first, *context["rows"].rest]


def test_each_figure_leads_to_its_claim_with_time_grade_and_day(client: Client) -> None:
    response = client.get(PAGE)
    page = Markup(response.content.decode())
    cells = [cell for row in listed(response.context) for cell in row.cells if cell.claim]
    assert len(cells) > 20
    for cell in cells:
        assert cell.claim is not None
        assert f"/claims/{cell.claim.code}/" in page.values("href")
        assert cell.beside.startswith("Stated ")
    assert len(response.context["heads"]) == COLUMNS
    assert 0 < response.context["rows"].total <= ROWS
    assert re.search(r"About 6.5 million \w+ since 2023", page.text)
    assert "if full" in page.text
    assert "Denies it" in page.text
    assert "/disagree/by-claimant/" in Markup(client.get("/disagree/").content.decode()).values("href")


def test_the_things_that_stand_in_no_column_have_tables_of_their_own(client: Client) -> None:
    others = client.get(PAGE).context["others"]
    assert others
    own = client.get(others[0].address)
    assert own.context["heads"][0].name == others[0].name


def test_page_json_and_csv_hold_the_same_figures(client: Client) -> None:
    query = {"recipient": "ru", "as_of": "2025-07-01"}
    body = client.get("/api/v1/by-claimant/", query).json()
    stream: Any = client.get("/api/v1/by-claimant.csv", query)
    table = list(csv.DictReader(io.StringIO(b"".join(stream.streaming_content).decode("utf-8-sig"))))
    told = [
        (thing["name"], one["claim"]["code"], one["same_time"]) for thing in body["things"] for one in thing["newest"]
    ]
    assert [
        (row["thing"], row["code"], row["same_time"].split(";") if row["same_time"] else []) for row in table
    ] == told
    names = [thing["name"] for thing in body["things"][:COLUMNS]]
    context = client.get(PAGE, query).context
    assert [head.name for head in context["heads"]] == names
    shown = {(cell.thing, cell.claim.code) for row in listed(context) for cell in row.cells if cell.claim}
    assert shown == {(name, code) for name, code, _ in told if name in names}
    assert all(one["claim"]["claimed_on"] <= "2025-07-01" for thing in body["things"] for one in thing["newest"])
