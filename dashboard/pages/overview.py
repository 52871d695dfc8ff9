"""The overview: the comparison of June 2024, what became of its figures, and what else the article said."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages import plots
from dashboard.pages.figures import Figure, placed
from dashboard.pages.frame import asked_day, page
from dashboard.pages.twins import compare_twins, flow_twins, list_twins
from flows import headlines
from flows.measures.overview import COMPARISON_DAY, MISSILES, TO_RUSSIA, TO_UKRAINE, Overview, compute
from flows.questions import BadQuestion, CompareQuestion, FlowQuestion, ListQuestion
from flows.questions.parameters import write

TITLE = "Who has sent how much, and how do we know?"
DESCRIPTION = (
    "Claims about munitions moving to Russia and to Ukraine, each with who said it, where, when and on what basis; "
    "and what the comparison of June 2024 can and cannot show."
)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The front page, as of any day."""
    as_of, faults = asked_day(request)
    try:
        answer = compute(as_of)
    except BadQuestion:
        return page(request, "pages/empty.html", {}, title=TITLE, description=DESCRIPTION, as_of=as_of, faults=faults)
    return page(
        request,
        "pages/overview.html",
        content(answer),
        title=TITLE,
        description=DESCRIPTION,
        as_of=as_of,
        faults=faults,
        twins=compare_twins(CompareQuestion(TO_RUSSIA, TO_UKRAINE, answer.comparison.day)),
    )


def content(answer: Overview) -> dict[str, Any]:
    """What the template prints, block by block."""
    comparison = answer.comparison
    return {
        "comparison": comparison,
        "article_day": headlines.is_the_day(comparison),
        "comparison_day": COMPARISON_DAY,
        "lede": headlines.lede(comparison),
        "ratios_sentence": headlines.ratios_sentence(comparison),
        "stated_words": headlines.worded(comparison.stated) if comparison.stated else "",
        "contested": headlines.contested(comparison),
        "computed": headlines.ratios_phrase(comparison.quotients),
        "since": headlines.since(comparison.capacity, answer.to_russia.heads)
        + headlines.since(comparison.deliveries, answer.to_ukraine.heads),
        "stated": plots.standing(answer.stated),
        "missiles": answer.missiles,
        "returned": answer.returned,
        "tests": answer.tests,
        "newest": answer.newest,
        "compare_query": {"left": TO_RUSSIA, "right": TO_UKRAINE, "stage": "shipped,delivered"},
        **figures(answer),
        "missile_twins": flow_twins(FlowQuestion(MISSILES, answer.as_of)),
        "newest_twins": list_twins(ListQuestion("shipments", as_of=answer.as_of, ordering="-claimed_on")),
        "returned_twins": list_twins(
            ListQuestion(
                "shipments", (("recipient", ("kp",)), ("supplier", ("ru",))), answer.as_of, ordering="-claimed_on"
            )
        ),
        "tests_twins": list_twins(
            ListQuestion("indicators", (("actor", ("kp",)),), answer.as_of, ordering="-claimed_on")
        ),
    }


def figures(answer: Overview) -> dict[str, Figure]:
    """The charts of the overview, each with the twins of its own data."""
    query = write({"as_of": answer.as_of})
    day = answer.as_of
    ratios = ListQuestion("ratios", (("favours", ("ru", "ua")), ("over", ("ru", "ua"))), day, ordering="-claimed_on")
    return {
        "comparison_figure": placed(
            plots.comparison(answer.comparison),
            query,
            compare_twins(CompareQuestion(TO_RUSSIA, TO_UKRAINE, answer.comparison.day)),
            as_of=day,
        ),
        "movement_figure": placed(
            plots.movement(answer.to_russia, answer.to_ukraine, answer.events),
            query,
            compare_twins(CompareQuestion(TO_RUSSIA, TO_UKRAINE, day)),
            as_of=day,
        ),
        "ratios_figure": placed(plots.ratios(answer.stated, day), ratios.query(), list_twins(ratios), as_of=day),
        "routes_figure": placed(
            plots.routes(answer.routes, answer.places),
            query,
            list_twins(ListQuestion("routes", ordering="code")),
            as_of=day,
            geographic=True,
        ),
    }
