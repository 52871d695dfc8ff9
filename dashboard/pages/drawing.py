"""A chart as a file to keep: an SVG with its title, its source line, its day and its licence inside."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import standalone
from dashboard.pages.figure import Asked, asked_chart


@require_safe
def drawing(request: HttpRequest, slug: str) -> HttpResponse:
    """The drawing of a chart; 404 for an unknown chart, 400 naming each fault of the address."""
    answer = asked_chart(request, slug)
    if not isinstance(answer, Asked):
        return answer
    response = HttpResponse(standalone(answer.chart, answer.theme), content_type="image/svg+xml")
    response["Content-Disposition"] = f'attachment; filename="munitions-flows-{slug}.svg"'
    return response
