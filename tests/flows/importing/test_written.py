"""What is written can be read again as the same values, in both forms and for every table."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from flows import dictionary
from flows.admin.export import _workbook
from flows.decimal_text import decimal_text, is_ambiguous
from flows.importing import cells, stored
from flows.importing.preview import TablePreview, judged, preview
from flows.importing.tables import TABLES, Table
from flows.importing.upload import Sent, read_sent
from flows.importing.written import csv_of, sheet_row
from flows.models import Shipment
from tests.flows.importing.seeds import seed_files
from tests.flows.importing.workbooks import table
from tests.flows.models.rows import insert

FORMS = {"csv": csv_of, "xlsx": _workbook}


def again(of: Table, form: str, rows: list[Any]) -> TablePreview:
    shown = judged([read_sent(of, Sent("", FORMS[form](of, rows)))])
    assert shown.faults == ()
    return shown.tables[0]


def everything(of: Table) -> list[Any]:
    return stored.rows_of(of, of.model._default_manager.all())


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("of", TABLES, ids=lambda of: of.name)
def test_importing_ones_own_export_changes_nothing(of: Table, form: str) -> None:
    rows = everything(of)
    shown = again(of, form, rows)
    assert (shown.new, shown.changed, shown.unchanged) == ((), (), len(rows))


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMS)
def test_what_a_spreadsheet_would_spoil_comes_back_whole(form: str) -> None:
    insert(
        Shipment,
        status="published",
        bound="between",
        point=None,
        low=Decimal("1.234"),
        high=Decimal("12345678.75"),
        statement="=1+1",
        notes="-5 and\nanother line",
        speaker="'=quoted",
    )
    (row,) = [row for row in everything(table("shipments")) if row["code"] == "test-row"]
    shown = again(table("shipments"), form, [row])
    assert (shown.new, shown.changed, shown.unchanged) == ((), (), 1)


@pytest.mark.django_db
def test_a_workbook_holds_days_as_days_and_numbers_as_numbers() -> None:
    (row,) = [row for row in everything(table("shipments")) if row["code"] == "rok-mnd-2024-06-14-shells"]
    book = load_workbook(BytesIO(_workbook(table("shipments"), [row])))
    header, values = book["shipments"].iter_rows(values_only=True)
    found = dict(zip(header, values, strict=True))
    assert found["high"] == 4_800_000
    assert found["claimed_on"].date() == date(2024, 6, 14)
    assert book.sheetnames == ["shipments", "about"]


@pytest.mark.django_db
def test_the_csv_is_in_the_seeds_own_format() -> None:
    for of, described in zip(TABLES, dictionary.TABLES, strict=True):
        later = {field.header for field in (described.parts or described).entered if field.since != "1.0"}
        header = csv_of(of, [])[3:].decode().rstrip("\n").split(",")
        seeds = seed_files()[of.file].partition(b"\n")[0].decode().split(",")
        assert [name for name in header if name not in later or name in seeds] == seeds
    assert preview({of.file: csv_of(of, everything(of)) for of in TABLES}).faults == ()


def test_a_number_that_a_spreadsheet_would_round_is_text_in_a_workbook() -> None:
    of = table("shipments")
    values = {column.field: None for column in of.columns}
    row = sheet_row(
        of, {**values, "low": Decimal("1234567890123456.7891"), "high": Decimal("1.2340"), "point": Decimal(5)}
    )
    found = dict(zip([column.field for column in of.columns], row, strict=True))
    assert (found["low"], found["high"], found["point"]) == ("1234567890123456.7891", "1.2340", Decimal(5))


@given(st.decimals(min_value=0, max_value=10**15, places=4).map(lambda value: value.normalize()))
def test_every_amount_is_written_so_that_it_can_be_read_one_way(value: Decimal) -> None:
    text = decimal_text(value)
    assert not is_ambiguous(text)
    assert cells.number(20, 4)(text) == value
