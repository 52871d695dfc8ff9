"""A chart as a file: an SVG with its title, its source line, its day, its address and its licence inside."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import Drawings, standalone
from dashboard.pages.chart_addresses import chart_address, file_name
from dashboard.pages.figure import Asked, asked_chart
from dashboard.pages.figures import on_the_day
from dashboard.pages.frame import asked
from flows.clock import pin, present_moment, today


@require_safe
def drawing(request: HttpRequest, slug: str) -> HttpResponse:
    """The drawing of a chart; 404 for an unknown chart, 400 naming each fault of the address.

    A file lies about for years: what was asked for as of today says which day that was, and its addresses keep the
    moment of the record as well.
    """
    day = [today().isoformat()]
    answer = asked_chart(request, slug, {**asked(request), "as_of": request.GET.getlist("as_of") or day})
    if not isinstance(answer, Asked):
        return answer
    question = answer.drawn.question
    site = request.build_absolute_uri("/").rstrip("/")
    with pin(present_moment()):
        chart = Drawings(on_the_day(answer.drawn.chart, question.as_of, site)).explained
        text = standalone(chart, answer.theme, request.build_absolute_uri(chart_address(slug, question.query())))
    response = HttpResponse(text, content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="{file_name(slug, answer.drawn.held_on, "svg")}"'
    return response
