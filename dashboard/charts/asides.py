"""Whether a drawing had to move a mark: what the page then says under it."""

from __future__ import annotations

from dashboard.charts import field, lanes
from dashboard.charts.description import Chart, Layout
from dashboard.charts.glyphs import Ids
from dashboard.charts.sheet import Sheet

ASIDE = "Marks that would hide one another stand a little beside their day; the table has the day of each."
LAYOUTS: tuple[Layout, ...] = ("wide", "narrow")


def aside_note(chart: Chart) -> str:
    """The sentence for a chart in which a mark stands beside its day, in either layout; empty for every other."""
    if chart.map is not None or chart.sized or not chart.marks or chart.x.kind != "time":
        return ""
    drawing = lanes if chart.y.kind == "lanes" else field
    moved = any(drawing.aside(chart, Sheet(layout, Ids(chart.slug))) for layout in LAYOUTS)
    return ASIDE if moved else ""
