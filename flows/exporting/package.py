"""The data package: every table in the project's own file format, described, licensed and checksummed, in one file.

Method: Data Package, version 2, of the Frictionless Data project. The same data give the same bytes.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from hashlib import sha256
from io import StringIO
from itertools import chain, islice
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from flows.clock import pinned, present_moment
from flows.dictionary import GIVEN_OUT, Table
from flows.dictionary.beside import BESIDE
from flows.exporting.changelog import changelog
from flows.exporting.codebook import codebook
from flows.formula_text import disarmed
from flows.queries.package_rows import package_rows
from flows.queries.received import origins
from flows.queries.recorded import newest_moment
from flows.queries.retracted import retracted_claims
from flows.subject import subject

# The oldest time that the format can hold: a real one would make two packages of the same data differ.
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_LICENCE = ("LICENCE.md",)
_WORDS = ("README.md", *_LICENCE)
# What a descriptor says for programs; a title, a description and a version are our words of today.
_NO_WORDS = ("name", "formatVersion", "licenses", "resources")
_WORDS_ELSEWHERE = (
    "The tables as this site had them at the moment in recordedAt. Our words about the data (readme, licence, changes "
    "between releases, readings) are of today and not of that moment: the package of today has them, at the same "
    "address without recorded."
)
_ROWS_AT_ONCE = 500
_TYPES = {"day": "date", "number": "number", "whole": "integer"}


def write_package(target: IO[bytes], seeds: Path, as_of: date | None, question: str, doi: str = "") -> None:
    """Write the package of what had been stated by a day to ``target``; ``seeds`` holds its description and words.

    A ``doi`` is the identifier that its description names; with the day it says which moment of the record this is.
    Pinned to a moment it is the same for good, so that it goes without the words: those in ``seeds`` are of today. They
    are of the first subject too: a package about a further one has its own title and description, and the licence.
    """
    descriptor = json.loads((seeds / "datapackage.json").read_text(encoding="utf-8"))
    if pinned() is not None:
        descriptor = {"description": _WORDS_ELSEWHERE, **{key: descriptor[key] for key in _NO_WORDS}}
    if (about := subject()).code:
        descriptor |= {"title": about.title, "description": about.description, "keywords": list(about.keywords)}
    with ZipFile(target, "w") as package:
        descriptor["resources"] += [_described(table) for table in GIVEN_OUT]
        for resource in descriptor["resources"]:
            rows = _Counted(package_rows(resource["name"], _columns(resource), as_of))
            resource["bytes"], resource["hash"] = add(package, resource["path"], _table(resource, rows))
            resource["rows"] = rows.count
        if doi:
            descriptor["id"] = f"https://doi.org/{doi}"
        if as_of is not None:
            descriptor["knownOn"] = as_of.isoformat()
        recorded = present_moment() or newest_moment()
        if recorded is not None:
            descriptor["recordedAt"] = str(recorded)
        descriptor["question"] = question
        if as_of is None and pinned() is None:
            # Of our own clock and of today, as notes are.
            descriptor["retracted"] = retracted_claims()
            if taken_over := origins():
                descriptor["takenOver"] = taken_over
        add(package, "datapackage.json", (json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n",))
        for name in _words_beside(seeds, as_of):
            add(package, name, ((seeds / name).read_text(encoding="utf-8"),))
        if pinned() is None:
            for name, lines in codebook():
                add(package, name, lines)
        add(package, "CHANGELOG.md", (changelog(as_of),))


def _words_beside(seeds: Path, as_of: date | None) -> tuple[str, ...]:
    """The files of our words that go with the tables, by their names; none with those of a moment."""
    if pinned() is not None:
        return ()
    if subject().code:
        return _LICENCE
    # Of today, as notes are: what was changed since a release, and what coders read.
    return (*_WORDS, *(name for name in BESIDE if as_of is None and (seeds / name).is_file()))


def _described(table: Table) -> dict[str, Any]:
    """A table that is given out alone, as the others are described: no import knows it."""
    fields = [
        {
            "name": field.name,
            "type": _TYPES.get(field.kind, "string"),
            "description": field.meaning,
            **({"constraints": {"enum": list(field.coded_list.codes)}} if field.coded_list else {}),
        }
        for field in table.fields
    ]
    return {
        "name": table.name,
        "type": "table",
        "title": table.title,
        "path": f"{table.name}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""], "primaryKey": list(table.key)},
    }


class _Counted:
    """Rows that are counted as they go by."""

    def __init__(self, rows: Iterable[list[str]]) -> None:
        self._rows = rows
        self.count = 0

    def __iter__(self) -> Iterator[list[str]]:
        for row in self._rows:
            self.count += 1
            yield row


def _columns(resource: Mapping[str, Any]) -> list[str]:
    return [field["name"] for field in resource["schema"]["fields"]]


def _table(resource: Mapping[str, Any], found: Iterable[list[str]]) -> Iterator[str]:
    """The lines of a table, some hundreds at a time."""
    texts = [field["type"] == "string" for field in resource["schema"]["fields"]]
    rows = chain((_columns(resource),), _cells(found, texts))
    while some := tuple(islice(rows, _ROWS_AT_ONCE)):
        buffer = StringIO(newline="")
        csv.writer(buffer, lineterminator="\n").writerows(some)
        yield buffer.getvalue()


def _cells(rows: Iterable[list[str]], texts: list[bool]) -> Iterator[list[str]]:
    for row in rows:
        yield [disarmed(cell) if is_text else cell for cell, is_text in zip(row, texts, strict=True)]


def add(package: ZipFile, name: str, texts: Iterable[str]) -> tuple[int, str]:
    """Put a file into the package, never held as a whole; its size in bytes and its checksum."""
    entry = ZipInfo(name, _NO_TIME)
    entry.compress_type = ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    size, checksum = 0, sha256()
    with package.open(entry, "w") as file:
        for text in texts:
            content = text.encode()
            file.write(content)
            checksum.update(content)
            size += len(content)
    return size, f"sha256:{checksum.hexdigest()}"
