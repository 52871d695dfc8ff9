"""Everything to take away: a table for each kind of record, the whole data package, the API."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.pages.day_question import DayQuestion
from dashboard.pages.frame import Content, Twin, asked, render_page
from dashboard.pages.twins import api, list_twins
from flows.clock import pinned, present_moment
from flows.exporting.releases import Release, releases
from flows.measures.holdings import Holdings, compute
from flows.queries.listing import count_of
from flows.questions import LISTINGS, ListQuestion
from flows.questions.listing import Listing
from flows.subject import subject

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Downloads:
    """One table to take away: its name, what it holds, how many records, in which forms."""

    name: str
    meaning: str
    records: int
    twins: tuple[Twin, ...]


@dataclass(frozen=True, slots=True)
class DataPage(Content):
    """What the page of all downloads prints."""

    template = "pages/data.html"

    package: Annotated[str, "The address of the data package as of the day."]
    changed_on: Annotated[date | None, "When the data last changed; None for an empty database."]
    releases: Annotated[tuple[Release, ...] | None, "The packages released so far; None as of a moment of the record."]
    release_list: Annotated[str, "The address of their list with checksums."]
    holdings: Annotated[Holdings, "How many claims are on record, by year and by grade."]
    tables: Annotated[tuple[Downloads, ...], "Each table of records to take away."]
    heads: Annotated[tuple[Twin, ...], "The heads of all flows, in each form."]
    docs: Annotated[str, "The address of the API's reference."]
    schema: Annotated[str, "The address of the API's OpenAPI schema."]


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The list of downloads, as of the day."""
    question, faults = DayQuestion.read(asked(request))
    as_of, query = question.as_of, DayQuestion(question.as_of).query()
    present = present_moment()
    changed = present.at if present else None
    content = DataPage(
        package=f"{api()}dataset.zip" + (f"?{query}" if query else ""),
        changed_on=changed.date() if changed else None,
        # Files of today: some were made after the moment.
        releases=None if pinned() or subject().code else releases(Path(settings.RELEASES_DIR)),
        release_list=f"{api()}releases/",
        holdings=compute(as_of),
        tables=tuple(_table(listing, as_of) for listing in LISTINGS.values()),
        heads=_heads(query),
        docs=f"{api()}docs/",
        schema=f"{api()}schema/",
    )
    return render_page(
        request,
        content,
        question,
        title="Data",
        description="Download every record as CSV or JSON, with its evidence, under an open licence.",
        faults=faults,
        twins=(Twin("JSON-LD", reverse("dataset_linked_data"), "application/ld+json"),),
    )


def _table(listing: Listing, as_of: date | None) -> Downloads:
    question = ListQuestion(listing.name, as_of=as_of, ordering=listing.ordering)
    query = question.whole().query()
    workbook = Twin("XLSX", f"{api()}{listing.name}.xlsx" + (f"?{query}" if query else ""), XLSX)
    return Downloads(listing.name, listing.meaning, count_of(question), (*list_twins(question), workbook))


def _heads(query: str) -> tuple[Twin, ...]:
    end = f"?{query}" if query else ""
    return (
        Twin("JSON", f"{api()}flows/{end}", "application/json"),
        Twin("CSV", f"{api()}flows.csv{end}", "text/csv"),
        Twin("XLSX", f"{api()}flows.xlsx{end}", XLSX),
    )
