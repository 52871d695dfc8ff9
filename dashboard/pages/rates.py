"""Rates: rounds fired, produced, needed or aimed for, per day, month or year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import rates_fired, rates_produced
from dashboard.charts.kind import ChartKind
from dashboard.charts.rates import Paces
from dashboard.pages.disagree import Line, most_disputed
from dashboard.pages.figures import Figure, placed
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Listed, options, page_or_faults
from dashboard.pages.twins import feed_twin, list_twins
from flows.estimates.fire import newest_fire
from flows.queries.listing import every
from flows.questions import ListQuestion
from flows.questions.feed import of_list
from flows.records import Rate
from flows.vocabulary import ACTIVITY, CodedList
from flows.wording import COMPUTED


@dataclass(frozen=True, slots=True)
class RatesPage(Graded, Content):
    """What the page of rates prints."""

    template = "pages/rates.html"

    newest: Annotated[tuple[Rate, ...], "What each side was last said to fire, on sound evidence."]
    fired_figure: Annotated[Figure | None, "The rates of fire; None where the filter leaves none of them."]
    produced_figure: Annotated[Figure | None, "The rates of production; None where the filter leaves none of them."]
    activities: Annotated[tuple[Choice, ...], "The activities to choose from."]
    listed: Annotated[Listed[Rate], "A page of the rates that match."]
    activity_terms: Annotated[CodedList, "What each activity means."]
    dispute: Annotated[Line | None, "What the figures differ most about; None where none do."]
    computed: Annotated[str, "What stands beside every computed number."]
    about: Annotated[str, "The table of these claims, by which disagreements are narrowed."]


@require_safe
def rates(request: HttpRequest) -> HttpResponse:
    """Every rate that matches; the charts hold them all, the table a page of them."""
    question, faults = ListQuestion.read("rates", asked(request))
    listed, more_faults = page_or_faults(question, asked(request))
    paces = Paces(tuple(every(question.whole())), question.as_of)
    return render_page(
        request,
        RatesPage(
            dispute=None if question.filters else most_disputed("rates", question.as_of, question.grade),
            computed=COMPUTED,
            newest=newest_fire(paces.rates),
            about="rates",
            fired_figure=_figure(rates_fired.CHART, paces, question),
            produced_figure=_figure(rates_produced.CHART, paces, question),
            activities=options(question, "activity", ACTIVITY.choices),
            listed=listed,
            activity_terms=ACTIVITY,
        ),
        question,
        title="Rates of fire and production",
        description="Rounds fired, produced, needed and aimed for, by whom it was said and when.",
        faults=(*faults, *more_faults),
        twins=(*list_twins(question), feed_twin(of_list(question))),
    )


def _figure(kind: ChartKind[Paces], paces: Paces, question: ListQuestion) -> Figure | None:
    """One of the two charts, without a table: the page lists the same claims. None where a filter leaves it empty."""
    chart = kind.chart(paces)
    if chart.empty and question.filters:
        return None
    return placed(
        chart,
        question.whole().query(),
        list_twins(question),
        as_of=question.as_of,
        grade=question.grade,
        tabled=False,
    )
