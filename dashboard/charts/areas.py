"""Drawing claims as areas: lanes along time, area by quantity, outline by basis."""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from dashboard.charts.description import Chart, Mark, by_day
from dashboard.charts.element import Svg
from dashboard.charts.grammar.outlines import area, outline_of
from dashboard.charts.grammar.signs import struck
from dashboard.charts.labels import Box, Room, wrapped
from dashboard.charts.scales import Scale
from dashboard.charts.shapes import Place, line, linked, target, tone
from dashboard.charts.sheet import Drawing, Sheet, figure_lines, lane_words, placed_label
from dashboard.charts.time_axis import lane_grid

LEAST = 3.5


def radii(chart: Chart, largest: float) -> dict[str, float]:
    """The radius of the circle whose area stands for the figure of each mark; 0 for a mark without a figure."""
    top = max((mark.figure or 0.0 for mark in chart.marks), default=0.0)
    figures = {mark.code: mark.figure for mark in chart.marks}
    return {code: max(LEAST, largest * sqrt(figure / top)) if figure else 0.0 for code, figure in figures.items()}


def draw_areas(chart: Chart, sheet: Sheet) -> Drawing:
    """The drawing of a chart whose marks are areas on lanes along time."""
    left = 260.0 if sheet.wide else 20.0
    right = sheet.width - (90.0 if sheet.wide else 24.0)
    sizes = radii(chart, 22.0 if sheet.wide else 17.0)
    place = Scale(chart.x, left, right)
    top = sheet.line + 10
    y = top
    lanes: list[Svg] = []
    marks: list[Svg] = []
    for number, lane in enumerate(chart.lanes):
        here = [mark for mark in chart.marks if mark.lane == number]
        tall = max((_reach(mark, sizes[mark.code]) for mark in here), default=0.0)
        figures = [mark for mark in here if not mark.worded]
        row = max(2 * tall + 10, 2 * sheet.line + 4) if figures else 0.0
        # Which labels have room does not depend on how far down the lane stands.
        _, unnamed = _labels(figures, sizes, sheet, place, Box(left - 10, 0, sheet.width, row))
        name = lane_words(sheet, lane.label, unnamed, left - 24 if sheet.wide else sheet.width)
        lanes.append(line((0, y), (sheet.width, y), kind="grid"))
        rows = _word_rows(here, sheet, place, Box(left - 10, 0, sheet.width, 0))
        room = max(row + max((n + len(lines) for _, _, n, lines in rows), default=0) * (sheet.line + 2), 38.0)
        height = max(room, len(name) * sheet.line + 14) if sheet.wide else room + len(name) * sheet.line + 8
        middle = y + height / 2 if sheet.wide else y + len(name) * sheet.line + 8 + room / 2
        first = middle - (len(name) - 1) * sheet.line / 2 + 5 if sheet.wide else y + 18
        lanes.extend(sheet.text(words, 0, first + n * sheet.line, kind) for n, (words, kind) in enumerate(name))
        lane_top = middle - room / 2
        frame = Box(left - 10, lane_top, sheet.width, lane_top + row)
        marks.extend(_shapes(figures, sizes, sheet, place, frame))
        marks.extend(_labels(figures, sizes, sheet, place, frame)[0])
        for mark, x, n, lines in rows:
            baseline = lane_top + row + (n + 1) * (sheet.line + 2) - (4 if row else -4)
            kind, pitch = f"word {tone(mark)}", sheet.line + 2
            words = (sheet.text(said, x, baseline + at * pitch, kind, "middle") for at, said in enumerate(lines))
            marks.append(linked(mark, *words))
        y += height
    return Drawing([*lane_grid(chart, sheet, place, top, y), *lanes, *marks], y + sheet.line + 16)


def _reach(mark: Mark, r: float) -> float:
    """How far the outline of a mark reaches from its middle: the corners of a polygon further than a circle."""
    return r if mark.denial or mark.worded else outline_of(mark).reach(r)


def _spots(marks: list[Mark], sizes: dict[str, float], place: Place) -> list[tuple[Mark, float, float]]:
    """Where the marks of a lane stand along time, and their radii."""
    return [(mark, place(mark.stated_on.toordinal()), sizes[mark.code]) for mark in by_day(marks)]


def _shapes(marks: list[Mark], sizes: dict[str, float], sheet: Sheet, place: Place, frame: Box) -> Iterator[Svg]:
    """The marks of one lane, the larger under the smaller."""
    y = (frame.top + frame.bottom) / 2
    for mark, x, r in sorted(_spots(marks, sizes, place), key=lambda spot: (-spot[2], spot[0].code)):
        shape = struck(x, y, 6) if mark.denial else area(mark, sheet.ids, x, y, r)
        yield linked(mark, target(x, y), shape)


def _labels(
    marks: list[Mark], sizes: dict[str, float], sheet: Sheet, place: Place, frame: Box
) -> tuple[list[Svg], list[Mark]]:
    """The figures that have room beside the marks of a lane, and the marks whose figures have none."""
    y = (frame.top + frame.bottom) / 2
    spots = _spots(marks, sizes, place)
    room = Room(frame)
    reaches = {mark.code: _reach(mark, r) for mark, _, r in spots}
    room.take(Box.around(x, y, max(reaches[mark.code], 7)) for mark, x, _ in spots)
    parts: list[Svg] = []
    unnamed: list[Mark] = []
    for mark, x, _ in sorted(spots, key=lambda spot: (spot[0].faded, -spot[2], spot[0].code)):
        if mark.denial:
            continue
        lines = figure_lines(mark)
        first = y + 5 - (len(lines) - 1) * sheet.line / 2
        aside = reaches[mark.code] + 5
        wishes = [(x + aside, first, "start"), (x - aside, first, "end")]
        label = placed_label(sheet, room, lines, wishes, f"figure {tone(mark)}")
        parts += label
        unnamed += [] if label else [mark]
    return parts, unnamed


def _word_rows(marks: list[Mark], sheet: Sheet, place: Place, frame: Box) -> list[tuple[Mark, float, int, list[str]]]:
    """The words of a lane with the middle, the first row and the lines of each, in rows where none lies over another.

    Words and their time share a line where that is no wider than the sheet.
    """
    widest = frame.right - frame.left - 6
    ends: list[float] = []
    spots = []
    for mark in by_day(marks):
        if not mark.worded:
            continue
        whole = " ".join(figure_lines(mark))
        lines = [whole]
        if sheet.measure(whole) > widest:
            lines = [line for part in figure_lines(mark) for line in wrapped(part, widest, sheet.size)]
        half = max(map(sheet.measure, lines)) / 2 + 3
        x = min(max(place(mark.stated_on.toordinal()), frame.left + half), frame.right - half)
        row = next((n for n in range(len(ends)) if all(end <= x - half for end in ends[n : n + len(lines)])), len(ends))
        ends[row:] = [x + half] * len(lines) + ends[row + len(lines) :]
        spots.append((mark, x, row, lines))
    return spots
