"""Every table and field once: name, kind, unit, meaning, and who may see, enter, filter and search it."""

from flows.dictionary.claims import FIRST_NAMES
from flows.dictionary.field import Field, Kind, Table, coded, computed
from flows.dictionary.tables import ADDED, CLAIM_TABLES, EVERY, FORMAT, GIVEN_OUT, LISTED, TABLES

__all__ = [
    "ADDED",
    "CLAIM_TABLES",
    "EVERY",
    "FIRST_NAMES",
    "FORMAT",
    "GIVEN_OUT",
    "LISTED",
    "TABLES",
    "Field",
    "Kind",
    "Table",
    "coded",
    "computed",
]
