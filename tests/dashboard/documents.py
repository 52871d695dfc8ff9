"""Reads the tables of our own documents, so that tests can hold them to what is true."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

DOCUMENTS = Path(__file__).parents[2] / "dashboard" / "docs"


def rows(name: str) -> Iterator[list[str]]:
    """Every row of every table of a document, as its cells."""
    for line in (DOCUMENTS / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("|") and not line.startswith("| ---"):
            yield [cell.strip() for cell in line.strip("|").split("|")]


def row_of(name: str, first: str) -> list[str]:
    """The one row that begins with a cell."""
    found = [row for row in rows(name) if row[0] == first]
    assert len(found) == 1, f"{name} has {len(found)} rows that begin with {first!r}"
    return found[0]
