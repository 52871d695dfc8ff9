"""Every page that a search engine may list, and what it may not ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from xml.sax.saxutils import escape

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.pages.gallery import GALLERY
from flows.queries.codes import codes_between, number_of
from flows.queries.recorded_flows import recorded_flows
from flows.queries.rows import CLAIM_TABLES
from flows.questions import Flow

PAGES = (
    "overview", "flows", "compare", "differ", "convert", "days_of_fire", "ratios", "rates", "routes", "sources",
    "methods", "data", "charts",
)  # fmt: skip
REFUSED = ("/admin/", "/embed/", "/oembed/", "/api/v1/dataset.zip", "/*?")
MOST_PLACES = 50_000
"""As many as the protocol of sitemaps allows in one file: more are told by an index of several."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

Section = tuple[int, Callable[[int, int], Iterable[str]]]
"""How many pages there are of a kind, and what gives the paths of some of them by their place."""


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The addresses of all pages, without parameters: each is the page as of today. Of very many, where they stand."""
    kinds = sections()
    parts = -(-sum(number for number, _ in kinds) // MOST_PLACES)
    if parts == 1:
        return _xml(request, "urlset", "url", places(kinds, 0, MOST_PLACES))
    return _xml(request, "sitemapindex", "sitemap", (reverse("sitemap_part", args=[n + 1]) for n in range(parts)))


@require_safe
def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    """One of several sitemaps, counted from 1."""
    found = tuple(places(sections(), (number - 1) * MOST_PLACES, number * MOST_PLACES)) if number else ()
    if not found:
        raise Http404("There is no such sitemap.")
    return _xml(request, "urlset", "url", found)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may ask for: pages, but not each of them as of every day and with every filter."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in REFUSED)]
    lines.append(f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sections() -> tuple[Section, ...]:
    """Every kind of page: those of the site, charts, flows, claims, sources."""
    fixed = (*(reverse(name) for name in PAGES), *(reverse("chart", args=[slug]) for slug in GALLERY))
    flows = recorded_flows()
    return (
        (len(fixed), lambda start, end: fixed[start:end]),
        (len(flows), lambda start, end: (_flow(flow) for flow in flows[start:end])),
        *((number_of(table), partial(_records, "claim", table)) for table in CLAIM_TABLES),
        (number_of("sources"), partial(_records, "source", "sources")),
    )


def places(kinds: Iterable[Section], start: int, end: int) -> Iterator[str]:
    """The paths of some of all pages by their place among them."""
    for number, some in kinds:
        if start < number and end > 0:
            yield from some(max(start, 0), min(end, number))
        start, end = start - number, end - number


def _flow(flow: Flow) -> str:
    return reverse("flow", args=[flow.supplier, flow.recipient, flow.munition])


def _records(page: str, table: str, start: int, end: int) -> Iterator[str]:
    return (reverse(page, args=[code]) for code in codes_between(table, start, end))


def _xml(request: HttpRequest, root: str, element: str, paths: Iterable[str]) -> HttpResponse:
    located = "".join(f"<{element}><loc>{escape(request.build_absolute_uri(path))}</loc></{element}>" for path in paths)
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">{located}</{root}>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
