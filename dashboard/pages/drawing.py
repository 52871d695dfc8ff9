"""A chart as a file: an SVG with its title, its source line, its day, its address and its licence inside."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import Drawings, standalone
from dashboard.pages.chart_addresses import chart_address, file_name
from dashboard.pages.figure import Asked, asked_chart
from dashboard.pages.figures import on_the_day
from dashboard.pages.frame import asked
from flows.api.asking import site_of
from flows.clock import pin, present_moment, today
from flows.questions.parameters import Query


@require_safe
def drawing(request: HttpRequest, slug: str) -> HttpResponse:
    """The drawing of a chart; 404 for an unknown chart, 400 naming each fault of the address."""
    answer = asked_file(request, slug, asked(request))
    if not isinstance(answer, Asked):
        return answer
    response = HttpResponse(as_file(request, slug, answer), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{file_name(slug, answer.drawn.held_on, "svg")}"'
    return response


def asked_file(request: HttpRequest, slug: str, query: Query) -> Asked | HttpResponse:
    """The chart that an address asks for as a file, or the refusal that it gets.

    A file lies about for years: what was asked for as of today says which day that was.
    """
    return asked_chart(request, slug, {**query, "as_of": query.get("as_of") or [today().isoformat()]})


def as_file(request: HttpRequest, slug: str, answer: Asked) -> str:
    """A chart as an SVG that stands alone; its addresses keep the moment of the record as well as the day."""
    question = answer.drawn.question
    site = site_of(request)
    with pin(present_moment()):
        chart = Drawings(on_the_day(answer.drawn.chart, question.as_of, site)).explained
        return standalone(chart, answer.theme, request.build_absolute_uri(chart_address(slug, question.query())))
