"""Drawing lanes along time: each claimant's claims in rows without a scale, with their figures as words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.description import Chart, Link, Mark, by_day
from dashboard.charts.element import Svg, joined
from dashboard.charts.grammar.bounds import token
from dashboard.charts.grammar.signs import struck
from dashboard.charts.labels import Box, Room, wrapped
from dashboard.charts.scales import Scale, along
from dashboard.charts.shapes import line, linked, target, tone
from dashboard.charts.sheet import Drawing, Sheet, Wish, placed_label
from dashboard.charts.time_axis import event_legend, lane_grid


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mark sits: its centre, its row, and how much room it takes to both sides."""

    mark: Mark
    x: float
    row: int
    half: float
    moved: bool


def draw_lanes(chart: Chart, sheet: Sheet) -> Drawing:
    """The drawing of a chart with lanes along time."""
    left = 260.0 if sheet.wide else 14.0
    place = Scale(chart.x, left, sheet.width - _margin(chart, sheet))
    top = (2 if chart.events else 1) * sheet.line + 10
    y = top
    pitch = 44.0 if sheet.wide else 42.0
    lanes: list[Svg] = []
    centres: dict[str, tuple[float, float]] = {}
    successors = {link.end for link in chart.links if link.kind == "successor"}
    marks: list[Svg] = []
    labels: list[Svg] = []
    moved = False
    for number, lane in enumerate(chart.lanes):
        spots = _spots([mark for mark in chart.marks if mark.lane == number], sheet, place)
        moved = moved or any(spot.moved for spot in spots)
        rows = 1 + max((spot.row for spot in spots), default=0)
        name = wrapped(lane.label, left - 24 if sheet.wide else sheet.width, sheet.size)
        lanes.append(line((0, y), (sheet.width, y), kind="grid"))
        first = y + (26 if sheet.wide else 18)
        lanes.extend(sheet.text(words, 0, first + index * sheet.line, "lane") for index, words in enumerate(name))
        base = y if sheet.wide else y + len(name) * sheet.line
        room = Room(Box(left - 8 if sheet.wide else 0, base - 2, sheet.width, base + rows * pitch + 4))
        centres |= {spot.mark.code: (spot.x, base + spot.row * pitch + 31) for spot in spots}
        room.take(_body(spot, centres) for spot in spots)
        here = {spot.mark.code for spot in spots}
        ors = [link for link in chart.links if link.kind == "or" and {link.start, link.end} <= here]
        room.take(_or_box(centres[link.start], centres[link.end], sheet) for link in ors)
        marks.extend(_shape(spot.mark, sheet, *centres[spot.mark.code]) for spot in spots)
        labels.extend(_labels(spots, centres, room, sheet, successors))
        y = base + max(rows * pitch, len(name) * sheet.line + 14 if sheet.wide else 0) + 6
    links = [_join(link, centres, sheet) for link in chart.links]
    grid = lane_grid(chart, sheet, place, top, y)
    legend, height = event_legend(sheet, chart.events, y + sheet.line + 12)
    return Drawing([*grid, *lanes, joined(links), *marks, *labels, *legend], y + sheet.line + 16 + height, moved)


def _margin(chart: Chart, sheet: Sheet) -> float:
    """The room to the right of time: enough for the figures that stand at its end, which must never go unnamed."""
    late = [
        sheet.measure(mark.figure_label) + 22
        for mark in chart.marks
        if not mark.faded and mark.quantity.figures and along(chart.x, mark.stated_on.toordinal()) > 0.8
    ]
    return max([16.0, *late])


def _spots(marks: Sequence[Mark], sheet: Sheet, place: Scale) -> list[Spot]:
    """The marks of a lane in rows where none lies over another; a successor keeps its predecessor's row if it can."""
    left, right = place.start, place.end
    ends: list[float] = []
    rows: dict[str, int] = {}
    spots = []
    for mark in by_day(marks):
        half = sheet.measure(mark.figure_label) / 2 + 2 if mark.worded else 8.0 if sheet.wide else 6.5
        day = place(mark.stated_on.toordinal())
        x = min(max(day, left + half - 10 if sheet.wide else half), right + 12 - half)
        before = [rows[other.code] for other in marks if other.superseded_by == mark.code and other.code in rows]
        wishes = [*before, *range(len(ends)), len(ends)]
        # A mark may move a little along its row rather than leave it: a row is one chain of totals.
        row = next(row for row in wishes if row == len(ends) or ends[row] <= x - half + 8)
        if row < len(ends):
            x = min(max(x, ends[row] + half), right + 12 - half)
        else:
            ends.append(0.0)
        ends[row] = x + half
        rows[mark.code] = row
        spots.append(Spot(mark, x, row, half, abs(x - day) > 0.5))
    return spots


def _shape(mark: Mark, sheet: Sheet, x: float, y: float) -> Svg:
    if mark.worded:
        return linked(mark, sheet.text(mark.figure_label, x, y + 5, f"word {tone(mark)}", "middle"))
    r = 6.0 if sheet.wide else 5.0
    return linked(mark, target(x, y), struck(x, y, r) if mark.denial else token(mark, sheet.ids, x, y, r))


def _body(spot: Spot, centres: dict[str, tuple[float, float]]) -> Box:
    x, y = centres[spot.mark.code]
    return Box(x - spot.half, y - 11, x + spot.half, y + 9)


def _labels(
    spots: Sequence[Spot], centres: dict[str, tuple[float, float]], room: Room, sheet: Sheet, successors: set[str]
) -> list[Svg]:
    """The figures of the marks that have room, those that stand first, then the newest.

    A figure stands beside its mark where no line to a successor runs, and above it elsewhere.
    """
    ranked = sorted(spots, key=lambda spot: (spot.mark.faded, -spot.mark.stated_on.toordinal(), spot.mark.code))
    parts = []
    for mark in (spot.mark for spot in ranked):
        if mark.worded:
            continue
        x, y = centres[mark.code]
        wishes: list[Wish] = [(x, y - 17, "middle"), (x - 8, y - 17, "start"), (x + 8, y - 17, "end")]
        if mark.code not in successors:
            wishes.insert(0, (x - 13, y + 5, "end"))
        if mark.superseded_by not in centres:
            wishes.insert(0, (x + 13, y + 5, "start"))
        parts.extend(placed_label(sheet, room, [mark.figure_label], wishes, f"figure {tone(mark)}"))
    return parts


def _join(link: Link, centres: dict[str, tuple[float, float]], sheet: Sheet) -> Svg:
    (x1, y1), (x2, y2) = centres[link.start], centres[link.end]
    if link.kind == "or":
        box = _or_box((x1, y1), (x2, y2), sheet)
        word = sheet.text("or", (box.left + box.right) / 2, box.bottom - 4, "soft or-word", "middle")
        return joined([line((x1, y1), (x2, y2), kind="or"), word])
    return line((x1 + 7, y1), (max(x2 - 7, x1 + 7), y2), kind="join")


def _or_box(one: tuple[float, float], other: tuple[float, float], sheet: Sheet) -> Box:
    """The room of the "or" between two readings: in the middle of the line, on the side away from the labels."""
    x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    half = sheet.measure("or") / 2 + 1
    return Box(x - half, y - sheet.size * 0.5 - 1, x + half, y + sheet.size * 0.5 + 1)
