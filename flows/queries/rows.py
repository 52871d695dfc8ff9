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

from flows import dictionary, models, records
from flows.dictionary import LISTED, Table
from flows.records import Origin, Quantity, closed_codes
from flows.vocabulary import PUBLIC_STATUSES, Bound, Status

_RENAMED = {"latitude": "lat", "longitude": "lon", "link": "url"}
"""What models call a field of a record that records name otherwise."""
_JOINED = {
    "claimant_name": "claimant__short_name",
    "publisher": "source__publisher",
    "source_title": "source__title",
    "source_link": "source__url",
    "reliability": "source__reliability",
    "munition_plural": "munition__plural",
    "unit": "munition__unit",
    "superseded_by": "successor__code",
    "superseded_on": "successor__claimed_on",
}
"""What a record holds of other rows; a name in words is that of the row that the field before ``_name`` refers to."""
_ORIGIN = {
    **{f"_origin_{name}": f"derived_from__{name}" for name in ("bound", "low", "point", "high", "words")},
    "_origin_plural": "derived_from__munition__plural",
    "_origin_unit": "derived_from__munition__unit",
}


MODELS: dict[str, tuple[type[Model], type]] = {
    name: (getattr(models, table.item), getattr(records, table.item)) for name, table in LISTED.items()
}
"""Every table that is listed in public, with its model and its record."""


def _columns(table: Table, record: type) -> dict[str, str]:
    """The column that each field of a record is read from; TypeError for a field that nothing fills."""
    found: dict[str, str] = {}
    for field in fields(record):
        name = field.name
        stored = table.by_field.get(_RENAMED.get(name, name))
        if stored is not None:
            found[name] = f"{stored.field}_id" if stored.reference else stored.field
        elif name in _JOINED:
            found[name] = _JOINED[name]
        elif name.endswith("_name"):
            found[name] = f"{name.removesuffix('_name')}__name"
        elif name == "origin":
            found |= _ORIGIN
        else:
            raise TypeError(f"{record.__name__}.{name} is no field of {table.name}")
    if "superseded_by" in found:
        found["_successor_status"] = "successor__status"
    return found


COLUMNS: dict[type, dict[str, str]] = {
    record: _columns(LISTED[name], record) for name, (_, record) in MODELS.items() if name not in ("routes", "events")
}
"""By record, what one query reads; routes and events hold rows of a second one."""

_AT_ONCE = 200
_FIFTEEN = Context(prec=15)
_NUMBERS = frozenset(
    field.name for table in LISTED.values() for field in table.fields if field.kind in ("number", "coordinate")
)

ADDED: dict[type[Model], str] = {
    getattr(models, table.item): table.name for table in dictionary.TABLES if not table.claims
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
    amounts = [place for place, name in enumerate(order) if _RENAMED.get(name, name) in _NUMBERS]
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
