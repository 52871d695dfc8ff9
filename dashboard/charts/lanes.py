"""Drawing lanes along time: each claimant's claims in rows without a scale, with their figures as words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.charts.description import Chart, Link, Mark, by_day
from dashboard.charts.element import Svg, joined
from dashboard.charts.grammar.bounds import token
from dashboard.charts.grammar.signs import struck
from dashboard.charts.labels import Box, Room
from dashboard.charts.scales import Scale, along
from dashboard.charts.shapes import line, linked, target, tone
from dashboard.charts.sheet import Drawing, Sheet, Wish, figure_lines, lane_words, placed_label
from dashboard.charts.time_axis import event_legend, lane_grid


@dataclass(frozen=True, slots=True)
class Laid:
    """Where the marks of a lane have their centres, and what of its room they leave to labels."""

    centres: dict[str, tuple[float, float]]
    room: Room


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
    pitch = _pitch(sheet)
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
        lanes.append(line((0, y), (sheet.width, y), kind="grid"))
        here = {spot.mark.code for spot in spots}
        ors = [link for link in chart.links if link.kind == "or" and {link.start, link.end} <= here]
        # Which labels have room does not depend on how far down the lane stands.
        _, unnamed = _labels(spots, _lane(spots, ors, sheet, left, 0.0), sheet, successors)
        name = lane_words(sheet, lane.label, unnamed, left - 24 if sheet.wide else sheet.width)
        first = y + (26 if sheet.wide else 18)
        lanes.extend(sheet.text(words, 0, first + n * sheet.line, kind) for n, (words, kind) in enumerate(name))
        # On a phone the rows stand under the name, as far as the letters of the one reach over those of the other.
        base = y if sheet.wide else y + len(name) * sheet.line + 5
        at = _lane(spots, ors, sheet, left, base)
        centres |= at.centres
        marks.extend(_shape(spot.mark, sheet, *centres[spot.mark.code]) for spot in spots)
        labels.extend(_labels(spots, at, sheet, successors)[0])
        y = base + max(rows * pitch, len(name) * sheet.line + 14 if sheet.wide else 0) + 6
    said = _ors([link for link in chart.links if link.kind == "or"], centres, sheet)
    links = [_join(link, centres, said.get(link), sheet) for link in chart.links]
    grid = lane_grid(chart, sheet, place, top, y)
    legend, height = event_legend(sheet, chart.events, y + sheet.line + 12)
    return Drawing([*grid, *lanes, joined(links), *marks, *labels, *legend], y + sheet.line + 16 + height, moved)


def _pitch(sheet: Sheet) -> float:
    """The height of a row."""
    return 44.0 if sheet.wide else 42.0


def _lane(spots: Sequence[Spot], ors: Sequence[Link], sheet: Sheet, left: float, base: float) -> Laid:
    """A lane from a height on."""
    rows = 1 + max((spot.row for spot in spots), default=0)
    centres = {spot.mark.code: (spot.x, base + spot.row * _pitch(sheet) + 31) for spot in spots}
    room = Room(Box(left - 8 if sheet.wide else 0, base - 2, sheet.width, base + rows * _pitch(sheet) + 4))
    room.take(_body(spot, centres) for spot in spots)
    room.take(_ors(ors, centres, sheet).values())
    return Laid(centres, room)


def _margin(chart: Chart, sheet: Sheet) -> float:
    """The room to the right of time: enough for most figures that stand at its end, which must never go unnamed."""
    late = [
        _width(mark, sheet) + 22
        for mark in chart.marks
        if not mark.faded and mark.quantity.figures and along(chart.x, mark.stated_on.toordinal()) > 0.8
    ]
    return min(max([16.0, *late]), 220.0 if sheet.wide else 120.0)


def _width(mark: Mark, sheet: Sheet) -> float:
    """How wide the figure of a mark is, or the time under it."""
    return max(sheet.measure(words) for words in figure_lines(mark))


def _spots(marks: Sequence[Mark], sheet: Sheet, place: Scale) -> list[Spot]:
    """The marks of a lane in rows where none lies over another; a successor keeps its predecessor's row if it can."""
    left, right = place.start, place.end
    ends: list[float] = []
    rows: dict[str, int] = {}
    spots = []
    for mark in by_day(marks):
        half = _width(mark, sheet) / 2 + 2 if mark.worded else 8.0 if sheet.wide else 6.5
        day = place(mark.stated_on.toordinal())
        edge = sheet.width if mark.worded else right + 12
        x = min(max(day, left + half - 10 if sheet.wide else half), edge - half)
        before = [rows[other.code] for other in marks if other.superseded_by == mark.code and other.code in rows]
        wishes = [*before, *range(len(ends)), len(ends)]
        # A mark may move a little along its row rather than leave it: a row is one chain of totals.
        row = next(row for row in wishes if row == len(ends) or ends[row] <= x - half + 8)
        if row < len(ends):
            x = min(max(x, ends[row] + half), edge - half)
        else:
            ends.append(0.0)
        ends[row] = x + half
        rows[mark.code] = row
        spots.append(Spot(mark, x, row, half, abs(x - day) > 0.5))
    return spots


def _shape(mark: Mark, sheet: Sheet, x: float, y: float) -> Svg:
    if mark.worded:
        lines = figure_lines(mark)
        first = y + 5 if len(lines) == 1 else y + 8 - sheet.line
        kind, pitch = f"word {tone(mark)}", sheet.line
        return linked(mark, *(sheet.text(words, x, first + n * pitch, kind, "middle") for n, words in enumerate(lines)))
    r = 6.0 if sheet.wide else 5.0
    return linked(mark, target(x, y), struck(x, y, r) if mark.denial else token(mark, sheet.ids, x, y, r))


def _body(spot: Spot, centres: dict[str, tuple[float, float]]) -> Box:
    x, y = centres[spot.mark.code]
    return Box(x - spot.half, y - (24 if spot.mark.worded else 11), x + spot.half, y + 11)


def _labels(spots: Sequence[Spot], lane: Laid, sheet: Sheet, successors: set[str]) -> tuple[list[Svg], list[Mark]]:
    """The figures of the marks that have room, those that stand first, then the newest, each with its time; and the
    marks whose figures have none.

    A figure stands beside its mark where no line to a successor runs, with its time under it; elsewhere both above it.
    """
    ranked = sorted(spots, key=lambda spot: (spot.mark.faded, -spot.mark.stated_on.toordinal(), spot.mark.code))
    centres, room = lane.centres, lane.room
    parts: list[Svg] = []
    unnamed: list[Mark] = []
    for mark in (spot.mark for spot in ranked):
        if mark.worded:
            continue
        x, y = centres[mark.code]
        lines, kind = figure_lines(mark), f"figure {tone(mark)}"
        first = y + 5 if len(lines) == 1 else y + 8 - sheet.line
        beside: list[Wish] = []
        if mark.superseded_by not in centres:
            beside.append((x + 13, first, "start"))
        if mark.code not in successors:
            beside.append((x - 13, first, "end"))
        above: list[Wish] = [(x, y - 17, "middle"), (x - 8, y - 17, "start"), (x + 8, y - 17, "end")]
        label, whole = placed_label(sheet, room, lines, beside, kind), " ".join(lines)
        if not sheet.wide:
            # On a phone a line may be nearly as wide as the sheet: it stands as near above its mark as it fits.
            width = sheet.measure(whole)
            above.append((max(0.0, min(x - width / 2, sheet.width - 2 - width)), y - 17, "start"))
        label = label or placed_label(sheet, room, [whole], above, kind)
        parts += label
        unnamed += [] if label or not mark.values else [mark]
    return parts, unnamed


def _join(link: Link, centres: dict[str, tuple[float, float]], said: Box | None, sheet: Sheet) -> Svg:
    """The line of a link; between two readings with its "or", where that is ``said``."""
    (x1, y1), (x2, y2) = centres[link.start], centres[link.end]
    if link.kind == "or":
        drawn = [line((x1, y1), (x2, y2), kind="or")]
        if said:
            drawn.append(sheet.text("or", (said.left + said.right) / 2, said.bottom - 4, "soft or-word", "middle"))
        return joined(drawn)
    return line((x1 + 7, y1), (max(x2 - 7, x1 + 7), y2), kind="join")


def _ors(links: Sequence[Link], centres: dict[str, tuple[float, float]], sheet: Sheet) -> dict[Link, Box]:
    """Where the "or" of each pair of readings stands; of pairs so close that it would lie over itself one has it."""
    said: dict[Link, Box] = {}
    for link in links:
        box = _or_box(centres[link.start], centres[link.end], sheet)
        if not box.meets_any(said.values()):
            said[link] = box
    return said


def _or_box(one: tuple[float, float], other: tuple[float, float], sheet: Sheet) -> Box:
    """The room of the "or" between two readings: in the middle of the line, on the side away from the labels."""
    x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    half = sheet.measure("or") / 2 + 1
    return Box(x - half, y - sheet.size * 0.5 - 1, x + half, y + sheet.size * 0.5 + 1)
