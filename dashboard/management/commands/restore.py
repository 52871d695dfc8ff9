"""`manage.py restore`: a copy that `manage.py backup` made, put back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from dashboard.backups import BackupRefused, restore


class Command(BaseCommand):
    """Checks a copy against its manifest, puts aside what is there, and puts the copy in its place."""

    help = "Put back a copy that `backup` made; what it replaces is put aside first."
    # The tables may be of another version, or not there at all.
    requires_migrations_checks = False

    def add_arguments(self, parser: CommandParser) -> None:
        """Which copy, and whether it may replace anything."""
        parser.add_argument("file", type=Path, help="the copy; its manifest must lie beside it")
        parser.add_argument("--overwrite", action="store_true", help="replace the claims that are there")

    def handle(self, *args: Any, **options: Any) -> None:
        """Put it back, and say what became of the old."""
        try:
            found, kept = restore(
                options["file"], overwrite=options["overwrite"], aside=Path(settings.BACKUPS_DIR) / "replaced"
            )
        except (BackupRefused, OSError) as refusal:
            raise CommandError(str(refusal)) from None
        self.stdout.write(f"Back to {found.made_at}: {found.total:,} rows in {len(found.rows)} tables.")
        if kept:
            self.stdout.write(f"What was there before: {kept}")
        self.stdout.write("Now run: manage.py migrate")
