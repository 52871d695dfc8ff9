"""One chart with everything that belongs to it: controls, words, table, documents, citation, downloads, embedding."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboard.pages.chart_addresses import chart_address
from dashboard.pages.citation import citation
from dashboard.pages.embedding import iframe, oembed_address
from dashboard.pages.figures import placed
from dashboard.pages.frame import Twin, asked, asked_day, page
from dashboard.pages.gallery import GALLERY, Drawn, answered, documents, records
from dashboard.pages.missing import missing, near_codes
from flows.questions import BadQuestion
from flows.questions.parameters import write


@require_safe
def chart(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a chart; 404 with the nearest where there is none of that name."""
    plot = GALLERY.get(slug)
    if plot is None:
        as_of, faults = asked_day(request)
        return missing(request, "chart", slug, near_codes(slug, GALLERY, "chart", as_of), as_of, faults)
    try:
        drawn = answered(plot, asked(request))
    except BadQuestion:
        as_of, faults = asked_day(request)
        return page(
            request, "pages/empty.html", {}, title=plot.name, description=plot.answers, as_of=as_of, faults=faults
        )
    return page(
        request,
        "pages/chart.html",
        content(request, drawn),
        title=drawn.chart.title,
        description=drawn.chart.subtitle,
        as_of=drawn.question.as_of,
        query=drawn.question.query(),
        faults=drawn.faults,
        twins=drawn.plot.twins(drawn.question),
    )


def content(request: HttpRequest, drawn: Drawn) -> dict[str, Any]:
    """What the template prints."""
    plot, question, shown = drawn.plot, drawn.question, drawn.chart
    query = question.query()
    today = timezone.localdate()
    known_on = question.as_of or today
    kept = chart_address(plot.slug, dated(query, known_on.isoformat()))
    found = records(drawn)
    return {
        "plot": plot,
        "figure": placed(shown, query, plot.twins(question), as_of=question.as_of, geographic=plot.geographic),
        "filters": plot.filters(question),
        "documents": documents(found),
        "citation": citation(plot.slug, shown.title, shown.subtitle, known_on, today, request.build_absolute_uri(kept)),
        "downloads": downloads(plot.slug, query),
        "live": iframe(request, shown, query),
        "frozen": iframe(request, shown, dated(query, known_on.isoformat())),
        "known_on": known_on,
        "oembed": oembed_address(request, plot.slug, query),
        "others": tuple(other for other in GALLERY.values() if other.slug != plot.slug),
    }


def downloads(slug: str, query: str) -> tuple[Twin, ...]:
    """The files of a chart: the drawing, and the records behind it."""
    return tuple(
        Twin(label, chart_address(slug, query, name), media_type)
        for label, name, media_type in (
            ("SVG", "drawing", "image/svg+xml"),
            ("CSV", "chart_csv", "text/csv"),
            ("JSON", "chart_json", "application/json"),
            ("Metadata (JSON)", "chart_metadata", "application/json"),
        )
    )


def dated(query: str, day: str) -> str:
    """A query string that names its day."""
    if "as_of=" in query:
        return query
    return "&".join(part for part in (query, write({"as_of": day})) if part)
