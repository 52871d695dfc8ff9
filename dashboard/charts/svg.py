"""The inline SVG of a chart: one layout of it, safe to print into a page.

The root is ``role="group"`` with its name and description inside: its marks are links, and ``role="img"`` would
hide them from a screen reader. Colours come by class from chart.css; there is no style attribute and no script.
Ids begin with the chart's slug and layout, so both layouts and several charts can stand in one page.
"""

from __future__ import annotations

from dashboard.charts.description import Chart, Layout
from dashboard.charts.element import Svg, element
from dashboard.charts.evidence_drawing import draw_evidence
from dashboard.charts.field import draw_field
from dashboard.charts.glyphs import Ids, hatching, tone
from dashboard.charts.labels import wrapped
from dashboard.charts.lanes import draw_lanes
from dashboard.charts.map_drawing import draw_map
from dashboard.charts.rows import draw_rows
from dashboard.charts.sheet import Sheet
from dashboard.charts.supply_drawing import draw_supply

WIDE_FROM = 864.0
"""The width of a column, in pixels, from which chart.css shows the wide layout."""

NARROW_MOST = 544.0
"""The width that the narrow layout never exceeds there."""


def draw(chart: Chart, layout: Layout) -> str:
    """The chart as an SVG element without a visible title; ValueError for an unknown layout.

    A chart without marks is a sentence that says so, never an empty frame.
    """
    if layout not in ("wide", "narrow"):
        raise ValueError(f"{layout!r} is not a layout: wide or narrow")
    ids = Ids(f"{chart.slug}-{layout}")
    parts, width, height = contents(chart, Sheet(layout, ids))
    return element(
        "svg",
        element("title", chart.title, id=f"{ids.prefix}-title"),
        element("desc", chart.summary, id=f"{ids.prefix}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart-drawing {layout}",
        viewBox=f"0 0 {width:g} {height:g}",
        role="group",
        aria_labelledby=f"{ids.prefix}-title",
        aria_describedby=f"{ids.prefix}-desc",
    )


def opening_elsewhere(svg: str) -> str:
    """The same drawing with every link opening a page of its own: a frame may not show what it leads to.

    A document's own default target does not reach links inside a drawing. Text is escaped, so every "<a" is a link.
    """
    return svg.replace("<a ", '<a target="_blank" ')


def height_at(chart: Chart, width: float) -> float:
    """How high the drawing stands in a column of this width, in the layout that the column shows, in pixels."""
    layout: Layout = "wide" if width >= WIDE_FROM else "narrow"
    _, sheet_width, height = contents(chart, Sheet(layout, Ids(chart.slug)))
    return height * min(width, width if layout == "wide" else NARROW_MOST) / sheet_width


def contents(chart: Chart, sheet: Sheet) -> tuple[list[Svg], float, float]:
    """What is inside the drawing, its width and its height."""
    if chart.map is not None:
        parts, height = draw_map(chart.map, sheet)
    elif not chart.marks:
        lines = wrapped(chart.refusal or "No claim recorded.", sheet.width, sheet.size)
        parts = [sheet.text(line, 0, sheet.line * (n + 1), "soft") for n, line in enumerate(lines)]
        height = sheet.line * (len(lines) + 1)
    elif chart.x.kind == "flow":
        parts, height = draw_supply(chart, sheet)
    elif chart.sized:
        parts, height = draw_evidence(chart, sheet)
    elif chart.x.kind == "quantity":
        parts, height = draw_rows(chart, sheet)
    elif chart.y.kind == "lanes":
        parts, height = draw_lanes(chart, sheet)
    else:
        parts, height = draw_field(chart, sheet)
    tones = tuple(sorted({tone(mark) for mark in chart.marks if mark.hatched}))
    return [hatching(sheet.ids, tones), *parts], sheet.width, round(height)
