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
from flows.questions import BadQuestion, Fault
from flows.questions.parameters import Query

THEMES: dict[str, Theme] = {"light": "light", "dark": "dark"}
_PROBLEM = "application/problem+json"


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

    answer = asked_chart(slug, asked(request))
    if not isinstance(answer, Asked):
        return answer
    linked = on_the_day(answer.drawn.chart, answer.drawn.question.as_of)
    return JsonResponse(drawn(linked, answer.theme))


def asked_chart(slug: str, query: Query) -> Asked | HttpResponse:
    """The chart of an address, or the refusal that it gets."""
    if slug not in GALLERY:
        fault = Fault("slug", slug, f"there is no chart {slug!r}", tuple(sorted(GALLERY)))
        return problem(404, "unknown_chart", fault)
    rest = {name: values for name, values in query.items() if name != "theme"}
    theme = (query.get("theme") or ["light"])[0]
    if theme not in THEMES:
        return problem(400, "bad_parameter", Fault("theme", theme, f"theme: {theme!r} is not a theme", tuple(THEMES)))
    try:
        return Asked(GALLERY[slug].exactly(rest), THEMES[theme])
    except BadQuestion as refusal:
        return problem(400, "bad_parameter", *refusal.faults)


def problem(status: int, code: str, *faults: Fault) -> HttpResponse:
    """A problem document that names each fault and what would be allowed."""
    body = {
        "type": "about:blank",
        "title": "Not found" if status == 404 else "Bad request",
        "status": status,
        "code": code,
        "errors": [
            {"parameter": f.parameter, "value": f.value, "detail": f.message, "allowed": list(f.allowed)}
            for f in faults
        ],
    }
    return JsonResponse(body, status=status, content_type=_PROBLEM)
