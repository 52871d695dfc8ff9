"""Images of charts, made on the server: for print, for slides, and for cards of their pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import Drawings
from dashboard.charts.card import WIDTH, chart_card
from dashboard.charts.raster import png
from dashboard.pages.card import card_foot
from dashboard.pages.chart_addresses import file_name
from dashboard.pages.drawing import as_file, asked_file
from dashboard.pages.figure import Asked, asked_chart
from dashboard.pages.figures import on_the_day
from dashboard.pages.frame import asked
from flows.api.problems import faulty
from flows.questions import Fault

PNG_SIZES = (1096, 2192, 3288)
"""How wide the images of charts are, in pixels: the width of the drawing in a file once, twice and three times."""
_TYPE = "image/png"


@require_safe
def image(request: HttpRequest, slug: str) -> HttpResponse:
    """A chart as PNG, ``width`` pixels wide; 404 for an unknown chart, 400 naming each fault of the address."""
    query = dict(asked(request))
    width = (query.pop("width", None) or [str(PNG_SIZES[0])])[0]
    if width not in map(str, PNG_SIZES):
        allowed = tuple(map(str, PNG_SIZES))
        return faulty(request, [Fault("width", width, f"width: {width!r} is not one of the widths", allowed)])
    answer = asked_file(request, slug, query)
    if not isinstance(answer, Asked):
        return answer
    response = HttpResponse(png(as_file(request, slug, answer), int(width)), content_type=_TYPE)
    name = file_name(slug, answer.drawn.held_on, "png", width)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def card_of_chart(request: HttpRequest, slug: str) -> HttpResponse:
    """The card of the page of a chart; 404 for an unknown chart, 400 naming each fault of the address."""
    answer = asked_chart(request, slug, asked(request))
    if not isinstance(answer, Asked):
        return answer
    day = answer.drawn.question.as_of
    chart = Drawings(on_the_day(answer.drawn.chart, day)).explained
    return HttpResponse(png(chart_card(chart, card_foot(request, day)), WIDTH), content_type=_TYPE)
