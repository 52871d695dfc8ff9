"""Keeps what is published now as a dated data package."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from flows.exporting.releases import AlreadyReleased, make_release


class Command(BaseCommand):
    """`manage.py make_release` writes today's package; the site offers it for as long as the file is there."""

    help = "Write the data package of what is published now under today's date. A release never changes."

    def add_arguments(self, parser: CommandParser) -> None:
        """The day that names it, and the folder."""
        parser.add_argument("--day", type=date.fromisoformat, default=None, help="The day that names it (today).")
        parser.add_argument("--directory", type=Path, default=Path(settings.RELEASES_DIR))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print name, size and checksum; CommandError where the day's release holds other data."""
        seeds = Path(settings.BASE_DIR) / "seeds"
        try:
            made = make_release(options["directory"], seeds, options["day"] or timezone.localdate())
        except AlreadyReleased as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{made.path.name}  {made.size:,} bytes  sha256:{made.sha256}")
