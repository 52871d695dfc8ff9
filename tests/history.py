"""The seal on the history, lifted for a moment: only tests empty tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.apps import apps
from django.db import connection

from flows.triggers import RULES, install_after_migrate, triggers

_roles = import_module("flows.migrations.0004_roles")


def unseal() -> None:
    """Let revisions be deleted."""
    on_table = " ON flows_revision" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for rule in (each for each in RULES if each.table == "flows_revision"):
            for trigger in triggers(rule, connection.vendor):
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on_table}")


def seal() -> None:
    """Let nobody delete them again."""
    install_after_migrate(apps.get_app_config("flows"), connection.alias, apps)


@contextmanager
def unsealed() -> Iterator[None]:
    """A time in which revisions can be deleted."""
    unseal()
    yield
    seal()


def give_roles() -> None:
    """The groups of the roles, as the migration makes them."""
    _roles.give(apps, None)
