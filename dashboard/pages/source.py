"""One publication, and every claim that rests on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import asked_day, page
from dashboard.pages.missing import missing, near_codes
from dashboard.pages.twins import record_twins
from flows.queries.claims_of_source import claims_of_source
from flows.queries.codes import codes_around
from flows.queries.listing import one


@require_safe
def source(request: HttpRequest, code: str) -> HttpResponse:
    """The publication of an address; 404 with the nearest codes where there is none."""
    as_of, faults = asked_day(request)
    record = one("sources", code)
    if record is None:
        near = near_codes(code, codes_around("sources", code), "source", as_of)
        return missing(request, "source", code, near, as_of, faults)
    return page(
        request,
        "pages/source.html",
        content(record, as_of),
        title=f"{record.publisher}: {record.title}",
        description=f"A publication by {record.publisher}, and every claim on record that rests on it.",
        as_of=as_of,
        faults=faults,
        twins=record_twins("sources", code),
    )


def content(record: Any, as_of: date | None) -> dict[str, Any]:
    """What the template prints."""
    return {"source": record, "claims": claims_of_source(record.code, as_of)}
