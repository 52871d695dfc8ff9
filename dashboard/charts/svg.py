"""The inline SVG of a chart: one layout of it, safe to print into a page.

The root is ``role="group"`` with its name and description inside: its marks are links, and ``role="img"`` would
hide them from a screen reader. Colours come by class from chart.css; there is no style attribute and no script.
Ids begin with the chart's slug and layout, so both layouts and several charts can stand in one page.
"""

from __future__ import annotations

from dashboard.charts.description import Chart, Layout
from dashboard.charts.element import Svg, element
from dashboard.charts.field import draw_field
from dashboard.charts.glyphs import Ids, hatching, tone
from dashboard.charts.lanes import draw_lanes
from dashboard.charts.map_drawing import draw_map
from dashboard.charts.rows import draw_rows
from dashboard.charts.sheet import Sheet


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


def contents(chart: Chart, sheet: Sheet) -> tuple[list[Svg], float, float]:
    """What is inside the drawing, its width and its height."""
    if chart.map is not None:
        parts, height = draw_map(chart.map, sheet)
    elif not chart.marks:
        parts, height = [sheet.text("No claim recorded.", 0, sheet.line, "soft")], 2 * sheet.line
    elif chart.x.kind == "quantity":
        parts, height = draw_rows(chart, sheet)
    elif chart.y.kind == "lanes":
        parts, height = draw_lanes(chart, sheet)
    else:
        parts, height = draw_field(chart, sheet)
    tones = tuple(sorted({tone(mark) for mark in chart.marks if mark.hatched}))
    return [hatching(sheet.ids, tones), *parts], sheet.width, round(height)
