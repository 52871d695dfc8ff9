"""Looks for the claims of a document in its text."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flows.actions.check_evidence import check_evidence
from flows.extraction.document_text import MOST_BYTES, MOST_CHARACTERS, UnreadableDocument, document_text
from flows.models import Source
from flows.queries.codes import codes_around


class Command(BaseCommand):
    """`manage.py check_evidence SOURCE FILE` keeps what was found of each claim; the text is read and not kept."""

    help = (
        "Look for each published claim that rests on a document in the document's text: its figure in any written "
        "form, its party and its date near it. What was found is kept with the day and the SHA-256 of the file, never "
        f"the text. Plain text or HTML, at most {MOST_BYTES // 1_000_000} MB and {MOST_CHARACTERS:,} characters; "
        "nothing is fetched."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The document and its text."""
        parser.add_argument("source", help="The code of the document.")
        parser.add_argument("file", help="The file that holds its text; - for standard input.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was found of each claim; CommandError for an unknown document or a file that cannot be read."""
        source: str = options["source"]
        if not Source.objects.filter(code=source).exists():
            near = ", ".join(get_close_matches(source, codes_around("sources", source), 5, 0.5))
            raise CommandError(f"there is no document {source!r}" + (f"; did you mean {near}?" if near else ""))
        content = _content(options["file"])
        try:
            text = document_text(content)
        except UnreadableDocument as error:
            raise CommandError(f"{options['file']}: {error}") from error
        digest = sha256(content).hexdigest()
        found = check_evidence(source, text, digest)
        for one in found:
            parts = (("figure", one.sighting.figure), ("party", one.sighting.party), ("date", one.sighting.date))
            told = ", ".join(f"{name} {part.label}" for name, part in parts)
            self.stdout.write(f"{one.sighting.evidence:12} {one.claim.code}: {told}")
        self.stdout.write(f"{len(found)} claims checked in {len(text):,} characters, sha256:{digest}")


def _content(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read(MOST_BYTES + 1)
    try:
        with Path(file).open("rb") as opened:
            return opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}") from error
