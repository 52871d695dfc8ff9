"""The publications that the claims rest on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Listed, options, page_or_faults
from dashboard.pages.twins import list_twins
from flows.questions import ListQuestion
from flows.questions.listing import DEFAULT_PAGE_SIZE
from flows.records import Source
from flows.vocabulary import RELIABILITY, SOURCE_KIND, CodedList

PAGE_SIZE = 50


@dataclass(frozen=True, slots=True)
class SourcesPage(Graded, Content):
    """What the list of publications prints."""

    template = "pages/sources.html"

    kinds: Annotated[tuple[Choice, ...], "The kinds of publication to choose from."]
    grades: Annotated[tuple[Choice, ...], "The grades of reliability to choose from."]
    search: Annotated[str, "The words that are searched for."]
    listed: Annotated[Listed[Source], "A page of the publications that match."]
    reliability_terms: Annotated[CodedList, "What each grade means."]


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """A page of the publications that match, newest first."""
    question, faults = ListQuestion.read("sources", asked(request))
    if question.page_size == DEFAULT_PAGE_SIZE:
        question = replace(question, page_size=PAGE_SIZE)
    listed, more_faults = page_or_faults(question, asked(request))
    return render_page(
        request,
        SourcesPage(
            kinds=options(question, "kind", SOURCE_KIND.choices),
            grades=options(question, "reliability", RELIABILITY.choices),
            search=question.search,
            listed=listed,
            reliability_terms=RELIABILITY,
        ),
        question,
        title="Sources",
        description="Every publication that a claim rests on, with its publisher, date, kind and reliability.",
        faults=(*faults, *more_faults),
        twins=list_twins(question),
    )
