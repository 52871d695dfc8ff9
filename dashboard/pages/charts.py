"""Every chart, with the question that it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts.kind import Named
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.frame import Content, asked, render_page
from dashboard.pages.gallery import GALLERY


@dataclass(frozen=True, slots=True)
class ChartsPage(Content):
    """What the list of the charts prints."""

    template = "pages/charts.html"

    plots: Annotated[tuple[Named, ...], "Every chart."]


@require_safe
def charts(request: HttpRequest) -> HttpResponse:
    """The list of the charts."""
    question, faults = DayQuestion.read(asked(request))
    return render_page(
        request,
        ChartsPage(tuple(plot.kind for plot in GALLERY.values())),
        question,
        title="Charts",
        description="Every chart of this site with its own page: table, sources, citation, downloads and embedding.",
        faults=faults,
    )
