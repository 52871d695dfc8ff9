"""Record what a check of the sources' links, made elsewhere, has found: the site itself asks no other site anything."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flows.actions.apply_import import ImportRefused, apply_import
from flows.importing.bounds import MOST_BYTES
from flows.importing.link_checks import judged_link_checks
from flows.importing.upload import Sent
from flows.vocabulary import LINK_STATE


class Command(BaseCommand):
    """Records the state of links from a file, all or nothing."""

    help = (
        "Record what was found at the addresses of sources, from a CSV or XLSX file with the columns code, state "
        f"({', '.join(LINK_STATE.codes)}) and day (YYYY-MM-DD), all or nothing. A check that is older than the one on "
        "record changes nothing. No address is opened."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("--from", dest="file", type=Path, required=True, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print how many sources changed; CommandError where the file is at fault or cannot be read."""
        file: Path = options["file"]
        shown, older = judged_link_checks(_sent(file))
        if shown.faults:
            for fault in shown.faults:
                self.stderr.write(str(replace(fault, file=file.name)))
            count = len(shown.faults)
            raise CommandError(f"{count} {'fault' if count == 1 else 'faults'}; nothing was recorded")
        try:
            (written,) = apply_import(shown)
        except ImportRefused as error:
            raise CommandError(f"{error}; nothing was recorded") from error
        self.stdout.write(f"{written.changed} recorded, {written.left} as before, {older} older than on record")


def _sent(file: Path) -> Sent:
    try:
        with file.open("rb") as opened:
            return Sent(file.name, opened.read(MOST_BYTES + 1))
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
