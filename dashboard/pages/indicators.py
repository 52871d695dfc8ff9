"""Context figures: prices, stocks, shares and sums, as they were stated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import context as chart
from dashboard.charts.context import ContextFigures
from dashboard.pages.figures import Figure, placed
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Filter, Listed, page_or_faults
from dashboard.pages.twins import feed_twin, list_twins
from flows.measures.context import Context, Series, by_series, compute, figures_of
from flows.questions import ListQuestion
from flows.questions.feed import of_list
from flows.questions.listing import DEFAULT_PAGE_SIZE
from flows.records import Indicator
from flows.vocabulary import INDICATOR_UNIT, CodedList

PAGE_SIZE = 12
MOST_CHARTS = 3
"""How many series are drawn at once; the others are one link away."""


@dataclass(frozen=True, slots=True)
class SeriesLink:
    """A series with more than one figure, and the query that leaves just this one."""

    words: str
    unit: str
    claims: int
    query: str


@dataclass(frozen=True, slots=True)
class IndicatorsPage(Graded, Content):
    """What the list of context figures prints."""

    template = "pages/indicators.html"

    filters: Annotated[tuple[Filter, ...], "The fields that narrow the list."]
    search: Annotated[str, "The words that are searched for."]
    days: Annotated[tuple[tuple[str, str, str], ...], "The days between which figures were stated: name, label, day."]
    figures: Annotated[tuple[Figure, ...], "A chart of each series that is left, of a few."]
    series: Annotated[tuple[SeriesLink, ...], "The series with more than one figure."]
    listed: Annotated[Listed[Indicator], "A page of the figures that match."]
    unit_terms: Annotated[CodedList, "What each unit means."]


@require_safe
def indicators(request: HttpRequest) -> HttpResponse:
    """A page of the context figures that match, newest first; with the charts of the series that a filter leaves."""
    question, faults = ListQuestion.read("indicators", asked(request))
    if question.page_size == DEFAULT_PAGE_SIZE:
        question = replace(question, page_size=PAGE_SIZE)
    listed, more_faults = page_or_faults(question, asked(request))
    known = compute(question)
    narrowed = bool(question.filters or question.search) and not more_faults
    return render_page(
        request,
        IndicatorsPage(
            filters=_filters(question, known),
            search=question.search,
            days=tuple(
                (name, label, str(question.filter(name) or ""))
                for name, label in (("claimed_after", "Stated from"), ("claimed_before", "Stated until"))
            ),
            figures=_figures(question) if narrowed else (),
            series=tuple(_link(each, question) for each in known.series if each.claims > 1),
            listed=listed,
            unit_terms=INDICATOR_UNIT,
        ),
        question,
        title="Context figures",
        description="Prices, stocks, shares and sums of money, as they were stated: by whom, when, and of which time.",
        faults=(*faults, *more_faults),
        twins=(*list_twins(question), feed_twin(of_list(question))),
    )


def _filters(question: ListQuestion, known: Context) -> tuple[Filter, ...]:
    units = {code: label for code, label in INDICATOR_UNIT.choices if known.counts["unit"][code]}
    fields: tuple[tuple[str, str, Mapping[str, str]], ...] = (
        ("name", "What is measured", known.names["name"]),
        ("actor", "Whose", known.names["actor"]),
        ("claimant", "Who said it", known.names["claimant"]),
        ("unit", "Unit", units),
    )
    return tuple(Filter(name, label, _choices(question, name, names, known)) for name, label, names in fields)


def _choices(question: ListQuestion, name: str, names: Mapping[str, str], known: Context) -> tuple[Choice, ...]:
    value = question.filter(name)
    chosen = (value,) if isinstance(value, str) else value or ()
    together = (Choice(",".join(chosen), " or ".join(names.get(code, code) for code in chosen), True),)
    offered = (
        Choice(code, f"{words[:1].upper()}{words[1:]} ({known.counts[name][code]})", (code,) == chosen)
        for code, words in names.items()
    )
    return (*(together if len(chosen) > 1 else ()), *offered)


def _figures(question: ListQuestion) -> tuple[Figure, ...]:
    """A chart for each series with more than one figure among those that a question leaves, at most `MOST_CHARTS`."""
    several = [claims for claims in by_series(figures_of(question.whole())) if len(claims) > 1]
    return tuple(_figure(claims, question) for claims in several[:MOST_CHARTS])


def _figure(claims: Sequence[Indicator], question: ListQuestion) -> Figure:
    found, first = ContextFigures(claims, question.as_of), claims[0]
    own = ListQuestion(
        "indicators",
        (("actor", (first.actor,)), ("name", first.name), ("unit", (first.unit,))),
        question.as_of,
        ordering=question.listing.ordering,
        grade=question.grade,
    )
    drawn = chart.CHART.chart(found)
    return placed(drawn, own.query(), list_twins(own), as_of=question.as_of, grade=question.grade, tabled=False)


def _link(series: Series, question: ListQuestion) -> SeriesLink:
    own = ListQuestion(
        "indicators", series.filters, question.as_of, ordering=question.listing.ordering, grade=question.grade
    )
    return SeriesLink(series.words, INDICATOR_UNIT.label(series.unit), series.claims, own.query())
