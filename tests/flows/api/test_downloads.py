"""Tables as CSV: the same question, the same records, nothing lost on the way."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from flows.exporting.tables import TABLES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
            'rel="alternate"; type="application/json", '
            '<https://creativecommons.org/licenses/by/4.0/>; rel="license"'
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
    page = get(f"{table}/", page_size=500)
    listed = page["results"]
    while page["next"]:
        page = client.get(page["next"]).json()
        listed += page["results"]
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
    expected = []
    for flow in flows:
        totals = [
            (head["code"], "older-total" if head["code"] in flow["older"] else "running-total")
            for head in flow["heads"]
        ]
        figures = [(head["code"], "for-a-period") for head in flow["period_heads"]]
        figures += [(claim["code"], "without-a-time") for claim in flow["undated"]]
        expected += [(flow["munition"], code, summary) for code, summary in (*totals, *figures)]
    assert [(row["flow_munition"], row["code"], row["flow_summary"]) for row in found] == expected
    assert {summary for _, _, summary in expected} == {"running-total", "for-a-period", "without-a-time"}
    for row in found:
        assert (row["temporal"] == "cumulative") == (row["flow_summary"] == "running-total")
        if row["flow_summary"] != "running-total":
            assert bool(row["period_start"] or row["period_end"]) == (row["flow_summary"] == "for-a-period")


def test_a_figure_without_a_time_is_in_the_table_and_in_the_flow(client: Client, get: Get) -> None:
    found = rows(client.get("/api/v1/flows.csv", {"supplier": "eg"}))
    rockets = [row for row in found if row["high"] == "40000"]
    assert {row["flow_summary"] for row in rockets} == {"without-a-time"}
    (flow,) = get("flows/", supplier="eg", munition="rocket")["results"]
    assert [claim["high"] for claim in flow["undated"]] == [40_000]
    assert flow["heads"] == flow["period_heads"] == []


def test_older_heads_are_told_from_those_that_the_span_holds(client: Client) -> None:
    query = {"supplier": "kp", "recipient": "ru", "munition": "artillery-round"}
    today, wide = (rows(client.get("/api/v1/flows.csv", {**query, **more})) for more in ({}, {"window": "36500"}))
    assert [row["code"] for row in today] == [row["code"] for row in wide]
    assert "csis-2024-02-28-rounds" in {row["code"] for row in today if row["flow_summary"] == "older-total"}
    assert "older-total" not in {row["flow_summary"] for row in wide}


def test_text_that_would_be_a_formula_is_neutralised_and_json_keeps_it(client: Client, get: Get) -> None:
    from flows.models import Place, Shipment

    Shipment.objects.filter(code="rok-mnd-2024-06-14-shells").update(notes='=HYPERLINK("x")')
    Place.objects.filter(code="rajin").update(lon="-3.5000")
    row = next(row for row in rows(client.get("/api/v1/shipments.csv")) if row["code"] == "rok-mnd-2024-06-14-shells")
    assert row["notes"] == '\'=HYPERLINK("x")'
    assert get("shipments/rok-mnd-2024-06-14-shells/")["notes"] == '=HYPERLINK("x")'
    place = next(row for row in rows(client.get("/api/v1/places.csv")) if row["code"] == "rajin")
    assert place["lon"] == "-3.5"


def workbook(client: Client, address: str, **query: str) -> Any:
    response: Any = client.get(f"/api/v1/{address}", query)
    assert (response.status_code, response["Content-Type"]) == (200, XLSX)
    return load_workbook(io.BytesIO(response.getvalue()))


@pytest.mark.parametrize("table", [*TABLES, "flows"])
def test_a_workbook_holds_what_the_csv_holds(client: Client, table: str) -> None:
    listed = rows(client.get(f"/api/v1/{table}.csv"))
    header, *lines = workbook(client, f"{table}.xlsx").worksheets[0].iter_rows(values_only=True)
    assert list(header) == list(listed[0])
    assert len(lines) == len(listed)
    for line, row in zip(lines, listed, strict=True):
        for value, text in zip(line, row.values(), strict=True):
            match value:
                case None:
                    assert text == ""
                case datetime():
                    assert value.date().isoformat() == text
                case int() | float():
                    assert float(text) == pytest.approx(value)
                case _:
                    assert text in (value, f"'{value}")


def test_a_workbook_says_what_it_answers(client: Client) -> None:
    response = client.get("/api/v1/shipments.xlsx", {"supplier": "kp", "as_of": "2024-06-14"})
    assert response["X-Question"] == "supplier=kp&as_of=2024-06-14"
    assert response["Content-Disposition"] == 'attachment; filename="shipments-as-of-2024-06-14.xlsx"'
    assert response.getvalue()
    about = dict(
        workbook(client, "shipments.xlsx", supplier="kp", as_of="2024-06-14")["about"].iter_rows(values_only=True)
    )
    assert about["question"] == "supplier=kp&as_of=2024-06-14"
    assert about["as known on"] == "2024-06-14"
    assert about["licence"].startswith("https://creativecommons.org/")


def test_text_in_a_workbook_is_text_and_numbers_are_numbers(client: Client) -> None:
    from flows.models import Shipment

    Shipment.objects.filter(code="rok-mnd-2024-06-14-shells").update(notes='=HYPERLINK("x")', speaker="0012")
    header, *lines = workbook(client, "shipments.xlsx", supplier="kp").worksheets[0].iter_rows()
    places = {cell.value: place for place, cell in enumerate(header)}
    line = next(line for line in lines if line[places["code"]].value == "rok-mnd-2024-06-14-shells")
    notes, speaker, high = (line[places[name]] for name in ("notes", "speaker", "high"))
    assert (notes.data_type, notes.value) == ("s", '=HYPERLINK("x")')
    assert (speaker.data_type, speaker.value) == ("s", "0012")
    assert (high.data_type, high.value) == ("n", 4_800_000)


def test_a_workbook_without_rows_has_its_header_and_the_same_bytes_each_time(client: Client) -> None:
    sheet = workbook(client, "shipments.xlsx", as_of="1999-01-01").worksheets[0]
    assert [cell.value for cell in sheet[1]] == [column.name for column in TABLES["shipments"].header]
    assert sheet.max_row == 1
    first, second = (client.get("/api/v1/rates.xlsx") for _ in range(2))
    assert first.getvalue() == second.getvalue()


def test_more_rows_than_a_worksheet_holds_are_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.exporting.xlsx.MOST_ROWS", 10)
    refused = client.get("/api/v1/shipments.xlsx")
    assert refused.status_code == 400
    assert "CSV" in refused.json()["detail"]
    assert client.get("/api/v1/shipments.xlsx?page_size=5").status_code == 400
