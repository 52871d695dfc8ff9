"""Ratios as they were stated: who set which side against which, in what, and where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import stated_ratios
from dashboard.charts.stated_ratios import StatedRatios
from dashboard.pages.disagree import Line, most_disputed
from dashboard.pages.figures import Figure, placed
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Listed, options, page_or_faults
from dashboard.pages.twins import feed_twin, list_twins
from flows.queries.listing import every
from flows.questions import ListQuestion
from flows.questions.feed import of_list
from flows.records import Ratio
from flows.vocabulary import COMPARED, RATIO_WORDING, CodedList
from flows.wording import COMPUTED


@dataclass(frozen=True, slots=True)
class RatiosPage(Graded, Content):
    """What the page of stated ratios prints."""

    template = "pages/ratios.html"

    figure: Annotated[Figure, "The stated ratios over time."]
    compared: Annotated[tuple[Choice, ...], "What may be compared, to choose from."]
    wording: Annotated[tuple[Choice, ...], "How a ratio may be worded, to choose from."]
    listed: Annotated[Listed[Ratio], "A page of the ratios that match."]
    compared_terms: Annotated[CodedList, "What each comparison means."]
    wording_terms: Annotated[CodedList, "What each wording means."]
    dispute: Annotated[Line | None, "What the figures differ most about; None where none do."]
    computed: Annotated[str, "What stands beside every computed number."]
    about: Annotated[str, "The table of these claims, by which disagreements are narrowed."]


@require_safe
def ratios(request: HttpRequest) -> HttpResponse:
    """Every stated ratio that matches; the chart holds them all, the table a page of them."""
    question, faults = ListQuestion.read("ratios", asked(request))
    listed, more_faults = page_or_faults(question, asked(request))
    whole = question.whole()
    found = StatedRatios(tuple(every(whole)), question.as_of, question.filter("compared") or ())
    return render_page(
        request,
        RatiosPage(
            dispute=None if question.filters else most_disputed("ratios", question.as_of, question.grade),
            computed=COMPUTED,
            about="ratios",
            figure=placed(
                stated_ratios.CHART.chart(found),
                whole.query(),
                list_twins(question),
                as_of=question.as_of,
                grade=question.grade,
            ),
            compared=options(question, "compared", COMPARED.choices),
            wording=options(question, "wording", RATIO_WORDING.choices),
            listed=listed,
            compared_terms=COMPARED,
            wording_terms=RATIO_WORDING,
        ),
        question,
        title="Ratios, as stated",
        description="Stated ratios between the two sides: who said it, what it compares, where, and when.",
        faults=(*faults, *more_faults),
        twins=(*list_twins(question), feed_twin(of_list(question))),
    )
