"""One flow month by month, in one request: the same as asking for the flow as of each of the days."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from flows.clock import today
from flows.exporting.tables import TABLES

Get = Callable[..., Any]
FLOW = "kp/ru/artillery-round"
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("asked", [{}, {"window": 60, "grade": "B"}, {"stage": "shipped", "basis": "capacity-if-full"}])
def test_each_month_is_the_flow_as_of_its_last_day(get: Get, asked: dict[str, Any]) -> None:
    series = get("series/", flow=FLOW, as_of="2024-09-10", **asked)
    days = [date.fromisoformat(month["day"]) for month in series["months"]]
    assert days[-1] == date(2024, 9, 10)
    assert all((day + timedelta(days=1)).day == 1 for day in days[:-1])
    claims = {claim["code"]: claim for claim in series["claims"]}
    assert claims.keys() == {code for month in series["months"] for code in month["heads"]}
    for month in series["months"]:
        flow = get(f"flows/{FLOW}/", as_of=month["day"], **asked)
        assert month["heads"] == [claim["code"] for claim in flow["heads"]]
        assert (month["span"], month["older"]) == (flow["span"], flow["older"])


def test_the_months_are_whole_from_the_first_claim_to_today(get: Get) -> None:
    months = get("series/", flow=FLOW)["months"]
    stated = get("shipments/", supplier="kp", recipient="ru", within="artillery-round", ordering="claimed_on")
    first = date.fromisoformat(stated["results"][0]["claimed_on"])
    assert months[0]["day"][:7] == first.isoformat()[:7]
    assert months[-1]["day"] == today().isoformat()
    assert len({month["day"][:7] for month in months}) == len(months)
    later = get("series/", flow=FLOW, **{"from": "2024-05-15"})["months"]
    assert later == [month for month in months if month["day"] >= "2024-05"]


def test_a_flow_without_claims_has_its_day(get: Get) -> None:
    (month,) = get("series/", flow="cz/ru/artillery-round", as_of="2024-06-14")["months"]
    assert month == {"day": "2024-06-14", "heads": [], "older": [], "span": [], "text": "no claim recorded"}


def test_words_of_a_span_say_whose_heads_it_is_of(get: Get) -> None:
    month = get("series/", flow=FLOW, as_of="2024-06-14", stage="shipped")["months"][-1]
    assert (
        "4.8 million rounds shipped, the lowest and the highest figure stated, as known on 14 June 2024"
        in month["text"]
    )
    assert "South Korea" in month["text"]
    assert month["text"].endswith("computed from claims and stated by nobody")


def test_as_csv_each_head_and_each_span_is_a_row(client: Client, get: Get) -> None:
    series = get("series/", flow=FLOW, as_of="2024-06-14")
    response: Any = client.get("/api/v1/series.csv", {"flow": FLOW, "as_of": "2024-06-14"})
    rows = list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode())))
    assert [(row["day"], row["code"]) for row in rows if row["entry"] != "span"] == [
        (month["day"], code) for month in series["months"] for code in month["heads"]
    ]
    spans = [row for row in rows if row["entry"] == "span"]
    assert [(row["day"], row["stage"], row["unit"]) for row in spans] == [
        (month["day"], span["stage"], span["unit"]) for month in series["months"] for span in month["span"]
    ]
    assert all(row["label"] and row["text"] and not row["code"] for row in spans)
    assert {column.name for column in TABLES["shipments"].columns} < set(rows[0])


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({}, "flow"),
        ({"flow": "kp/ru"}, "flow"),
        ({"flow": "kp/ru/nothing"}, "flow"),
        ({"flow": FLOW, "from": "May"}, "from"),
    ],
)
def test_bad_questions_are_named(refused: Get, query: dict[str, str], parameter: str) -> None:
    (error,) = refused(400, "series/", **query)["errors"]
    assert error["parameter"] == parameter
