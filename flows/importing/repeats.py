"""New claims that say word for word what is on record already under another code, or what the file says twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flows.importing import stored
from flows.importing.files import Values
from flows.importing.preview import TablePreview
from flows.importing.tables import Column

_ASIDE = ("code", "notes")
"""What may differ between two rows that say the same."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A new row that repeats another: where it stands, its code, the other's, and whether that is on record."""

    row: int
    code: str
    other: str
    on_record: bool


def repeats(one: TablePreview, absent: Sequence[Column] = ()) -> tuple[Repeat, ...]:
    """The new claims of a preview that repeat another, in the order of the file; one query for each few sources.

    Columns that are ``absent`` from the file are not compared. What has no claim's words has none.
    """
    if not one.table.is_claims or not one.new:
        return ()
    gone = {*_ASIDE, *(column.field for column in absent)}
    fields = [column.field for column in one.table.columns if column.field not in gone]
    known: dict[tuple[Any, ...], tuple[str, bool]] = {}
    for values in stored.of_sources(one.table, {values["source"] for values in one.new}):
        known.setdefault(_said(values, fields), (values["code"], True))
    return tuple(_among(one, fields, known))


def _among(
    one: TablePreview, fields: Sequence[str], known: dict[tuple[Any, ...], tuple[str, bool]]
) -> Iterator[Repeat]:
    for values in one.new:
        said = _said(values, fields)
        if said in known:
            other, on_record = known[said]
            yield Repeat(one.lines[values["code"],], values["code"], other, on_record)
        else:
            known[said] = (values["code"], False)


def _said(values: Values, fields: Sequence[str]) -> tuple[Any, ...]:
    return tuple(values[field] for field in fields)
