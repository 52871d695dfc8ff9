"""The chart alone, to be shown inside another site's page: the only page that may be framed."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from dashboard.charts import Chart, opening_elsewhere
from dashboard.pages.chart_addresses import chart_address
from dashboard.pages.figures import placed
from dashboard.pages.frame import asked, notice
from dashboard.pages.gallery import GALLERY, Drawn, answered
from flows.questions import BadQuestion

RESIZE = Path(__file__).parents[1] / "static" / "js" / "resize.js"
_FRAMED = csp_replace({"frame-ancestors": ["*"]})


@require_safe
@xframe_options_exempt
@_FRAMED  # type: ignore[arg-type]
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The chart of an address without the site around it; 404 in one sentence where there is none of that name."""
    if slug not in GALLERY:
        return render(request, "embed/missing.html", {"slug": slug, "plots": tuple(GALLERY.values())}, status=404)
    query = asked(request)
    try:
        drawn = answered(GALLERY[slug], query)
    except BadQuestion:
        return render(request, "embed/empty.html", {"plot": GALLERY[slug]})
    return render(request, "embed/chart.html", content(drawn))


def content(drawn: Drawn) -> dict[str, Any]:
    """What the template prints."""
    plot, question = drawn.plot, drawn.question
    figure = placed(drawn.chart, question.query(), as_of=question.as_of, geographic=plot.geographic)
    return {
        "figure": replace(figure, wide=opening_elsewhere(figure.wide), narrow=opening_elsewhere(figure.narrow)),
        "as_of": question.as_of,
        "newer": newer(drawn),
        "today": chart_address(plot.slug, without_day(question.query())),
        "notices": tuple(notice(fault) for fault in drawn.faults),
    }


def newer(drawn: Drawn) -> int:
    """How many claims the same chart holds today that had not been stated by its day; 0 for a live chart."""
    day = drawn.question.as_of
    if day is None:
        return 0
    now = answered(drawn.plot, parse_qs(without_day(drawn.question.query()))).chart
    return len(codes(now) - codes(drawn.chart))


def codes(chart: Chart) -> set[str]:
    """The claims of a chart, drawn or listed."""
    return {mark.code for mark in chain(chart.marks, chart.listed)}


def without_day(query: str) -> str:
    """A query string without its day."""
    return "&".join(part for part in query.split("&") if not part.startswith("as_of="))


@require_safe
def embed_resize(request: HttpRequest) -> HttpResponse:
    """The script for pages that embed charts, at an address that never changes."""
    return HttpResponse(
        RESIZE.read_text(encoding="utf-8"),
        content_type="text/javascript; charset=utf-8",
        headers={"Cache-Control": "public, max-age=86400"},
    )
