"""Keeps what is published now as a dated data package."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from flows.exporting.releases import AlreadyReleased, Release, make_due_release, make_release


class Command(BaseCommand):
    """`manage.py make_release` writes today's package; the site offers it for as long as the file is there."""

    help = (
        "Write the data package of what is published now under today's date, with what changed since the last release, "
        "checksums and a citation. A release never changes. With --due only where anything was published since the "
        "last one: for a daily timer."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The day that names it, the folder, the DOI, and whether only what is due is made."""
        parser.add_argument("--day", type=date.fromisoformat, default=None, help="The day that names it (today).")
        parser.add_argument("--directory", type=Path, default=Path(settings.RELEASES_DIR))
        parser.add_argument("--doi", default=settings.RELEASE_DOI, help="Its DOI (RELEASE_DOI): 10.5281/zenodo.1234567")
        parser.add_argument("--due", action="store_true", help="Only where anything was published since the last one.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print name, size and checksum, or that nothing is due.

        CommandError where the day's release holds other data, or for a DOI that is none; with --due a release of today
        is no error: what was published since is due tomorrow.
        """
        try:
            made = self._made(**options)
        except AlreadyReleased as error:
            if not options["due"]:
                raise CommandError(str(error)) from error
            self.stdout.write(f"{error}; nothing was made")
        except ValueError as error:
            raise CommandError(str(error)) from error
        else:
            self.stdout.write(
                f"{made.path.name}  {made.size:,} bytes  sha256:{made.sha256}"
                if made
                else "Nothing was published since the last release; nothing was made"
            )

    def _made(self, *, directory: Path, day: date | None, doi: str, due: bool, **_: Any) -> Release | None:
        make = make_due_release if due else make_release
        return make(directory, Path(settings.BASE_DIR) / "seeds", day or timezone.localdate(), doi)
