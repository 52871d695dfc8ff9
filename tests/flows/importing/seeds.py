"""The seeds as bytes, with single cells changed: what the tests of importing feed to it."""

from __future__ import annotations

import csv
import io
from pathlib import Path

DIRECTORY = Path(__file__).resolve().parents[3] / "seeds"


def seed_files() -> dict[str, bytes]:
    """Every file of the seeds by name."""
    return {path.name: path.read_bytes() for path in sorted(DIRECTORY.glob("*.csv"))}


def rows_of(file: str) -> list[dict[str, str]]:
    """The rows of one seed file as text; those that tests have of a table of which the seeds have none."""
    for directory in (DIRECTORY, DIRECTORY.parent / "tests/two_subjects"):
        path = directory / file
        if path.is_file() and (rows := list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))):
            return rows
    return []


def written(rows: list[dict[str, str]]) -> bytes:
    """Rows as the bytes of a CSV file."""
    target = io.StringIO(newline="")
    writer = csv.DictWriter(target, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue().encode()


def changed(file: str, code: str, **cells: str) -> tuple[bytes, int]:
    """A seed file in which one row's cells are others, and the line of that row."""
    rows = rows_of(file)
    key = next(iter(rows[0]))
    place = next(place for place, row in enumerate(rows) if row[key] == code)
    rows[place] = {**rows[place], **cells}
    return written(rows), place + 2


def added(file: str, like: str, **cells: str) -> tuple[bytes, int]:
    """A seed file with one more row, like another but for some cells, and the line of the new row."""
    rows = rows_of(file)
    key = next(iter(rows[0]))
    model = next(row for row in rows if row[key] == like)
    return written([*rows, {**model, **cells}]), len(rows) + 2
