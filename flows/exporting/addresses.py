"""The absolute address of a record: its page on the site, or the record itself where it has no page of its own."""

from __future__ import annotations

from typing import Any

from flows.dictionary import CLAIM_TABLES, LISTED
from flows.exporting.columns import Read
from flows.pages_of_site import PAGES_OF_SITE

API = "/api/v1/"
_PAGES = {page.name: page.path for page in PAGES_OF_SITE}


def claim_page(record: Any, site: str) -> str:
    """The page of a claim of any kind."""
    return f"{site}/claims/{record.code}/"


def source_page(record: Any, site: str) -> str:
    """The page of a document."""
    return f"{site}/sources/{record.code}/"


def page_of(table: str, code: str, site: str) -> str:
    """Where a reader finds a record of any table: its page, else it in the API, else the files that hold it."""
    if table in CLAIM_TABLES or table == "sources":
        return f"{site}/{'sources' if table == 'sources' else 'claims'}/{code}/"
    return f"{site}{API}{table}/{code}/" if table in LISTED else f"{site}/data/"


def found_at(kind: str, code: str) -> str:
    """The path of something that a search found: a record, a flow or a page of the site."""
    if kind == "pages":
        return _PAGES[code]
    if kind in ("flows", "routes"):
        return f"/flows/{code}/" if kind == "flows" else _PAGES["routes"]
    return page_of(kind, code, "")


def record_of(table: str) -> Read:
    """For records without a page: the record in the API."""
    return lambda record, site: f"{site}{API}{table}/{record.code}/"
