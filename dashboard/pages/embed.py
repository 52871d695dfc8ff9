"""The chart alone, to be shown inside another site's page: the only page that may be framed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Annotated
from urllib.parse import parse_qs

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from dashboard.charts import Chart, opening_elsewhere
from dashboard.charts.kind import Named
from dashboard.pages.chart_addresses import chart_address
from dashboard.pages.figures import Figure, placed
from dashboard.pages.frame import SINCE, Content, Notice, asked, notice, variables
from dashboard.pages.gallery import GALLERY
from dashboard.pages.plot import Drawn
from flows.clock import Moment, pin, pinned
from flows.questions import BadQuestion
from flows.questions.parameters import write

RESIZE = Path(__file__).parents[1] / "static" / "js" / "resize.js"
_FRAMED = csp_replace({"frame-ancestors": ["*"]})


@dataclass(frozen=True, slots=True)
class EmbeddedChart(Content):
    """What is printed of a chart inside another page."""

    template = "embed/chart.html"

    figure: Annotated[Figure, "The chart with its drawings and its key."]
    wide: Annotated[str, "The wide drawing, whose links leave the frame."]
    narrow: Annotated[str, "The narrow drawing, whose links leave the frame."]
    known_on: Annotated[date | None, "The day that the chart is held at; none where it is live."]
    newer: Annotated[int, "How many claims have been stated since that day."]
    today: Annotated[str, "The address of the chart as of today, or of the one that goes on from it."]
    recorded: Annotated[Moment | None, "The moment of the record that the chart is held at; none where it is live."]
    live: Annotated[str, "The page of the chart over the record as it is, which says what has changed since."]
    notices: Annotated[tuple[Notice, ...], "What of the address was left out."]


@dataclass(frozen=True, slots=True)
class EmptyEmbed(Content):
    """What is printed in place of a chart whose records there are none of yet."""

    template = "embed/empty.html"

    plot: Annotated[Named, "The chart's name."]


@dataclass(frozen=True, slots=True)
class MissingEmbed(Content):
    """What is printed where there is no chart of that name."""

    template = "embed/missing.html"

    slug: Annotated[str, "The name that was asked for."]
    plots: Annotated[tuple[Named, ...], "Every chart."]


@require_safe
@xframe_options_exempt
@_FRAMED  # type: ignore[arg-type]
def embed(request: HttpRequest, slug: str) -> HttpResponse:
    """The chart of an address without the site around it; 404 in one sentence where there is none of that name."""
    shown = content(request, slug)
    status = 404 if isinstance(shown, MissingEmbed) else 200
    return render(request, shown.template, variables(shown), status=status)


def content(request: HttpRequest, slug: str) -> Content:
    """What the template prints."""
    if slug not in GALLERY:
        return MissingEmbed(slug, tuple(plot.kind for plot in GALLERY.values()))
    try:
        drawn = GALLERY[slug].answered(asked(request))
    except BadQuestion:
        return EmptyEmbed(GALLERY[slug].kind)
    question = drawn.question
    figure = placed(drawn.chart, question.query(), as_of=question.as_of)
    return EmbeddedChart(
        figure=figure,
        wide=opening_elsewhere(figure.drawings.wide),
        narrow=opening_elsewhere(figure.drawings.narrow),
        known_on=drawn.held_on,
        newer=newer(drawn),
        today=chart_address(drawn.goes_on, without_day(question.query())),
        recorded=pinned(),
        live=live_page(drawn),
        notices=tuple(notice(fault) for fault in drawn.faults),
    )


def live_page(drawn: Drawn) -> str:
    """The page of a chart as of its day, over the record as it is."""
    moment = pinned()
    with pin(None):
        query = drawn.question.query()
    since = write({SINCE: moment}) if moment else ""
    return chart_address(drawn.kind.slug, "&".join(part for part in (query, since) if part))


def newer(drawn: Drawn) -> int:
    """How many claims the same chart, or the one that goes on from it, holds today that had not been stated by its day;
    0 for a live chart."""
    if drawn.held_on is None:
        return 0
    now = parse_qs(without_day(drawn.question.query()))
    then = {**now, "as_of": [drawn.held_on.isoformat()]}
    later = GALLERY[drawn.goes_on]
    held = drawn.chart if drawn.goes_on == drawn.kind.slug else later.answered(then).chart
    return len(codes(later.answered(now).chart) - codes(held))


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
