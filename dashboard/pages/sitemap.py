"""Every page that a search engine may list, and what it may not ask for."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.pages.gallery import GALLERY
from flows.queries.codes import claim_codes, codes_of
from flows.queries.recorded_flows import recorded_flows

PAGES = (
    "overview", "flows", "compare", "differ", "convert", "days_of_fire", "ratios", "rates", "routes", "sources",
    "methods", "data", "charts",
)  # fmt: skip
REFUSED = ("/admin/", "/embed/", "/oembed/", "/api/v1/dataset.zip", "/*?")
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The addresses of all pages, without parameters: each is the page as of today."""
    places = "".join(f"<url><loc>{escape(request.build_absolute_uri(path))}</loc></url>" for path in paths())
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{_NAMESPACE}">{places}</urlset>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may ask for: pages, but not each of them as of every day and with every filter."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in REFUSED)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def paths() -> Iterator[str]:
    """The path of every page."""
    yield from (reverse(name) for name in PAGES)
    yield from (reverse("chart", args=[slug]) for slug in GALLERY)
    yield from (reverse("flow", args=[flow.supplier, flow.recipient, flow.munition]) for flow in recorded_flows())
    yield from (reverse("claim", args=[code]) for code in claim_codes())
    yield from (reverse("source", args=[code]) for code in codes_of("sources"))
