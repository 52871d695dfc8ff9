"""Every table of records by its name in addresses: the public fields of the dictionary, each with what reads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter

from flows import dictionary
from flows.dictionary import CLAIM_TABLES, FIRST_NAMES, LISTED, Field
from flows.exporting.addresses import claim_page, page_of, record_of, source_page
from flows.exporting.columns import Column, Read, column_of
from flows.exporting.table import Parts, Table
from flows.wording import period_of, quote

_CLAIMS: Mapping[str, Read] = {
    "text": lambda claim, _: quote(claim, alone=True),
    "period": lambda claim, _: period_of(claim),
    "url": claim_page,
    "document_url": lambda claim, _: claim.source_link,
}
_READ: Mapping[str, Mapping[str, Read]] = {
    **dict.fromkeys(CLAIM_TABLES, _CLAIMS),
    "sources": {"url": source_page},
}
_ATTRIBUTES = {
    "document_url": "link",
    "lat": "latitude",
    "lon": "longitude",
    "leg": "number",
    **FIRST_NAMES,
}
"""What records call a field that answers name otherwise."""


def _column(table: str, field: Field) -> Column:
    read = _READ.get(table, {}).get(field.name)
    if read is None and field.name == "url":
        read = record_of(table)
    if field.name == "page_url":
        read = _page(table)
    return column_of(field, read, _ATTRIBUTES.get(field.name, field.name))


def _page(table: str) -> Read:
    return claim_page if table in CLAIM_TABLES else lambda record, site: page_of(table, record.code, site)


def _table(described: dictionary.Table) -> Table:
    columns = tuple(_column(described.name, field) for field in described.public)
    return Table(described.name, described.item, described.meaning, columns, _parts(described))


def _parts(described: dictionary.Table) -> Parts | None:
    inside, place = described.parts, described.parts_in
    if inside is None:
        return None
    columns = tuple(_column(inside.name, field) for field in inside.public)
    return Parts(place, inside.item, inside.meaning, columns, attrgetter(place))


def _unjudged(column: Column) -> Column:
    """A column of an appearance that the claim's own source implies: without a code, a kind, a record of its own."""
    read = column.read
    return replace(column, nullable=True, read=lambda one, site: read(one, site) if one.code else None, attribute="")


def appearances_within() -> Table:
    """The appearances inside the record of their claim, of which the one that its source implies has no row."""
    of = TABLES["appearances"]
    columns = (_unjudged(one) if one.name in ("code", "kind", "url") else one for one in of.columns)
    return replace(of, item="ClaimAppearance", columns=tuple(columns))


TABLES: dict[str, Table] = {name: _table(described) for name, described in LISTED.items()}
