"""The project's own CSV format: one declaration a table, in the order in which they can be written.

Seeds, imports and exports share it. A column is named as in the file; ``field`` is the model's field that it
fills, and ``reference`` the table whose codes it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model

from flows import models
from flows import vocabulary as v
from flows.importing import cells
from flows.importing.cells import Parser
from flows.vocabulary import Status

REQUIRED = object()
"""Stands where an empty cell is a fault."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the file, how a cell is read, what it fills, what an empty cell stands for."""

    name: str
    parse: Parser
    field: str
    empty: Any = REQUIRED
    reference: str = ""
    many: bool = False
    lines: bool = False


@dataclass(frozen=True)
class Table:
    """One file: its columns, the model that they fill, the columns that identify a row.

    ``on_creation`` holds fields that the file has no column for, given to new rows only. ``parent`` names a
    field whose referenced row is made along with the first row that names it.
    """

    name: str
    model: type[Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("code",)
    on_creation: Mapping[str, Any] = field(default_factory=dict)
    parent: str = ""

    @property
    def file(self) -> str:
        """The file's name."""
        return f"{self.name}.csv"

    @property
    def is_claims(self) -> bool:
        """Whether its rows are claims, which have an editorial status."""
        return issubclass(self.model, models.claims.Claim)

    @cached_property
    def by_field(self) -> Mapping[str, Column]:
        """The columns by the field that they fill."""
        return {column.field: column for column in self.columns}

    @property
    def many(self) -> tuple[Column, ...]:
        """The columns that hold several codes."""
        return tuple(column for column in self.columns if column.many)

    @property
    def single(self) -> tuple[Column, ...]:
        """The columns that the model's own row holds."""
        return tuple(column for column in self.columns if not column.many)


def _code() -> Column:
    return Column("code", cells.code, "code")


def _text(name: str, *, optional: bool = False) -> Column:
    return Column(name, cells.words, name, "" if optional else REQUIRED)


def _notes() -> Column:
    return Column("notes", cells.words, "notes", "", lines=True)


def _coded(name: str, coded_list: v.CodedList, *, optional: bool = False) -> Column:
    return Column(name, cells.coded(coded_list), name, "" if optional else REQUIRED)


def _day(name: str, *, optional: bool = True) -> Column:
    return Column(name, cells.day, name, None if optional else REQUIRED)


def _to(name: str, table: str, *, optional: bool = False) -> Column:
    return Column(name, cells.code, name, None if optional else REQUIRED, table)


def _amount(name: str, digits: int = 20, places: int = 4, *, signed: bool = False) -> Column:
    return Column(name, cells.number(digits, places, signed=signed), name, None)


_FIGURES = (_amount("low"), _amount("point"), _amount("high"))
_PERIOD = (_day("period_start"), _day("period_end"))
_PUBLISHED = {"status": Status.PUBLISHED}

TABLES: tuple[Table, ...] = (
    Table(
        "actors",
        models.Actor,
        (
            _code(),
            _text("name"),
            _coded("kind", v.ACTOR_KIND),
            _text("iso_alpha3", optional=True),
            _to("part_of", "actors", optional=True),
            _notes(),
        ),
    ),
    Table(
        "actor_overlaps",
        models.ActorOverlap,
        (
            _code(),
            _to("actor", "actors"),
            _to("overlaps", "actors"),
            _coded("relation", v.OVERLAP_RELATION),
            _notes(),
        ),
    ),
    Table(
        "munitions",
        models.Munition,
        (
            _code(),
            _text("name"),
            _text("plural"),
            _to("parent", "munitions", optional=True),
            Column("calibre_mm", cells.whole(32767), "calibre_mm", None),
            _coded("unit", v.UNIT),
            _notes(),
        ),
    ),
    Table(
        "claimants",
        models.Claimant,
        (
            _code(),
            _text("name"),
            _text("short_name"),
            _coded("kind", v.CLAIMANT_KIND),
            _to("actor", "actors", optional=True),
            _notes(),
        ),
    ),
    Table(
        "claimant_overlaps",
        models.ClaimantOverlap,
        (_code(), _to("claimant", "claimants"), _to("overlaps", "claimants"), _notes()),
    ),
    Table(
        "sources",
        models.Source,
        (
            _code(),
            _text("publisher"),
            _text("title"),
            Column("url", cells.link, "url"),
            _day("published_on"),
            _coded("date_precision", v.DATE_PRECISION, optional=True),
            _text("language"),
            _coded("kind", v.SOURCE_KIND),
            _coded("reliability", v.RELIABILITY),
            _day("accessed_on", optional=False),
            _notes(),
        ),
    ),
    Table(
        "places",
        models.Place,
        (
            _code(),
            _text("name"),
            _coded("kind", v.PLACE_KIND),
            _amount("lat", 7, 4, signed=True),
            _amount("lon", 7, 4, signed=True),
            _to("actor", "actors"),
            _text("role"),
            _to("source", "sources", optional=True),
            _coded("coordinate_basis", v.COORDINATE_BASIS),
            _notes(),
        ),
    ),
    Table(
        "routes",
        models.Leg,
        (
            Column("route", cells.code, "route"),
            Column("leg", cells.whole(32767), "number"),
            _to("from_place", "places"),
            _to("to_place", "places"),
            _coded("mode", v.MODE),
            _amount("distance_km", 8, 1),
            _text("distance_basis"),
            _to("source", "sources"),
            _notes(),
        ),
        key=("route", "number"),
        parent="route",
    ),
    Table(
        "events",
        models.Event,
        (
            _code(),
            _day("starts_on", optional=False),
            _day("ends_on"),
            _coded("kind", v.EVENT_KIND),
            _text("title"),
            Column("actors", cells.codes, "actors", reference="actors", many=True),
            _to("place", "places", optional=True),
            _to("source", "sources"),
            _notes(),
        ),
    ),
    Table(
        "shipments",
        models.Shipment,
        (
            _code(),
            _to("claimant", "claimants"),
            _text("speaker", optional=True),
            _to("source", "sources"),
            _day("claimed_on", optional=False),
            _coded("date_precision", v.DATE_PRECISION),
            _coded("stance", v.STANCE),
            _to("supplier", "actors"),
            _to("recipient", "actors"),
            _to("munition", "munitions"),
            _coded("stage", v.STAGE),
            _coded("basis", v.BASIS),
            _coded("bound", v.BOUND),
            *_FIGURES,
            _text("words", optional=True),
            _coded("temporal", v.TEMPORAL),
            *_PERIOD,
            _to("supersedes", "shipments", optional=True),
            Column("alternative_group", cells.code, "alternative_group", ""),
            _to("part_of", "shipments", optional=True),
            _to("derived_from", "shipments", optional=True),
            _amount("factor", 14, 4),
            _coded("credibility", v.CREDIBILITY),
            _text("statement"),
            _notes(),
        ),
        on_creation=_PUBLISHED,
    ),
    Table(
        "rates",
        models.Rate,
        (
            _code(),
            _to("claimant", "claimants"),
            _text("speaker", optional=True),
            _to("source", "sources"),
            _day("claimed_on", optional=False),
            _coded("date_precision", v.DATE_PRECISION),
            _to("actor", "actors"),
            _coded("activity", v.ACTIVITY),
            _to("munition", "munitions"),
            _coded("bound", v.BOUND),
            *_FIGURES,
            _coded("per", v.PER),
            *_PERIOD,
            _to("supersedes", "rates", optional=True),
            _to("place", "places", optional=True),
            _coded("credibility", v.CREDIBILITY),
            _text("statement"),
            _notes(),
        ),
        on_creation=_PUBLISHED,
    ),
    Table(
        "ratios",
        models.Ratio,
        (
            _code(),
            _to("claimant", "claimants"),
            _text("speaker", optional=True),
            _to("source", "sources"),
            _day("claimed_on", optional=False),
            _coded("date_precision", v.DATE_PRECISION),
            _to("favours", "actors"),
            _to("over", "actors"),
            _coded("compared", v.COMPARED),
            _coded("wording", v.RATIO_WORDING),
            _coded("bound", v.BOUND),
            _amount("low"),
            _amount("high"),
            _to("place", "places", optional=True),
            *_PERIOD,
            _coded("credibility", v.CREDIBILITY),
            _text("statement"),
            _notes(),
        ),
        on_creation=_PUBLISHED,
    ),
    Table(
        "indicators",
        models.Indicator,
        (
            _code(),
            _to("claimant", "claimants"),
            _to("source", "sources"),
            _day("claimed_on", optional=False),
            _to("actor", "actors"),
            Column("name", cells.name, "name"),
            _amount("value_low"),
            _amount("value"),
            _amount("value_high"),
            _coded("unit", v.INDICATOR_UNIT),
            *_PERIOD,
            _text("statement"),
            _notes(),
        ),
        on_creation=_PUBLISHED,
    ),
)
"""Every table, each after those that it refers to."""

TABLE_OF_MODEL: Mapping[type[Model], Table] = {table.model: table for table in TABLES}
