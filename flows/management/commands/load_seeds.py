"""Load a directory of the project's CSV files into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from flows.actions.apply_import import ImportRefused, apply_import
from flows.importing.package_format import format_fault
from flows.importing.preview import preview
from flows.management.collector import without_collector


class Command(BaseCommand):
    """Adds and changes rows so that the database holds what the files say; all of them or none."""

    help = (
        "Load the CSV files of a directory: new rows are added, changed ones changed, all others left alone. A table "
        "without a file has no rows to load. "
        "All or nothing; running it twice changes nothing the second time."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option: where the files are."""
        parser.add_argument("--directory", type=Path, default=settings.SEEDS, help="Where the CSV files are (SEEDS).")

    @without_collector()
    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was added, changed and left by table; CommandError where a file is at fault."""
        directory: Path = options["directory"]
        if not directory.is_dir():
            raise CommandError(f"{directory} is not a directory")
        descriptor = directory / "datapackage.json"
        if descriptor.is_file() and (unfit := format_fault(descriptor.read_bytes())):
            raise CommandError(f"{unfit}; nothing was loaded")
        files = {path.name: path.read_bytes() for path in sorted(directory.glob("*.csv"))}
        if not files:
            raise CommandError(f"{directory} has no CSV files")
        shown = preview(files)
        if shown.faults:
            for fault in shown.faults:
                self.stderr.write(str(fault))
            count = len(shown.faults)
            raise CommandError(f"{count} {'fault' if count == 1 else 'faults'}; nothing was loaded")
        try:
            written = apply_import(shown)
        except ImportRefused as error:
            raise CommandError(f"{error}; nothing was loaded") from error
        if options["verbosity"]:
            for one in written:
                self.stdout.write(f"{one.table:18} {one.added:5} added {one.changed:5} changed {one.left:5} left")
