"""Which build of the program answers: its version, a fingerprint of its files, the time of the newest of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

_WHERE = ("dashboard", "flows", "templates", "seeds")
_KINDS = {".py", ".html", ".css", ".js", ".json", ".md"}


def version() -> str:
    """The version of the program, as its package names it."""
    return str(settings.SPECTACULAR_SETTINGS["VERSION"])


@cache
def fingerprint() -> str:
    """A short name for the files that answers are made from; the same in every worker that runs them."""
    found = sha256(version().encode())
    for path in _files():
        found.update(str(path.relative_to(settings.BASE_DIR)).encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


@cache
def built_at() -> datetime:
    """When the newest of these files was written."""
    return datetime.fromtimestamp(max(path.stat().st_mtime for path in _files()), UTC)


def _files() -> Iterator[Path]:
    for folder in _WHERE:
        for path in sorted((Path(settings.BASE_DIR) / folder).rglob("*")):
            if path.suffix in _KINDS and "node_modules" not in path.parts and path.is_file():
                yield path
