"""Supersession held by the database itself.

Note 1: the rule compares two rows, which a check constraint cannot do, so it is a trigger on both databases.
SQLite drops a table's triggers whenever Django rebuilds the table: a later migration that alters `flows_shipment`
or `flows_rate` ends with these operations again, and a test fails where one forgets.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

_MUST_MATCH = {
    "flows_shipment": ("claimant_id", "supplier_id", "recipient_id", "temporal", "stance"),
    "flows_rate": ("claimant_id", "actor_id", "activity", "per"),
}
MESSAGE = "a claim supersedes only an earlier claim of the same claimant about the same flow"


def _mismatch(table: str, newer: str, older: str) -> str:
    differs = " OR ".join(f"{newer}.{column} <> {older}.{column}" for column in _MUST_MATCH[table])
    return f"({differs} OR {older}.claimed_on >= {newer}.claimed_on)"


def _violation(table: str) -> str:
    return (
        f"SELECT 1 FROM {table} o WHERE o.code = NEW.supersedes_id AND {_mismatch(table, 'NEW', 'o')} "
        f"UNION ALL "
        f"SELECT 1 FROM {table} s WHERE s.supersedes_id = NEW.code AND {_mismatch(table, 's', 'NEW')}"
    )


def create(apps: Any, schema_editor: Any) -> None:
    """Put the triggers in place, on whichever database this is."""
    for table in _MUST_MATCH:
        if schema_editor.connection.vendor == "sqlite":
            for event in ("INSERT", "UPDATE"):
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_supersedes_{event.lower()} AFTER {event} ON {table} "
                    f"WHEN EXISTS ({_violation(table)}) BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
                )
        else:
            schema_editor.execute(
                f"CREATE FUNCTION {table}_supersedes() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
                f"IF EXISTS ({_violation(table)}) THEN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = '23514'; END IF; "
                f"RETURN NEW; END $$"
            )
            schema_editor.execute(
                f"CREATE TRIGGER {table}_supersedes AFTER INSERT OR UPDATE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION {table}_supersedes()"
            )


def drop(apps: Any, schema_editor: Any) -> None:
    """Take the triggers away again."""
    for table in _MUST_MATCH:
        if schema_editor.connection.vendor == "sqlite":
            for event in ("insert", "update"):
                schema_editor.execute(f"DROP TRIGGER {table}_supersedes_{event}")
        else:
            schema_editor.execute(f"DROP TRIGGER {table}_supersedes ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_supersedes()")


class Migration(migrations.Migration):
    dependencies = [("flows", "0001_tables")]

    operations = [migrations.RunPython(create, drop)]
