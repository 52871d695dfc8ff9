"""Drawing rows as small charts one below another: a panel for each party, in it a row for each figure of each year.

All panels share one scale. On a wide sheet the words of a row stand beside its mark, on a narrow one above it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from dashboard.charts.description import Chart, Lane, Mark
from dashboard.charts.element import Svg, element
from dashboard.charts.grammar.bounds import bar
from dashboard.charts.labels import wrapped
from dashboard.charts.rows import grid, repeated, ticks
from dashboard.charts.scales import Scale
from dashboard.charts.shapes import linked, lying
from dashboard.charts.sheet import Drawing, Sheet, caption


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the parts of a row stand: its year at 0, its mark from ``start`` to ``end``, its words from ``words``."""

    start: float
    end: float
    words: float


def draw_multiples(chart: Chart, sheet: Sheet) -> Drawing:
    """The drawing of a chart whose lanes have panels."""
    columns = Columns(64.0, 450.0, 490.0) if sheet.wide else Columns(10.0, sheet.width - 22.0, 0.0)
    place = Scale(chart.x, columns.start, columns.end)
    parts: list[Svg] = []
    rooms: list[tuple[float, float]] = []
    y = 4.0
    either = {link.end for link in chart.links if link.kind == "or"}
    lanes = [(chart.lanes[mark.lane or 0], mark) for mark in chart.marks]
    since, cut = y, None
    for panel, of_panel in groupby(lanes, key=lambda pair: pair[0].panel):
        if said := repeated(chart.x, sheet, place, since, y):
            parts += said
            since = y = y + 2 * sheet.line + 10
            cut = cut or (len(parts) + 1, y)
        y += 12 if rooms else 0
        for line in wrapped(panel, sheet.width * 0.94, sheet.size):
            parts.append(sheet.text(line, 0, y + sheet.size, "group"))
            y += sheet.line
        for year, of_year in groupby(of_panel, key=lambda pair: pair[0].row):
            y += 6
            drawn, taken, y = _year(list(of_year), year, sheet, place, columns, y, either)
            parts.extend(drawn)
            rooms.extend(taken)
    y += 4
    return Drawing(
        [grid(chart.x, place, rooms), *parts, *ticks(chart.x, sheet, place, y)], y + 2 * sheet.line + 6, cut=cut
    )


def _year(
    rows: list[tuple[Lane, Mark]],
    year: str,
    sheet: Sheet,
    place: Scale,
    columns: Columns,
    y: float,
    either: Collection[str],
) -> tuple[list[Svg], list[tuple[float, float]], float]:
    """The rows of one year from a height on, the rooms of their marks, and the height that they end at."""
    parts: list[Svg] = []
    rooms: list[tuple[float, float]] = []
    ranges: dict[tuple[float, float], list[tuple[float, float]]] = {}
    parts.append(sheet.text(year, 0, y + sheet.size, "soft"))
    y += 0 if sheet.wide else sheet.line
    for lane, mark in rows:
        if mark.code in either:
            parts.append(sheet.text("or", columns.words, y + sheet.size, "soft"))
            y += sheet.line
        shapes, room, y = _row(mark, sheet, place, columns, y)
        parts.append(shapes)
        rooms.append(room)
        if lane.reach is not None:
            ranges.setdefault(lane.reach, []).append(room)
    washes = [
        _range(reach, room, place, rows[0][1])
        for reach, marked in ranges.items()
        # On a narrow sheet words stand between the marks: the range shows beside each mark alone.
        for room in ([(marked[0][0], marked[-1][1])] if sheet.wide else marked)
    ]
    return [*washes, *parts], rooms, y


def _row(mark: Mark, sheet: Sheet, place: Scale, columns: Columns, y: float) -> tuple[Svg, tuple[float, float], float]:
    """One figure from a height on: its link, the room of its mark, and the height that it ends at."""
    lines, height = caption(sheet, mark.label, mark.detail, y, x=columns.words)
    thick = 14.0
    middle = y + sheet.line / 2 + 2 if sheet.wide else y + height + thick / 2 + 5
    end = max(y + height, middle + thick / 2) + (4 if sheet.wide else 9)
    hit = element("rect", class_="hit", x=0.0, y=y, width=sheet.width, height=end - y)
    shape = linked(mark, hit, *lines, bar(mark, sheet.ids, lying, place, middle, thick))
    return shape, (middle - thick / 2 - 3, middle + thick / 2 + 3), end


def _range(reach: tuple[float, float], room: tuple[float, float], place: Scale, mark: Mark) -> Svg:
    """From the lowest to the highest figure, behind the marks of a year."""
    (low, high), (top, bottom) = reach, room
    x, width = place(low), max(place(high) - place(low), 1.0)
    wash = element("rect", class_="span-wash", x=x, y=top, width=width, height=bottom - top)
    return element("g", wash, class_=mark.side)
