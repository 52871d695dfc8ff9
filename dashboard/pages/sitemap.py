"""Every page that a search engine may list, and what it may not ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.pages.gallery import GALLERY
from flows.dictionary import CLAIM_TABLES
from flows.exporting.addresses import page_of
from flows.pages_of_site import PAGES_OF_SITE, RECORD_PAGES
from flows.queries.codes import codes_between, number_of
from flows.queries.recorded_flows import recorded_flows
from flows.subject import subject, subjects

PAGES = tuple(page.name for page in PAGES_OF_SITE)
REFUSED = ("/admin/", "/embed/", "/oembed/", "/api/v1/dataset.zip", "/*?")
MOST_PLACES = 50_000
"""As many as the protocol of sitemaps allows in one file: more are listed by an index of several."""

Section = tuple[int, Callable[[int, int], Iterable[str]]]
"""How many pages there are of a kind, and what gives the paths of some of them by their place."""


@dataclass(frozen=True, slots=True)
class Paths:
    """The paths of some of all pages by their place among them; only what a slice takes is queried."""

    sections: tuple[Section, ...]
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __getitem__(self, place: slice) -> tuple[str, ...]:
        start, end, _ = place.indices(len(self))
        return tuple(places(self.sections, self.start + start, self.start + end))


class Part(Sitemap):
    """One file of the sitemap: the pages as of today, without parameters."""

    limit = MOST_PLACES

    def __init__(self, paths: Paths) -> None:
        self.paths = paths

    def items(self) -> Paths:  # type: ignore[override]  # a paginator needs a length and slices, nothing more
        """The paths of its pages."""
        return self.paths

    def location(self, path: str) -> str:
        """The path itself."""
        return path


@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """The addresses of all pages, or an index of several sitemaps where there are very many."""
    parts = sitemaps()
    if len(parts) == 1:
        return views.sitemap(request, parts)
    return views.index(request, parts, sitemap_url_name="sitemap_part")


@require_safe
def sitemap_part(request: HttpRequest, section: int) -> HttpResponse:
    """One of several sitemaps, counted from 1."""
    return views.sitemap(request, sitemaps(), str(section))


def sitemaps() -> dict[str, type[Sitemap] | Sitemap]:
    """Every file of the sitemap by its number."""
    kinds = sections()
    every = sum(number for number, _ in kinds)
    return {
        str(number): Part(Paths(kinds, start, min(start + MOST_PLACES, every)))
        for number, start in enumerate(range(0, every, MOST_PLACES), 1)
    }


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots may ask for: pages, but not each of them as of every day and with every filter."""
    refused = (f"{one.path}{path}" for one in subjects() for path in REFUSED)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in refused)]
    lines += (f"Sitemap: {request.build_absolute_uri(f'{one.path}/sitemap.xml')}" for one in subjects())
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def sections() -> tuple[Section, ...]:
    """Every kind of page: those of the site, charts, flows, claims, sources and other things."""
    fixed = (*(reverse(name) for name in PAGES), *(reverse("chart", args=[slug]) for slug in GALLERY))
    flows = recorded_flows()
    return (
        (len(fixed), lambda start, end: fixed[start:end]),
        (len(flows), lambda start, end: (reverse("flow", args=str(flow).split("/")) for flow in flows[start:end])),
        *((number_of(table), partial(_records, table)) for table in (*CLAIM_TABLES, *RECORD_PAGES)),
    )


def places(kinds: Iterable[Section], start: int, end: int) -> Iterator[str]:
    """The paths of some of all pages by their place among them."""
    for number, some in kinds:
        if start < number and end > 0:
            yield from some(max(start, 0), min(end, number))
        start, end = start - number, end - number


def _records(table: str, start: int, end: int) -> Iterator[str]:
    return (page_of(table, code, subject().path) for code in codes_between(table, start, end))
