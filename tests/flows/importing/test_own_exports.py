"""What the API writes as CSV, an import reads as the same values: one dialect."""

from __future__ import annotations

import csv
import io
from decimal import Decimal

import pandas as pd
import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from flows.decimal_text import decimal_text
from flows.dictionary import LISTED
from flows.exporting.columns import column_of
from flows.exporting.csv_text import cell, csv_chunks
from flows.exporting.tables import TABLES
from flows.importing import cells
from flows.importing.preview import judged, preview
from flows.importing.tables import TABLE_OF_NAME
from flows.importing.tables import TABLES as FILES
from flows.importing.upload import Sent, read_sent
from flows.models import Indicator, Place, Ratio, Source
from flows.vocabulary import Status
from tests.flows.importing.seeds import rows_of, written

AMOUNT, LATITUDE = (column_of(LISTED[table].by_name[name]) for table, name in (("shipments", "low"), ("places", "lat")))
AMBIGUOUS = Decimal("1.234")
SOURCE = rows_of("sources.csv")[0]


def written_by_the_api(client: Client, table: str) -> bytes:
    content: bytes = client.get(f"/api/v1/{table}.csv").getvalue()
    return content


@pytest.mark.django_db
@pytest.mark.parametrize("table", LISTED)
def test_a_list_of_the_api_is_imported_without_a_change(client: Client, table: str) -> None:
    Ratio.objects.filter(bound="about").update(low=AMBIGUOUS, high=AMBIGUOUS)
    Indicator.objects.exclude(point=None).update(point=AMBIGUOUS, speaker="Somebody", date_precision="month")
    Place.objects.exclude(lat=None).update(lat=AMBIGUOUS)
    content = written_by_the_api(client, table)
    found = preview({f"{table}.csv": content})
    assert found.faults == ()
    (one,) = found.tables
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert (one.new, one.changed, one.unchanged) == ((), (), len(rows) - 1)
    assert one.unchanged


@pytest.mark.django_db
def test_an_edited_list_of_the_api_changes_just_that(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(written_by_the_api(client, "shipments").decode(), newline="")))
    rows[0] |= {"notes": "Edited.", "text": "never read", "claimant_name": "never read", "status": "draft"}
    (one,) = preview({"shipments.csv": written(rows)}).tables
    assert [change.fields for change in one.changed] == [("notes",)]


@pytest.mark.django_db
@pytest.mark.parametrize("table", ["shipments", "sources"])
def test_a_column_of_nobodys_is_refused_beside_computed_ones(client: Client, table: str) -> None:
    content = written_by_the_api(client, table).replace(b"code,", b"sort,code,", 1)
    found = preview({f"{table}.csv": content})
    assert ("sort", "unknown column") in {(fault.column, fault.message) for fault in found.faults}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({"url": "https://a.example/x"}, "https://a.example/x"),
        ({"document_url": "https://a.example/x"}, "https://a.example/x"),
        ({"link": "https://a.example/x"}, "https://a.example/x"),
        ({"url": "https://b.example/ours", "document_url": "https://a.example/x"}, "https://a.example/x"),
        ({"url": "https://b.example/ours", "link": "https://a.example/x"}, "https://a.example/x"),
        ({"link": "https://b.example/old", "document_url": "https://a.example/x"}, "https://a.example/x"),
    ],
)
def test_the_unambiguous_address_of_a_document_counts(headers: dict[str, str], address: str) -> None:
    row = {name: value for name, value in SOURCE.items() if name != "url"} | headers
    (one,) = preview({"sources.csv": written([{**row, "code": "test-row"}])}).tables
    assert [values["url"] for values in one.new] == [address]


@pytest.mark.django_db
def test_a_source_without_an_address_is_refused() -> None:
    row = {name: value for name, value in SOURCE.items() if name != "url"}
    (fault,) = preview({"sources.csv": written([row])}).faults
    assert (fault.column, fault.message) == ("url", "the column is missing")


@pytest.mark.django_db
def test_a_source_says_its_documents_address_twice_in_the_api(client: Client) -> None:
    body = client.get(f"/api/v1/sources/{SOURCE['code']}/").json()
    assert body["document_url"] == body["link"] == SOURCE["url"] == Source.objects.get(pk=SOURCE["code"]).url
    assert body["url"].endswith(f"/sources/{SOURCE['code']}/")


@given(st.decimals(0, 10**9, places=4))
def test_a_number_of_the_api_is_read_as_the_same_number(value: Decimal) -> None:
    assert cells.number(20, 4)(cell(AMOUNT, value)) == value
    assert cell(AMOUNT, value) == decimal_text(value)


@given(st.decimals(-180, 180, places=4))
def test_a_coordinate_of_the_api_is_read_as_the_same_number(value: Decimal) -> None:
    assert cells.number(7, 4, signed=True)(cell(LATITUDE, value)) == value


@given(st.decimals(-180, 180, places=4), st.decimals(0, 10**6, places=4))
def test_whole_lines_are_written_as_single_cells(latitude: Decimal, amount: Decimal) -> None:
    (_, line) = b"".join(csv_chunks((LATITUDE, AMOUNT), [(latitude, amount)])).decode().splitlines()
    assert line == f"{cell(LATITUDE, latitude)},{cell(AMOUNT, amount)}"


@pytest.mark.parametrize(
    ("value", "text"),
    [("1.234", "1.2340"), ("1.2340", "1.2340"), ("1234", "1234"), ("0.234", "0.234"), ("4.8E+6", "4800000"),
     ("10.50", "10.5"), ("100", "100"), ("0.0000", "0"), ("-1.5", "-1.5")],
)  # fmt: skip
def test_a_number_is_written_in_one_way(value: str, text: str) -> None:
    assert decimal_text(Decimal(value)) == cell(AMOUNT, Decimal(value)) == text
    assert decimal_text(AMBIGUOUS, coordinate=True) == "1.234"


def test_the_columns_that_imports_pass_over_are_documented_ones() -> None:
    for file in FILES:
        documented = {column.name for column in TABLES[file.name].header} if file.name in TABLES else set()
        assert file.passed_over <= documented


def unchanged(table: str, name: str, content: bytes) -> bool:
    """Whether a file that somebody sends back says what is on record, without a fault."""
    sheet = read_sent(TABLE_OF_NAME[table], Sent(name, content))
    found = judged([sheet], status=Status.DRAFT)
    (one,) = found.tables
    assert found.faults == ()
    assert sheet.reading is not None
    assert [
        heading.text for heading in sheet.reading.ignored if not heading.text.startswith(("Unnamed", "column"))
    ] == []
    return bool(one.unchanged and not one.new and not one.changed)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("table", LISTED)
def test_what_the_api_gives_is_sent_back_without_a_change(client: Client, table: str, form: str) -> None:
    content = client.get(f"/api/v1/{table}.{form}").getvalue()
    assert unchanged(table, f"{table}.{form}", content)


@pytest.mark.django_db
@pytest.mark.parametrize("table", LISTED)
def test_so_is_what_went_through_pandas(client: Client, table: str) -> None:
    frame = pd.read_csv(io.BytesIO(written_by_the_api(client, table)))
    book = io.BytesIO()
    frame.to_excel(book)
    assert unchanged(table, "a.xlsx", book.getvalue())
    assert unchanged(table, "a.csv", frame.to_csv().encode())
    assert unchanged(table, "a.csv", frame.to_csv(index=False, na_rep="NaN", sep=";").encode("utf-16"))
