"""The seal on the history, lifted for a moment: only tests empty tables."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.apps import apps
from django.db import connection

_sealing = import_module("flows.migrations.0003_review_and_history")
_roles = import_module("flows.migrations.0004_roles")


class _Editor:
    """As much of a schema editor as the migrations' own functions ask for."""

    def __init__(self) -> None:
        self.connection = connection

    def execute(self, sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)


def unseal() -> None:
    """Let revisions be deleted."""
    _sealing.unseal(apps, _Editor())


def seal() -> None:
    """Let nobody delete them again."""
    _sealing.seal(apps, _Editor())


@contextmanager
def unsealed() -> Iterator[None]:
    """A time in which revisions can be deleted."""
    unseal()
    yield
    seal()


def give_roles() -> None:
    """The groups of the roles, as the migration makes them."""
    _roles.give(apps, None)
