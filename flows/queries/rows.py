"""From rows to records: the columns that each record is read from, and the joins that carry its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Context, Decimal
from functools import cache
from itertools import repeat
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, Exists, Expression, Func, Model, OuterRef, Q, QuerySet, TextField, Value, When

from flows import dictionary, models, records
from flows.dictionary import CLAIM_TABLES, LISTED, Table
from flows.models.merges import MERGED
from flows.queries.graded import graded
from flows.records import Origin, Quantity, closed_codes
from flows.straight import function
from flows.vocabulary import PUBLIC_STATUSES, Bound, Reliability, Status

_RENAMED = {"latitude": "lat", "longitude": "lon", "link": "url"}
"""What models call a field of a record that records name otherwise."""
_JOINED = {
    "claimant_name": "claimant__short_name",
    "publisher": "source__publisher",
    "source_title": "source__title",
    "source_link": "source__url",
    "source_published_on": "source__published_on",
    "source_date_precision": "source__date_precision",
    "reliability": "source__reliability",
    "published_on": "source__published_on",
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


_APPEARANCES = (
    "(SELECT {joined}(s.reliability || CASE WHEN substr(a.carries, 1, 6) = 'figure' THEN 'f' ELSE '-' END"
    " || CASE a.kind WHEN 'original' THEN 'o' ELSE '-' END || {day} || s.code, ' ')"
    " FROM flows_appearance a JOIN flows_source s ON s.code = a.source_id WHERE a.claim = %(expressions)s"
    " AND NOT EXISTS (SELECT 1 FROM flows_addition w"
    " WHERE w.kind = 'appearances' AND w.code = a.code AND w.public_at IS NULL))"
)


_HELD = "_appearances"
"""The column that tells where a claim appeared."""


class _Appearances(Func):
    """The documents that public appearances name of a claim, in a text that `_evidence` reads; None where none does.

    Of each, parted by spaces: its reliability, whether it holds the figure, whether it is the original, its day and its
    code. In the query of the claims, as most claims have none, and one look into an index then finds that out.
    """

    arity = 1
    output_field = TextField()
    template = _APPEARANCES.format(joined="group_concat", day="coalesce(s.published_on, s.accessed_on)")

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """The same in the words of PostgreSQL."""
        day = "to_char(coalesce(s.published_on, s.accessed_on), 'YYYY-MM-DD')"
        return self.as_sql(compiler, connection, template=_APPEARANCES.format(joined="string_agg", day=day))


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
        elif name in ("grade", "originals"):
            found[_HELD] = _HELD
        else:
            raise TypeError(f"{record.__name__}.{name} is no field of {table.name}")
    if "superseded_by" in found:
        found["_successor_status"] = "successor__status"
    if record is records.Appearance:
        found |= {f"_reported_{day}": f"reports__source__{day}" for day in ("published_on", "accessed_on")}
    if "part_of" in found and record is records.Shipment:
        found["_whole_stated_on"] = "part_of__claimed_on"
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

_SEVERAL = {
    field.name: {term.code: term for term in field.coded_list}
    for table in LISTED.values()
    for field in table.fields
    if field.kind == "several" and field.coded_list
}

_IN_ORDER = frozenset(
    (table.item, field.name) for table in LISTED.values() for field in table.fields if field.kind == "listed"
)

ADDED: dict[type[Model], str] = {
    getattr(models, table.item): table.name for table in dictionary.TABLES if not table.claims
}
"""The kinds of rows that the desk adds besides claims, as additions name them."""
MODEL_OF_KIND: dict[str, type[Model]] = {**models.claims.CLAIM_MODELS, **{kind: model for model, kind in ADDED.items()}}
"""Every table whose rows have revisions, as these name it."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The rows inside a record: what they are called there, their table, its field for the record and for the place."""

    name: str
    model: type[Model]
    whole: str
    number: str


PARTS: dict[type[Model], Parts] = {
    getattr(models, table.item): Parts(table.parts_in, getattr(models, table.parts.item), *table.parts.key)
    for table in dictionary.TABLES
    if table.parts
}
_WITHIN: dict[type[Model], tuple[str, str]] = {
    **{parts.model: (parts.whole, ADDED[model]) for model, parts in PARTS.items()},
    models.Event.actors.through: ("event", "events"),
}


def public(table: str) -> QuerySet[Any]:
    """The rows of a table that anybody may see; retracted claims stay visible as tombstones."""
    return visible(MODELS[table][0])


def visible(model: type[Model]) -> QuerySet[Any]:
    """The same of any table of the domain: claims once approved, other rows unless they wait or are merged."""
    return _visible(model).all()


@cache
def _visible(model: type[Model]) -> QuerySet[Any]:
    """The same, to be copied: a page asks a dozen tables, and writing the conditions anew takes longer than that."""
    rows: QuerySet[Any] = model._default_manager.all()
    if issubclass(model, models.claims.Claim):
        return rows.filter(status__in=PUBLIC_STATUSES)
    if model is models.Appearance:
        rows = rows.filter(of_claims(status__in=PUBLIC_STATUSES))
    column, kind = _WITHIN.get(model) or ("pk", ADDED[model])
    if column == "pk" and kind in MERGED:
        rows = rows.exclude(pk__in=models.Merge.objects.hidden(kind))
    return rows.exclude(**{f"{column}__in": waiting_codes(kind)})


def of_claims(**conditions: Any) -> Q:
    """The appearances of claims of any kind that meet these conditions."""
    found = Q()
    for table in CLAIM_TABLES:
        found |= Q(Exists(MODELS[table][0]._default_manager.filter(pk=OuterRef("claim"), **conditions)))
    return found


def waiting_codes(kind: str) -> QuerySet[Any]:
    """The codes of the rows of a kind that were added at the desk and are not public yet, as a subquery."""
    return models.Addition.objects.filter(kind=kind, public_at=None).order_by().values("code")


def selected(table: str) -> QuerySet[Any]:
    """The rows of `public` with the columns of their record already chosen, for `records_of`; not for counting."""
    return _selected(table).all()


@cache
def _selected(table: str) -> QuerySet[Any]:
    """The same, with the names of the columns as text: the ORM takes 1.1 ms to write fifty of them, and 0.4 so."""
    record = MODELS[table][1]
    rows = with_columns(public(table), record)
    query = rows.query
    compiler = query.get_compiler(connection=connection)
    compiler.setup_query()
    query.set_select([_Columns(", ".join(sql for _, (sql, _), _ in compiler.select))])
    query.set_annotation_mask(())
    query.selected = None
    return rows


def with_appearances(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Claims with a column ``_appearances`` for `evidence`."""
    held: QuerySet[Any] = rows.annotate(**{_HELD: _Appearances("code")})
    return held


def with_columns(rows: QuerySet[Any], record: type, *more: str) -> QuerySet[Any]:
    """The rows with the columns of a record, and those named besides, in place of whatever was chosen of them."""
    if _HELD in rows.query.annotations:
        rows = rows.all()
        rows.query.append_annotation_mask([_HELD])
    elif _HELD in COLUMNS[record]:
        rows = with_appearances(rows)
    return rows.values_list(*COLUMNS[record].values(), *more)


class _Columns(Expression):
    """Columns by their names in SQL. The joins that the names belong to stay in the query that they came from."""

    def __init__(self, sql: str) -> None:
        super().__init__(output_field=TextField())
        self.sql = sql

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        """The names."""
        return self.sql, ()


def records_of(
    rows: QuerySet[Any], record: type, as_of: date | None = None, grade: Reliability | None = None
) -> Iterator[Any]:
    """The records of a queryset in its order, by one SQL query.

    As of a day with successors and wholes only where stated by then, and without our notes, which are of today. Of a
    grade with successors only where graded so or better: the grade itself chooses no rows.
    """
    if grade is not None and "superseded_by" in COLUMNS[record]:
        graded_successor = Case(When(graded(grade, "successor", as_of), then=Value(True)), default=Value(False))
        placed = with_columns(rows.annotate(graded_successor=graded_successor), record, "graded_successor")
        return (
            claim if counts or claim.superseded_by is None else _without_successor(claim)
            for claim, counts in flagged(placed, record, as_of)
        )
    asked = rows if rows.query.values_select else with_columns(rows, record)
    return map(_builder(record), fetched(asked), repeat(as_of))


def flagged(rows: QuerySet[Any], record: type, as_of: date | None = None) -> Iterator[tuple[Any, Any]]:
    """The same of rows that hold one column more than the record, each record with the value of that column."""
    build = _builder(record)
    return ((build(row[:-1], as_of), row[-1]) for row in fetched(rows))


def _without_successor(claim: Any) -> Any:
    return replace(claim, superseded_by=None, superseded_on=None)


def fetched(rows: QuerySet[Any]) -> Iterator[Sequence[Any]]:
    """The rows as the database gives them, some hundreds at a time: the server's cursor holds the rest."""
    try:
        sql, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, values)
        while some := cursor.fetchmany(_AT_ONCE):
            yield from some


def plain(value: Any) -> Any:
    """A decimal without the zeros that its column adds; anything else as it is."""
    if not isinstance(value, Decimal):
        return value
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def exact(value: Any) -> Decimal | None:
    """A stored amount as the shortest decimal that is the same: SQLite gives whole numbers, floats or None."""
    if value is None:
        return None
    if isinstance(value, float):
        # As precise as the column of the database: fifteen digits, of which SQLite keeps every one.
        return plain(_FIFTEEN.create_decimal_from_float(value))  # type: ignore[no-any-return]
    return Decimal(value) if isinstance(value, int) else plain(value)


_OF_THE_DAY = {
    "superseded_by": "if superseded_by and not (_successor_status == PUBLISHED and "
    "(as_of is None or superseded_on <= as_of)): superseded_by = superseded_on = None",
    "_whole_stated_on": "if part_of and as_of is not None and _whole_stated_on > as_of: part_of = None",
    "_appearances": "grade, originals = EVIDENCE(_appearances, source, reliability, as_of) "
    "if _appearances else (reliability, ())",
    "_reported_published_on": "if reports and as_of is not None and "
    "(_reported_published_on or _reported_accessed_on) > as_of: reports = None",
    "notes": "if as_of is not None: notes = ''",
    "duplicate_of": "if as_of is not None: duplicate_of = None",
}
"""What of a row is not known on every day, by the column that tells: the statement that takes it away."""


@cache
def _builder(record: type) -> Callable[[Sequence[Any], date | None], Any]:
    """What makes a record of a row, as known on a day. It fills the slots: a frozen record's own ``__init__`` takes
    2.2 ms for a hundred, this 0.9."""
    columns = tuple(COLUMNS[record])
    members = closed_codes(record)
    names: dict[str, Any] = {"NEW": object.__new__, "RECORD": record, "EXACT": exact, "ORIGIN": _origin}
    statements = [f"{', '.join(columns)}, = row", "made = NEW(RECORD)"]
    names |= {"PUBLISHED": Status.PUBLISHED, "EVIDENCE": evidence}
    statements += [statement for column, statement in _OF_THE_DAY.items() if column in columns]
    for field in fields(record):
        name = value = field.name
        names[f"SET_{name}"] = getattr(record, name).__set__
        if name in members:
            names[f"MEMBER_{name}"] = {code.code: code for code in members[name]}
            value = f"MEMBER_{name}[{name}]"
        elif _RENAMED.get(name, name) in _NUMBERS:
            value = f"None if {name} is None else EXACT({name})"
        elif name == "origin":
            parts = [column for column in columns if column.startswith("_origin_")]
            value = f"ORIGIN(derived_from, MEMBER_bound[{parts[0]}], {', '.join(parts[1:])}) if derived_from else None"
        elif name in _SEVERAL:
            names[f"MEMBER_{name}"] = _SEVERAL[name]
            value = f"tuple([MEMBER_{name}[code] for code in {name}.split(';')])"
        elif (record.__name__, name) in _IN_ORDER:
            value = f"tuple({name}.split(';')) if {name} else ()"
        elif name == "place_name":
            value = "place_name or ''"
        statements.append(f"SET_{name}(made, {value})")
    return function("row, as_of", [*statements, "return made"], names)


def evidence(appearances: str, source: str, reliability: str, as_of: date | None) -> tuple[str, tuple[str, ...]]:
    """The best grade among the documents that hold the figure of a claim, and the codes of its originals, in order.

    ``appearances`` are those that the database names (`_Appearances`). The claim's own ``source`` counts as holding
    the figure unless one of them says what it holds. As of a day, those that were published by then.
    """
    grades, originals, named = [], [], False
    day = as_of.isoformat() if as_of else "9999"
    for one in appearances.split(" "):
        if one[3:13] > day:
            continue
        code = one[13:]
        named = named or code == source
        if one[1] == "f":
            grades.append(one[0])
        if one[2] == "o":
            originals.append(code)
    if not named:
        grades.append(reliability)
    return min(grades, default=reliability), tuple(sorted(originals))


def _origin(code: str, bound: Bound, low: Any, point: Any, high: Any, words: str, plural: str, unit: str) -> Origin:
    """The claim that a figure is computed from, of its columns in the order of `COLUMNS`."""
    quantity = Quantity(bound, exact(low), exact(point), exact(high), words)
    return Origin(code=code, quantity=quantity, plural=plural, unit=unit)


def by_code(items: Iterable[Any]) -> dict[str, Any]:
    """Records by their code, in the order given."""
    return {item.code: item for item in items}
