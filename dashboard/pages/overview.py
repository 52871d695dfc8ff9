"""The overview: the comparison of June 2024, what became of its figures, and what else the article said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import comparison as comparison_chart
from dashboard.charts import movement, route_map, stated_ratios
from dashboard.charts.movement import BothSides
from dashboard.charts.route_map import Travel
from dashboard.charts.stated_ratios import StatedRatios
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.figures import Figure, placed
from dashboard.pages.frame import Content, Graded, Twin, asked, render_page
from dashboard.pages.missing import EmptyPage
from dashboard.pages.twins import compare_twins, flow_twins, list_twins
from flows import headlines
from flows.measures.flow import FlowAnswer
from flows.measures.overview import (
    MISSILES,
    TO_RUSSIA,
    TO_UKRAINE,
    Comparison,
    MissileTests,
    Overview,
    compute,
)
from flows.questions import BadQuestion, CompareQuestion, FlowQuestion, ListQuestion
from flows.records import Claim, Shipment
from flows.vocabulary import Reliability

TITLE = "Who has sent how much, and how do we know?"
DESCRIPTION = (
    "Claims about munitions moving to Russia and to Ukraine, each with who said it, where, when and on what basis"
)
OF_THE_ARTICLE = "; and what the comparison of June 2024 can and cannot show"


@dataclass(frozen=True, slots=True)
class OverviewPage(Graded, Content):
    """What the front page prints, block by block."""

    template = "pages/overview.html"

    lede: Annotated[str, "What each side was said to have got, in two sentences."]
    ratios_sentence: Annotated[str, "The stated and the computed ratio in a sentence; empty before both are known."]
    article_day: Annotated[bool, "Whether the comparison is that of the article's day, or of an earlier one."]
    comparison: Annotated[Comparison, "The comparison of the two sides: its day, its ratios, the stated one."]
    comparison_figure: Annotated[Figure, "The comparison as a chart."]
    contested: Annotated[str, "What is contested about the figures; empty where nothing is."]
    since: Annotated[tuple[Shipment, ...], "What the same claimants have put in place of the compared figures."]
    stated_words: Annotated[str, "The stated ratio in words; empty before it was stated."]
    computed: Annotated[str, "The computed ratios in words; empty where there are none."]
    compare_left: Annotated[str, "The flow above the line, for the page that compares every pair."]
    compare_right: Annotated[str, "The flow below it."]
    compare_stages: Annotated[str, "The stages that are compared."]
    movement_figure: Annotated[Figure, "How the figures moved."]
    ratios_figure: Annotated[Figure, "The stated ratios since 2022."]
    routes_figure: Annotated[Figure, "The map of routes."]
    missiles: Annotated[FlowAnswer, "The flow of missiles."]
    missile_twins: Annotated[tuple[Twin, ...], "That flow in other forms."]
    returned: Annotated[tuple[Shipment, ...], "What went back from Russia to North Korea."]
    returned_twins: Annotated[tuple[Twin, ...], "The same in other forms."]
    tests: Annotated[MissileTests, "The cost of the missile tests."]
    tests_twins: Annotated[tuple[Twin, ...], "The same in other forms."]
    newest: Annotated[tuple[Claim, ...], "The newest claims of any kind."]
    newest_twins: Annotated[tuple[Twin, ...], "The claims about flows in other forms, the newest first."]


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The front page, as of any day."""
    question, faults = DayQuestion.read(asked(request))
    try:
        answer = compute(question.as_of, question.grade)
    except BadQuestion:
        return render_page(request, EmptyPage(), question, title=TITLE, description=f"{DESCRIPTION}.", faults=faults)
    return render_page(
        request,
        content(answer, question.grade),
        question,
        title=TITLE,
        description=f"{DESCRIPTION}{OF_THE_ARTICLE if headlines.is_the_day(answer.comparison) else ''}.",
        faults=faults,
        twins=compare_twins(CompareQuestion(TO_RUSSIA, TO_UKRAINE, answer.comparison.day, grade=question.grade)),
    )


def content(answer: Overview, grade: Reliability | None) -> OverviewPage:
    """What the template prints; each chart has the twins of its own data."""
    comparison, day = answer.comparison, answer.as_of
    query = DayQuestion(day, grade).query()
    ratios = _newest("ratios", day, grade, favours=("ru", "ua"), over=("ru", "ua"))
    return OverviewPage(
        lede=headlines.lede(comparison),
        ratios_sentence=headlines.ratios_sentence(comparison),
        article_day=headlines.is_the_day(comparison),
        comparison=comparison,
        comparison_figure=placed(
            comparison_chart.CHART.chart(comparison),
            query,
            compare_twins(CompareQuestion(TO_RUSSIA, TO_UKRAINE, comparison.day, grade=grade)),
            as_of=day,
            grade=grade,
        ),
        contested=headlines.contested(comparison),
        since=headlines.since(comparison.capacity, answer.to_russia.heads)
        + headlines.since(comparison.deliveries, answer.to_ukraine.heads),
        stated_words=headlines.worded(comparison.stated) if comparison.stated else "",
        computed=headlines.ratios_phrase(comparison.quotients),
        compare_left=str(TO_RUSSIA),
        compare_right=str(TO_UKRAINE),
        compare_stages="shipped,delivered",
        movement_figure=placed(
            movement.CHART.chart(BothSides(answer.to_russia, answer.to_ukraine, answer.events)),
            query,
            compare_twins(CompareQuestion(TO_RUSSIA, TO_UKRAINE, day, grade=grade)),
            as_of=day,
            grade=grade,
        ),
        ratios_figure=placed(
            stated_ratios.CHART.chart(StatedRatios(answer.stated, day)),
            ratios.query(),
            list_twins(ratios),
            as_of=day,
            grade=grade,
        ),
        routes_figure=placed(
            route_map.CHART.chart(Travel(answer.routes, answer.places)),
            query,
            list_twins(ListQuestion("routes", as_of=day, ordering="code")),
            as_of=day,
        ),
        missiles=answer.missiles,
        missile_twins=flow_twins(FlowQuestion(MISSILES, day, grade=grade)),
        returned=answer.returned,
        returned_twins=list_twins(_newest("shipments", day, grade, recipient=("kp",), supplier=("ru",))),
        tests=answer.tests,
        tests_twins=list_twins(_newest("indicators", day, grade, actor=("kp",))),
        newest=answer.newest,
        newest_twins=list_twins(_newest("shipments", day, grade)),
    )


def _newest(table: str, day: date | None, grade: Reliability | None, **filters: tuple[str, ...]) -> ListQuestion:
    return ListQuestion(table, tuple(filters.items()), day, ordering="-claimed_on", grade=grade)
