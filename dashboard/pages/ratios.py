"""Ratios as they were stated: who set which side against which, in what, and where."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages import plots
from dashboard.pages.figures import placed
from dashboard.pages.frame import asked, page
from dashboard.pages.lists import options, page_or_faults
from dashboard.pages.twins import list_twins
from flows.queries.listing import every
from flows.questions import ListQuestion
from flows.vocabulary import COMPARED, RATIO_WORDING


@require_safe
def ratios(request: HttpRequest) -> HttpResponse:
    """Every stated ratio that matches; the chart holds them all, the table a page of them."""
    question, faults = ListQuestion.read("ratios", asked(request))
    listed, more_faults = page_or_faults(question)
    whole = question.whole()
    kinds = question.filter("compared") or ()
    chart = plots.ratios(every(whole), question.as_of, kinds)
    return page(
        request,
        "pages/ratios.html",
        {
            "listed": listed,
            "figure": placed(chart, whole.query(), list_twins(question), as_of=question.as_of),
            "compared": options(question, "compared", COMPARED.choices),
            "wording": options(question, "wording", RATIO_WORDING.choices),
            "compared_terms": COMPARED,
            "wording_terms": RATIO_WORDING,
        },
        title="Ratios, as stated",
        description="Stated ratios between the two sides: who said it, what it compares, where, and when.",
        as_of=question.as_of,
        query=question.query(),
        faults=(*faults, *more_faults),
        twins=list_twins(question),
    )
