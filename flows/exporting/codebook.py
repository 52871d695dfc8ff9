"""What the tables of a package mean, as tables themselves: their codes, and their columns here and in the API.

A program that reads no descriptor reads these: what a code says, in which unit a number is, which columns of the API
are computed and so stand in no file that is entered.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO

from flows.dictionary import GIVEN_OUT, TABLES, Field, Table
from flows.dictionary.beside import CODES, COLUMNS
from flows.vocabulary import CODED_LISTS

_CODES = ("list", "list_title", "code", "label", "meaning")
_COLUMNS = ("table", "column", "api_field", "kind", "unit", "list", "refers_to", "computed", "meaning")


def codebook() -> Iterator[tuple[str, Iterable[str]]]:
    """Each file of the codebook by its name, as lines of CSV."""
    yield CODES, _lines(_CODES, _codes())
    yield COLUMNS, _lines(_COLUMNS, _columns())


def _codes() -> Iterator[tuple[str, ...]]:
    for listed in CODED_LISTS:
        for term in listed:
            yield listed.name, listed.title, term.code, term.label, term.meaning


def _columns() -> Iterator[tuple[str, ...]]:
    for table in GIVEN_OUT:
        for field in table.fields:
            yield _column(table, field, field.header)
    for table in TABLES:
        # Where records have rows inside them, a file holds those rows.
        for field in table.fields:
            yield _column(table, field, "" if field.computed or table.parts else field.header)
        for field in table.parts.fields if table.parts else ():
            yield _column(table, field, "" if field.computed else field.header, f"{table.parts_in}.")


def _column(table: Table, field: Field, header: str, within: str = "") -> tuple[str, ...]:
    return (
        *(table.name, header, f"{within}{field.name}" if field.public else "", field.kind),
        *(field.unit, field.coded_list.name if field.coded_list else "", field.reference),
        *("true" if field.computed else "false", field.meaning),
    )


def _lines(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows((header, *rows))
    yield buffer.getvalue()
