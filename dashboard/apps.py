from typing import Any

from django.apps import AppConfig, apps
from django.core.management import call_command
from django.db.models.signals import post_migrate


class DashboardConfig(AppConfig):
    """The pages; its one table counts tries to sign in, where several machines share a database."""

    name = "dashboard"
    verbose_name = "Munitions Flows"

    def ready(self) -> None:
        """With every migration the table of counters is there: without it nobody could sign in."""
        post_migrate.connect(_make_table_of_counters, sender=apps.get_app_config("flows"))


def _make_table_of_counters(using: str, **_: Any) -> None:
    # It makes what CACHES names and the database lacks; on SQLite that is nothing.
    call_command("createcachetable", database=using, verbosity=0)
