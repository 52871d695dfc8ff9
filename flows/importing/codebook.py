"""The codebook's rules for a whole set of files, which no database is needed to judge.

An import asks whether rows may stand beside what is stored. A set that is given to the public is held to more: nothing
in it that nothing uses, one grade for a publisher, no total without its time, no pair that is said twice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from flows import dictionary
from flows.importing import rules
from flows.importing.checks import (
    TREES,
    Trees,
    appearance_rules,
    claim_rules,
    fault,
    faults_of_row,
    source_rules,
)
from flows.importing.faults import RowFault
from flows.importing.files import Row, Sheet
from flows.importing.listed import story_rules, subject_rules
from flows.importing.rules import Broken, Rows, Values
from flows.vocabulary import Reliability, Stage, Stance, Temporal

_USED = ("sources", "claimants", "actors")
"""Tables whose rows are there for the sake of others. Kinds of munitions are a tree to choose from, places have a
document of their own."""

_COPIES = frozenset(("mirror", "state-media"))
"""Kinds of documents that are copies, or speak for a side."""
_OF_COPIES = (Reliability.D, Reliability.E, Reliability.F)

_WHOLE_YEAR = ((1, 1), (12, 31))


def codebook_faults(sheets: Iterable[Sheet]) -> Iterator[RowFault]:
    """Everything in the files that the codebook does not allow, by table."""
    sheets = tuple(sheets)
    by_name = {sheet.table.name: sheet for sheet in sheets}
    rows = {name: _by_code(sheet) for name, sheet in by_name.items()}
    for sheet in sheets:
        yield from sheet.faults
        for row in sheet.rows:
            yield from faults_of_row(sheet.table, row)
        yield from _references(sheet, rows)
        yield from _orphans(sheet, sheets)
        yield from _placed(sheet, _between_rows(sheet, rows))


def _by_code(sheet: Sheet) -> Rows:
    """The values of rows that could be read whole, by code; those of parts of a row, as legs, by their place."""
    found: dict[str, Values] = {}
    for row in sheet.rows:
        if not row.unread:
            code = " ".join(str(row.values[field]) for field in sheet.table.key)
            found[code] = {**{column.field: column.empty for column in sheet.absent}, **row.values, **_PUBLIC}
    return found


_PUBLIC: Values = {"status": "published"}


def _references(sheet: Sheet, rows: Mapping[str, Rows]) -> Iterator[RowFault]:
    """Codes that name no row of the files."""
    for column in sheet.table.columns:
        if not column.reference:
            continue
        known = rows.get(column.reference, {})
        for row in sheet.rows:
            for code in _codes(row, column.field):
                if code not in known:
                    message = f"there is no such code among the {column.reference}"
                    yield RowFault(sheet.table.file, row.line, column.name, code, message)


def _codes(row: Row, field: str) -> tuple[str, ...]:
    value = row.values.get(field)
    if value is None or value == "":
        return ()
    return tuple(value) if isinstance(value, (list, tuple)) else (str(value),)


def _orphans(sheet: Sheet, sheets: Iterable[Sheet]) -> Iterator[RowFault]:
    """Rows that nothing uses: a document that holds nothing, a claimant who says nothing, a party without a claim."""
    table = sheet.table
    if table.name == "places":
        yield from _undocumented(sheet)
    if table.name not in _USED:
        return
    used = {
        code
        for other in sheets
        if not other.table.name.endswith("_overlaps")
        for column in other.table.columns
        if column.reference == table.name
        for row in other.rows
        for code in _codes(row, column.field)
    }
    for row in sheet.rows:
        if (code := row.cell("code")) not in used:
            yield RowFault(table.file, row.line, "code", code, "nothing in the files uses it")


def _undocumented(places: Sheet) -> Iterator[RowFault]:
    """Places that no document tells of; of a stretch of the front the claims about it do."""
    for row in places.rows:
        if not row.cell("source") and row.cell("kind") != "front-sector":
            yield RowFault(places.table.file, row.line, "source", "", "no document tells of this place")


def _between_rows(sheet: Sheet, rows: Mapping[str, Rows]) -> Iterator[Broken]:
    table, own = sheet.table, rows[sheet.table.name]
    match table.name:
        case "sources":
            yield from source_rules(own, own)
            yield from graded(own)
            yield from plain_links(own)
        case name if name in TREES:
            yield from rules.no_cycles(own, TREES[name])
        case "actor_overlaps":
            yield from pairs(own, "actor", _inside(rows["actors"], "part_of"))
        case "claimant_overlaps":
            yield from pairs(own, "claimant", _same(rows["claimants"], "actor"))
        case "appearances":
            yield from appearance_rules(own, own, _claims(rows))
        case "stories":
            claims = (item for name in dictionary.CLAIM_TABLES for item in rows[name].items())
            stated = {code: values["claimed_on"] for code, values in claims}
            yield from story_rules(own, stated, rows["ratios"])
        case "subjects":
            yield from subject_rules(own, rows)
        case _ if table.is_claims:
            trees = Trees.of_rows(rows["munitions"], rows["actors"])
            yield from claim_rules(table, own, own, rows["sources"], trees)
            if table.name == "shipments":
                yield from rules.alternatives_several(own)
                yield from timed(own)
                yield from unlinked(own)


def _claims(rows: Mapping[str, Rows]) -> frozenset[str]:
    return frozenset(code for table in dictionary.CLAIM_TABLES for code in rows.get(table, {}))


def plain_links(sources: Rows) -> Iterator[Broken]:
    """Addresses that carry where a reader came from."""
    for code in sorted(sources):
        if "utm_" in sources[code]["url"]:
            yield Broken(code, "url", "the address says where a reader came from: leave the utm_ parameters out")


def graded(sources: Rows) -> Iterator[Broken]:
    """Documents whose grade is not that of their publisher elsewhere, or too good for a copy.

    What a publisher prints for another, named in brackets after it, is graded apart from its own.
    """
    first: dict[tuple[str, str], str] = {}
    for code in sorted(sources):
        row = sources[code]
        if row["kind"] in _COPIES and Reliability.of(row["reliability"]) not in _OF_COPIES:
            message = f"what is {row['kind']} is graded below C"
            yield Broken(code, "reliability", message, allowed=tuple(_OF_COPIES))
        publisher = (row["publisher"], row["kind"])
        other = first.setdefault(publisher, code)
        if sources[other]["reliability"] != row["reliability"]:
            message = f"{row['publisher']} is {sources[other]['reliability']} in {other}: one publisher has one grade"
            yield Broken(code, "reliability", message, other=other)


def timed(shipments: Rows) -> Iterator[Broken]:
    """Running totals of exactly one year, which are figures for a period, and periods without an end or a start."""
    for code in sorted(shipments):
        row = shipments[code]
        start, end = row["period_start"], row["period_end"]
        if not Temporal.of(row["temporal"]).accumulates or start is None or end is None:
            continue
        if ((start.month, start.day), (end.month, end.day)) == _WHOLE_YEAR and start.year == end.year:
            message = f"a total for {start.year} is a figure for a period, not a running total"
            yield Broken(code, "temporal", message, allowed=(Temporal.INTERVAL,))


def unlinked(shipments: Rows) -> Iterator[Broken]:
    """Running totals of one claimant that stand side by side although one goes on from the other.

    That is so for the same flow, munition, family of stages and start, where no chain leads from one to the other, and
    neither is a part, another reading, or derived.
    """
    replaced = {row["supersedes"] for row in shipments.values()}
    series: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for code, row in shipments.items():
        linked = row["part_of"] or row["alternative_group"] or code in replaced
        if Temporal.of(row["temporal"]).accumulates and not Stance.of(row["stance"]).is_denial and not linked:
            family = Stage.of(row["stage"]).family
            key = (row["claimant"], row["supplier"], row["recipient"], row["munition"], family, row["period_start"])
            series[key].append(code)
    for codes in series.values():
        newest = max(codes, key=lambda code: (shipments[code]["claimed_on"], code))
        for code in sorted(codes):
            if code != newest and shipments[code]["claimed_on"] < shipments[newest]["claimed_on"]:
                message = f"{code} is an older total of the same series, and nothing replaces it"
                yield Broken(newest, "supersedes", message, other=code)


def pairs(overlaps: Rows, one: str, known: frozenset[frozenset[str]]) -> Iterator[Broken]:
    """Overlaps that stand twice, join one with itself, or repeat what is ``known`` of the two without them."""
    first: dict[frozenset[str], str] = {}
    for code in sorted(overlaps):
        row = overlaps[code]
        pair = frozenset((row[one], row["overlaps"]))
        if len(pair) == 1:
            yield Broken(code, "overlaps", "nothing overlaps with itself")
        if pair in first:
            yield Broken(code, "overlaps", f"the pair stands already in {first[pair]}", other=first[pair])
        first.setdefault(pair, code)
        if pair in known:
            yield Broken(code, "overlaps", f"the table of {one}s says so already")


def _inside(rows: Rows, field: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset((code, row[field])) for code, row in rows.items() if row[field])


def _same(rows: Rows, field: str) -> frozenset[frozenset[str]]:
    """Pairs of rows that share a value."""
    by_value: dict[str, list[str]] = defaultdict(list)
    for code, row in rows.items():
        if row[field]:
            by_value[row[field]].append(code)
    return frozenset(
        frozenset((here, there)) for codes in by_value.values() for here in codes for there in codes if here != there
    )


def _placed(sheet: Sheet, broken: Iterable[Broken]) -> Iterator[RowFault]:
    lines = {" ".join(str(row.values[field]) for field in sheet.table.key): row for row in sheet.rows}
    for one in broken:
        yield fault(sheet.table, lines[one.code], one)
