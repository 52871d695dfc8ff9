"""Every table, in the order in which rows can be written and in the order in which readers are shown them."""

from __future__ import annotations

from collections.abc import Mapping

from flows.dictionary.claims import CLAIMS
from flows.dictionary.evidence import EVIDENCE_CHECKS
from flows.dictionary.field import Table
from flows.dictionary.reference import (
    ACTOR_OVERLAPS,
    ACTORS,
    APPEARANCES,
    CLAIMANT_OVERLAPS,
    CLAIMANTS,
    EVENTS,
    MUNITIONS,
    OTHER_NAMES,
    PLACES,
    ROUTES,
    SOURCES,
    STORIES,
    SUBJECTS,
)

TABLES: tuple[Table, ...] = (
    *(ACTORS, MUNITIONS, CLAIMANTS, SOURCES, ACTOR_OVERLAPS, CLAIMANT_OVERLAPS, PLACES, ROUTES, EVENTS),
    OTHER_NAMES,
    *CLAIMS,
    *(APPEARANCES, SUBJECTS, STORIES),
)
"""Every table, each after those that it refers to."""

GIVEN_OUT: tuple[Table, ...] = (EVIDENCE_CHECKS,)
"""Tables that packages hold besides, and that no import takes: what the site itself found out."""

EVERY: tuple[Table, ...] = (*TABLES, *(table.parts for table in TABLES if table.parts), *GIVEN_OUT)
"""Every table, with those of the rows inside a record, and those that are given out alone."""

FORMAT: str = max(
    (since for table in EVERY for since in (table.since, *(field.since for field in table.fields))),
    key=lambda version: tuple(map(int, version.split("."))),
)
"""The version of the file format: its second number rises with each added column or table, the first with any other
change."""

LISTED: Mapping[str, Table] = {
    table.name: table
    for table in (
        *CLAIMS,
        *(SOURCES, CLAIMANTS, ACTORS, MUNITIONS, PLACES, ROUTES, EVENTS),
        *(APPEARANCES, STORIES),
        *(ACTOR_OVERLAPS, CLAIMANT_OVERLAPS, OTHER_NAMES, SUBJECTS),
    )
}
"""The tables with a list in the API, by name: the claims, then what they refer to."""

CLAIM_TABLES: tuple[str, ...] = tuple(name for name, table in LISTED.items() if table.claims)
"""The names of the tables whose rows are claims, and so have an editorial status."""

ADDED: tuple[tuple[str, str], ...] = tuple((table.name, table.called) for table in TABLES if not table.claims)
"""What the desk adds besides claims: the names of the tables, each with what one of its rows is called."""
