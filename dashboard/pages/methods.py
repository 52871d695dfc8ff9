"""How the numbers are made: the rules, every coded list, every published measure. Generated from the code."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts.key import WORDS, KeyEntry, sample
from dashboard.pages.frame import asked_day, page
from flows import measures, vocabulary
from flows.estimates.quotient import DIFFERENCE
from flows.measures.definition import Definition


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """Every definition and every coded list."""
    as_of, faults = asked_day(request)
    return page(
        request,
        "pages/methods.html",
        {"definitions": tuple(definitions()), "marks": marks(), "lists": (*vocabulary.CODED_LISTS, DIFFERENCE)},
        title="Methods",
        description="What each word and each number on this site means, and how the numbers are made.",
        as_of=as_of,
        faults=faults,
    )


def definitions() -> Iterator[Definition]:
    """The definition of every measure, found by walking the measures, by slug."""
    found = {
        module.DEFINITION.slug: module.DEFINITION
        for name in sorted(info.name for info in iter_modules(measures.__path__))
        if hasattr(module := import_module(f"{measures.__name__}.{name}"), "DEFINITION")
    }
    yield from (found[slug] for slug in sorted(found))


def marks() -> tuple[KeyEntry, ...]:
    """Every mark of the grammar with its words."""
    return tuple(KeyEntry(code, sample(code, f"mark-{code}"), words) for code, words in WORDS.items())
