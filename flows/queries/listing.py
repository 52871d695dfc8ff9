"""One page of a list, by keyset: one query, and one more where the number of records is asked for."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from django.db.models import Exists, Model, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from flows import models, records
from flows.clock import pinned
from flows.dictionary import CLAIM_TABLES, LISTED
from flows.queries.catalogue import kinds_within
from flows.queries.graded import graded
from flows.queries.known import known, legs, of_documents, published
from flows.queries.recorded import moment_at
from flows.queries.rows import COLUMNS, MODELS, plain, public, records_of, selected
from flows.queries.written import written
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.parameters import record_code
from flows.vocabulary import Reliability, Stance, Status

_LOOKUPS = {"claimed_after": "claimed_on__gte", "claimed_before": "claimed_on__lte"}
_MANY_LOOKUPS = {"events": {"actor": "actors__in"}}
_SEARCHED = {
    name: (
        *table.searched,
        *(f"{table.parts_in}__{inside}" for inside in (table.parts.searched if table.parts else ())),
    )
    for name, table in LISTED.items()
}
_SEARCHED_ON_A_DAY = {
    name: tuple(column for column in columns if column.rpartition("__")[2] != "notes")
    for name, columns in _SEARCHED.items()
}
"""Our notes are of today: as of a day they are neither told nor searched."""
# Looked for in their own small tables: to join these to every claim takes longer than to read its texts.
_SEARCHED_BESIDE: dict[str, tuple[type[Model], tuple[str, ...]]] = {
    "claimant": (models.Claimant, ("name", "short_name")),
    "source": (models.Source, ("publisher",)),
}
_GRADED_BY = {"sources": "reliability__in", "appearances": "source__reliability__in"}
"""The tables that are graded by a document alone; claims have a credibility besides."""
_BEFORE_ALL = date.min
MOST_COUNTED = 10_000
"""To count more takes longer than to read a page of them."""
_DOCUMENT_DAY = Coalesce("source__published_on", "source__accessed_on")


@dataclass(frozen=True, slots=True)
class Page:
    """Some records of a list in order, with the cursors of the pages around it; count only where asked for."""

    records: tuple[Any, ...]
    next: str | None
    previous: str | None
    count: int | None


def page_of(question: ListQuestion) -> Page:
    """The page that a question asks for; BadQuestion for a cursor or a code that does not exist.

    One query, one more for the count, for the tree of munitions, and for each filter that names several codes.
    """
    check_codes(question, single=False)
    count = count_of(question) if question.count else None
    rows = matching(question, _rows(question.table))
    backwards, position = _read_cursor(question)
    descending = question.ordering.startswith("-") != backwards
    field = question.ordering.removeprefix("-")
    ordered = _ordered(rows, field, descending)
    if position is not None:
        ordered = _after(ordered, field, position, descending)
    found = list(_records(ordered[: question.page_size + 1], question))
    more = len(found) > question.page_size
    found = found[: question.page_size]
    if not found:
        check_codes(question)
    if backwards:
        found.reverse()
    has_next = more if not backwards else position is not None
    has_previous = more if backwards else position is not None
    return Page(
        tuple(found),
        _cursor("n", field, found[-1]) if found and has_next else None,
        _cursor("p", field, found[0]) if found and has_previous else None,
        count,
    )


@dataclass(frozen=True, slots=True)
class Place:
    """How many records of a list lie before a page of it, and how many it has; None where they are very many."""

    before: int | None
    count: int | None


def place_of(question: ListQuestion, first: Any) -> Place:
    """Where the page that begins with this record lies in its list; beyond `MOST_COUNTED` nothing is counted.

    One query, and one more where the question has a cursor.
    """
    field = question.ordering.removeprefix("-")
    descending = question.ordering.startswith("-")
    rows = _ordered(matching(question, public(question.table)), field, descending)
    count = _counted(rows)
    if not question.cursor:
        return Place(0, count)
    return Place(_counted(_after(rows, field, _position(field, first), not descending)), count)


def _counted(rows: QuerySet[Any]) -> int | None:
    number = rows[: MOST_COUNTED + 1].count()
    return number if number <= MOST_COUNTED else None


def every(question: ListQuestion) -> Iterator[Any]:
    """Every record that a question matches, in its order, without pages; read as a stream."""
    field = question.ordering.removeprefix("-")
    rows = matching(question, _rows(question.table))
    return _records(_ordered(rows, field, question.ordering.startswith("-")), question)


def newest(question: ListQuestion, most: int) -> tuple[Any, ...]:
    """Of the claims that a question matches those stated last, the newest first; at most so many. One query."""
    rows = _ordered(matching(question, _rows(question.table)), "claimed_on", descending=True)
    return tuple(_records(rows[:most], question))


def match(question: ListQuestion, code: str) -> Any | None:
    """The record of a code; None where there is none in public, or none that the question matches. One query."""
    rows = matching(question, _rows(question.table)).filter(code=code)
    return next(iter(_records(rows, question)), None)


def count_of(question: ListQuestion) -> int:
    """How many records a question matches in all. One query."""
    return int(matching(question, public(question.table)).count())


def one(table: str, code: str, as_of: date | None = None) -> Any | None:
    """The record of a code, whenever it became known; None where there is none in public.

    One query (two for routes and events)."""
    question = ListQuestion(table, as_of=as_of)
    return next(iter(_records(_rows(table).filter(code=code), question)), None)


def some(table: str, codes: tuple[str, ...], as_of: date | None = None) -> tuple[Any, ...]:
    """The public records of these codes, by code."""
    return tuple(_records(_rows(table).filter(code__in=codes).order_by("code"), ListQuestion(table, as_of=as_of)))


def in_order(table: str, condition: Q, after: str, most: int) -> tuple[Any, ...]:
    """The public records that meet a condition, by code, from after a code on; at most so many."""
    rows = _rows(table).filter(condition, code__gt=after).order_by("code")[:most]
    return tuple(_records(rows, ListQuestion(table)))


def known_of(table: str, codes: Collection[str], as_of: date | None = None) -> tuple[Any, ...]:
    """Of the records of these codes those that were known on the day, by code. One query, or none."""
    question = ListQuestion(table, as_of=as_of)
    rows = matching(question, _rows(table)).filter(code__in=sorted(codes)).order_by("code")
    return tuple(_records(rows, question)) if codes else ()


def check_codes(question: ListQuestion, *, single: bool = True) -> None:
    """BadQuestion where a filter names a code that its table does not hold; one query for each such filter.

    Without ``single`` only filters that name several codes are asked about: a record that matches a single
    one is itself the proof that it exists.
    """
    faults = []
    for parameter in question.listing.filters:
        asked = question.filter(parameter.name) if parameter.reference else None
        if not asked or (len(asked) == 1 and not single):
            continue
        table = public(parameter.reference)
        stored = set(table.filter(code__in=asked).values_list("code", flat=True))
        unknown = [code for code in asked if code not in stored]
        offered = table.filter(known(parameter.reference, question.as_of)) if question.as_of else table
        allowed = tuple(offered.order_by("code").values_list("code", flat=True)[:100]) if unknown else ()
        for code in unknown:
            message = f"{parameter.name}: there is no {code!r} among the {parameter.reference}"
            faults.append(Fault(parameter.name, code, message, allowed))
    if faults:
        raise BadQuestion(*faults)


def _rows(table: str) -> QuerySet[Any]:
    return selected(table) if MODELS[table][1] in COLUMNS else public(table)


def matching(question: ListQuestion, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of these rows that a question's filters, day and search match, in no order."""
    table, asked = question.table, _in_time(question)
    if question.grade is not None:
        document = _GRADED_BY.get(table)
        better = {document: question.grade.or_better} if document else {}
        asked &= Q(**better) if document else graded(question.grade, as_of=question.as_of)
    for name, value in question.filters:
        if name == "current":
            standing = stands(table, question.as_of, question.grade)
            asked &= standing if value else ~standing
        elif name == "within":
            asked &= Q(munition__in=kinds_within(value))
        elif name == "mode":
            asked &= _of_known_legs(question) & Q(legs__mode__in=value)
        else:
            lookup = _MANY_LOOKUPS.get(table, {}).get(name) or _LOOKUPS.get(name)
            if lookup is None:
                lookup = f"{name}__in" if isinstance(value, tuple) else name
            if name == "unit" and table in ("shipments", "rates"):
                lookup = "munition__unit__in"
            asked &= Q(**{lookup: value})
    # At once: each filter by itself copies the query.
    rows = rows.filter(asked)
    # One filter for all words: each filter of its own would join the legs of a route once more.
    searched = _SEARCHED[table] if question.as_of is None else _SEARCHED_ON_A_DAY[table]
    found = Q()
    for word in set(question.search.split()):
        in_any = _holds(word, searched)
        for name, (model, columns) in _SEARCHED_BESIDE.items() if table in CLAIM_TABLES else ():
            in_any |= Q(**{f"{name}__in": model._default_manager.filter(_holds(word, columns)).values("pk")})
        found &= in_any
    rows = rows.filter(found) if found else rows
    if table in ("routes", "events"):
        rows = rows.distinct()
    return rows


def _in_time(question: ListQuestion) -> Q:
    """What was known on the day, and written since the moment."""
    asked = Q() if question.as_of is None else known(question.table, question.as_of)
    if question.modified_since is not None:
        asked &= written(question.table, moment_at(question.modified_since), pinned())
    return asked


def _of_known_legs(question: ListQuestion) -> Q:
    """Of a route, the legs that had been named by the day: a later one has no mode yet."""
    return published(question.as_of, "legs__source") if question.table == "routes" and question.as_of else Q()


def _holds(word: str, columns: tuple[str, ...]) -> Q:
    return Q(*(Q(**{f"{column}__icontains": word}) for column in columns), _connector=Q.OR)


def stands(table: str, as_of: date | None, grade: Reliability | None = None) -> Q:
    """The ledger's own rule as SQL: not retracted, asserts, no successor by the day, no fallen group.

    Of a grade the claim has to be graded so or better, and a successor counts only where it is.
    """
    model = MODELS[table][0]
    by_the_day = Q() if as_of is None else Q(claimed_on__lte=as_of)
    counts = by_the_day & Q(status=Status.PUBLISHED) & graded(grade, as_of=as_of)
    successors = model._default_manager.filter(counts, supersedes=OuterRef("pk"))
    stands = Q(status=Status.PUBLISHED) & graded(grade, as_of=as_of) & Q(~Exists(successors))
    if table == "shipments":
        fell = models.Shipment.objects.filter(
            counts, supersedes__alternative_group=OuterRef("alternative_group"), stance=Stance.ASSERTS
        )
        stands &= Q(stance=Stance.ASSERTS) & (Q(alternative_group="") | Q(~Exists(fell)))
    return stands


def _ordered(rows: QuerySet[Any], field: str, descending: bool) -> QuerySet[Any]:
    sign = "-" if descending else ""
    if field == "published_on":
        rows = rows.alias(order_day=Coalesce("published_on", Value(_BEFORE_ALL)))
        return rows.order_by(f"{sign}order_day", f"{sign}code")
    return rows.order_by(f"{sign}code") if field == "code" else rows.order_by(f"{sign}{field}", f"{sign}code")


def _after(rows: QuerySet[Any], field: str, position: tuple[str, str], descending: bool) -> QuerySet[Any]:
    comparison = "lt" if descending else "gt"
    value, code = position
    if field == "code":
        return rows.filter(**{f"code__{comparison}": code})
    column = "order_day" if field == "published_on" else field
    day = date.fromisoformat(value)
    # The first condition follows from the others, and is the one by which an index is entered at the place.
    rows = rows.filter(**{f"{column}__{comparison}e": day})
    return rows.filter(Q(**{f"{column}__{comparison}": day}) | Q(**{column: day, f"code__{comparison}": code}))


def _records(rows: QuerySet[Any], question: ListQuestion) -> Iterator[Any]:
    if question.table == "routes":
        return _routes(rows, question.as_of)
    if question.table == "events":
        return _events(rows, question.as_of)
    if question.table == "places" and question.as_of is not None:
        rows = _as_documented(rows, question.as_of)
    return records_of(rows, MODELS[question.table][1], question.as_of, question.grade)


def _as_documented(rows: QuerySet[Any], as_of: date) -> QuerySet[Any]:
    """The columns of the record of a place as they were known on a day."""
    said = of_documents(as_of)
    columns = (f"known_{column}" if column in said else column for column in COLUMNS[records.Place].values())
    documented: QuerySet[Any] = rows.annotate(**{f"known_{column}": value for column, value in said.items()})
    return documented.values_list(*columns)


def _routes(rows: QuerySet[Any], as_of: date | None) -> Iterator[records.Route]:
    """Routes with their legs; as known on a day only with those that had been named."""
    named = models.Leg.objects.filter(legs(as_of)) if as_of else models.Leg.objects.all()
    dated = named.annotate(document_day=_DOCUMENT_DAY).order_by("number")
    for route in rows.prefetch_related(Prefetch("legs", dated)):
        yield records.Route(
            code=route.code,
            legs=tuple(
                records.Leg(
                    number=leg.number,
                    from_place=leg.from_place_id,
                    to_place=leg.to_place_id,
                    mode=leg.mode,
                    distance_km=plain(leg.distance_km),
                    distance_basis=leg.distance_basis,
                    source=leg.source_id,
                    notes=leg.notes if as_of is None else "",
                    known_on=leg.document_day,
                )
                for leg in route.legs.all()
            ),
        )


def _events(rows: QuerySet[Any], as_of: date | None) -> Iterator[records.Event]:
    parties = Prefetch("actors", models.Actor.objects.order_by("code"))
    for event in rows.annotate(document_day=_DOCUMENT_DAY).prefetch_related(parties):
        yield records.Event(
            code=event.code,
            starts_on=event.starts_on,
            ends_on=event.ends_on,
            kind=event.kind,
            title=event.title,
            actors=tuple(actor.code for actor in event.actors.all()),
            place=event.place_id,
            source=event.source_id,
            notes=event.notes if as_of is None else "",
            known_on=event.known_on or max(event.starts_on, event.document_day),
        )


def _cursor(direction: str, field: str, record: Any) -> str:
    packed = orjson.dumps([direction, field, *_position(field, record)])
    return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def _position(field: str, record: Any) -> tuple[str, str]:
    return "" if field == "code" else str(getattr(record, field) or _BEFORE_ALL), record.code


def _read_cursor(question: ListQuestion) -> tuple[bool, tuple[str, str] | None]:
    if not question.cursor:
        return False, None
    fault = Fault("cursor", question.cursor, "cursor: take it from next or previous of a page in this order")
    try:
        packed = base64.urlsafe_b64decode(question.cursor + "=" * (-len(question.cursor) % 4))
        place = orjson.loads(packed)
        if not isinstance(place, list):
            raise BadQuestion(fault)
        direction, field, value, code = place
        if direction not in ("n", "p") or field != question.ordering.removeprefix("-") or not isinstance(code, str):
            raise BadQuestion(fault)
        record_code(code)
        if field != "code":
            date.fromisoformat(value)
    except (ValueError, TypeError, binascii.Error):
        raise BadQuestion(fault) from None
    return direction == "p", (value, code)
