"""The rules that compare a row with others or with its past: triggers, since a check constraint sees one row.

Note 1: SQLite drops a table's triggers whenever Django rebuilds the table, which many migrations do. So no migration
creates them: `flows.apps` has them put in place after each `migrate`, on both databases, where they are missing or
differ from what stands here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps as installed_apps
from django.db import connections, transaction


@dataclass(frozen=True, slots=True)
class Rule:
    """What is refused when a row of a table is written: the name of the trigger on each database, and the words.

    ``violation`` is a query that finds what breaks the rule; without one every such write does. ``columns`` are those
    that it reads: an older version of the table, which lacks one, goes without the rule.
    """

    name: str
    table: str
    when: str
    events: tuple[str, ...]
    message: str
    sqlite_name: str
    violation: str = ""
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger of one database: what its catalogue says of it once it is there, and the statements that create it."""

    name: str
    definition: str
    statements: tuple[str, ...]


def _supersession(table: str, *same: str) -> Rule:
    def mismatch(newer: str, older: str) -> str:
        differs = " OR ".join(f"{newer}.{column} <> {older}.{column}" for column in same)
        return f"({differs} OR {older}.claimed_on >= {newer}.claimed_on)"

    return Rule(
        name=f"{table}_supersedes",
        table=table,
        when="AFTER",
        events=("INSERT", "UPDATE"),
        message="a claim supersedes only an earlier claim of the same claimant about the same flow",
        sqlite_name=f"{table}_supersedes",
        violation=" UNION ALL ".join(
            f"SELECT 1 FROM {table} o WHERE o.{one} = NEW.{other} AND {differs}"  # noqa: S608
            for one, other, differs in (
                ("code", "supersedes_id", mismatch("NEW", "o")),
                ("supersedes_id", "code", mismatch("o", "NEW")),
            )
        ),
        columns=frozenset({"code", "supersedes_id", "claimed_on", *same}),
    )


def _sealed(table: str, row: str, sqlite_name: str) -> Rule:
    return Rule(
        name=f"{table}_sealed",
        table=table,
        when="BEFORE",
        events=("UPDATE", "DELETE"),
        message=f"{row} is never changed or deleted",
        sqlite_name=sqlite_name,
    )


RULES = (
    _supersession("flows_shipment", "claimant_id", "supplier_id", "recipient_id", "temporal", "stance"),
    _supersession("flows_rate", "claimant_id", "actor_id", "activity", "per"),
    Rule(
        name="flows_appearance_reports",
        table="flows_appearance",
        when="AFTER",
        events=("INSERT", "UPDATE"),
        message="an appearance reports one of the same claim",
        sqlite_name="flows_appearance_reports",
        violation=" UNION ALL ".join(
            f"SELECT 1 FROM flows_appearance o WHERE o.{one} = NEW.{other} AND o.claim <> NEW.claim"  # noqa: S608
            for one, other in (("code", "reports_id"), ("reports_id", "code"))
        ),
        columns=frozenset({"code", "claim", "reports_id"}),
    ),
    # Only TRUNCATE on PostgreSQL, which nobody but the owner of the table can do, passes it by.
    _sealed("flows_revision", "a revision", "flows_revision_no"),
    _sealed("flows_evidencecheck", "a check of evidence", "flows_evidencecheck_no"),
    _sealed("flows_passage", "a passage", "flows_passage_no"),
    _sealed("flows_assignment", "an assignment", "flows_assignment_no"),
)
_INSTALLED = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, prosrc FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid WHERE NOT tgisinternal",
}


def triggers(rule: Rule, vendor: str) -> Iterator[Trigger]:
    """The triggers that hold a rule on a database: SQLite wants one for each event."""
    if vendor == "postgresql":
        yield _postgresql(rule)
        return
    condition = f"WHEN EXISTS ({rule.violation}) " if rule.violation else ""
    for event in rule.events:
        name = f"{rule.sqlite_name}_{event.lower()}"
        definition = (
            f"CREATE TRIGGER {name} {rule.when} {event} ON {rule.table} "
            f"{condition}BEGIN SELECT RAISE(ABORT, '{rule.message}'); END"
        )
        yield Trigger(name, definition, (f"DROP TRIGGER IF EXISTS {name}", definition))


def _postgresql(rule: Rule) -> Trigger:
    refusal = f"RAISE EXCEPTION '{rule.message}' USING ERRCODE = '23514';"
    checked = f"IF EXISTS ({rule.violation}) THEN {refusal} END IF; RETURN NEW;" if rule.violation else refusal
    body = f" BEGIN {checked} END "
    occasion = f"{rule.when} {' OR '.join(rule.events)} ON {rule.table}"
    return Trigger(
        rule.name,
        body,
        (
            f"CREATE OR REPLACE FUNCTION {rule.name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
            f"DROP TRIGGER IF EXISTS {rule.name} ON {rule.table}",
            f"CREATE TRIGGER {rule.name} {occasion} FOR EACH ROW EXECUTE FUNCTION {rule.name}()",
        ),
    )


def install(using: str, tables: Mapping[str, Collection[str]]) -> None:
    """Create every trigger that is missing or out of date, on those of the tables, each with its columns, that have
    what its rule reads. Where all are there, this is one query."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(_INSTALLED[connection.vendor])
        installed = dict(cursor.fetchall())
        wanted = [
            trigger
            for rule in RULES
            if rule.table in tables and rule.columns <= set(tables[rule.table])
            for trigger in triggers(rule, connection.vendor)
        ]
        outdated = [trigger for trigger in wanted if installed.get(trigger.name) != trigger.definition]
        if outdated:
            with transaction.atomic(using=using):
                for statement in (each for trigger in outdated for each in trigger.statements):
                    cursor.execute(statement)


def install_after_migrate(sender: Any, using: str, apps: Any = installed_apps, **_: Any) -> None:
    """Put the triggers in place on the tables as the last migration that ran left them."""
    tables = {
        model._meta.db_table: {field.column for field in model._meta.local_concrete_fields}
        for model in apps.get_app_config(sender.label).get_models()
    }
    install(using, tables)
