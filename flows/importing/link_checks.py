"""What somebody found at the addresses of sources, as a file: a source's code, the state of its link, the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from flows.importing import stored
from flows.importing.faults import RowFault
from flows.importing.files import Key, Sheet, Values
from flows.importing.preview import Preview, judged
from flows.importing.tables import REQUIRED, TABLE_OF_NAME
from flows.importing.upload import Sent, read_sent
from flows.vocabulary import Status

_HEADERS = {"code": "code", "link_state": "state", "link_checked_on": "day"}
_SOURCES = TABLE_OF_NAME["sources"]
_CHECKS = replace(
    _SOURCES,
    columns=tuple(
        replace(_SOURCES.by_field[field], name=header, headers=(header,), empty=REQUIRED)
        for field, header in _HEADERS.items()
    ),
    passed_over=frozenset(),
)
_OTHERS = tuple(column for column in _SOURCES.columns if column.field not in _HEADERS)


def judged_link_checks(sent: Sent) -> tuple[Preview, int]:
    """What the checks of a file change among the sources, with every fault; and how many of them are older than the
    check on record, which stays. Nothing is written and nothing raised."""
    sheet = read_sent(_CHECKS, sent)
    if sheet.absent:
        # A check without its day or its state says nothing.
        allowed, row = tuple(_HEADERS.values()), sheet.reading.header if sheet.reading else 0
        lacking = (RowFault(_SOURCES.file, row, c.name, "", "the column is missing", allowed) for c in sheet.absent)
        nothing = judged([replace(sheet, table=_SOURCES, rows=(), absent=())])
        return replace(nothing, faults=tuple(lacking)), 0
    held = stored.rows_by_key(_SOURCES, {key for row in sheet.rows if (key := sheet.key(row)) is not None})
    newer = tuple(row for row in sheet.rows if not _is_older(row.values, held.get(sheet.key(row) or ())))
    known = tuple(row for row in newer if sheet.key(row) in held)
    # Whoever looked at an address has not read what the desk says of the document: what waits goes on waiting.
    found = judged([replace(sheet, table=_SOURCES, rows=known, absent=_OTHERS)], status=Status.DRAFT)
    faults = (*found.faults, *_unknown(sheet, held))
    return Preview(found.tables, faults), len(sheet.rows) - len(newer)


def _is_older(check: Values, source: Values | None) -> bool:
    before = source and source["link_checked_on"]
    return bool(before and check["link_checked_on"] and check["link_checked_on"] < before)


def _unknown(sheet: Sheet, held: Mapping[Key, Values]) -> Iterator[RowFault]:
    for row in sheet.rows:
        key = sheet.key(row)
        if key is not None and key not in held:
            yield RowFault(sheet.table.file, row.line, "code", str(key[0]), "there is no such code among the sources")
