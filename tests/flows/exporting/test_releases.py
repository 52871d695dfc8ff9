"""Releases: whole, dated, never changed, and found again."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from flows import models
from flows.actions.retract import retract
from flows.exporting.releases import releases
from tests.flows.actions.people import drafted, person
from tests.flows.models.rows import insert

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Path:
    settings.RELEASES_DIR = tmp_path / "kept"
    return tmp_path / "kept"


def release(day: str = "2026-11-23") -> None:
    call_command("make_release", "--day", day, verbosity=0)


def test_a_release_is_the_package_and_is_listed(client: Client, folder: Path) -> None:
    release()
    (listed,) = client.get("/api/v1/releases/").json()["results"]
    response: Any = client.get(listed["url"])
    content = response.getvalue()
    assert response["Content-Disposition"] == 'attachment; filename="munitions-flows-2026-11-23.zip"'
    assert (len(content), hashlib.sha256(content).hexdigest()) == (listed["bytes"], listed["sha256"])
    package, now = (zipfile.ZipFile(io.BytesIO(one)) for one in (content, client.get("/api/v1/dataset.zip").content))
    assert set(package.namelist()) - set(now.namelist()) == {"CHANGES.md", "CITATION.cff", "SHA256SUMS"}
    assert all(package.read(name) == now.read(name) for name in now.namelist())


def test_a_release_never_changes(folder: Path) -> None:
    release()
    before = (folder / "munitions-flows-2026-11-23.zip").read_bytes()
    release()
    models.Shipment.objects.filter(code="rok-mnd-2024-06-14-shells").update(notes="changed")
    with pytest.raises(CommandError, match="never changes"):
        release()
    assert (folder / "munitions-flows-2026-11-23.zip").read_bytes() == before
    release("2026-11-24")
    assert [one.day for one in releases(folder)] == [date(2026, 11, 24), date(2026, 11, 23)]
    assert len(list(folder.iterdir())) == 2


def test_a_release_says_its_rows_and_the_checksums_of_its_files(client: Client, folder: Path) -> None:
    release()
    (listed,) = client.get("/api/v1/releases/").json()["results"]
    tables = {one["table"]: one["rows"] for one in listed["tables"]}
    assert (tables["shipments"], tables["sources"], listed["doi"]) == (
        models.Shipment.objects.count(),
        models.Source.objects.count(),
        "",
    )
    assert listed["rows"] == sum(tables.values())
    package = zipfile.ZipFile(folder / "munitions-flows-2026-11-23.zip")
    sums = dict(line.split("  ")[::-1] for line in package.read("SHA256SUMS").decode().splitlines())
    assert set(sums) == set(package.namelist()) - {"SHA256SUMS"}
    assert all(hashlib.sha256(package.read(name)).hexdigest() == digest for name, digest in sums.items())


def test_a_release_says_how_to_cite_it(client: Client, folder: Path) -> None:
    call_command("make_release", "--day", "2026-11-23", "--doi", "10.5281/zenodo.1234567", verbosity=0)
    package = zipfile.ZipFile(folder / "munitions-flows-2026-11-23.zip")
    citation = package.read("CITATION.cff").decode()
    assert "cff-version: 1.2.0" in citation
    assert 'version: "2026-11-23"\ndate-released: 2026-11-23\ndoi: 10.5281/zenodo.1234567' in citation
    assert json.loads(package.read("datapackage.json"))["id"] == "https://doi.org/10.5281/zenodo.1234567"
    assert client.get("/api/v1/releases/").json()["results"][0]["doi"] == "10.5281/zenodo.1234567"


@pytest.mark.parametrize("doi", ["https://doi.org/10.5281/zenodo.1", "zenodo.1", '10.5281/"\nx: y'])
def test_a_doi_that_is_none_is_refused(folder: Path, doi: str) -> None:
    with pytest.raises(CommandError, match="is not a DOI"):
        call_command("make_release", "--doi", doi, verbosity=0)
    assert releases(folder) == ()


@pytest.fixture
def old_total(db: None) -> None:
    insert(models.Shipment, code="old-total", status="published")


def due(day: str, capsys: pytest.CaptureFixture[str]) -> str:
    call_command("make_release", "--due", "--day", day)
    return capsys.readouterr().out


def change() -> None:
    """What happens between two releases: a claim is new and replaces another, one is corrected, one withdrawn."""
    values = {"claimed_on": date(2024, 7, 1), "supersedes_id": "old-total", "status": "published"}
    insert(models.Shipment, code="new-total", **values)
    models.Shipment.objects.filter(code="rok-mnd-2024-06-14-shells").update(statement="Said otherwise.", speaker="One")
    retract([models.Ratio.objects.get(code="article-2024-06-14-almost-10-to-1")], "it was misread", person("reviewer"))


def test_a_release_is_due_only_after_something_was_published(
    old_total: None, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "munitions-flows-2026-11-20.zip" in due("2026-11-20", capsys)
    assert "Nothing was published" in due("2026-11-21", capsys)
    drafted(code="a-draft")
    assert "Nothing was published" in due("2026-11-21", capsys)
    change()
    assert "munitions-flows-2026-11-22.zip" in due("2026-11-22", capsys)
    assert "Nothing was published" in due("2026-11-23", capsys)
    models.Shipment.objects.filter(code="rok-mnd-2024-06-14-shells").update(notes="Another.")
    assert "is there already: what was published since is due after it" in due("2026-11-22", capsys)
    assert "is due after it" in due("2026-11-19", capsys)
    assert [one.day.day for one in releases(folder)] == [22, 20]
    assert len(list(folder.iterdir())) == 2


def test_a_release_says_what_changed_since_the_one_before(old_total: None, folder: Path) -> None:
    release("2026-11-20")
    change()
    release("2026-11-22")
    first, second = (
        zipfile.ZipFile(folder / f"munitions-flows-2026-11-{day}.zip").read("CHANGES.md").decode() for day in (20, 22)
    )
    assert "It is the first release." in first
    assert "Since the release of 20 November 2026:" in second
    assert "- Claims about flows: 1 added, 1 changed, 1 superseded\n" in second
    assert "- Claims about a balance: 1 retracted\n" in second
    assert "Sources" not in second


def test_two_releases_are_compared_from_their_packages(old_total: None, client: Client, folder: Path) -> None:
    release("2026-11-20")
    change()
    release("2026-11-22")
    models.Shipment.objects.update(notes="Later.")
    body = client.get("/api/v1/releases/compare/?from=2026-11-20&to=2026-11-22").json()
    assert (body["from"], body["to"]) == ("2026-11-20", "2026-11-22")
    tables = {one["table"]: one for one in body["tables"]}
    shipments = tables["shipments"]
    assert [shipments[name] for name in ("rows", "added", "removed", "changed", "superseded")] == [
        *(models.Shipment.objects.count(), 1, 0, 1, 1)
    ]
    assert shipments["added_rows"] == ["new-total"]
    assert shipments["fields"] == [{"field": "speaker", "rows": 1}, {"field": "statement", "rows": 1}]
    (row,) = shipments["changed_rows"]
    assert row["row"] == "rok-mnd-2024-06-14-shells"
    assert {(one["field"], one["after"]) for one in row["fields"]} == {
        ("speaker", "One"),
        ("statement", "Said otherwise."),
    }
    assert tables["ratios"]["removed_rows"] == ["article-2024-06-14-almost-10-to-1"]
    assert tables["sources"]["changed"] == 0


def test_the_first_hundred_rows_are_named_and_all_are_counted(client: Client, folder: Path) -> None:
    release("2026-11-20")
    models.Shipment.objects.update(notes="Changed.")
    release("2026-11-22")
    body = client.get("/api/v1/releases/compare/?from=2026-11-20&to=2026-11-22").json()
    shipments = next(one for one in body["tables"] if one["table"] == "shipments")
    assert (shipments["changed"], len(shipments["changed_rows"])) == (models.Shipment.objects.count(), 100)
    assert shipments["fields"] == [{"field": "notes", "rows": models.Shipment.objects.count()}]


@pytest.mark.parametrize(
    ("query", "parameter", "why"),
    [
        ("", "from", "from is needed: the day of a release"),
        ("from=2026-11-20", "to", "to is needed: the day of a release"),
        ("from=2026-11-19&to=2026-11-22", "from", "nothing was released on 2026-11-19"),
        ("from=2026-11-22&to=2026-11-20", "from", "2026-11-22 is not before 2026-11-20"),
        ("from=2026-11-20&to=2026-11-20", "from", "is not before"),
        ("from=yesterday&to=2026-11-22", "from", "is not a date"),
        ("from=2026-11-20&to=2026-11-22&as_of=2024-06-14", "as_of", "there is no parameter 'as_of'"),
    ],
)
def test_bad_days_are_named(client: Client, folder: Path, query: str, parameter: str, why: str) -> None:
    release("2026-11-20")
    release("2026-11-22")
    response = client.get(f"/api/v1/releases/compare/?{query}")
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    (error, *_) = (one for one in response.json()["errors"] if one["parameter"] == parameter)
    assert why in error["detail"]


def test_a_release_of_before_is_still_listed_and_compared(client: Client, folder: Path) -> None:
    """One of an older format: no rows counted, no table of checks, a column less."""
    release("2026-11-22")
    old, new = (folder / f"munitions-flows-2026-11-{day}.zip" for day in (20, 22))
    with zipfile.ZipFile(new) as package, zipfile.ZipFile(old, "w") as older:
        descriptor = json.loads(package.read("datapackage.json"))
        tables = [table for table in descriptor["resources"] if table["name"] != "evidence_checks"]
        for table in tables:
            del table["rows"]
            cells = list(csv.reader(io.StringIO(package.read(table["path"]).decode())))
            if table["name"] == "places":
                table["schema"]["fields"].pop()
                cells = [row[:-1] for row in cells]
            text = io.StringIO()
            csv.writer(text, lineterminator="\n").writerows(cells)
            older.writestr(table["path"], text.getvalue())
        older.writestr("datapackage.json", json.dumps({**descriptor, "resources": tables}))
    newest, oldest = client.get("/api/v1/releases/").json()["results"]
    assert oldest["rows"] == newest["rows"] > 700
    body = client.get("/api/v1/releases/compare/?from=2026-11-20&to=2026-11-22").json()
    assert not [table for table in body["tables"] if table["added"] or table["removed"] or table["changed"]]
    assert {table["table"]: table["columns"] for table in body["tables"] if table["columns"]}.keys() == {
        "places",
        "evidence_checks",
    }


def test_a_file_that_is_no_package_is_listed_with_its_size_alone(client: Client, folder: Path) -> None:
    folder.mkdir()
    (folder / "munitions-flows-2026-11-20.zip").write_bytes(b"broken")
    (listed,) = client.get("/api/v1/releases/").json()["results"]
    assert (listed["bytes"], listed["rows"], listed["tables"]) == (6, 0, [])
    assert client.get("/data/").status_code == 200


@pytest.mark.parametrize("day", ["2026-01-01", "yesterday", "2026-13-45", "..%2F..%2Fsecret"])
def test_what_was_not_released_is_a_404_with_what_was(client: Client, folder: Path, day: str) -> None:
    release()
    response = client.get(f"/api/v1/releases/{day}.zip")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_without_releases_the_list_is_empty(client: Client, folder: Path) -> None:
    assert client.get("/api/v1/releases/").json() == {"results": []}
