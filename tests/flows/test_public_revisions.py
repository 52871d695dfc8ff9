"""The newest public revision is found by an index, however many drafts came after it."""

import pytest
from django.db import connection

from flows.public_revisions import IS_PUBLIC, TABLE
from flows.queries.data_version import _STATE

pytestmark = [pytest.mark.django_db, pytest.mark.skipif(connection.vendor != "sqlite", reason="reads SQLite's plan")]


@pytest.mark.parametrize("column", ["id", "at"])
def test_the_newest_is_found_by_its_index(column: str) -> None:
    with connection.cursor() as cursor:
        newest = f"SELECT {column} FROM {TABLE} WHERE {IS_PUBLIC['sqlite']} ORDER BY {column} DESC LIMIT 1"
        cursor.execute(f"EXPLAIN QUERY PLAN {newest}")
        assert f"revision_public_{column}" in " ".join(str(row) for row in cursor.fetchall())


def test_what_is_asked_before_every_answer_uses_both() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {_STATE['sqlite']}")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "revision_public_id" in plan
    assert "revision_public_at" in plan
