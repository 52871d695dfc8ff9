"""Rules about the codes that a row lists in an order of its own: the claims of a story, what a subject is about."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterable, Iterator, Mapping
from datetime import date

from flows.importing import stored
from flows.importing.rules import Broken, Rows, Values

OF_STORIES = ("claims", "ratios")
OF_SUBJECTS: Mapping[str, str] = {
    "first_makers": "actors",
    "second_makers": "actors",
    "munitions": "munitions",
    "turning_points": "events",
}
"""The fields of a subject that list codes, each with the table that they are of."""


def listed(row: Values, *fields: str) -> tuple[str, ...]:
    """The codes that these fields of a row hold, in order."""
    return tuple(code for field in fields for code in row[field].split(";") if code)


def story_rules(rows: Rows, stated: Mapping[str, date], ratios: Container[str]) -> Iterator[Broken]:
    """What stories break: each names claims that were ``stated`` by its day, and stated ``ratios`` for its ratios."""
    for code in sorted(rows):
        for field in OF_STORIES:
            for claim in listed(rows[code], field):
                if claim not in stated:
                    yield Broken(code, field, f"there is no claim {claim}")
                elif stated[claim] > rows[code]["day"]:
                    yield Broken(code, field, f"{claim} was stated on {stated[claim]}, after the day of the story")
                elif field == "ratios" and claim not in ratios:
                    yield Broken(code, field, f"{claim} is no stated ratio")


def subject_rules(rows: Rows, there: Mapping[str, Collection[str]]) -> Iterator[Broken]:
    """What subjects break: each lists codes that are ``there``, by the name of their table."""
    for code in sorted(rows):
        for field, table in OF_SUBJECTS.items():
            for one in listed(rows[code], field):
                if one not in there[table]:
                    yield Broken(code, field, f"there is no {one} among the {table}")


def there_for(subjects: Iterable[Values], in_files: Mapping[str, Collection[str]]) -> dict[str, frozenset[str]]:
    """By table the codes that these subjects list and that are in the files or in the database. A query a table."""
    named: dict[str, set[str]] = {table: set(in_files.get(table, ())) for table in OF_SUBJECTS.values()}
    for row in subjects:
        for field, table in OF_SUBJECTS.items():
            named[table] |= stored.existing_codes(table, set(listed(row, field)) - named[table])
    return {table: frozenset(codes) for table, codes in named.items()}
