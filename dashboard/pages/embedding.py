"""A chart inside another site: the code to paste, and the address that describes it for tools that read oEmbed."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from django.http import HttpRequest
from django.urls import reverse

from dashboard.charts import Chart, Drawings
from dashboard.pages.chart_addresses import chart_address
from flows.questions.parameters import write

WIDTH = 680
AROUND = 330
"""The height of what stands around the drawing: title, subtitle, key, notes and source, at the usual width."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What is pasted into another page, and the size that it asks for before it knows its own."""

    code: str
    width: int
    height: int
    address: str


def iframe(
    request: HttpRequest, chart: Chart, drawings: Drawings, query: str, width: int = WIDTH, most: int | None = None
) -> Frame:
    """The code that shows a chart in another page; ``most`` is the height that the other page has room for."""
    address = request.build_absolute_uri(chart_address(chart.slug, query, "embed"))
    height = round(drawings.height_at(width - 32)) + AROUND
    height = min(height, most) if most else height
    code = (
        f'<iframe src="{escape(address)}" title="{escape(chart.title)}" width="100%" height="{height}" '
        'loading="lazy" style="border: 0"></iframe>\n'
        f'<script src="{escape(request.build_absolute_uri(reverse("embed_resize")))}" async></script>'
    )
    return Frame(code, width, height, address)


def oembed_address(request: HttpRequest, slug: str, query: str) -> str:
    """Where a chart is described for tools that read oEmbed."""
    chart = request.build_absolute_uri(chart_address(slug, query))
    return request.build_absolute_uri(f"{reverse('oembed')}?{write({'url': chart, 'format': 'json'})}")
