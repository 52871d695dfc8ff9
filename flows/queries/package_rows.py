"""A whole table in the project's own file format: the cells of each row, as a CSV holds them. One query a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Case, F, QuerySet, Value, When

from flows import dictionary, models
from flows.decimal_text import COORDINATES, decimal_text
from flows.dictionary import CLAIM_TABLES
from flows.queries.evidence import every_check
from flows.queries.known import evidence, known, of_documents, published
from flows.queries.rows import of_claims, visible
from flows.vocabulary import Status

_TABLES = {table.name: table for table in dictionary.TABLES}
_REFERENCES = ("supersedes", "part_of", "derived_from")


def package_rows(table: str, columns: Sequence[str], as_of: date | None = None) -> Iterator[list[str]]:
    """The cells of every published row of a table, in the order of these columns and of its codes.

    Of a day, what was known by then, with the documents that hold it; a reference to a claim or to a document that is
    not among them is left empty, so that the package holds together, and so are our notes, which are of today. Drafts
    and retracted claims are never in it, nor is what waits to become public.
    """
    if table == "events":
        yield from _events(columns, as_of)
        return
    if table == "evidence_checks":
        # What we found is of our day, as our notes are.
        for check in every_check() if as_of is None else ():
            yield [_cell(name, check[name]) for name in columns]
        return
    described = _TABLES[table].parts or _TABLES[table]
    names = {field.header: field.field for field in described.entered}
    found = _as_known(table, columns, as_of)
    rows = _rows(table, as_of).annotate(**{f"known_{name}": value for name, value in found.items()})
    wanted = (f"known_{name}" if name in found else names[name] for name in columns)
    for row in rows.order_by(*described.key).values_list(*wanted).iterator(500):
        yield [_cell(name, value) for name, value in zip(columns, row, strict=True)]


def _as_known(table: str, columns: Sequence[str], as_of: date | None) -> dict[str, Case | Value]:
    """The columns that are not written as they are stored."""
    found: dict[str, Case | Value] = {}
    if as_of is not None and "notes" in columns:
        found["notes"] = Value("")
    if table in CLAIM_TABLES:
        found |= {name: _if_known(name, as_of) for name in columns if name in _REFERENCES}
    if table == "appearances" and as_of is not None:
        found["reports"] = _reported(as_of)
    if table == "places" and as_of is not None:
        found |= {column.removesuffix("_id"): value for column, value in of_documents(as_of).items()}
    return found


def _if_known(name: str, as_of: date | None) -> Case:
    """The claim that a claim refers to, if it was published and stated by the day."""
    stated = {} if as_of is None else {f"{name}__claimed_on__lte": as_of}
    return Case(When(**{f"{name}__status": Status.PUBLISHED}, **stated, then=F(f"{name}_id")), default=None)


def _rows(table: str, as_of: date | None) -> QuerySet[Any]:
    described = _TABLES[table].parts or _TABLES[table]
    model: Any = getattr(models, described.item)
    rows = visible(model)
    if table in CLAIM_TABLES:
        rows = rows.filter(status=Status.PUBLISHED)
    if table == "appearances":
        # The claims of the package alone: none that we withdrew.
        rows = rows.filter(of_claims(status=Status.PUBLISHED))
    if as_of is None:
        return rows
    return rows.filter(evidence(as_of) if table == "sources" else known(described.name, as_of))


def _reported(as_of: date) -> Case:
    """The appearance that another reports, if its own document was published by the day."""
    return Case(When(published(as_of, "reports__source"), then=F("reports_id")), default=None)


def _events(columns: Sequence[str], as_of: date | None) -> Iterator[list[str]]:
    parties: dict[str, list[str]] = defaultdict(list)
    for event, actor in visible(models.Event.actors.through).order_by("actor_id").values_list("event_id", "actor_id"):
        parties[event].append(actor)
    stored = [name for name in columns if name != "actors"]
    at = list(columns).index("actors")
    found = _as_known("events", columns, as_of)
    rows = _rows("events", as_of).annotate(**{f"known_{name}": value for name, value in found.items()})
    wanted = (f"known_{name}" if name in found else name for name in stored)
    for code, *row in rows.order_by("code").values_list("code", *wanted):
        cells = [_cell(name, value) for name, value in zip(stored, row, strict=True)]
        cells.insert(at, ";".join(parties[code]))
        yield cells


def _cell(name: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return decimal_text(value, coordinate=name in COORDINATES)
    return value.isoformat() if isinstance(value, date) else str(value)
