"""What a list shows can be downloaded, edited and imported again."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from flows.admin import export
from flows.importing.tables import TABLES
from flows.models import Leg, Route
from tests.flows.actions.people import drafted

pytestmark = pytest.mark.django_db
SHIPMENTS = next(table for table in TABLES if table.name == "shipments")


def address(of: Any, form: str) -> str:
    model = Route if of.model is Leg else of.model
    return reverse(f"admin:flows_{model._meta.model_name}_export", args=[form])


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def counts(desk: Client, table: str, file: Any) -> list[int]:
    sent = desk.post(reverse("admin:flows_import"), {"table": table, "file": file})
    context = desk.get(sent["Location"]).context
    assert context["faults"] == []
    return [one["count"] for one in context["counts"]]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("of", TABLES, ids=lambda of: of.name)
def test_a_download_of_everything_imports_as_nothing(desk: Client, of: Any, form: str) -> None:
    drafted()
    answer = desk.get(address(of, form))
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{of.name}.{form}"'
    *written, unchanged = counts(desk, of.name, SimpleUploadedFile("a", answer.content))
    assert set(written) == {0}
    assert unchanged == of.model._default_manager.count()


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_one_cell_edited_is_one_row_changed(desk: Client, form: str) -> None:
    drafted(notes="Before.")
    content = desk.get(address(SHIPMENTS, form), {"q": "test-row"}).content
    if form == "csv":
        content = content.replace(b"Before.", b"After.")
    else:
        book = load_workbook(BytesIO(content))
        sheet = book["shipments"]
        (cell,) = [cell for row in sheet.iter_rows() for cell in row if cell.value == "Before."]
        cell.value = "After."
        target = BytesIO()
        book.save(target)
        content = target.getvalue()
    assert counts(desk, "shipments", SimpleUploadedFile("a", content)) == [0, 1, 0, 0]


def test_the_filters_of_the_list_are_those_of_the_file(desk: Client) -> None:
    listed = {"supplier__code__exact": "kp", "q": "containers"}
    page = desk.get(reverse("admin:flows_shipment_changelist"), listed)
    assert f"{address(SHIPMENTS, 'csv')}?q=containers&amp;supplier__code__exact=kp" in page.text
    found = rows(desk.get(address(SHIPMENTS, "csv"), listed).content)
    assert {row["code"] for row in found} == set(page.context["cl"].queryset.values_list("code", flat=True)) != set()


def test_a_filter_that_the_list_does_not_know_leads_back_to_it(desk: Client) -> None:
    answer = desk.get(address(SHIPMENTS, "csv"), {"supplier__code__near": "kp"})
    assert (answer.status_code, answer["Location"]) == (302, reverse("admin:flows_shipment_changelist"))


def test_more_than_can_be_imported_again_is_not_given(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST_ROWS", 3)
    answer = desk.get(address(SHIPMENTS, "csv"), follow=True)
    assert "narrow it first" in answer.text


def test_who_may_not_look_may_not_download(desk: Client, editor: User) -> None:
    editor.user_permissions.clear()
    assert desk.get(address(SHIPMENTS, "csv")).status_code == 403
    assert Client().get(address(SHIPMENTS, "csv")).status_code == 302


def test_there_is_no_other_form(desk: Client) -> None:
    assert desk.get(address(SHIPMENTS, "ods")).status_code == 404
