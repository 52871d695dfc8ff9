"""Every chart, with the question that it answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import asked_day, page
from dashboard.pages.gallery import GALLERY


@require_safe
def charts(request: HttpRequest) -> HttpResponse:
    """The list of the charts."""
    as_of, faults = asked_day(request)
    return page(
        request,
        "pages/charts.html",
        {"plots": tuple(GALLERY.values())},
        title="Charts",
        description="Every chart of this site with its own page: table, sources, citation, downloads and embedding.",
        as_of=as_of,
        faults=faults,
    )
