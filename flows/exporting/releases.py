"""Dated data packages that stay: made once, never changed, found by their day."""

from __future__ import annotations

import os
import re
import tempfile
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from flows.exporting.package import write_package

_NAME = re.compile(r"munitions-flows-([0-9]{4}-[0-9]{2}-[0-9]{2})\.zip")


class AlreadyReleased(Exception):
    """A day has its release already, with other bytes."""


@dataclass(frozen=True, slots=True)
class Release:
    """One released package: the day, its file, its size in bytes."""

    day: date
    path: Path
    size: int

    @property
    def sha256(self) -> str:
        """The checksum of the file as it is now."""
        return sha256(self.path.read_bytes()).hexdigest()


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


def make_release(folder: Path, seeds: Path, day: date) -> Release:
    """Write the package of everything published now under a day, whole or not at all.

    A release that is there with the same bytes is left alone; AlreadyReleased where its bytes are others.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = _path(folder, day)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".", suffix=".part") as file:
        write_package(file, seeds, None, "")
        file.flush()
        made = Path(file.name)
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
