"""Writes the data package's descriptor from the declaration that imports are read by."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from flows.importing.schema import data_package


class Command(BaseCommand):
    """`manage.py write_schema` writes seeds/datapackage.json; a test fails where it was forgotten."""

    help = "Write datapackage.json for the seeds from the import format."

    def add_arguments(self, parser: CommandParser) -> None:
        """The folder to write to."""
        parser.add_argument("--directory", type=Path, default=Path(settings.BASE_DIR) / "seeds")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the descriptor and say where."""
        path = options["directory"] / "datapackage.json"
        path.write_text(json.dumps(data_package(), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
        self.stdout.write(f"Wrote {path}")
