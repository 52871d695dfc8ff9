"""What two coders, apart and without sight of the record, read in the documents of a sample of claims.

It stands in a file beside the tables, as the words about them do: it is of one state of the data, and never edited.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from io import StringIO
from pathlib import Path

from flows.dictionary.beside import READINGS

HEADER = ("round", "claim", "column", "first", "second")


Pairs = tuple[tuple[str, str], ...]
Rounds = Mapping[str, Mapping[str, Pairs]]
"""By round and column the pairs of cells. A round is one sample, coded by one state of the rules."""


def readings(seeds: Path) -> Rounds:
    """The readings among the files of a data set, in their order; none where there is no such file.

    ValueError where its header is another.
    """
    path = seeds / READINGS
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else {}


@lru_cache(maxsize=2)
def _read(path: Path, _changed: int) -> Rounds:
    return parsed(path.read_text(encoding="utf-8"))


def parsed(text: str) -> Rounds:
    """The readings that a file holds; ValueError where its header is another."""
    rows = csv.DictReader(StringIO(text))
    if tuple(rows.fieldnames or ()) != HEADER:
        raise ValueError(f"readings have the columns {', '.join(HEADER)}")
    found: dict[str, dict[str, list[tuple[str, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        found[row["round"]][row["column"]].append((row["first"], row["second"]))
    return {
        number: {column: tuple(pairs) for column, pairs in columns.items()} for number, columns in sorted(found.items())
    }
