"""From every version that was ever in use a full database comes to the newest one, and nothing is lost on the way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.databases import empty_database
from tests.drills.serving import ROOT, environment

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
VERSIONS = sorted(path.stem for path in (ROOT / "flows/migrations").glob("0*.py"))[:-1]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Every row of the seeds, table by table, as a file."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(name for name in connection.introspection.table_names(cursor) if name.startswith("flows_")):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            found[table] = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(found, default=str), encoding="utf-8")
    return path


@pytest.mark.parametrize("version", VERSIONS)
def test_nothing_is_lost_on_the_way_from(version: str, rows: Path, tmp_path: Path) -> None:
    with empty_database(tmp_path) as url:
        done = subprocess.run(
            [sys.executable, "-m", "tests.flows.migrations.forward", version, str(rows)],
            cwd=ROOT,
            env=environment(url),
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["lost"] == []
    assert told["without_history"] == 0
    assert told["put"]["flows_shipment"] > 100
    assert told["put"]["flows_source"] > 100
