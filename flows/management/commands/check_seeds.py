"""Judge a directory of the project's CSV files by the codebook and by what was released; no database is asked."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from flows.dictionary.beside import CHANGES, RELEASED
from flows.importing.codebook import codebook_faults
from flows.importing.files import read_file
from flows.importing.released import Released, read_changes
from flows.importing.tables import TABLES


class Command(BaseCommand):
    """Says nothing of a set that keeps the rules; names every fault of one that does not."""

    help = (
        "Judge the seeds: chains, overlaps, periods, grades, titles, links, rows that nothing uses, and whether every "
        "row that was released is still there and every figure that changed has its note in changes.csv."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where the files are, and whether they are a release from now on."""
        parser.add_argument("--directory", type=Path, default=settings.SEEDS, help="Where the CSV files are (seeds).")
        parser.add_argument(
            "--release", action="store_true", help=f"Once they are without fault, write {RELEASED}: what to hold to."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the counts; CommandError with the number of faults, each printed with its file, row and column."""
        directory: Path = options["directory"]
        missing = [name for name in (*(table.file for table in TABLES), CHANGES) if not (directory / name).is_file()]
        if missing:
            raise CommandError(f"{directory} lacks {', '.join(missing)}")
        sheets = [read_file(table, (directory / table.file).read_bytes()) for table in TABLES]
        try:
            changes = read_changes((directory / CHANGES).read_text(encoding="utf-8"))
        except ValueError as error:
            raise CommandError(str(error)) from error
        released = directory / RELEASED
        before = Released.read(released.read_text(encoding="utf-8")) if released.is_file() else Released(())
        faults = [*codebook_faults(sheets), *before.faults(sheets, changes)]
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} {'fault' if len(faults) == 1 else 'faults'} in {directory}")
        if options["release"]:
            released.write_text(Released.of(sheets).text, encoding="utf-8")
        if options["verbosity"]:
            self.stdout.write(f"{sum(len(sheet.rows) for sheet in sheets):,} rows keep the codebook.")
