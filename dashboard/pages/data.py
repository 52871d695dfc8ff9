"""Everything to take away: a table for each kind of record, the whole data package, the API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import Twin, asked_day, page
from dashboard.pages.twins import API, list_twins
from flows.api.examples import examples
from flows.exporting.releases import releases
from flows.queries.data_version import data_version
from flows.queries.listing import count_of
from flows.questions import LISTINGS, ListQuestion
from flows.questions.listing import Listing
from flows.questions.parameters import write

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Downloads:
    """One table to take away: its name, what it holds, how many records, in which forms."""

    name: str
    meaning: str
    records: int
    twins: tuple[Twin, ...]


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The list of downloads, as of the day."""
    as_of, faults = asked_day(request)
    query = write({"as_of": as_of})
    changed = data_version().changed_at
    return page(
        request,
        "pages/data.html",
        {
            "tables": tuple(_table(listing, as_of) for listing in LISTINGS.values()),
            "heads": _heads(query),
            "package": f"{API}dataset.zip" + (f"?{query}" if query else ""),
            "releases": releases(Path(settings.RELEASES_DIR)),
            "changed_on": changed.date() if changed else None,
            "api": f"{API}releases/",
            "examples": examples(request.build_absolute_uri("/").rstrip("/")),
            "docs": f"{API}docs/",
            "schema": f"{API}schema/",
        },
        title="Data",
        description="Download every record as CSV or JSON, with its evidence, under an open licence.",
        as_of=as_of,
        faults=faults,
        twins=(Twin("JSON-LD", reverse("dataset_linked_data"), "application/ld+json"),),
    )


def _table(listing: Listing, as_of: date | None) -> Downloads:
    question = ListQuestion(listing.name, as_of=as_of, ordering=listing.ordering)
    query = question.whole().query()
    workbook = Twin("XLSX", f"{API}{listing.name}.xlsx" + (f"?{query}" if query else ""), XLSX)
    return Downloads(listing.name, listing.meaning, count_of(question), (*list_twins(question), workbook))


def _heads(query: str) -> tuple[Twin, ...]:
    end = f"?{query}" if query else ""
    return (
        Twin("JSON", f"{API}flows/{end}", "application/json"),
        Twin("CSV", f"{API}flows.csv{end}", "text/csv"),
        Twin("XLSX", f"{API}flows.xlsx{end}", XLSX),
    )
