"""The data of a chart for exploring, as JSON: strict, where the pages are lenient."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from dashboard.charts import Theme
from dashboard.pages.figures import on_the_day
from dashboard.pages.frame import asked
from dashboard.pages.gallery import GALLERY
from dashboard.pages.plot import Drawn
from flows.api.problems import NOT_FOUND, faulty
from flows.questions import BadQuestion, Fault
from flows.questions.parameters import Query

THEMES: dict[str, Theme] = {"light": "light", "dark": "dark"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A chart that an address asked for, and in which colours."""

    drawn: Drawn
    theme: Theme


@require_safe
def figure(request: HttpRequest, slug: str) -> HttpResponse:
    """The plotly figure of a chart; 404 for an unknown chart, 400 naming each fault of the address."""
    # A page without a figure must not pay for loading plotly.
    from dashboard.charts.figure import figure as drawn

    answer = asked_chart(request, slug, asked(request))
    if not isinstance(answer, Asked):
        return answer
    linked = on_the_day(answer.drawn.chart, answer.drawn.question.as_of)
    return JsonResponse(drawn(linked, answer.theme))


def asked_chart(request: HttpRequest, slug: str, query: Query) -> Asked | HttpResponse:
    """The chart of an address, or the refusal that it gets."""
    if slug not in GALLERY:
        fault = Fault("slug", slug, f"there is no chart {slug!r}", tuple(sorted(GALLERY)))
        return faulty(request, [fault], NOT_FOUND)
    rest = {name: values for name, values in query.items() if name != "theme"}
    theme = (query.get("theme") or ["light"])[0]
    if theme not in THEMES:
        return faulty(request, [Fault("theme", theme, f"theme: {theme!r} is not a theme", tuple(THEMES))])
    try:
        return Asked(GALLERY[slug].exactly(rest), THEMES[theme])
    except BadQuestion as refusal:
        return faulty(request, refusal.faults)
