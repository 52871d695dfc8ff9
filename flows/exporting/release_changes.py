"""What one released package has that another has not, from the two packages alone: row by row, field by field."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from io import TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from flows.dictionary import CLAIM_TABLES

MOST_SHOWN = 100
"""Of the rows of one kind in one table."""

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One cell that differs, as both packages have it; "" is an empty one."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that both packages have, and the fields in which it differs."""

    row: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class TableChanges:
    """What changed in one table: numbers of rows, how many changed in which field, and the first of each kind.

    Of claims, ``superseded`` of those that were there are named as replaced since, and what was ``removed`` was
    retracted. ``columns`` are those that one package alone has, which are not compared.
    """

    table: str
    title: str
    rows: int
    added: int
    removed: int
    changed: int
    superseded: int
    fields: tuple[tuple[str, int], ...]
    added_rows: tuple[str, ...]
    removed_rows: tuple[str, ...]
    changed_rows: tuple[RowChange, ...]
    columns: tuple[str, ...]

    @property
    def any(self) -> bool:
        """Whether anything differs."""
        return bool(self.added or self.removed or self.changed)

    @property
    def of_claims(self) -> bool:
        """Whether its rows are claims, which are retracted and never just removed."""
        return self.table in CLAIM_TABLES


def release_changes(earlier: Path, later: Path) -> tuple[TableChanges, ...]:
    """Every table of either package, in the order of the later one. Packages never change, so nothing is read twice."""
    return _changes(earlier, earlier.stat().st_size, later, later.stat().st_size)


@lru_cache(maxsize=8)
def _changes(earlier: Path, _earlier_size: int, later: Path, _later_size: int) -> tuple[TableChanges, ...]:
    with ZipFile(earlier) as old, ZipFile(later) as new:
        before, after = tables_of(old), tables_of(new)
        return tuple(_table(name, old, before.get(name), new, after.get(name)) for name in {**after, **before})


def tables_of(package: ZipFile) -> Mapping[str, Any]:
    """The description of each table of a package, by its name."""
    return {resource["name"]: resource for resource in descriptor_of(package)["resources"]}


def descriptor_of(package: ZipFile) -> Any:
    """The description of a package."""
    return json.loads(package.read("datapackage.json"))


def rows_of(package: ZipFile, table: Mapping[str, Any]) -> Iterator[dict[str, str]]:
    """The rows of a table of a package, one after the other."""
    with package.open(table["path"]) as file:
        yield from csv.DictReader(TextIOWrapper(file, "utf-8", newline=""))


def _table(name: str, old: ZipFile, before: Any, new: ZipFile, after: Any) -> TableChanges:
    described = after or before
    columns, alone = _columns(before, after)
    key = _key(described)
    stored = {_of(row, key): _digest(row, columns) for row in rows_of(old, before)} if before else {}
    rows, replaced = 0, 0
    added: list[Key] = []
    differ: dict[Key, dict[str, str]] = {}
    was_there = frozenset(stored)
    for row in rows_of(new, after) if after else ():
        rows += 1
        place = _of(row, key)
        digest = stored.pop(place, None)
        if digest is None:
            added.append(place)
            replaced += (row.get("supersedes", ""),) in was_there
        elif digest != _digest(row, columns):
            differ[place] = row
    found = _differing(old, before, key, columns, differ)
    counts = Counter(change.field for row in found for change in row.fields)
    named = (change for row in found for change in row.fields if change.field == "supersedes")
    return TableChanges(
        table=name,
        title=described["title"],
        rows=rows,
        added=len(added),
        removed=len(stored),
        changed=len(found),
        superseded=replaced + sum((change.after,) in was_there for change in named),
        fields=tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))),
        added_rows=_first(added),
        removed_rows=_first(stored),
        changed_rows=tuple(found[:MOST_SHOWN]),
        columns=alone,
    )


def _columns(before: Any, after: Any) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The columns that both have, and those that one alone has; of a table that one alone has, all are its own."""
    sides = [[field["name"] for field in side["schema"]["fields"]] if side else [] for side in (before, after)]
    every = tuple(dict.fromkeys(name for side in sides for name in side))
    common = tuple(name for name in every if all(name in side for side in sides))
    return common, tuple(name for name in every if name not in common)


def _key(table: Mapping[str, Any]) -> list[str]:
    key = table["schema"]["primaryKey"]
    return [key] if isinstance(key, str) else list(key)


def _of(row: Mapping[str, str], key: list[str]) -> Key:
    return tuple([row[column] for column in key])


def _digest(row: Mapping[str, str], columns: tuple[str, ...]) -> bytes:
    return blake2b("\0".join([row[column] for column in columns]).encode(), digest_size=16).digest()


def _differing(
    old: ZipFile, before: Any, key: list[str], columns: tuple[str, ...], differ: Mapping[Key, Mapping[str, str]]
) -> list[RowChange]:
    """The rows that differ, by their key. The earlier package is read again for these alone."""
    found = []
    for row in rows_of(old, before) if differ else ():
        after = differ.get(_of(row, key))
        if after is not None:
            changes = (FieldChange(name, row[name], after[name]) for name in columns if row[name] != after[name])
            found.append(RowChange(_words(_of(row, key)), tuple(changes)))
    return sorted(found, key=lambda change: change.row)


def _first(keys: Any) -> tuple[str, ...]:
    return tuple(sorted(map(_words, keys))[:MOST_SHOWN])


def _words(key: Key) -> str:
    return " ".join(key)
