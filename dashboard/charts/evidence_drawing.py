"""Drawing the evidence: lanes along time, area by quantity, outline by basis."""

from __future__ import annotations

from collections.abc import Callable
from math import cos, pi, sin, sqrt

from dashboard.charts.description import Chart, Mark, by_day
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.glyphs import Ids, linked, struck, tone
from dashboard.charts.labels import Box, Room, wrapped
from dashboard.charts.lanes import time_frame
from dashboard.charts.scales import along
from dashboard.charts.sheet import Sheet, text_box

SIDES = {"declared": 4, "estimate": 3, "derived-from-weight": 5, "percent-of-target": 6}
"""How many sides the outline of a basis has; every other basis is a circle."""

LEAST = 3.5


def radius(mark: Mark, chart: Chart, largest: float) -> float:
    """The radius of the circle whose area stands for the figure of a mark; 0 for a mark without a figure."""
    top = max((other.figure or 0.0 for other in chart.marks), default=0.0)
    if not mark.figure or not top:
        return 0.0
    return max(LEAST, largest * sqrt(mark.figure / top))


def body(basis: str, x: float, y: float, r: float, **attributes: str) -> Svg:
    """The outline of a basis, of the area of a circle of radius r."""
    sides = SIDES.get(basis)
    if sides is None:
        return element("circle", cx=x, cy=y, r=r, **attributes)
    # A polygon of equal area, standing on a side.
    reach = r * sqrt(2 * pi / sides / sin(2 * pi / sides))
    turn = -pi / 2 + (pi / sides if sides % 2 == 0 else 0)
    corners = [_corner(x, y, reach, turn + 2 * pi * n / sides) for n in range(sides)]
    return element("path", d=path(*corners, closed=True), **attributes)


def bubble(mark: Mark, ids: Ids, x: float, y: float, r: float) -> Svg:
    """A claim by its basis and quantity: hatched where it is what something could hold."""
    shapes = [body(mark.basis, x, y, r, class_="paper-fill")]
    if mark.hatched:
        shapes.append(body(mark.basis, x, y, r, class_="hatched", fill=f"url(#{ids.hatch(tone(mark))})"))
    else:
        shapes.append(body(mark.basis, x, y, r, class_="wash"))
    shapes.append(body(mark.basis, x, y, r, class_="outline"))
    return joined(shapes)


def draw_evidence(chart: Chart, sheet: Sheet) -> tuple[list[Svg], float]:
    """The drawing and its height."""
    left = 260.0 if sheet.wide else 20.0
    right = sheet.width - (90.0 if sheet.wide else 24.0)
    largest = 22.0 if sheet.wide else 17.0

    def place(ordinal: float) -> float:
        return left + along(chart.x, ordinal) * (right - left)

    top = sheet.line + 10
    y = top
    lanes: list[Svg] = []
    marks: list[Svg] = []
    for number, lane in enumerate(chart.lanes):
        here = [mark for mark in chart.marks if mark.lane == number]
        tall = max((radius(mark, chart, largest) for mark in here), default=0.0)
        name = wrapped(lane.label, left - 24 if sheet.wide else sheet.width, sheet.size)
        lanes.append(element("path", class_="grid", d=path((0, y), (sheet.width, y))))
        words = _word_rows(here, sheet, place, Box(left - 10, 0, sheet.width, 0))
        row = max(2 * tall + 10, 38.0) if any(_placed(mark) for mark in here) else 0.0
        room = max(row + (1 + max((n for _, _, n in words), default=-1)) * (sheet.line + 2), 38.0)
        height = max(room, len(name) * sheet.line + 14) if sheet.wide else room + len(name) * sheet.line
        middle = y + height / 2 if sheet.wide else y + len(name) * sheet.line + room / 2
        first = middle - (len(name) - 1) * sheet.line / 2 + 5 if sheet.wide else y + 18
        lanes.extend(sheet.text(line, 0, first + index * sheet.line, "lane") for index, line in enumerate(name))
        lane_top = middle - room / 2
        figures = [mark for mark in here if _placed(mark)]
        frame = Box(left - 10, lane_top, sheet.width, lane_top + row)
        marks.extend(_lane(figures, chart, sheet, place, frame, largest))
        for mark, x, n in words:
            baseline = lane_top + row + (n + 1) * (sheet.line + 2) - (4 if row else -4)
            word = sheet.text(mark.figure_label, x, baseline, f"word {tone(mark)}", "middle")
            marks.append(linked(mark, word))
        y += height
    return [*time_frame(chart, sheet, place, top, y), *lanes, *marks], y + sheet.line + 16


def _lane(
    marks: list[Mark], chart: Chart, sheet: Sheet, place: Callable[[float], float], frame: Box, largest: float
) -> list[Svg]:
    """The marks of one lane, the larger under the smaller, and the figures that have room beside them."""
    y = (frame.top + frame.bottom) / 2
    room = Room(frame)
    parts: list[Svg] = []
    spots = [(mark, place(mark.stated_on.toordinal()), radius(mark, chart, largest)) for mark in by_day(marks)]
    room.take(Box(x - max(r, 7), y - max(r, 7), x + max(r, 7), y + max(r, 7)) for _, x, r in spots)
    for mark, x, r in sorted(spots, key=lambda spot: (-spot[2], spot[0].code)):
        if mark.denial:
            parts.append(linked(mark, _hit(x, y), struck(x, y, 6)))
        else:
            parts.append(linked(mark, _hit(x, y), bubble(mark, sheet.ids, x, y, r)))
    for mark, x, r in sorted(spots, key=lambda spot: (spot[0].faded, -spot[2], spot[0].code)):
        if mark.denial:
            continue
        wishes = [(x + r + 5, y + 5, "start"), (x - r - 5, y + 5, "end")]
        boxes = [text_box(sheet, mark.figure_label, *wish) for wish in wishes]
        found = room.first_free(boxes)
        if found is not None:
            wx, wy, anchor = wishes[boxes.index(found)]
            kind = "figure superseded" if mark.faded else f"figure {mark.side}"
            parts.append(sheet.text(mark.figure_label, wx, wy, kind, None if anchor == "start" else anchor))
    return parts


def _placed(mark: Mark) -> bool:
    """Whether a mark has a shape of its own, and is not just a word."""
    return mark.denial or bool(mark.quantity.figures)


def _word_rows(
    marks: list[Mark], sheet: Sheet, place: Callable[[float], float], frame: Box
) -> list[tuple[Mark, float, int]]:
    """The words of a lane with the middle and the row of each, in rows where none lies over another."""
    ends: list[float] = []
    spots = []
    for mark in by_day(marks):
        if _placed(mark):
            continue
        half = sheet.measure(mark.figure_label) / 2 + 3
        x = min(max(place(mark.stated_on.toordinal()), frame.left + half), frame.right - half)
        row = next((n for n, end in enumerate(ends) if end <= x - half), len(ends))
        ends[row:] = [x + half, *ends[row + 1 :]]
        spots.append((mark, x, row))
    return spots


def _hit(x: float, y: float) -> Svg:
    return element("circle", class_="hit", cx=x, cy=y, r=12.0)


def _corner(x: float, y: float, reach: float, angle: float) -> tuple[float, float]:
    return x + reach * cos(angle), y + reach * sin(angle)
