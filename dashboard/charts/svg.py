"""The inline SVG of a chart: one layout of it, safe to print into a page.

The root is ``role="group"`` with its name and description inside: its marks are links, and ``role="img"`` would
hide them from a screen reader. Colours come by class from chart.css; there is no style attribute and no script.
Ids begin with the chart's slug and layout, so both layouts and several charts can stand in one page.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from dashboard.charts.areas import draw_areas
from dashboard.charts.computed_rows import draw_rows_of
from dashboard.charts.description import Chart, Layout
from dashboard.charts.element import element
from dashboard.charts.field_drawing import draw_field
from dashboard.charts.labels import wrapped
from dashboard.charts.lanes import draw_lanes
from dashboard.charts.map_drawing import draw_map
from dashboard.charts.multiples import draw_multiples
from dashboard.charts.panel_drawing import draw_panels
from dashboard.charts.rows import draw_rows
from dashboard.charts.shapes import Ids, hatching, tone
from dashboard.charts.sheet import Drawing, Sheet
from dashboard.charts.strip_drawing import draw_strips

ASIDE = "Marks that would hide one another stand a little beside their day; the table has the day of each."
WIDE_FROM = 864.0
"""The width of a column, in pixels, from which chart.css shows the wide layout."""

NARROW_MOST = 544.0
"""The width that the narrow layout never exceeds there."""

TALL = 1800.0
"""A page parts a narrow drawing that is higher than this, where it has two axes, and folds what is below."""

SHEET = 1500.0
"""On paper a wide drawing that is no higher fits one sheet with its title, in type of at least 6 points."""


class Drawings:
    """Both layouts of a chart, each drawn once and only when it is asked for."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._drawn: dict[Layout, Drawing] = {}

    @property
    def wide(self) -> str:
        """The wide layout as an SVG element."""
        return _inline(self._chart, "wide", self._drawing("wide"))

    @property
    def narrow(self) -> str:
        """The narrow layout as an SVG element."""
        return _inline(self._chart, "narrow", self._drawing("narrow"))

    @property
    def upper(self) -> str:
        """The narrow layout in a page: of one that is tall and has two axes, what stands over the first."""
        drawing, cut = self._parted()
        if cut is None:
            return _inline(self._chart, "narrow", drawing)
        return _inline(self._chart, "narrow", Drawing(drawing.parts[: cut[0]], cut[1]))

    @property
    def lower(self) -> str:
        """What stands over the second; empty where it is not parted."""
        drawing, cut = self._parted()
        if cut is None:
            return ""
        return _inline(self._chart, "narrow", Drawing(drawing.parts[cut[0] :], drawing.height), cut[1], "-lower")

    def _parted(self) -> tuple[Drawing, tuple[int, float] | None]:
        drawing = self._drawing("narrow")
        return drawing, drawing.cut if drawing.height > TALL else None

    @property
    def explained(self) -> Chart:
        """The chart, with a note where a mark stands beside its day in either layout."""
        moved = self._drawing("wide").moved or self._drawing("narrow").moved
        return replace(self._chart, notes=(*self._chart.notes, ASIDE)) if moved else self._chart

    def height_at(self, width: float) -> float:
        """How high the drawing stands in a column of this width, in the layout that the column shows, in pixels."""
        layout: Layout = "wide" if width >= WIDE_FROM else "narrow"
        shown = width if layout == "wide" else min(width, NARROW_MOST)
        return self._drawing(layout).height * shown / _sheet(self._chart, layout).width

    def _drawing(self, layout: Layout) -> Drawing:
        if layout not in self._drawn:
            self._drawn[layout] = contents(self._chart, _sheet(self._chart, layout))
        return self._drawn[layout]


def draw(chart: Chart, layout: Layout) -> str:
    """The chart as an SVG element without a visible title; ValueError for an unknown layout.

    A chart without marks is a sentence that says so, never an empty frame.
    """
    if layout not in ("wide", "narrow"):
        raise ValueError(f"{layout!r} is not a layout: wide or narrow")
    return _inline(chart, layout, contents(chart, _sheet(chart, layout)))


def opening_elsewhere(svg: str) -> str:
    """The same drawing with every link opening a page of its own: a frame may not show what it leads to.

    A document's own default target does not reach links inside a drawing. Text is escaped, so every "<a" is a link.
    """
    return svg.replace("<a ", '<a target="_blank" ')


def contents(chart: Chart, sheet: Sheet) -> Drawing:
    """What is inside the drawing."""
    drawing = _drawn(chart, sheet)
    tones = sorted({tone(mark) for mark in chart.marks if mark.hatched})
    cut = drawing.cut and (drawing.cut[0] + 1, drawing.cut[1])
    return Drawing([hatching(sheet.ids, tones), *drawing.parts], round(drawing.height), drawing.moved, cut)


def _drawn(chart: Chart, sheet: Sheet) -> Drawing:
    if chart.map is not None:
        return draw_map(chart.map, sheet)
    if chart.computed is not None and chart.computed.rows:
        return draw_rows_of(chart.computed, sheet)
    if not chart.marks:
        lines = wrapped(chart.refusal or chart.summary, sheet.width, sheet.size)
        words = [sheet.text(line, 0, sheet.line * (n + 1), "soft") for n, line in enumerate(lines)]
        return Drawing(words, sheet.line * (len(lines) + 1))
    match chart.form:
        case "areas":
            return draw_areas(chart, sheet)
        case "rows":
            panels = any(lane.panel for lane in chart.lanes)
            return draw_multiples(chart, sheet) if panels else draw_rows(chart, sheet)
        case "strips":
            return draw_strips(chart, sheet)
        case "lanes":
            return draw_lanes(chart, sheet)
        case "panels":
            return draw_panels(chart, sheet)
        case "ratios":
            return draw_field(chart, sheet)
        case "field" | "map" | "computed":
            raise ValueError(f"{chart.slug!r} is a field without a panel, or has nothing to draw")
        case _:
            assert_never(chart.form)


def _sheet(chart: Chart, layout: Layout) -> Sheet:
    return Sheet(layout, Ids(f"{chart.slug}-{layout}"))


def _inline(chart: Chart, layout: Layout, drawing: Drawing, top: float = 0.0, name: str = "") -> str:
    """The drawing as an element, from a height on; ``name`` tells it from another of the same layout."""
    sheet = _sheet(chart, layout)
    prefix = f"{sheet.ids.prefix}{name}"
    return element(
        "svg",
        element("title", chart.title, id=f"{prefix}-title"),
        element("desc", chart.summary, id=f"{prefix}-desc"),
        *drawing.parts,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart-drawing {layout}",
        data_tall="true" if drawing.height > SHEET else None,
        data_until=chart.end.isoformat() if chart.end else None,
        viewBox=f"0 {top:g} {sheet.width:g} {drawing.height - top:g}",
        role="group",
        aria_labelledby=f"{prefix}-title",
        aria_describedby=f"{prefix}-desc",
    )
