"""Check or rebuild the index of the search."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flows import search_index

_SHOWN = 20


class Command(BaseCommand):
    """Without an option the index is compared with the tables; with one it is made again."""

    help = "Compare the index of the search with the tables, or make it again: --rebuild."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One option: whether to make it again."""
        parser.add_argument("--rebuild", action="store_true", help="Make the whole index again from the tables.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many versions are indexed, or that the index is true; CommandError naming what is not."""
        if options["rebuild"]:
            self.stdout.write(f"{search_index.rebuild():,} versions indexed.")
            return
        faults = list(search_index.faults())
        for fault in faults[:_SHOWN]:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"{len(faults):,} faults in the index: make it again with --rebuild")
        self.stdout.write("The index is true.")
