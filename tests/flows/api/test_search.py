"""The search through the API."""

from __future__ import annotations

import csv
import io

import pytest
from django.test import Client

from tests.flows.api.conftest import Get

SEARCH = "/api/v1/search/"


def test_what_is_found_has_its_phrase_with_its_time_and_its_page(get: Get) -> None:
    answer = get("search/", q="propelling charges")
    assert [count["kind"] for count in answer["counts"]] == ["munitions", "rates"]
    rate = answer["results"][-1]
    assert "in September 2024" in rate["title"]
    assert rate["url"].endswith("/claims/us-2024-09-charges-18k/")


def test_pages_follow_one_another(get: Get, client: Client) -> None:
    first = get("search/", q="korea", kind="shipments", page_size="5")
    second = client.get(first["next"].removeprefix("http://testserver")).json()
    assert second["previous"]
    assert not {one["code"] for one in first["results"]} & {one["code"] for one in second["results"]}


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "q=***", "q=a&kind=x", "q=a&cursor=x", "q=a&grade=A", "q=" + "x" * 201])
def test_a_bad_question_is_a_problem(client: Client, query: str) -> None:
    response = client.get(f"{SEARCH}?{query}")
    assert response.status_code == 400
    assert response["Content-Type"].startswith("application/problem+json")
    assert response.json()["errors"][0]["parameter"]


@pytest.mark.django_db
def test_all_of_it_comes_as_csv(client: Client) -> None:
    response = client.get("/api/v1/search.csv?q=korea")
    rows = list(csv.DictReader(io.StringIO(b"".join(response).decode())))
    counted = sum(count["number"] for count in client.get(f"{SEARCH}?q=korea").json()["counts"])
    assert len(rows) == counted
    assert client.get("/api/v1/search.csv?q=korea&page_size=5").status_code == 400
