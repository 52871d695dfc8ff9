"""The absolute address of a record: its page on the site, or the record itself where it has no page of its own.

``site`` is what addresses begin with: of a further subject the site with its path.
"""

from __future__ import annotations

from typing import Any

from flows.dictionary import CLAIM_TABLES, LISTED
from flows.exporting.columns import Read
from flows.pages_of_site import PAGES_OF_SITE, RECORD_PAGES
from flows.subject import FURTHER, subject

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
    if table in CLAIM_TABLES:
        return f"{site}/claims/{code}/"
    if table == "subjects":
        # Not below the subject that is asked about: each is where its code says.
        return f"{site.removesuffix(subject().path)}{FURTHER}{code}/"
    if table in RECORD_PAGES:
        return f"{site}{_PAGES[table]}{code}/"
    return f"{site}{API}{table}/{code}/" if table in LISTED else f"{site}/data/"


def found_at(kind: str, code: str) -> str:
    """The path below the site of something that a search found: a record, a flow or a page."""
    if kind == "pages":
        return _PAGES[code]
    if kind in ("flows", "routes"):
        return f"/flows/{code}/" if kind == "flows" else _PAGES["routes"]
    return page_of(kind, code, "")


def record_of(table: str) -> Read:
    """For records without a page: the record in the API."""
    return lambda record, site: f"{site}{API}{table}/{record.code}/"
