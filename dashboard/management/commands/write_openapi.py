"""Writes the API's schema to the file that the repository keeps of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from flows.api.views.document import COMMITTED, as_file


class Command(BaseCommand):
    """`manage.py write_openapi` announces a change of the API: a test fails where it was forgotten."""

    help = "Write flows/api/openapi.json. Only additions belong into version 1; name them in CHANGELOG.md."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the document and say where."""
        path: Path = COMMITTED
        path.write_bytes(as_file())
        self.stdout.write(f"Wrote {path}")
