"""From rows to records: the columns that each record is read from, and the joins that carry its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from decimal import Context, Decimal
from functools import cache, partial
from operator import itemgetter
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Model, QuerySet

from flows import models, records
from flows.records import Origin, Quantity, closed_codes
from flows.vocabulary import PUBLIC_STATUSES, Bound, Status

_EVIDENCE = {
    "code": "code",
    "claimant": "claimant_id",
    "claimant_name": "claimant__short_name",
    "speaker": "speaker",
    "source": "source_id",
    "publisher": "source__publisher",
    "source_title": "source__title",
    "source_link": "source__url",
    "reliability": "source__reliability",
    "claimed_on": "claimed_on",
    "date_precision": "date_precision",
    "period_start": "period_start",
    "period_end": "period_end",
    "statement": "statement",
    "notes": "notes",
    "status": "status",
    "retraction_reason": "retraction_reason",
}
_MUNITION = {
    "munition": "munition_id",
    "munition_name": "munition__name",
    "munition_plural": "munition__plural",
}
_FIGURES = {"bound": "bound", "low": "low", "point": "point", "high": "high"}
_SUCCESSOR = {
    "supersedes": "supersedes_id",
    "superseded_by": "successor__code",
    "superseded_on": "successor__claimed_on",
    "_successor_status": "successor__status",
}
_PLACE = {"place": "place_id", "place_name": "place__name"}
_ACTOR = {"actor": "actor_id", "actor_name": "actor__name"}

COLUMNS: dict[type, dict[str, str]] = {
    records.Shipment: {
        **_EVIDENCE,
        "stance": "stance",
        "supplier": "supplier_id",
        "supplier_name": "supplier__name",
        "recipient": "recipient_id",
        "recipient_name": "recipient__name",
        **_MUNITION,
        "unit": "munition__unit",
        "stage": "stage",
        "basis": "basis",
        **_FIGURES,
        "words": "words",
        "temporal": "temporal",
        **_SUCCESSOR,
        "alternative_group": "alternative_group",
        "part_of": "part_of_id",
        "derived_from": "derived_from_id",
        "_origin_bound": "derived_from__bound",
        "_origin_low": "derived_from__low",
        "_origin_point": "derived_from__point",
        "_origin_high": "derived_from__high",
        "_origin_words": "derived_from__words",
        "_origin_plural": "derived_from__munition__plural",
        "_origin_unit": "derived_from__munition__unit",
        "factor": "factor",
        "credibility": "credibility",
    },
    records.Rate: {
        **_EVIDENCE,
        **_ACTOR,
        "activity": "activity",
        **_MUNITION,
        **_FIGURES,
        "per": "per",
        **_SUCCESSOR,
        **_PLACE,
        "credibility": "credibility",
    },
    records.Ratio: {
        **_EVIDENCE,
        "favours": "favours_id",
        "favours_name": "favours__name",
        "over": "over_id",
        "over_name": "over__name",
        "compared": "compared",
        "wording": "wording",
        "bound": "bound",
        "low": "low",
        "high": "high",
        **_PLACE,
        "credibility": "credibility",
    },
    records.Indicator: {
        **_EVIDENCE,
        **_ACTOR,
        "name": "name",
        "value_low": "value_low",
        "value": "value",
        "value_high": "value_high",
        "unit": "unit",
    },
    records.Source: {
        "code": "code",
        "publisher": "publisher",
        "title": "title",
        "link": "url",
        "published_on": "published_on",
        "date_precision": "date_precision",
        "language": "language",
        "kind": "kind",
        "reliability": "reliability",
        "accessed_on": "accessed_on",
        "notes": "notes",
    },
    records.Claimant: {
        "code": "code",
        "name": "name",
        "short_name": "short_name",
        "kind": "kind",
        "actor": "actor_id",
        "notes": "notes",
    },
    records.Actor: {
        "code": "code",
        "name": "name",
        "kind": "kind",
        "iso_alpha3": "iso_alpha3",
        "part_of": "part_of_id",
        "notes": "notes",
    },
    records.Munition: {
        "code": "code",
        "name": "name",
        "plural": "plural",
        "parent": "parent_id",
        "calibre_mm": "calibre_mm",
        "unit": "unit",
        "notes": "notes",
    },
    records.Place: {
        "code": "code",
        "name": "name",
        "kind": "kind",
        "latitude": "lat",
        "longitude": "lon",
        **_ACTOR,
        "role": "role",
        "source": "source_id",
        "coordinate_basis": "coordinate_basis",
        "notes": "notes",
    },
}

_AT_ONCE = 200
_FIFTEEN = Context(prec=15)
_AMOUNTS = frozenset({"low", "point", "high", "factor", "value_low", "value", "value_high", "latitude", "longitude"})

MODELS: dict[str, tuple[type[Model], type]] = {
    "shipments": (models.Shipment, records.Shipment),
    "rates": (models.Rate, records.Rate),
    "ratios": (models.Ratio, records.Ratio),
    "indicators": (models.Indicator, records.Indicator),
    "sources": (models.Source, records.Source),
    "claimants": (models.Claimant, records.Claimant),
    "actors": (models.Actor, records.Actor),
    "munitions": (models.Munition, records.Munition),
    "places": (models.Place, records.Place),
    "routes": (models.Route, records.Route),
    "events": (models.Event, records.Event),
}
"""Every table that is listed in public, with its model and its record."""

CLAIM_TABLES = ("shipments", "rates", "ratios", "indicators")
"""The tables whose rows are claims, and so have an editorial status."""


ADDED: dict[type[Model], str] = {
    **{MODELS[table][0]: table for table in MODELS if table not in CLAIM_TABLES},
    models.ActorOverlap: "actor_overlaps",
    models.ClaimantOverlap: "claimant_overlaps",
}
"""The kinds of rows that the desk adds besides claims, as additions name them."""
_WITHIN: dict[type[Model], tuple[str, str]] = {
    models.Leg: ("route", "routes"),
    models.Event.actors.through: ("event", "events"),
}


def public(table: str) -> QuerySet[Any]:
    """The rows of a table that anybody may see; retracted claims stay visible as tombstones."""
    return visible(MODELS[table][0])


def visible(model: type[Model]) -> QuerySet[Any]:
    """The same of any table of the domain: claims once approved, other rows unless they wait as additions."""
    rows: QuerySet[Any] = model._default_manager.all()
    if issubclass(model, models.claims.Claim):
        return rows.filter(status__in=PUBLIC_STATUSES)
    column, kind = _WITHIN.get(model) or ("pk", ADDED[model])
    return rows.exclude(**{f"{column}__in": waiting_codes(kind)})


def waiting_codes(kind: str) -> QuerySet[Any]:
    """The codes of the rows of a kind that were added at the desk and are not public yet, as a subquery."""
    return models.Addition.objects.filter(kind=kind, public_at=None).order_by().values("code")


def selected(table: str) -> QuerySet[Any]:
    """The rows of `public` with the columns of their record already chosen, for `read`; not for counting.

    Choosing fifty columns takes the ORM longer than a page of them takes to read, so it is done once.
    """
    return _selected(table).all()


@cache
def _selected(table: str) -> QuerySet[Any]:
    return public(table).values_list(*COLUMNS[MODELS[table][1]].values())


def read(rows: QuerySet[Any], record: type, as_of: date | None = None) -> Iterator[Any]:
    """The records of a queryset in its order, by one SQL query; successors only where stated by the day."""
    build = _builder(record, as_of)
    chosen = rows if rows.query.values_select else rows.values_list(*COLUMNS[record].values())
    for row in _fetched(chosen):
        yield build(row)


def _fetched(rows: QuerySet[Any]) -> Iterator[Sequence[Any]]:
    """The rows as the database gives them, some hundreds at a time."""
    if connection.vendor != "sqlite":
        # A cursor of the server's: the client's own would hold all rows at once.
        yield from rows.iterator(_AT_ONCE)
        return
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while some := cursor.fetchmany(_AT_ONCE):
            yield from some


def plain(value: Any) -> Any:
    """A decimal without the zeros that its column adds; anything else as it is."""
    if not isinstance(value, Decimal):
        return value
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def _exact(value: Any) -> Decimal | None:
    """A stored amount as the shortest decimal that is the same: SQLite gives whole numbers, floats or None."""
    if value is None:
        return None
    if isinstance(value, float):
        # As precise as the column of the database: fifteen digits, of which SQLite keeps every one.
        return plain(_FIFTEEN.create_decimal_from_float(value))  # type: ignore[no-any-return]
    return Decimal(value) if isinstance(value, int) else plain(value)


@cache
def _builder(record: type, as_of: date | None) -> Callable[[Sequence[Any]], Any]:
    """What makes records of rows; where each value goes is worked out once for all rows."""
    names = tuple(COLUMNS[record])
    order = [field.name for field in fields(record)]
    # Where a field has no column of its own, whatever stands first is put in its place until it is computed.
    pick = itemgetter(*(names.index(name) if name in names else 0 for name in order))
    amounts = [place for place, name in enumerate(order) if name in _AMOUNTS]
    members = [(order.index(name), {code.code: code for code in kind}) for name, kind in closed_codes(record).items()]
    by, on = (order.index(name) if name in order else -1 for name in ("superseded_by", "superseded_on"))
    status = names.index("_successor_status") if by >= 0 else -1
    origin = order.index("origin") if "origin" in order else -1
    origin_parts = [place for place, name in enumerate(names) if name.startswith("_origin_")]
    derived_from = names.index("derived_from") if origin >= 0 else -1
    place_name = order.index("place_name") if "place_name" in order else -1
    # A frozen record's own __init__ takes as long as reading the row; filling its slots takes a third of that.
    new = partial(object.__new__, record)
    slots = [getattr(record, name).__set__ for name in order]

    def build(row: Sequence[Any]) -> Any:
        values = list(pick(row))
        for place in amounts:
            if values[place] is not None:
                values[place] = _exact(values[place])
        for place, of_code in members:
            values[place] = of_code[values[place]]
        if by >= 0 and values[by] is not None:
            counts = row[status] == Status.PUBLISHED
            if not counts or (as_of is not None and values[on] > as_of):
                values[by] = values[on] = None
        if origin >= 0:
            code = row[derived_from]
            values[origin] = _origin(code, [row[place] for place in origin_parts]) if code else None
        if place_name >= 0:
            values[place_name] = values[place_name] or ""
        made: Any = new()
        for fill, value in zip(slots, values, strict=True):
            fill(made, value)
        return made

    return build


def _origin(code: str, parts: Sequence[Any]) -> Origin:
    """The claim that a figure is computed from, of its columns in the order of `COLUMNS`."""
    bound, low, point, high, words, plural, unit = parts
    quantity = Quantity(Bound.of(bound), _exact(low), _exact(point), _exact(high), words)
    return Origin(code=code, quantity=quantity, plural=plural, unit=unit)


def by_code(items: Iterable[Any]) -> dict[str, Any]:
    """Records by their code, in the order given."""
    return {item.code: item for item in items}
