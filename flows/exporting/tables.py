"""Every table of records by its name in addresses."""

from __future__ import annotations

from flows.exporting.claims import INDICATORS, RATES, RATIOS, SHIPMENTS
from flows.exporting.reference import ACTORS, CLAIMANTS, EVENTS, MUNITIONS, PLACES, ROUTES, SOURCES
from flows.exporting.table import Table

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        SHIPMENTS,
        RATES,
        RATIOS,
        INDICATORS,
        SOURCES,
        CLAIMANTS,
        ACTORS,
        MUNITIONS,
        PLACES,
        ROUTES,
        EVENTS,
    )
}
