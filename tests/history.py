"""The seal on the history, lifted for a moment: only tests delete revisions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

from flows.triggers import RULES, install_after_migrate, triggers


@contextmanager
def unsealed() -> Iterator[None]:
    """A time in which revisions can be deleted."""
    on_table = " ON flows_revision" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for rule in (each for each in RULES if each.table == "flows_revision"):
            for trigger in triggers(rule, connection.vendor):
                cursor.execute(f"DROP TRIGGER IF EXISTS {trigger.name}{on_table}")
    yield
    install_after_migrate(apps.get_app_config("flows"), connection.alias, apps)
