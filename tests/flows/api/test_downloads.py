"""Tables as CSV: the same question, the same records, nothing lost on the way."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from flows.exporting.tables import TABLES

Get = Callable[..., Any]
pytestmark = pytest.mark.django_db


def rows(response: Any) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_suffix_and_the_header_give_the_same_table(client: Client) -> None:
    by_suffix = client.get("/api/v1/shipments.csv", {"supplier": "kp", "as_of": "2024-06-14"})
    by_header = client.get(
        "/api/v1/shipments/", {"supplier": "kp", "as_of": "2024-06-14"}, headers={"accept": "text/csv"}
    )
    assert by_suffix.streaming
    for response in (by_suffix, by_header):
        assert response["Content-Type"] == "text/csv; charset=utf-8; header=present"
        assert response["Content-Disposition"] == 'attachment; filename="shipments-as-of-2024-06-14.csv"'
        assert response["X-Question"] == "supplier=kp&as_of=2024-06-14"
        assert response["Link"] == (
            "<http://testserver/api/v1/shipments/?supplier=kp&as_of=2024-06-14>; "
            'rel="alternate"; type="application/json"'
        )
    assert rows(by_suffix) == rows(by_header)


def test_a_suffix_says_more_than_the_accept_header(client: Client) -> None:
    response = client.get("/api/v1/shipments.csv", headers={"accept": "application/json"})
    assert response["Content-Type"].startswith("text/csv")


def test_without_a_day_the_file_is_named_after_today(client: Client) -> None:
    today: date = timezone.localdate()
    assert f"rates-as-of-{today.isoformat()}.csv" in client.get("/api/v1/rates.csv")["Content-Disposition"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_holds_every_record_of_its_list(client: Client, get: Get, table: str) -> None:
    found = rows(client.get(f"/api/v1/{table}.csv"))
    listed = get(f"{table}/", page_size=500)["results"]
    assert list(found[0]) == [column.name for column in TABLES[table].header]
    assert list(dict.fromkeys(row["code"] for row in found)) == [record["code"] for record in listed]


@pytest.mark.parametrize("table", ["shipments", "rates", "ratios", "indicators"])
def test_numbers_are_those_of_the_json_and_carry_their_evidence(client: Client, get: Get, table: str) -> None:
    found = {row["code"]: row for row in rows(client.get(f"/api/v1/{table}.csv"))}
    numbers = [column.name for column in TABLES[table].columns if column.kind == "number"]
    for record in get(f"{table}/", page_size=500)["results"]:
        row = found[record["code"]]
        for name in numbers:
            assert (float(row[name]) if row[name] else None) == record[name]
        assert row["text"] == record["text"]
        assert row["claimed_on"] == record["claimed_on"]
        assert row["bound"] == record["bound"]
        assert row["claimant"]


def test_a_superseded_claim_says_so_in_its_row(client: Client) -> None:
    found = {row["code"]: row for row in rows(client.get("/api/v1/shipments.csv", {"supplier": "kp"}))}
    row = found["rok-mnd-2024-06-14-shells"]
    assert (row["superseded_by"], row["superseded_on"]) == ("rok-mnd-2024-07-24-152mm", "2024-07-24")
    assert (row["low"], row["point"], row["high"], row["bound"]) == ("", "", "4800000", "up-to")
    assert (row["basis"], row["stage"]) == ("capacity-if-full", "shipped")


def test_a_table_without_rows_has_its_header(client: Client) -> None:
    response: Any = client.get("/api/v1/shipments.csv", {"as_of": "1999-01-01"})
    lines = b"".join(response.streaming_content).decode().splitlines()
    assert lines == [",".join(column.name for column in TABLES["shipments"].header)]


def test_the_heads_of_flows_are_one_table(client: Client, get: Get) -> None:
    found = rows(client.get("/api/v1/flows.csv", {"supplier": "kp", "as_of": "2024-06-14"}))
    flows = get("flows/", supplier="kp", as_of="2024-06-14", page_size=100)["results"]
    assert [(row["flow_munition"], row["code"]) for row in found] == [
        (flow["munition"], head["code"]) for flow in flows for head in flow["heads"]
    ]


def test_text_that_would_be_a_formula_is_neutralised_and_json_keeps_it(client: Client, get: Get) -> None:
    from flows.models import Place, Shipment

    Shipment.objects.filter(code="rok-mnd-2024-06-14-shells").update(notes='=HYPERLINK("x")')
    Place.objects.filter(code="rajin").update(lon="-3.5000")
    row = next(row for row in rows(client.get("/api/v1/shipments.csv")) if row["code"] == "rok-mnd-2024-06-14-shells")
    assert row["notes"] == '\'=HYPERLINK("x")'
    assert get("shipments/rok-mnd-2024-06-14-shells/")["notes"] == '=HYPERLINK("x")'
    place = next(row for row in rows(client.get("/api/v1/places.csv")) if row["code"] == "rajin")
    assert place["lon"] == "-3.5"
