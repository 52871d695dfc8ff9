"""Drawing rows on an axis of quantity: each row's words stand above its mark.

Figures for a period share no scale with running totals: they stand below them, on an axis of their own.
"""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.description import Axis, Chart, Mark
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.grammar.bounds import bar
from dashboard.charts.labels import wrapped
from dashboard.charts.scales import Scale
from dashboard.charts.shapes import Place, linked, lying
from dashboard.charts.sheet import Drawing, Sheet, caption

FAR = 1200.0
"""So high a narrow drawing may be between two rows of ticks."""


def draw_rows(chart: Chart, sheet: Sheet) -> Drawing:
    """The drawing of a chart with lanes and a quantity."""
    parts: list[Svg] = []
    y = 4.0
    cut = None
    for axis, marks in panels(chart):
        if parts:
            cut = len(parts), y
            y += 24
        drawn, y = _panel(chart, axis, marks, sheet, y)
        parts.extend(drawn)
    return Drawing(parts, y, cut=cut)


def panels(chart: Chart) -> list[tuple[Axis, list[Mark]]]:
    """The rows by their axis: running totals, and figures for a period where both are drawn."""
    if chart.for_periods is None:
        return [(chart.x, list(chart.marks))]
    totals = [mark for mark in chart.marks if not mark.for_period]
    return [(chart.x, totals), (chart.for_periods, [mark for mark in chart.marks if mark.for_period])]


def _panel(chart: Chart, axis: Axis, marks: Sequence[Mark], sheet: Sheet, y: float) -> tuple[list[Svg], float]:
    """The rows of one axis with its ticks under them, from a height on; and the height that they end at."""
    left, right = 10.0, sheet.width - (30.0 if sheet.wide else 22.0)
    place = Scale(axis, left, right)
    rows: list[Svg] = []
    rooms: list[tuple[float, float]] = []
    group = ""
    or_pairs = {link.end for link in chart.links if link.kind == "or"}
    for mark in marks:
        lane = chart.lanes[mark.lane or 0]
        if lane.group != group:
            group = lane.group
            y += 14 if rooms else 0
            for words in wrapped(group, sheet.width * 0.94, sheet.size):
                rows.append(sheet.text(words, 0, y + sheet.size, f"group {mark.side}"))
                y += sheet.line
            y += 8
        if mark.code in or_pairs:
            rows.append(sheet.text("or", 0, y + sheet.size - 4, "soft"))
            y += sheet.line - 4
        lines, taken = caption(sheet, mark.label, mark.detail, y, in_one=sheet.wide)
        thick = 20.0 if sheet.wide else 16.0
        middle = y + taken + thick / 2 + 7
        rows.append(
            linked(
                mark,
                element("rect", class_="hit", x=0.0, y=y, width=sheet.width, height=taken + thick + 10),
                *lines,
                bar(mark, sheet.ids, lying, place, middle, thick),
            )
        )
        rooms.append((middle - thick / 2 - 4, middle + thick / 2 + 4))
        y = middle + thick / 2 + (16 if sheet.wide else 14)
    return [grid(axis, place, rooms), *rows, *ticks(axis, sheet, place, y)], y + 2 * sheet.line + 6


def grid(axis: Axis, place: Scale, rooms: Sequence[tuple[float, float]]) -> Svg:
    """The lines of the axis beside the bars only, so that none crosses the words."""
    lines = [path((place.start, (top + bottom) / 2), (place.end, (top + bottom) / 2)) for top, bottom in rooms]
    ticks = (
        element(
            "path",
            class_="axis" if tick.value == 0 else "grid",
            d=" ".join(path((place(tick.value), top), (place(tick.value), bottom)) for top, bottom in rooms) or "M0 0",
        )
        for tick in axis.ticks
    )
    return joined([element("path", class_="grid", d=" ".join(lines)), *ticks])


def repeated(axis: Axis, sheet: Sheet, place: Place, since: float, y: float) -> list[Svg]:
    """The ticks once more between two panels, where a phone has left the last ones, or the top, far behind."""
    return [] if sheet.wide or y - since < FAR else ticks(axis, sheet, place, y + 4)


def ticks(axis: Axis, sheet: Sheet, place: Place, y: float) -> list[Svg]:
    """The words of the ticks under some rows, and under them what the axis counts."""
    parts: list[Svg] = []
    last = 0.0
    for tick in axis.ticks:
        x = place(tick.value)
        half = sheet.measure(tick.label) / 2
        if parts and x - half < last + 6:
            continue
        first = tick.value == 0
        parts.append(sheet.text(tick.label, x - 4 if first else x, y + sheet.size, "tick", None if first else "middle"))
        last = x + half
    parts.append(sheet.text(axis.label, 6, y + sheet.size + sheet.line, "tick"))
    return parts
