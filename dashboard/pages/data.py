"""Everything to take away: a table for each kind of record, the whole data package, the API."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import asked_day, page
from dashboard.pages.twins import API, list_twins
from flows.questions import LISTINGS, ListQuestion
from flows.questions.parameters import write


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    """The list of downloads, as of the day."""
    as_of, faults = asked_day(request)
    query = write({"as_of": as_of})
    return page(
        request,
        "pages/data.html",
        {
            "tables": tuple(
                (listing, list_twins(ListQuestion(listing.name, as_of=as_of, ordering=listing.ordering)))
                for listing in LISTINGS.values()
            ),
            "package": f"{API}dataset.zip" + (f"?{query}" if query else ""),
            "docs": f"{API}docs/",
            "schema": f"{API}schema/",
        },
        title="Data",
        description="Download every record as CSV or JSON, with its evidence, under an open licence.",
        as_of=as_of,
        faults=faults,
    )
