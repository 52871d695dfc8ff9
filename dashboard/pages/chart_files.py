"""The records behind a chart as files: the claims that it draws or lists, and what the chart is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import LICENCE
from dashboard.pages.chart_addresses import chart_address, file_name, held_at
from dashboard.pages.chart_records import documents, records
from dashboard.pages.citation import citation
from dashboard.pages.figure import Asked, asked_chart
from dashboard.pages.frame import asked
from dashboard.pages.plot import Drawn
from flows.api.asking import site_of
from flows.api.rendering import to_json
from flows.clock import today
from flows.exporting.csv_text import csv_chunks
from flows.exporting.tables import TABLES


@require_safe
def chart_csv(request: HttpRequest, slug: str) -> HttpResponse | StreamingHttpResponse:
    """The claims of a chart as CSV, in the columns of the API; 404 and 400 as the figure.

    Of a computed chart its numbers, each with the claims that it is made of.
    """
    drawn = _asked(request, slug)
    if not isinstance(drawn, Drawn):
        return drawn
    site = site_of(request)
    if drawn.tabled is not None:
        header, rows = drawn.tabled.header, drawn.tabled.rows(drawn.tabled.compute(drawn.question), site)
    else:
        table = TABLES[drawn.kind.table]
        header, rows = table.header, table.rows(records(drawn), site)
    return StreamingHttpResponse(
        csv_chunks(header, rows),
        content_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f'attachment; filename="{file_name(slug, drawn.held_on, "csv")}"'},
    )


@require_safe
def chart_json(request: HttpRequest, slug: str) -> HttpResponse:
    """The claims of a chart as JSON, in the fields of the API, with what the chart says of itself; of a computed chart
    its answer there."""
    drawn = _asked(request, slug)
    if not isinstance(drawn, Drawn):
        return drawn
    site = site_of(request)
    if drawn.tabled is not None:
        answer = drawn.tabled.body.body(drawn.tabled.compute(drawn.question), site)
        return _json({**about(request, drawn), "answer": answer})
    table = TABLES[drawn.kind.table]
    shown = {mark.code for mark in drawn.chart.marks}
    body = {
        **about(request, drawn),
        "results": [
            {**table.body(record, site), "drawn": drawn.chart.map is not None or record.code in shown}
            for record in records(drawn)
        ],
    }
    return _json(body)


@require_safe
def chart_metadata(request: HttpRequest, slug: str) -> HttpResponse:
    """What a chart is: titles, day, unit, key, documents, citation, licence, and where its other forms are."""
    drawn = _asked(request, slug)
    if not isinstance(drawn, Drawn):
        return drawn
    body = about(request, drawn) | {
        "summary": drawn.chart.summary,
        "notes": list(drawn.chart.notes),
        "source_line": drawn.chart.source_line,
        "axes": {
            name: {
                "kind": axis.kind,
                "label": axis.label,
                "logarithmic": axis.log,
                "until": drawn.chart.end.isoformat() if axis.kind == "time" and drawn.chart.end else None,
            }
            for name, axis in (("x", drawn.chart.x), ("y", drawn.chart.y))
        },
        "marks": list(drawn.chart.key),
        "drawn": [mark.code for mark in drawn.chart.marks],
        "listed": {mark.code: mark.reason for mark in drawn.chart.listed},
        "sources": [
            {"code": d.code, "publisher": d.publisher, "title": d.title, "link": d.link, "name": d.name}
            for d in documents(drawn.chart)
        ],
    }
    return _json(body)


def about(request: HttpRequest, drawn: Drawn) -> dict[str, object]:
    """The chart in words, its day, its licence, its citation and its addresses."""
    chart, slug, query = drawn.chart, drawn.kind.slug, drawn.question.query()
    now = today()
    known_on = drawn.held_on or now
    address = request.build_absolute_uri(chart_address(slug, query))
    held = request.build_absolute_uri(chart_address(slug, held_at(query, known_on)))
    cited = citation(slug, chart.title, chart.subtitle, known_on, now, held)
    return {
        "chart": slug,
        "title": chart.title,
        "subtitle": chart.subtitle,
        "as_of": known_on.isoformat(),
        "question": query,
        "licence": LICENCE,
        "citation": cited.text,
        "page": address,
        **{
            key: request.build_absolute_uri(chart_address(slug, query, name))
            for key, name in (("svg", "drawing"), ("csv", "chart_csv"), ("json", "chart_json"), ("embed", "embed"))
        },
    }


def _asked(request: HttpRequest, slug: str) -> Drawn | HttpResponse:
    """The chart of an address, as of today where it names no day: a file says which day it is of."""
    query = {"as_of": [today().isoformat()], **asked(request)}
    answer = asked_chart(request, slug, query)
    return answer.drawn if isinstance(answer, Asked) else answer


def _json(body: dict[str, object]) -> HttpResponse:
    return HttpResponse(to_json(body), content_type="application/json")
