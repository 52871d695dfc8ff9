"""The absolute address of a record: its page on the site, or the record itself where it has no page of its own."""

from __future__ import annotations

from typing import Any

from flows.exporting.columns import Read

API = "/api/v1/"


def claim_page(record: Any, site: str) -> str:
    """The page of a claim of any kind."""
    return f"{site}/claims/{record.code}/"


def source_page(record: Any, site: str) -> str:
    """The page of a document."""
    return f"{site}/sources/{record.code}/"


def record_of(table: str) -> Read:
    """For records without a page: the record in the API."""
    return lambda record, site: f"{site}{API}{table}/{record.code}/"
