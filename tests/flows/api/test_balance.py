"""The balance through the API: its figures, its words, its table, and what it refuses."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.flows.api.test_queries import OVERLAPS, TREE, tables_read

Get = Callable[..., Any]
pytestmark = pytest.mark.django_db

SPRING = {"side": "ru", "start": "2024-01-01", "end": "2024-05-31"}
CHOSEN = {
    **SPRING,
    "stock": "ctx-ru-stock-2023-10",
    "produced": "ee-2024-02-16-prod",
    "received": "rok-mnd-2024-06-14-shells",
    "fired": "ua-syrskyi-2024-08-20-h1",
}


def test_spring_2024(get: Get) -> None:
    answer = get("balance/", **CHOSEN)
    assert (answer["days"], answer["label"]) == (152, "computed; nobody stated it")
    ends = {term["term"]: (term["low"], term["high"]) for term in answer["terms"]}
    assert ends == {
        "stock": (4_000_000, 4_000_000),
        "produced": (0, 1_868_853),
        "received": (0, 4_800_000),
        "fired": (10_640_000, 10_640_000),
        "lost": (None, None),
    }
    lost = answer["terms"][-1]
    assert (lost["source"], lost["text"]) == ("unknown", "unknown: no claim says what was lost")
    assert answer["closing"] == {
        "possible": True,
        "stock": {"low": 0, "high": 28_853},
        "short_by": None,
        "text": "up to 30\N{THIN SPACE}000",
        "ceilings": 10_668_853,
        "floors": 10_640_000,
    }
    assert [one["term"] for one in answer["needed"]] == ["stock", "produced", "received"]
    assert answer["text"].startswith("These claims leave Russia up to 30,000 artillery rounds in store on 31 May 2024.")
    assert answer["text"].endswith("(computed; nobody stated it)")
    assert answer["links"]["page"].endswith(f"/balance/?{answer['links']['self'].partition('?')[2]}")


def test_what_cannot_all_be_true_is_named_with_the_miss(get: Get) -> None:
    answer = get("balance/", **{**CHOSEN, "received": "ua-hur-skib-2024-02-nk"})
    assert answer["closing"]["possible"] is False
    assert (answer["closing"]["stock"], answer["closing"]["short_by"]) == (None, 3_271_147)
    (found,) = answer["impossible"]
    assert [member["term"] for member in found["claims"]] == ["stock", "produced", "received", "fired"]
    assert found["short_by"] == 3_271_147
    assert found["claims"][2]["cautions"] == ["other_time", "one_supplier", "superseded"]
    assert answer["impossible_count"] == 1
    assert answer["impossible_text"][0].startswith("Short by 3.27 million artillery rounds if all of these hold:")


def test_a_term_rests_on_paces_of_which_its_words_and_the_table_say_the_time_and_the_days(
    get: Get, client: Client
) -> None:
    year = {"side": "ru", "start": "2025-01-01", "end": "2025-12-31"}
    answer = get("balance/", **year)
    fired = next(term for term in answer["terms"] if term["term"] == "fired")
    assert fired["text"].endswith("; at the least a pace in April 2025, for its own 30 days")
    assert [reading["days"] for reading in fired["readings"]] == [30]
    rows = rows_of(client, "balance.csv", **year)
    (row,) = (row for row in rows if row["line"] == "fired" and not row["not_counted"])
    assert (row["days"], row["term_text"]) == ("30", fired["text"])
    assert [(one["term"], one["munition"]) for one in answer["wider"]] == [
        ("produced", "large-calibre-round"),
        ("received", "large-calibre-round"),
    ]
    assert answer["wider"][0]["url"].endswith("end=2025-12-31&munition=large-calibre-round")


def test_what_came_is_at_least_what_the_claims_about_one_supplier_agree_on(get: Get) -> None:
    answer = get("balance/", side="ua", munition="large-calibre-round", start="2025-01-01", end="2025-12-31")
    came = next(term for term in answer["terms"] if term["term"] == "received")
    assert (came["low"], came["high"]) == (2_000_000, None)


def test_of_a_side_that_no_claim_is_about_the_words_say_so(get: Get) -> None:
    answer = get("balance/", side="nammo", start="2024-01-01", end="2024-05-31")
    assert answer["text"].startswith("No claim is about what Nammo had, made, received, fired or lost")


def test_the_parts_of_a_time_say_why_they_are_open(get: Get) -> None:
    assert get("balance/", **CHOSEN, by="month")["steps_text"] == ""
    assert (
        "nothing bounds what came from others"
        in get("balance/", side="ru", start="2023-10-01", end="2024-12-31", by="quarter")["steps_text"]
    )


def test_what_has_to_be_named(refused: Get) -> None:
    problem = refused(400, "balance/")
    assert [error["parameter"] for error in problem["errors"]] == ["side", "start", "end"]


@pytest.mark.parametrize(
    ("named", "parameter", "words"),
    [
        ({"end": "2023-12-31"}, "end", "lies before start"),
        ({"end": "2999-01-01"}, "end", "after today"),
        ({"by": "week"}, "by", "is not one of month, quarter, year"),
        ({"start": "2018-01-01", "by": "month"}, "by", "more than 60 parts"),
        ({"start": "1800-01-01"}, "start", "more than 10 years before end, 2024-05-31: take 2014-06-01 or a later day"),
        ({"fired": "no-such"}, "fired", "is no claim"),
        ({"side": "ua", "received": "rok-mnd-2024-06-14-shells"}, "received", "is about another side"),
        ({"received": "us-2022-05-pledged-200k", "side": "ua"}, "received", "a promise is not a delivery"),
        (
            {"fired": ",".join(f"a-{n}" for n in range(30)), "stock": ",".join(f"b-{n}" for n in range(30))},
            "stock",
            "60",
        ),
    ],
)
def test_what_cannot_be_asked_is_refused_by_name(refused: Get, named: Any, parameter: str, words: str) -> None:
    problem = refused(400, "balance/", **{**SPRING, **named})
    assert any(error["parameter"] == parameter and words in error["detail"] for error in problem["errors"])


def test_by_quarters_the_closing_stock_opens_the_next(get: Get) -> None:
    steps = get("balance/", **{**SPRING, "by": "quarter"})["steps"]
    assert [(step["start"], step["end"]) for step in steps] == [
        ("2024-01-01", "2024-03-31"),
        ("2024-04-01", "2024-05-31"),
    ]
    opening = steps[1]["terms"][0]
    assert opening["source"] == "carried"
    assert (opening["low"], opening["high"]) == (
        steps[0]["closing"]["stock"]["low"],
        steps[0]["closing"]["stock"]["high"],
    )


def rows_of(client: Client, address: str, **query: str) -> list[dict[str, str]]:
    response: Any = client.get(f"/api/v1/{address}", query)
    assert response.status_code == 200
    return list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))


def test_the_table_has_a_row_for_each_reading_and_one_for_what_is_left(client: Client) -> None:
    every = rows_of(client, "balance.csv", **CHOSEN)
    rows = [row for row in every if not row["not_counted"]]
    assert [row["line"] for row in rows] == ["stock", "produced", "received", "fired", "lost", "closing"]
    assert {row["label"] for row in rows} == {"computed; nobody stated it"}
    assert (rows[4]["source"], rows[4]["low"], rows[4]["high"]) == ("unknown", "", "")
    assert (rows[5]["low"], rows[5]["high"]) == ("0", "28853")
    assert rows[2]["cautions"] == "capacity;start_not_stated;one_supplier;superseded"
    assert rows[2]["urls"].endswith("/claims/rok-mnd-2024-06-14-shells/")
    header: Any = client.get("/api/v1/balance/", CHOSEN, headers={"accept": "text/csv"})
    assert header["Content-Type"].startswith("text/csv")


def test_what_is_left_out_is_named_with_the_reason_and_every_set_is_listed(get: Get, client: Client) -> None:
    asked = {"side": "ru", "start": "2024-01-01", "end": "2024-05-31"}
    answer, rows = get("balance/", **asked), rows_of(client, "balance.csv", **asked)
    left_out = [(row["line"], row["claims"], row["not_counted"], row["why"]) for row in rows if row["not_counted"]]
    assert left_out == [(one["term"], one["claim"], one["reason"], one["why"]) for one in answer["not_counted"]]
    assert {row["low"] + row["high"] for row in rows if row["not_counted"]} == {""}
    assert answer["impossible_count"] == len(answer["impossible"]) > 20
    assert answer["impossible_unlisted"] == 0
    assert "not listed" not in answer["text"]
    _, *sets = (row for row in rows if row["line"] == "impossible")
    assert [row["short_by"] for row in sets] == [str(one["short_by"]) for one in answer["impossible"]]


@pytest.mark.parametrize("address", ["balance/", "balance.csv"])
def test_the_number_of_queries_is_fixed(client: Client, address: str) -> None:
    claims = ["flows_shipment", "flows_rate", "flows_indicator"]
    by = "side=ru&start=2024-01-01&end=2024-05-31"
    assert sorted(tables_read(client, f"{address}?{by}")) == sorted([*TREE, *TREE, *claims, *OVERLAPS, "flows_story"])
    chosen = "&".join(f"{name}={value}" for name, value in CHOSEN.items())
    assert sorted(tables_read(client, f"{address}?{chosen}&by=month")) == sorted(
        [*TREE, *TREE, *claims, *claims, *OVERLAPS, "flows_story"]
    )
