"""One chart with everything that belongs to it: controls, words, table, documents, citation, downloads, embedding."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import Document
from dashboard.charts.kind import Named
from dashboard.pages.chart_addresses import chart_address, held_at
from dashboard.pages.chart_records import documents
from dashboard.pages.citation import Citation, citation
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.embedding import Frame, iframe, oembed_address
from dashboard.pages.figures import Figure, placed
from dashboard.pages.frame import Content, Graded, Twin, asked, render_page
from dashboard.pages.gallery import GALLERY
from dashboard.pages.images import PNG_SIZES
from dashboard.pages.lists import Filter
from dashboard.pages.missing import EmptyPage, missing, near_codes
from dashboard.pages.plot import Drawn
from flows.clock import today
from flows.questions import BadQuestion

MOST_SHOWN = 12
"""A longer table, or list of documents, waits to be opened."""


@dataclass(frozen=True, slots=True)
class ChartPage(Graded, Content):
    """What the page of one chart prints."""

    template = "pages/chart.html"

    plot: Annotated[Named, "The chart's name, and where its methods are explained."]
    figure: Annotated[Figure, "The chart with its drawings, its key and its table."]
    filters: Annotated[tuple[Filter, ...], "The fields that narrow its question."]
    narrowed: Annotated[bool, "Whether one of these fields is filled in."]
    documents: Annotated[tuple[Document, ...], "The publications that it rests on."]
    many_documents: Annotated[bool, "Whether they are so many that they wait to be opened."]
    many_rows: Annotated[bool, "Whether the table is so long that it waits to be opened."]
    citation: Annotated[Citation, "How it is cited."]
    downloads: Annotated[tuple[Twin, ...], "Its files."]
    live: Annotated[Frame, "The code that shows it in another page as of whatever day it is read."]
    frozen: Annotated[Frame, "The code that shows it as of the day of this page, as this site has it now."]
    known_on: Annotated[date, "The day of this page: of a chart of one past day that day."]
    held_back: Annotated[bool, "Whether it is of an earlier day than the one that is asked for, as it always is."]
    goes_on: Annotated[Named, "The chart that shows what came after."]
    oembed: Annotated[str, "Where the chart is described for tools that read oEmbed."]
    others: Annotated[tuple[Named, ...], "The other charts."]

    @property
    def takes_grade(self) -> bool:
        """Whether it draws claims: the legs of a map are none."""
        return self.figure.chart.map is None


@require_safe
def chart(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of a chart; 404 with the nearest where there is none of that name."""
    plot = GALLERY.get(slug)
    if plot is None:
        question, faults = DayQuestion.read(asked(request))
        near = near_codes(slug, GALLERY, "chart", question.as_of)
        return missing(request, "chart", slug, near, question, faults)
    try:
        drawn = plot.answered(asked(request))
    except BadQuestion:
        question, faults = DayQuestion.read(asked(request))
        name, answers = plot.kind.name, plot.kind.answers
        return render_page(request, EmptyPage(), question, title=name, description=answers, faults=faults)
    return render_page(
        request,
        content(request, drawn),
        drawn.question,
        title=drawn.chart.title,
        description=drawn.chart.subtitle,
        faults=drawn.faults,
        twins=drawn.twins,
        image=chart_address(plot.kind.slug, drawn.question.query(), "card_of_chart"),
    )


def content(request: HttpRequest, drawn: Drawn) -> ChartPage:
    """What the template prints."""
    kind, question, shown = drawn.kind, drawn.question, drawn.chart
    query = question.query()
    now = today()
    known_on = drawn.held_on or now
    held = held_at(query, known_on)
    address = request.build_absolute_uri(chart_address(kind.slug, held))
    figure = placed(shown, query, drawn.twins, as_of=question.as_of)
    filters, rests_on = drawn.filters(), documents(shown)
    return ChartPage(
        plot=kind,
        figure=figure,
        filters=filters,
        narrowed=any(field.name in asked(request) for field in filters),
        documents=rests_on,
        many_documents=len(rests_on) > MOST_SHOWN,
        many_rows=len(figure.rows) > MOST_SHOWN,
        citation=citation(kind.slug, shown.title, shown.subtitle, known_on, now, address),
        downloads=downloads(kind.slug, query),
        live=iframe(request, shown, figure.drawings, query),
        frozen=iframe(request, shown, figure.drawings, held),
        known_on=known_on,
        held_back=known_on < (question.as_of or now),
        goes_on=GALLERY[drawn.goes_on].kind,
        oembed=oembed_address(request, kind.slug, query),
        others=tuple(other.kind for other in GALLERY.values() if other.kind.slug != kind.slug),
    )


def downloads(slug: str, query: str) -> tuple[Twin, ...]:
    """The files of a chart: its images, the drawing, and the records behind it."""
    asked = f"{query}&" if query else ""
    images = (
        Twin(f"PNG, {width} px wide", chart_address(slug, f"{asked}width={width}", "image"), "image/png")
        for width in PNG_SIZES
    )
    files = (
        Twin(label, chart_address(slug, query, name), media_type)
        for label, name, media_type in (
            ("SVG", "drawing", "image/svg+xml"),
            ("CSV", "chart_csv", "text/csv"),
            ("JSON", "chart_json", "application/json"),
            ("Metadata (JSON)", "chart_metadata", "application/json"),
        )
    )
    return (*images, *files)
