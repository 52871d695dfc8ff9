"""The database goes away, is garbage, is locked or full: a plain sentence, and all is well again without a restart."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.drills.running_site import RunningSite, running_site

pytestmark = pytest.mark.slow
PUBLIC = ("/", "/flows/", "/claims/rok-mnd-2024-06-14-shells/", "/charts/comparison/", "/feed.atom")
API = (
    "/api/v1/shipments/",
    "/api/v1/shipments.csv",
    "/api/v1/dataset.zip",
    "/api/v1/compare/?left=kp/ru/artillery-round&right=eu/ua/artillery-round",
)
SENTENCE = "The database does not answer"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    with running_site(tmp_path_factory.mktemp("drill")) as running:
        yield running


def files(site: RunningSite) -> list[Path]:
    return [site.database.with_name(site.database.name + ending) for ending in ("", "-wal", "-shm")]


def put_aside(site: RunningSite) -> None:
    for file in files(site):
        if file.exists():
            file.rename(file.with_name(f"aside-{file.name}"))


def put_back(site: RunningSite) -> None:
    for file in files(site):
        file.unlink(missing_ok=True)
        aside = file.with_name(f"aside-{file.name}")
        if aside.exists():
            aside.rename(file)


def all_say_503(site: RunningSite) -> None:
    for path in PUBLIC:
        answer = site.get(path)
        assert (answer.status, answer.headers["retry-after"]) == (503, "30"), path
        assert SENTENCE in answer.text
        assert "no-store" in answer.headers["cache-control"]
    for path in API:
        answer = site.get(path)
        assert answer.status == 503, path
        assert answer.headers["content-type"] == "application/problem+json"
        assert json.loads(answer.text)["title"] == "Not available just now"
    assert site.get("/health/").status == 503


def all_is_well(site: RunningSite) -> None:
    for path in (*PUBLIC, *API, "/health/"):
        assert site.get(path).status == 200, path
    assert "was added successfully" in site.editor().save().text


def test_a_database_that_is_gone_and_comes_back(site: RunningSite) -> None:
    put_aside(site)
    try:
        all_say_503(site)
    finally:
        put_back(site)
    all_is_well(site)


def test_a_file_that_is_no_database(site: RunningSite) -> None:
    put_aside(site)
    try:
        site.database.write_bytes(b"This is no database. " * 4000)
        all_say_503(site)
    finally:
        put_back(site)
    all_is_well(site)


def test_a_lock_that_is_held_too_long_stops_writers_and_no_reader(site: RunningSite) -> None:
    editor = site.editor()
    holder = sqlite3.connect(site.database, isolation_level=None)
    try:
        holder.execute("BEGIN IMMEDIATE")
        refused = editor.save()
        assert refused.status == 503
        assert "was not saved" in refused.text
        assert site.get("/").status == 200
        assert site.get("/api/v1/shipments/").status == 200
    finally:
        holder.close()
    all_is_well(site)


def test_a_full_disk_stops_writers_and_no_reader(site: RunningSite) -> None:
    editor = site.editor()
    # As the workers of a site do, somebody has the database open, or SQLite would have to write before it can read.
    reader = sqlite3.connect(site.database)
    reader.execute("SELECT count(*) FROM flows_source").fetchone()
    site.let_files_grow(0)
    try:
        refused = editor.save()
        assert refused.status == 503
        assert "was not saved" in refused.text
        assert site.get("/sources/").status == 200
        assert site.get("/api/v1/ratios/").status == 200
    finally:
        site.let_files_grow(None)
        reader.close()
    all_is_well(site)
