"""The revisions of what readers see, and the indexes by which the newest of them is found at once.

Note 1: the newest public revision is asked for before every answer. An import of twenty thousand drafts writes as many
revisions behind it, and without an index of the public ones alone each answer would look through all of them.

Note 2: like the triggers, and for the same reason, the indexes are put in place after each migrate: the condition is an
expression that Django would write in another way than the query, and SQLite compares the two by their text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connections

from flows.vocabulary import PUBLIC_STATUSES

TABLE = "flows_revision"
_STATUSES = ", ".join(f"'{each}'" for each in PUBLIC_STATUSES)
IS_PUBLIC: Mapping[str, str] = {
    "sqlite": f"json_extract(\"values\", '$.status') IN ({_STATUSES})",
    "postgresql": f"(\"values\" ->> 'status') IN ({_STATUSES})",
}
"""The condition, as SQL of each database."""


def install_after_migrate(sender: Any, using: str, plan: Any = None, **_: Any) -> None:
    """Put the indexes in place where they are missing; where nothing was migrated nothing is asked."""
    connection = connections[using]
    if plan == [] or TABLE not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        columns = {one.name for one in connection.introspection.get_table_description(cursor, TABLE)}
        for column in sorted({"id", "at"} & columns):
            cursor.execute(
                f"CREATE INDEX IF NOT EXISTS revision_public_{column} ON {TABLE} ({column}) "
                f"WHERE {IS_PUBLIC[connection.vendor]}"
            )
