"""The data package: whole, described, the same bytes for the same data, and importable without a change."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from frictionless import Package

from flows import models
from flows.actions.check_evidence import check_evidence
from flows.actions.retract import retract
from flows.vocabulary import BASIS
from tests.flows.actions.people import person
from tests.oracles import package as oracle

pytestmark = pytest.mark.django_db


def package(client: Client, query: str = "") -> zipfile.ZipFile:
    response = client.get(f"/api/v1/dataset.zip{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(response.content))


def rows(found: zipfile.ZipFile, table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(found.read(f"{table}.csv").decode())))


@pytest.mark.filterwarnings("ignore")  # the validator's own dependencies, not ours
def test_it_keeps_its_own_schema(client: Client, tmp_path: Path) -> None:
    package(client).extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []


def test_it_holds_every_row_with_words_licence_and_checksums(client: Client) -> None:
    found = package(client)
    assert {"README.md", "LICENCE.md", "CHANGELOG.md", "datapackage.json", "shipments.csv"} <= set(found.namelist())
    assert (len(rows(found, "shipments")), len(rows(found, "sources"))) == (
        models.Shipment.objects.count(),
        models.Source.objects.count(),
    )
    descriptor = json.loads(found.read("datapackage.json"))
    for resource in descriptor["resources"]:
        content = found.read(resource["path"])
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["bytes"] == len(content)


@pytest.mark.filterwarnings("ignore")  # the validator's own dependencies, not ours
def test_it_holds_the_checks_of_evidence_of_today(client: Client, tmp_path: Path) -> None:
    assert rows(package(client), "evidence_checks") == []
    check_evidence("2024-06-14-odessa-journal", "North Korea sent Russia 4.8 million shells.", "0" * 64)
    found = package(client)
    checks = {row["claim"]: row for row in rows(found, "evidence_checks")}
    shells = checks["rok-mnd-2024-06-14-shells"]
    assert (shells["evidence"], shells["high"], shells["sides"], shells["characters"]) == (
        "holds",
        "4800000",
        "kp ru",
        "43",
    )
    assert checks["article-2024-06-14-almost-10-to-1"]["low"] == ""
    assert "by" not in shells
    assert rows(package(client, "?as_of=2024-06-14"), "evidence_checks") == []
    found.extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.flatten(["title", "rowNumber", "fieldName", "message"]) == []
    call_command("load_seeds", "--directory", str(tmp_path), verbosity=0)


def test_it_holds_the_meaning_of_every_code_and_column_in_it(client: Client) -> None:
    found = package(client)
    codes = {(row["list"], row["code"]): row for row in rows(found, "codes")}
    columns = {(row["table"], row["column"]): row for row in rows(found, "columns") if row["column"]}
    assert codes["basis", "capacity-if-full"]["meaning"] == BASIS.term("capacity-if-full").meaning
    assert (columns["ratios", "low"]["unit"], columns["places", "lat"]["unit"]) == ("to 1", "degree")
    assert columns["sources", "url"]["api_field"] == "document_url"
    for resource in json.loads(found.read("datapackage.json"))["resources"]:
        for field in resource["schema"]["fields"]:
            column = columns[resource["name"], field["name"]]
            assert column["computed"] == "false" or resource["name"] == "evidence_checks"
            allowed = field.get("constraints", {}).get("enum", ())
            assert all((column["list"], str(code)) in codes for code in allowed)
    computed = {(row["table"], row["api_field"]) for row in rows(found, "columns") if row["computed"] == "true"}
    assert {("shipments", "text"), ("shipments", "unit"), ("sources", "link")} <= computed


def test_appearances_go_with_their_claim_and_their_document(client: Client) -> None:
    article = "article-2024-06-14-eu-1m"
    models.Appearance.objects.filter(code=f"{article}--rbc-ukraine").update(reports=f"{article}--odessa-journal")

    def reported(as_of: str = "") -> dict[str, str]:
        found = package(client, f"?as_of={as_of}" if as_of else "")
        return {row["code"]: row["reports"] for row in rows(found, "appearances") if row["claim"] == article}

    assert reported() == {f"{article}--odessa-journal": "", f"{article}--rbc-ukraine": f"{article}--odessa-journal"}
    assert reported("2024-06-13") == {}
    models.Source.objects.filter(pk="2024-06-14-odessa-journal").update(published_on=date(2024, 6, 20))
    assert reported("2024-06-14") == {f"{article}--rbc-ukraine": ""}
    models.Shipment.objects.filter(pk=article).update(status="retracted", retraction_reason="It was misread.")
    assert reported() == {}


def test_the_same_data_give_the_same_bytes(client: Client) -> None:
    first, second = (client.get("/api/v1/dataset.zip").content for _ in range(2))
    assert first == second


def test_importing_ones_own_export_changes_nothing(
    client: Client, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    models.Shipment.objects.filter(code="rok-mnd-2024-06-14-shells").update(notes="=SUM(A1) and 'more'")
    package(client).extractall(tmp_path)
    assert "'=SUM(A1)" in (tmp_path / "shipments.csv").read_text(encoding="utf-8")
    for name in ("README.md", "LICENCE.md", "CHANGELOG.md"):
        (tmp_path / name).unlink()
    call_command("load_seeds", directory=tmp_path)
    told = capsys.readouterr().out
    assert "shipments" in told
    for line in told.splitlines():
        if "added" in line:
            assert " 0 added" in line, line
            assert " 0 changed" in line, line


def test_as_of_a_day_it_holds_what_had_been_stated_and_holds_together(client: Client) -> None:
    found = package(client, "?as_of=2024-06-14")
    claims = rows(found, "shipments")
    assert max(claim["claimed_on"] for claim in claims) == "2024-06-14"
    codes = {claim["code"] for claim in claims}
    for claim in claims:
        assert {claim["supersedes"], claim["part_of"], claim["derived_from"]} - {""} <= codes
    assert json.loads(found.read("datapackage.json"))["knownOn"] == "2024-06-14"


def test_as_of_a_day_it_holds_nothing_that_became_known_later(client: Client) -> None:
    found = package(client, "?as_of=2024-06-14")
    day = "2024-06-14"
    sources = {source["code"]: source["published_on"] for source in rows(found, "sources")}
    rests = {row["source"] for table in ("shipments", "rates", "ratios", "indicators") for row in rows(found, table)}
    # The document of a statement goes with it, even if it was printed later: here those of the next day.
    later = {code for code, published in sources.items() if published > day}
    assert {"2024-06-15-ukrainian-news"} <= later <= rests <= set(sources)
    assert {code[:10] for code in later} == {"2024-06-15"}
    assert {event["code"] for event in rows(found, "events") if event["known_on"] > day} == set()
    assert len(rows(found, "events")) == 14
    tables = [resource["name"] for resource in json.loads(found.read("datapackage.json"))["resources"]]
    assert {row.get("notes", "") for table in tables for row in rows(found, table)} == {""}
    assert {leg["source"] for leg in rows(found, "routes")} <= {code for code in sources if sources[code] <= day}
    claimants = {claimant["code"] for claimant in rows(found, "claimants")}
    assert "msmt" not in claimants
    assert not any("msmt" in (row["claimant"], row["overlaps"]) for row in rows(found, "claimant_overlaps"))
    assert not any(
        "cz" in (row["actor"], row["overlaps"]) and "gr" in row["code"] for row in rows(found, "actor_overlaps")
    )


@pytest.mark.parametrize("day", ["2022-03-01", "2022-07-01", "2023-10-13", "2024-06-14", "2025-05-28"])
def test_as_of_any_day_it_is_what_reading_every_date_of_the_whole_gives(client: Client, day: str) -> None:
    whole, found = package(client), package(client, f"?as_of={day}")
    tables = [resource["name"] for resource in json.loads(whole.read("datapackage.json"))["resources"]]
    expected = oracle.known_on({table: rows(whole, table) for table in tables}, day)
    for table in tables:
        assert rows(found, table) == expected[table], table


@pytest.mark.parametrize("day", ["2021-06-01", "2022-07-01", "2023-10-13", "2024-06-14", "2025-05-28"])
def test_as_of_any_day_every_reference_is_in_it(client: Client, day: str) -> None:
    found = package(client, f"?as_of={day}")
    for resource in json.loads(found.read("datapackage.json"))["resources"]:
        for key in resource["schema"].get("foreignKeys", ()):
            named = {row["code"] for row in rows(found, key["reference"]["resource"] or resource["name"])}
            (column,) = key["fields"]
            assert {row[column] for row in rows(found, resource["name"])} - {""} <= named, (resource["name"], column)


def test_a_reference_to_what_had_not_been_stated_yet_is_left_empty(client: Client) -> None:
    code = "rok-mnd-2024-06-14-shells"
    of_the_flow = models.Shipment.objects.filter(supplier="kp", recipient="ru")
    later = of_the_flow.filter(claimed_on__gt="2024-06-14").earliest("claimed_on")
    models.Shipment.objects.filter(code=code).update(part_of=later)

    def whole(query: str) -> str:
        return next(row["part_of"] for row in rows(package(client, query), "shipments") if row["code"] == code)

    assert whole("") == whole(f"?as_of={later.claimed_on.isoformat()}") == later.pk
    assert whole("?as_of=2024-06-14") == ""
    models.Shipment.objects.filter(pk=later.pk).update(status="retracted", retraction_reason="a test")
    assert whole("") == ""


def test_a_large_package_is_sent_from_a_file_with_the_same_bytes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = client.get("/api/v1/dataset.zip")
    monkeypatch.setattr("flows.api.views.package.HELD", 1)
    sent = client.get("/api/v1/dataset.zip")
    assert (held.streaming, sent.streaming) == (False, True)
    assert sent.getvalue() == held.content
    assert {name: sent[name] for name in ("Content-Type", "Content-Disposition", "ETag")} == {
        name: held[name] for name in ("Content-Type", "Content-Disposition", "ETag")
    }


def test_drafts_and_retracted_claims_are_not_in_it(client: Client) -> None:
    models.Ratio.objects.filter(code="article-2024-06-14-almost-10-to-1").update(status="draft")
    models.Ratio.objects.filter(code="ratio-2024-04-10-cavoli-now").update(
        status="retracted", retraction_reason="a test"
    )
    codes = {row["code"] for row in rows(package(client), "ratios")}
    assert not codes & {"article-2024-06-14-almost-10-to-1", "ratio-2024-04-10-cavoli-now"}


def test_a_bad_day_is_a_problem(client: Client) -> None:
    assert client.get("/api/v1/dataset.zip?as_of=yesterday").status_code == 400


def test_its_changelog_names_what_was_corrected_and_retracted(client: Client) -> None:
    claim = models.Shipment.objects.get(code="rok-mnd-2024-06-14-shells")
    retract([claim], "it was read wrongly", person("a-reviewer"))
    text = package(client).read("CHANGELOG.md").decode()
    today = timezone.localdate().isoformat()
    # The seeds may have been loaded on an earlier day: the database that tests start from is kept.
    assert text.startswith(f"# Changes to the data\n\n## {today}\n\n- ")
    assert "- new: " in text
    assert "- retracted: `rok-mnd-2024-06-14-shells`" in text.partition("\n## ")[2].partition("\n## ")[0]
    assert "a-reviewer" not in text
    early = package(client, "?as_of=2024-01-01").read("CHANGELOG.md").decode()
    assert "rok-mnd-2024-06-14-shells" not in early
    assert "new: " in early
