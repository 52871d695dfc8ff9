"""The rules that triggers hold are there after every migration, whatever it did to their tables."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, ClassVar

import pytest
from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import IntegrityError, connection, migrations, models, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState

from flows.models import Appearance, Assignment, EvidenceCheck, Passage, Rate, Revision, Shipment
from flows.triggers import RULES, Rule, install, triggers
from tests.flows.models.rows import insert

NAMES = {trigger.name for rule in RULES for trigger in triggers(rule, connection.vendor)}
TABLES = {
    model._meta.db_table: {field.column for field in model._meta.local_concrete_fields if field.column}
    for model in apps.get_app_config("flows").get_models()
}


def there() -> dict[str, str]:
    """The triggers of the rules in the database, each with its statement or the body of its function.

    Those that keep the past of tables and the index of the search are left out: see `tests/flows/test_past.py` and
    `tests/flows/test_search_index.py`.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute(
                "SELECT tgname, prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = tgfoid WHERE NOT tgisinternal"
            )
        return {name: text for name, text in cursor.fetchall() if "_past_" not in name and "_searched" not in name}


def drop(name: str) -> None:
    table = next(rule.table for rule in RULES for each in triggers(rule, connection.vendor) if each.name == name)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def after_migrate() -> None:
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def breaks_supersession_of_shipments() -> None:
    insert(Shipment, code="older")
    insert(Shipment, code="newer", claimed_on=date(2024, 7, 1), claimant_id="kr-nis", supersedes_id="older")


def breaks_supersession_of_rates() -> None:
    insert(Rate, code="older")
    insert(Rate, code="newer", claimed_on=date(2024, 7, 1), claimant_id="kr-nis", supersedes_id="older")


def reports_an_appearance_of_another_claim() -> None:
    insert(Appearance, reports_id="article-2024-06-14-eu-1m--odessa-journal")


def moves_from_what_reports_it() -> None:
    insert(Appearance, code="first")
    insert(Appearance, code="second", source_id="2023-08-11-babel", reports_id="first")
    Appearance.objects.filter(code="first").update(claim="rok-mnd-2024-06-14-missiles")


def breaks_the_seal_on_revisions() -> None:
    Revision.objects.update(note="Never so.")


def removes_a_revision() -> None:
    Revision.objects.all().delete()


def breaks_the_seal_on_checks() -> None:
    insert(EvidenceCheck)
    EvidenceCheck.objects.update(figure_found="not-found")


def removes_a_check() -> None:
    insert(EvidenceCheck)
    EvidenceCheck.objects.all().delete()


def breaks_the_seal_on_passages() -> None:
    insert(Passage)
    Passage.objects.update(text="Others.")


def removes_a_passage() -> None:
    insert(Passage)
    Passage.objects.all().delete()


def breaks_the_seal_on_assignments() -> None:
    insert(Assignment)
    Assignment.objects.update(code="another")


def removes_an_assignment() -> None:
    insert(Assignment)
    Assignment.objects.all().delete()


BROKEN_BY = {
    "flows_shipment_supersedes": (breaks_supersession_of_shipments,),
    "flows_rate_supersedes": (breaks_supersession_of_rates,),
    "flows_appearance_reports": (reports_an_appearance_of_another_claim, moves_from_what_reports_it),
    "flows_revision_sealed": (breaks_the_seal_on_revisions, removes_a_revision),
    "flows_evidencecheck_sealed": (breaks_the_seal_on_checks, removes_a_check),
    "flows_assignment_sealed": (breaks_the_seal_on_assignments, removes_an_assignment),
    "flows_passage_sealed": (breaks_the_seal_on_passages, removes_a_passage),
}


def are_refused(rule: Rule) -> None:
    for broken in BROKEN_BY[rule.name]:
        with pytest.raises(IntegrityError, match=rule.message), transaction.atomic():
            broken()


def test_these_are_all_the_triggers_there_are() -> None:
    assert len(NAMES) == (14 if connection.vendor == "sqlite" else 7)


@pytest.mark.django_db
def test_every_trigger_is_there_after_the_migrations() -> None:
    assert set(there()) == NAMES


@pytest.mark.django_db
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_what_breaks_a_rule_is_refused(rule: Rule) -> None:
    are_refused(rule)


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(NAMES))
def test_a_trigger_that_was_lost_is_back_after_the_next_migrate(name: str) -> None:
    before = there()
    drop(name)
    assert set(there()) == NAMES - {name}
    after_migrate()
    assert there() == before


@pytest.mark.django_db
def test_an_outdated_trigger_is_replaced() -> None:
    before = there()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            drop("flows_revision_no_update")
            cursor.execute(
                "CREATE TRIGGER flows_revision_no_update BEFORE UPDATE ON flows_revision BEGIN SELECT 1; END"
            )
        else:
            cursor.execute(
                "CREATE OR REPLACE FUNCTION flows_revision_sealed() RETURNS trigger LANGUAGE plpgsql "
                "AS $$ BEGIN RETURN NEW; END $$"
            )
    assert there() != before
    after_migrate()
    assert there() == before


@pytest.mark.django_db
def test_where_all_are_there_it_costs_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        install("default", TABLES)


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["stance", "supersedes_id", "claimed_on"])
def test_a_table_of_an_older_version_goes_without_the_rule_that_it_has_no_column_for(column: str) -> None:
    lost = {name for name in NAMES if name.startswith("flows_shipment")}
    for name in NAMES:
        drop(name)
    install("default", {**TABLES, "flows_shipment": TABLES["flows_shipment"] - {column}})
    assert set(there()) == NAMES - lost


class Tried(migrations.Migration):
    """A migration for which SQLite has to rebuild the tables that have triggers."""

    dependencies: ClassVar = [("flows", "0010_indexes_that_count")]

    operations: ClassVar = [
        migrations.AlterField("shipment", "alternative_group", models.CharField(max_length=90, blank=True)),
        migrations.AlterField("appearance", "place", models.CharField(max_length=130, blank=True)),
        migrations.AlterField("rate", "speaker", models.CharField(max_length=130, blank=True)),
        migrations.AlterField("revision", "note", models.CharField(max_length=500, blank=True)),
        migrations.AlterField("evidencecheck", "words", models.CharField(max_length=70, blank=True)),
        migrations.AlterField("assignment", "code", models.CharField(max_length=190)),
        migrations.AlterField("passage", "claim", models.CharField(max_length=90)),
    ]


@pytest.fixture
def tried() -> Iterator[ProjectState]:
    """The migration as it was applied; taken back afterwards, and the flush that follows creates the triggers again."""
    state: Any = MigrationExecutor(connection).loader.project_state()
    migration = Tried("0011_tried", "flows")
    with connection.schema_editor() as editor:
        after = migration.apply(state.clone(), editor)
    yield after
    with connection.schema_editor() as editor:
        migration.unapply(state, editor)


@pytest.mark.django_db(transaction=True)
def test_after_a_migration_that_rebuilds_the_tables_the_rules_still_hold(tried: ProjectState) -> None:
    assert set(there()) == (set() if connection.vendor == "sqlite" else NAMES)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias, apps=tried.apps, plan=[])
    assert set(there()) == NAMES
    for rule in RULES:
        are_refused(rule)
