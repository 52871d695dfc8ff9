"""Dated data packages that stay: made once, never changed, found by their day.

A release holds the data package, what changed since the release before it, how to cite it, and the checksum of each of
its files.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from flows.exporting.package import add, write_package
from flows.exporting.release_changes import TableChanges, descriptor_of, release_changes, rows_of, tables_of
from flows.questions.releases import check_releases
from flows.wording import when

_NAME = re.compile(r"munitions-flows-([0-9]{4}-[0-9]{2}-[0-9]{2})\.zip")
_DOI = re.compile(r"10\.[0-9]{4,9}/[-._;()/:A-Za-z0-9]+")
_RESOLVER = "https://doi.org/"


class AlreadyReleased(Exception):
    """A day has its release already, with other bytes."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a package says of itself: its checksum, its rows by table, and its DOI, "" where it has none."""

    sha256: str
    rows: Mapping[str, int]
    doi: str


@dataclass(frozen=True, slots=True)
class Release:
    """One released package: the day, its file, its size in bytes."""

    day: date
    path: Path
    size: int

    @property
    def contents(self) -> Contents:
        """What it holds; read once for as long as the file is the same."""
        stat = self.path.stat()
        return _contents(self.path, stat.st_size, stat.st_mtime_ns)

    @property
    def sha256(self) -> str:
        """The checksum of the file."""
        return self.contents.sha256

    @property
    def doi(self) -> str:
        """Its DOI, "" where it has none."""
        return self.contents.doi

    @property
    def rows(self) -> int:
        """How many rows all of its tables hold."""
        return sum(self.contents.rows.values())


def releases(folder: Path) -> tuple[Release, ...]:
    """Every release in a folder, the newest first; none where there is no such folder."""
    if not folder.is_dir():
        return ()
    found = [_release(path) for path in folder.iterdir()]
    return tuple(sorted((one for one in found if one), key=lambda one: one.day, reverse=True))


def release_of(folder: Path, day: date) -> Release | None:
    """The release of a day; None where there was none."""
    path = _path(folder, day)
    return _release(path) if path.is_file() else None


def make_release(folder: Path, seeds: Path, day: date, doi: str = "") -> Release:
    """Write the package of everything published now under a day, whole or not at all.

    A release that is there with the same bytes is left alone; AlreadyReleased where its bytes are others. ValueError
    for a ``doi`` that is none.
    """
    made = _make(folder, seeds, day, doi, only_if_due=False)
    if made is None:
        raise AssertionError("a release that is asked for is made")
    return made


def make_due_release(folder: Path, seeds: Path, day: date, doi: str = "") -> Release | None:
    """The same where any table differs from that of the newest release; None where none does.

    AlreadyReleased where that is of this day or a later one: what was published since is due on the day after.
    """
    return _make(folder, seeds, day, doi, only_if_due=True)


def compared(folder: Path, earlier: date, later: date) -> tuple[TableChanges, ...]:
    """What changed between two releases, table by table; BadQuestion for days that are of none, or in no order."""
    check_releases(earlier, later, tuple(one.day for one in releases(folder)))
    return release_changes(_path(folder, earlier), _path(folder, later))


def _make(folder: Path, seeds: Path, day: date, doi: str, *, only_if_due: bool) -> Release | None:
    if doi and not _DOI.fullmatch(doi):
        raise ValueError(f"{doi!r} is not a DOI: write it without an address, as in 10.5281/zenodo.1234567")
    folder.mkdir(parents=True, exist_ok=True)
    path = _path(folder, day)
    every = releases(folder)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".part") as file:
        write_package(file, seeds, None, "", doi)
        file.flush()
        made = Path(file.name)
        if only_if_due and every and not _differs(every[0].path, made):
            return None
        if only_if_due and every and every[0].day >= day:
            raise AlreadyReleased(f"{every[0].path.name} is there already: what was published since is due after it")
        before = next((one for one in every if one.day < day), None)
        _complete(made, day, doi, before)
        made.chmod(0o644)
        try:
            # A link is made only where nothing is yet: two that release at once cannot replace one another.
            os.link(made, path)
        except FileExistsError:
            if path.read_bytes() != made.read_bytes():
                raise AlreadyReleased(
                    f"{path.name} is released already, with other data: a release never changes"
                ) from None
    return Release(day, path, path.stat().st_size)


def _differs(one: Path, other: Path) -> bool:
    """Whether any table of two packages differs; which columns there are is a difference too."""
    found = []
    for path in (one, other):
        with ZipFile(path) as package:
            found.append({name: table.get("hash") for name, table in tables_of(package).items()})
    return found[0] != found[1]


def _complete(package: Path, day: date, doi: str, before: Release | None) -> None:
    """Put into the package what only a release has: what changed, how to cite it, the checksums."""
    changes = _changes_since(before, package, day)
    with ZipFile(package, "a") as file:
        add(file, "CHANGES.md", (changes,))
        add(file, "CITATION.cff", (_citation(descriptor_of(file), day, doi),))
        sums = [f"{sha256(file.read(name)).hexdigest()}  {name}\n" for name in sorted(file.namelist())]
        add(file, "SHA256SUMS", sums)


def _changes_since(before: Release | None, package: Path, day: date) -> str:
    head = f"# What is new in the release of {when(day)}\n\n"
    if before is None:
        return f"{head}It is the first release.\n"
    changes = [one for one in release_changes(before.path, package) if one.any]
    lines = "".join(f"- {one.title}: {', '.join(_counts(one))}\n" for one in changes)
    return f"{head}Since the release of {when(before.day)}:\n\n{lines or 'No row differs.'}"


def _counts(changes: TableChanges) -> Iterator[str]:
    gone = "retracted" if changes.of_claims else "removed"
    counts = ((changes.added, "added"), (changes.changed, "changed"), (changes.superseded, "superseded"))
    yield from (f"{count:,} {words}" for count, words in (*counts, (changes.removed, gone)) if count)


def _citation(descriptor: Mapping[str, Any], day: date, doi: str) -> str:
    """How to cite a release, in the Citation File Format, version 1.2.0."""
    lines = [
        "cff-version: 1.2.0",
        "message: Cite a figure with its bound, its basis, its claimant and its date, and the data as follows.",
        "type: dataset",
        f'title: "{descriptor["title"]}"',
        f'version: "{day.isoformat()}"',
        f"date-released: {day.isoformat()}",
        *([f"doi: {doi}"] if doi else ()),
        f"license: {descriptor['licenses'][0]['name']}",
        "authors:",
        "  - name: Munitions Flows",
    ]
    return "\n".join(lines) + "\n"


@lru_cache(maxsize=1024)
def _contents(path: Path, _size: int, _changed: int) -> Contents:
    with path.open("rb") as file:
        digest = sha256()
        while part := file.read(1 << 20):
            digest.update(part)
    try:
        with ZipFile(path) as package:
            named = str(descriptor_of(package).get("id", ""))
            doi = named.removeprefix(_RESOLVER) if named.startswith(_RESOLVER) else ""
            # Before a package said how many rows its tables have, they have to be counted.
            rows = {
                name: table["rows"] if "rows" in table else sum(1 for _ in rows_of(package, table))
                for name, table in tables_of(package).items()
            }
    except (BadZipFile, KeyError, ValueError):
        return Contents(digest.hexdigest(), {}, "")
    return Contents(digest.hexdigest(), rows, doi)


def _release(path: Path) -> Release | None:
    name = _NAME.fullmatch(path.name)
    if not name or not path.is_file():
        return None
    try:
        return Release(date.fromisoformat(name[1]), path, path.stat().st_size)
    except ValueError:
        return None


def _path(folder: Path, day: date) -> Path:
    return folder / f"munitions-flows-{day.isoformat()}.zip"
