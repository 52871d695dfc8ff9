"""`manage.py backup`: a checked copy of the whole database, made while the site runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard.backups import BackupRefused, back_up


class Command(BaseCommand):
    """Copies the database, reads the copy through, and keeps counts and checksum beside it."""

    help = "Copy the whole database while the site runs; the copy is checked, and its checksum written beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("folder", nargs="?", type=Path, help="where to; BACKUPS_DIR unless given")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the copy, and say where it is."""
        try:
            file, found = back_up(options["folder"] or Path(settings.BACKUPS_DIR))
        except (BackupRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"{file}: {found.total:,} rows in {len(found.rows)} tables, sha256 {found.sha256}")
