from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client

from flows.wording import COMPUTED

pytestmark = pytest.mark.django_db


def body(client: Client, query: str) -> Any:
    response = client.get(f"/api/v1/disagree/?{query}")
    assert response.status_code == 200
    return response.json()


def test_an_answer_names_both_claims_the_verdict_and_the_size(client: Client) -> None:
    answer = body(client, "claimant=kr-nis&about=shipments")
    rounds = next(thing for thing in answer["things"] if thing["flow"] == "kp/ru/artillery-round")
    first = rounds["pairs"][0]
    assert (first["left"], first["right"]) == ("rok-nis-2025-06-26-rounds", "osc-2025-04-15-rounds")
    assert (first["verdict"], first["in_series"], first["computed"]) == ("if_of_series", True, COMPUTED)
    assert first["times"] == {"low": 1.724, "high": None}
    figures = {figure["code"]: figure for figure in rounds["figures"]}
    assert figures["nk-mofa-2022-12-denial"]["denial"] is True
    assert figures["rok-nis-2025-06-26-rounds"]["period"]["words"] == "until 26 June 2025"
    assert {pair[side] for pair in rounds["pairs"] for side in ("left", "right")} <= figures.keys()


def test_the_file_holds_the_same_pairs(client: Client) -> None:
    answer = body(client, "recipient=ua")
    response: Any = client.get("/api/v1/disagree.csv?recipient=ua")
    rows = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))
    told = [(t["name"], p["left"], p["right"], p["verdict"]) for t in answer["things"] for p in t["pairs"]]
    assert [(row["thing"], row["left"], row["right"], row["verdict"]) for row in rows] == told
    assert {row["computed"] for row in rows} == {COMPUTED}


@pytest.mark.parametrize("query", ["claimant=nobody", "about=claims", "stage=shipped", "as_of=2024-13-01"])
def test_bad_input_is_refused_with_its_name_and_what_is_allowed(client: Client, query: str) -> None:
    response = client.get(f"/api/v1/disagree/?{query}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    (fault,) = response.json()["errors"]
    assert fault["parameter"] == query.partition("=")[0]
