"""The data of a chart for exploring, as JSON: strict, where the pages are lenient."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from dashboard.charts import Chart, Theme
from dashboard.pages.frame import asked
from dashboard.pages.plots import PLOTS
from flows.questions import BadQuestion, Fault

THEMES: dict[str, Theme] = {"light": "light", "dark": "dark"}
_PROBLEM = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Asked:
    """A chart that an address asked for, and in which colours."""

    chart: Chart
    theme: Theme


@require_safe
def figure(request: HttpRequest, slug: str) -> HttpResponse:
    """The plotly figure of a chart; 404 for an unknown chart, 400 naming each fault of the address."""
    # A page without a figure must not pay for loading plotly.
    from dashboard.charts.figure import figure as drawn

    answer = asked_chart(request, slug)
    return JsonResponse(drawn(answer.chart, answer.theme)) if isinstance(answer, Asked) else answer


def asked_chart(request: HttpRequest, slug: str) -> Asked | HttpResponse:
    """The chart of an address, or the refusal that it gets."""
    if slug not in PLOTS:
        return problem(404, "unknown_chart", Fault("slug", slug, f"there is no chart {slug!r}", tuple(sorted(PLOTS))))
    query = dict(asked(request))
    theme = (query.pop("theme", None) or ["light"])[0]
    if theme not in THEMES:
        return problem(400, "bad_parameter", Fault("theme", theme, f"theme: {theme!r} is not a theme", tuple(THEMES)))
    try:
        return Asked(PLOTS[slug](query), THEMES[theme])
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
