"""The further subjects of the site, read once for each state of the data."""

from __future__ import annotations

from functools import lru_cache

from flows import records
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.listing import every
from flows.questions import ListQuestion
from flows.subject import Subject


@lru_cache(maxsize=8)
def further_subjects(_: str) -> tuple[Subject, ...]:
    """Every public further subject by its code; ``_`` names the state of the data. One query, three more where one of
    them is about some munitions alone."""
    rows: tuple[records.Subject, ...] = tuple(every(ListQuestion("subjects", ordering="code")))
    tree = catalogue() if any(row.munitions for row in rows) else None
    return tuple(_subject(row, tree) for row in rows)


def _subject(row: records.Subject, tree: Catalogue | None) -> Subject:
    sides = {row.first_side: row.first_makers} | ({row.second_side: row.second_makers} if row.second_side else {})
    return Subject(
        code=row.code,
        title=row.title,
        description=row.description,
        keywords=tuple(filter(None, map(str.strip, row.keywords.split(";")))),
        sides=sides,
        since=row.since or 1,
        day=row.day,
        turning_points=row.turning_points,
        munitions=frozenset(code for each in row.munitions for code in tree.within(each)) if tree else frozenset(),
    )
