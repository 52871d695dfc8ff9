"""Releases: whole, dated, never changed, and found again."""

from __future__ import annotations

import hashlib
import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from flows import models
from flows.exporting.releases import releases

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
    assert content == client.get("/api/v1/dataset.zip").content
    assert "shipments.csv" in zipfile.ZipFile(io.BytesIO(content)).namelist()


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


@pytest.mark.parametrize("day", ["2026-01-01", "yesterday", "2026-13-45", "..%2F..%2Fsecret"])
def test_what_was_not_released_is_a_404_with_what_was(client: Client, folder: Path, day: str) -> None:
    release()
    response = client.get(f"/api/v1/releases/{day}.zip")
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")


def test_without_releases_the_list_is_empty(client: Client, folder: Path) -> None:
    assert client.get("/api/v1/releases/").json() == {"results": []}
