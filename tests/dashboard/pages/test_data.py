"""What can be taken away is listed, and the examples on the page work as they are printed."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.core.management import call_command
from django.test import Client

from flows.actions.retract import retract
from flows.api.examples import examples
from flows.exporting.releases import releases
from flows.models import Shipment, Source
from flows.questions import LISTINGS
from tests.dashboard.pages.markup import Markup
from tests.flows.actions.people import person, published

ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.mark.django_db
def test_every_table_in_every_form_with_its_records(client: Client) -> None:
    text = client.get("/data/?as_of=2024-06-14").content.decode()
    hrefs = Markup(text).values("href")
    for name in (*LISTINGS, "flows"):
        for address in (f"{name}/", f"{name}.csv", f"{name}.xlsx"):
            assert f"/api/v1/{address}?as_of=2024-06-14" in hrefs
    numbers = re.findall(r'<td data-label="Records">(\d+)</td>', client.get("/data/").content.decode())
    assert numbers[0] == str(Shipment.objects.count())
    assert str(Source.objects.count()) in numbers
    assert {"/feed.atom", "/version/"} <= set(hrefs)


@pytest.mark.django_db
def test_releases_with_day_and_size(client: Client, tmp_path: Path, settings: Any) -> None:
    settings.RELEASES_DIR = tmp_path
    assert "No package has been released" in client.get("/data/").content.decode()
    call_command("make_release", "--day", "2026-11-20", verbosity=0)
    page = client.get("/data/")
    assert "/api/v1/releases/2026-11-20.zip" in Markup(page.content.decode()).values("href")
    text = Markup(page.content.decode()).text
    (made,) = releases(tmp_path)
    assert re.search(r"20 November 2026 [0-9.]+\sKB " + f"{made.rows} none " + made.sha256, text)
    assert "Compare two releases" not in text


@pytest.mark.django_db
def test_two_releases_are_compared(client: Client, tmp_path: Path, settings: Any) -> None:
    settings.RELEASES_DIR = tmp_path
    assert "There are not two releases yet." in client.get("/data/compare/").content.decode()
    call_command("make_release", "--day", "2026-11-20", verbosity=0)
    assert "There are not two releases yet." in client.get("/data/compare/").content.decode()
    retract([Shipment.objects.get(code="rok-mnd-2024-06-14-shells")], "it was read wrongly", person("a-reviewer"))
    Shipment.objects.filter(code="eu-2024-11-18-delivered-1m").update(notes="<b>Another</b> note.")
    call_command("make_release", "--day", "2026-11-22", verbosity=0)
    assert "/data/compare/" in Markup(client.get("/data/").content.decode()).values("href")
    for query in ("", "?from=2026-11-20&to=2026-11-22", "?as_of=2024-06-14"):
        page = Markup(client.get(f"/data/compare/{query}").content.decode())
        assert "the release of 22 November 2026 has that the release of 20 November 2026 has not" in page.text
        assert "Retracted: 1 rok-mnd-2024-06-14-shells" in page.text
        assert "to <b>Another</b> note." in page.text
    assert "/api/v1/releases/compare/?from=2026-11-20&to=2026-11-22" in page.values("href")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("from=2026-11-19", "nothing was released on 2026-11-19"),
        ("from=2026-11-22&to=2026-11-20", "is not before 2026-11-20"),
        ("from=2026-11-22&to=2026-11-22", "is not before 2026-11-22"),
        ("to=soon", "is not a date"),
    ],
)
def test_what_is_wrong_with_two_days_is_named_and_the_usual_is_shown(
    client: Client, tmp_path: Path, settings: Any, query: str, why: str
) -> None:
    settings.RELEASES_DIR = tmp_path
    for day in ("2026-11-20", "2026-11-22"):
        call_command("make_release", "--day", day, verbosity=0)
    text = Markup(client.get(f"/data/compare/?{query}").content.decode()).text
    assert why in text
    assert "No row differs." in text


@pytest.mark.django_db
def test_the_version_names_program_and_data(client: Client) -> None:
    before = client.get("/version/").json()
    assert before["program"]["version"] == "1.0.0"
    assert before["data"]["changed_at"]
    published()
    after = client.get("/version/").json()
    assert after["program"] == before["program"]
    assert after["data"]["version"] != before["data"]["version"]


@pytest.mark.django_db
def test_the_feed_names_what_became_of_claims(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    # Everything since the beginning, so that what the seeds superseded is in it as well.
    monkeypatch.setattr("dashboard.pages.feed.MOST_WRITES", 1000)
    retract([Shipment.objects.get(code="rok-mnd-2024-06-14-shells")], "it was read wrongly", person("a-reviewer"))
    new = published()
    response = client.get("/feed.atom")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ET.fromstring(response.content)
    entries = root.findall(f"{ATOM}entry")
    assert len(entries) >= 100
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in entries]
    assert titles[0].startswith("New: ")
    link = entries[0].find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"http://testserver/claims/{new.code}/"
    assert titles[1].startswith("Retracted: up to 4.8 million artillery rounds")
    assert "it was read wrongly" in (entries[1].findtext(f"{ATOM}summary") or "")
    assert any(title.startswith("Superseded: ") for title in titles)
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    assert b"a-reviewer" not in response.content
    assert "/feed.atom" in Markup(client.get("/").content.decode()).values("href")


@pytest.mark.django_db
def test_the_feed_of_a_day_is_refused_by_name(client: Client) -> None:
    response = client.get("/feed.atom?as_of=2024-06-14")
    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == ["as_of"]


@pytest.mark.django_db
def test_a_draft_is_not_in_the_feed(client: Client) -> None:
    from tests.flows.actions.people import drafted

    claim = drafted()
    assert claim.code not in client.get("/feed.atom").content.decode()


def example(title: str, site: str) -> str:
    return next(one.text for one in examples(site) if one.title == title)


def test_the_example_for_curl_works(site: str, tmp_path: Path) -> None:
    first, second = example("curl", site).splitlines()
    done = subprocess.run(["sh", "-c", first], capture_output=True, check=True, cwd=tmp_path)
    answer = json.loads(done.stdout)
    assert "up to 4.8 million artillery rounds from North Korea to Russia since an unstated day" in [
        head["text"].partition(" (")[0] for head in answer["left"]["heads"]
    ]
    subprocess.run(["sh", "-c", second], capture_output=True, check=True, cwd=tmp_path)
    assert (tmp_path / "shipments-as-of-2024-06-14.csv").read_text(encoding="utf-8").startswith("code,claimant,")


def test_the_example_for_pandas_works(site: str) -> None:
    script = example("Python with pandas", site) + "print(int(heads.high.max()), claims.claimed_on.max().date())\n"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert "4800000" in done.stdout
    assert "10 to 1" in done.stdout
    assert done.stdout.rstrip().endswith("2024-06-14")
