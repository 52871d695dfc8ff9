"""A single claim, of whatever kind, is enough for `restore` to ask for its flag."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from dashboard import backups
from flows.models.claims import Claim
from tests.flows.models.rows import insert

pytestmark = pytest.mark.django_db
CLAIMS: list[Any] = [model for model in apps.get_app_config("flows").get_models() if issubclass(model, Claim)]


class PutBack(Exception):
    """In place of putting a copy back."""


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy with a manifest that is true, on a database without claims; putting it back raises PutBack."""

    def put_back(_: Path) -> None:
        raise PutBack

    monkeypatch.setattr(backups, "_copy_back", put_back)
    monkeypatch.setattr(backups, "_undump", put_back)
    with connection.cursor() as cursor:
        for model in CLAIMS:
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
    file = tmp_path / "copy"
    file.write_bytes(b"a copy")
    manifest = backups.Manifest(connection.vendor, "", "", {}, {}, sha256(b"a copy").hexdigest())
    (tmp_path / "copy.json").write_text(json.dumps(backups._fields(manifest)))
    return file


def test_without_a_claim_a_copy_is_put_back(copy: Path) -> None:
    with pytest.raises(PutBack):
        backups.restore(copy, overwrite=False, aside=copy.parent)


@pytest.mark.parametrize("model", CLAIMS)
def test_with_one_it_needs_the_flag(model: Any, copy: Path) -> None:
    insert(model)
    with pytest.raises(backups.BackupRefused, match="--overwrite"):
        backups.restore(copy, overwrite=False, aside=copy.parent)
