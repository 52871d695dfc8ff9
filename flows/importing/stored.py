"""What the database already holds of the rows that an import is about, as plain values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import QuerySet

from flows.importing.files import Key, Values
from flows.importing.tables import TABLE_OF_NAME, Table
from flows.models import Addition, OtherName
from flows.models.names import NAMED
from flows.vocabulary import Status

_AT_ONCE = 500
_CALLED_BY = ("name", "title", "short_name", "plural", "iso_alpha3", "url")


def rows_by_key(table: Table, keys: Iterable[Key]) -> dict[Key, Values]:
    """The stored rows with these keys, by key."""
    first = table.key[0]
    wanted = set(keys)
    found = {}
    for part in _in_parts(sorted({key[0] for key in wanted})):
        for values in _values(table, table.model._default_manager.filter(**{f"{first}__in": part})):
            key = tuple(values[field] for field in table.key)
            if key in wanted:
                found[key] = values
    return found


def existing_codes(table_name: str, codes: Iterable[str]) -> frozenset[str]:
    """Those of the codes that a table holds."""
    held = TABLE_OF_NAME[table_name].model._default_manager.order_by().values_list("pk", flat=True)
    wanted = frozenset(codes)
    if len(wanted) > _AT_ONCE and held.count() <= len(wanted):
        # To read all of a small table is quicker than to name every code.
        return wanted.intersection(held)
    return frozenset(code for part in _in_parts(sorted(wanted)) for code in held.filter(pk__in=part))


def waiting(table: Table, rows: Mapping[Key, Values]) -> frozenset[str]:
    """Of these stored rows the codes of the records that readers do not see yet."""
    if table.is_claims:
        return frozenset(key[0] for key, values in rows.items() if not Status.of(values["status"]).is_public)
    return unapproved(table.name, (key[0] for key in rows))


def unapproved(table_name: str, codes: Iterable[str]) -> frozenset[str]:
    """Those of the codes of a table of rows beside claims that an editor added and nobody has approved. One query."""
    held = Addition.objects.filter(kind=table_name, public_at=None).values_list("code", flat=True)
    return frozenset(codes).intersection(held)


def of_sources(table: Table, sources: Iterable[str]) -> Iterator[Values]:
    """The stored claims of a table that rest on one of these documents."""
    for part in _in_parts(sorted(sources)):
        yield from _values(table, table.model._default_manager.filter(source__in=part))


def names_on_record(table_name: str) -> Iterator[tuple[str, str, list[str]]]:
    """Every record of a table by its code and its label, with whatever else it is called by. Two queries.

    What waits to become public is among them. Claims are called by their codes alone, and so have none.
    """
    table = TABLE_OF_NAME[table_name]
    fields = [name for name in _CALLED_BY if name in table.by_field]
    if table.is_claims or not fields:
        return
    others: dict[str, list[str]] = defaultdict(list)
    one = table.model._meta.model_name
    if one in NAMED:
        rows = OtherName.objects.exclude(**{one: None}).order_by("code")
        for code, name in rows.values_list(f"{one}_id", "name"):
            others[code].append(name)
    for code, *names in table.model._default_manager.order_by("pk").values_list("pk", *fields):
        named = [str(name) for name in names if name]
        yield code, named[0] if named else code, [*named, *others[code]]


def every_row(table: Table) -> dict[str, Values]:
    """All rows of a small reference table by code."""
    return {values["code"]: values for values in _values(table, table.model._default_manager.all())}


def rows_of(table: Table, rows: QuerySet[Any]) -> list[Values]:
    """These rows of a table, in the order of what identifies them."""
    return sorted(_values(table, rows), key=lambda values: tuple(values[field] for field in table.key))


def around(table: Table, rows: Mapping[str, Values]) -> dict[str, Values]:
    """The stored rows that decide with ``rows`` whether the rules between rows hold, without ``rows`` themselves.

    What they refer to and so on upwards, what refers to them, what supersedes the same claim, and the other
    readings of their alternative groups.
    """
    fields = tuple(column.field for column in table.columns if column.reference == table.name)
    grouped = "alternative_group" in table.by_field
    manager = table.model._default_manager
    found: dict[str, Values] = {}

    def gather(lookup: str, values: Iterable[Any]) -> None:
        for part in _in_parts(sorted({value for value in values if value})):
            for row in _values(table, manager.filter(**{f"{lookup}__in": part})):
                found.setdefault(row["code"], row)

    for field in fields:
        gather(field, rows)
    if grouped:
        gather("alternative_group", (row["alternative_group"] for row in rows.values()))
    if "supersedes" in fields:
        gather("supersedes", (row["supersedes"] for row in rows.values()))
    waiting = {row[field] for field in fields for row in [*rows.values(), *found.values()]}
    while missing := {code for code in waiting if code} - found.keys() - rows.keys():
        before = set(found)
        gather("pk", missing)
        waiting = {found[code][field] for code in found.keys() - before for field in fields}
    return {code: row for code, row in found.items() if code not in rows}


def holders(table: Table, fields: tuple[str, ...], values: Iterable[tuple[Any, ...]]) -> dict[tuple[Any, ...], Key]:
    """The keys of the stored rows that hold one of the unique ``values`` in ``fields``."""
    manager = table.model._default_manager
    wanted = set(values)
    found = {}
    for part in _in_parts(sorted({value[0] for value in wanted}, key=str)):
        for row in manager.filter(**{f"{fields[0]}__in": part}).values_list(*fields, *table.key):
            held = tuple(row[: len(fields)])
            if held in wanted:
                found[held] = tuple(row[len(fields) :])
    return found


def _values(table: Table, rows: QuerySet[Any]) -> Iterator[Values]:
    names = [column.field for column in table.single]
    if table.is_claims:
        names.append("status")
    found = list(rows.order_by().values(*({"pk", *names} if table.many else names)))
    members = {column.field: _members(table, column.field, [row["pk"] for row in found]) for column in table.many}
    for row in found:
        for field, codes in members.items():
            row[field] = tuple(sorted(codes[row["pk"]]))
        yield row


def _members(table: Table, field: str, keys: list[Any]) -> Mapping[Any, list[str]]:
    members: dict[Any, list[str]] = defaultdict(list)
    manager = table.model._default_manager
    for part in _in_parts(keys):
        for key, code in manager.filter(pk__in=part).order_by().values_list("pk", field):
            if code is not None:
                members[key].append(code)
    return members


def _in_parts(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), _AT_ONCE):
        yield values[start : start + _AT_ONCE]
