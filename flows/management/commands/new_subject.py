"""Writes the folder of a new subject: a CSV file for each table with its header alone, and what each cell takes."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flows.importing.tables import TABLES, Table
from flows.importing.written import csv_of
from flows.subject import FILE, Subject

GUIDE = "README.md"
_HEAD = """\
# A subject of your own

Fill the files in the order below: a code has to stand in its table before another file names it. A file that you do
not need may stay empty or be deleted. Then, in the folder of the site:

    make run SEEDS={folder}

loads them all or names each fault with its file, row, column and what is allowed; nothing is loaded then. Run it again
after each change. The database stands in this folder too.

`subject.json` says what no table holds, and may stay as it is: a `title` and a `description`; `keywords` for
catalogues; `sides`, the one or two receiving parties that get a colour, each with the parties whose output goes to it,
as in {{"receiver": ["sender"]}}; `since`, the first year; `day`, a day that readers are offered beside today;
`windows`, the parts of the map that have outlines in `map/`; and by their codes what `munitions.csv` has: `wide`, words
too wide to name a type, `by_calibre`, what a calibre without a noun is one of, and `contents`, the two kinds of things
that a container may hold. `lists` adds codes to lists of the vocabulary, as in
{{"unit": [{{"code": "sack", "label": "sacks", "meaning": "One sack of grain."}}]}}. Pages open on what the
first row of `stories.csv` is about, and without a story on what most claims are about.
"""
_NEUTRAL = Subject()
_SUBJECT = {
    "title": _NEUTRAL.title,
    "description": _NEUTRAL.description,
    "keywords": [],
    "sides": {},
    "windows": [],
}


class Command(BaseCommand):
    """`manage.py new_subject FOLDER` makes the folder, or fills an empty one; it never writes over a file."""

    help = "Write a CSV file with its header for each table, and a guide to all of them, into a new folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the files and say how to go on; CommandError where the folder is not empty."""
        folder: Path = options["folder"]
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise CommandError(f"{folder} is there and not empty: name a new folder")
        folder.mkdir(parents=True, exist_ok=True)
        for table in TABLES:
            (folder / table.file).write_bytes(csv_of(table, ()))
        (folder / FILE).write_text(json.dumps(_SUBJECT, indent=2) + "\n", encoding="utf-8")
        text = "\n".join((_HEAD.format(folder=folder), *explained(TABLES)))
        (folder / GUIDE).write_text(text, encoding="utf-8")
        self.stdout.write(f"Wrote {len(TABLES)} files. Read {folder / GUIDE}, fill them, then: make run SEEDS={folder}")


def explained(tables: Iterable[Table]) -> Iterator[str]:
    """What the files of tables hold, as lines of Markdown: what every row has, then what may be empty, to look up. What
    is the same in several files is said in the first."""
    first: dict[str, str] = {}
    for table in tables:
        others = [f"`{column.name}`" for column in table.columns if not column.required]
        yield from _section(table, first, required=True)
        yield f"May be empty: {', '.join(others)}.\n" if others else ""
    yield "# What may be empty\n"
    yield "To look up, file by file: what such a cell says where it says something.\n"
    for table in tables:
        yield from _section(table, first, required=False)


def _section(table: Table, first: dict[str, str], *, required: bool) -> Iterator[str]:
    yield f"## {table.file}: {table.title}\n"
    if required:
        yield f"A row is known by {' with '.join(table.key)}. Every row has:\n"
    for column in table.columns:
        if column.required is required:
            line = f"- `{column.name}`: {column.guide.replace('Required. ', '')}"
            said = first.setdefault(line, table.file)
            yield line if said == table.file else f"- `{column.name}`: as in {said}."
    yield ""
