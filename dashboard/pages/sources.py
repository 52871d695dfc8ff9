"""The publications that the claims rest on."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import asked, page
from dashboard.pages.lists import options, page_or_faults
from dashboard.pages.twins import list_twins
from flows.questions import ListQuestion
from flows.questions.listing import DEFAULT_PAGE_SIZE
from flows.vocabulary import RELIABILITY, SOURCE_KIND

PAGE_SIZE = 50


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """A page of the publications that match, newest first."""
    question, faults = ListQuestion.read("sources", asked(request))
    if question.page_size == DEFAULT_PAGE_SIZE:
        question = replace(question, page_size=PAGE_SIZE)
    listed, more_faults = page_or_faults(question)
    return page(
        request,
        "pages/sources.html",
        {
            "listed": listed,
            "search": question.search,
            "kinds": options(question, "kind", SOURCE_KIND.choices),
            "grades": options(question, "reliability", RELIABILITY.choices),
            "reliability_terms": RELIABILITY,
        },
        title="Sources",
        description="Every publication that a claim rests on, with its publisher, date, kind and reliability.",
        as_of=question.as_of,
        query=question.query(),
        faults=(*faults, *more_faults),
        twins=list_twins(question),
    )
