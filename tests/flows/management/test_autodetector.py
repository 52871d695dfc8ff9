"""Words that people read change without a migration; what a database holds does not."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command, get_commands, load_command_class
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import MigrationWriter
from django.db.models import CheckConstraint, Q

from flows.management.autodetector import Wordless

pytestmark = pytest.mark.django_db


def found(after: ProjectState) -> list[Any]:
    """The operations that a migration to this state would have."""
    loader = MigrationLoader(connection)
    changes = Wordless(loader.project_state(), after).changes(loader.graph)
    return [operation for migration in changes.get("flows", []) for operation in migration.operations]


def with_field(table: str, name: str, **changed: Any) -> ProjectState:
    """The tables as they are, with one field declared otherwise."""
    state = ProjectState.from_apps(apps)
    model = state.models["flows", table]
    _, _, arguments, options = model.fields[name].deconstruct()
    model.fields[name] = type(model.fields[name])(*arguments, **{**options, **changed})
    return state


WORDS: list[tuple[str, str, dict[str, Any]]] = [
    ("shipment", "stage", {"choices": [("shipped", "Shipped"), ("lost", "Lost on the way")]}),
    ("shipment", "stage", {"help_text": "How far it got.", "verbose_name": "how far"}),
    ("shipment", "claimant", {"help_text": "Who said it."}),
    ("shipment", "supersedes", {"error_messages": {"unique": "Taken."}}),
    ("revision", "kind", {"choices": []}),
    ("source", "title", {"verbose_name": "its title"}),
]
HELD: list[tuple[str, str, dict[str, Any]]] = [
    ("shipment", "stage", {"max_length": 40}),
    ("shipment", "notes", {"null": True}),
    ("source", "title", {"db_index": True}),
]


def test_the_tables_are_as_the_migrations_left_them() -> None:
    assert found(ProjectState.from_apps(apps)) == []
    call_command("makemigrations", "--check", "--dry-run", stdout=io.StringIO())


def test_django_uses_it_wherever_it_compares() -> None:
    for name in ("makemigrations", "migrate"):
        assert getattr(load_command_class(get_commands()[name], name), "autodetector") is Wordless  # noqa: B009


@pytest.mark.parametrize(("table", "field", "changed"), WORDS)
def test_other_words_make_no_migration(table: str, field: str, changed: dict[str, Any]) -> None:
    assert found(with_field(table, field, **changed)) == []


@pytest.mark.parametrize(("table", "field", "changed"), HELD)
def test_what_the_database_holds_makes_one(table: str, field: str, changed: dict[str, Any]) -> None:
    (operation,) = found(with_field(table, field, **changed))
    assert (operation.model_name, operation.name) == (table, field)


def with_rule(condition: Q | None = None, message: str | None = None) -> ProjectState:
    """The tables as they are, with the rule about negative quantities declared otherwise."""
    state = ProjectState.from_apps(apps)
    options = state.models["flows", "ratio"].options
    rules = {rule.name: rule for rule in options["constraints"]}
    old = rules["ratio_not_negative"]
    rules[old.name] = CheckConstraint(
        condition=condition or old.condition,
        name=old.name,
        violation_error_message=message or old.violation_error_message,
    )
    options["constraints"] = list(rules.values())
    return state


def test_the_message_of_a_rule_makes_no_migration_and_the_rule_does() -> None:
    assert found(with_rule(message="Not below zero.")) == []
    assert {type(each).__name__ for each in found(with_rule(condition=Q(low__gte=1)))} == {
        "RemoveConstraint",
        "AddConstraint",
    }


def test_a_new_field_is_written_without_its_words() -> None:
    state = ProjectState.from_apps(apps)
    field = models.CharField("mood", max_length=9, default="", choices=[("calm", "Calm")], help_text="How it was said.")
    field.set_attributes_from_name("mood")
    state.models["flows", "rate"].fields["mood"] = field
    (operation,) = found(state)
    written = MigrationWriter.serialize(operation.field)[0]
    assert "max_length=9" in written
    assert not any(word in written for word in ("choices", "help_text", "verbose_name", "calm", "How it was"))
