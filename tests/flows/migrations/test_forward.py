"""From every version that was ever in use a full database comes to the newest one, and nothing is lost on the way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.databases import drop_database, empty_database
from tests.drills.serving import ROOT, environment
from tests.thorough import some_of_each

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
VERSIONS = sorted(path.stem for path in (ROOT / "flows/migrations").glob("0*.py"))[:-1]
TRIED = list(dict.fromkeys([*some_of_each(VERSIONS, lambda _: "version", 5), VERSIONS[-1]]))


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


def run(url: str, program: str, *words: str) -> Any:
    """What a program beside this file prints about a database."""
    done = subprocess.run(
        [sys.executable, "-m", f"tests.flows.migrations.{program}", *words],
        cwd=ROOT,
        env=environment(url),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_nothing_is_lost_on_the_way_from_any_version(rows: Path, tmp_path: Path) -> None:
    with empty_database(tmp_path) as url:
        # An empty database at each version, and then one program for all: nearly all of the work is the same for each.
        stages: dict[str, str] = run(url, "stages", *TRIED)
        try:
            found = dict(zip(TRIED, run(stages[TRIED[0]], "forward", str(rows), *stages.values()), strict=True))
        finally:
            for copy in stages.values():
                drop_database(copy)
    for version, told in found.items():
        assert told["lost"] == [], version
        assert told["without_history"] == 0, version
        assert told["put"]["flows_shipment"] > 100, version
        assert told["put"]["flows_source"] > 100, version
