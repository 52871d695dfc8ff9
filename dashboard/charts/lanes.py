"""Drawing lanes along time: each claimant's claims in rows without a scale, with their figures as words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dashboard.charts.description import Chart, Mark, by_day
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.glyphs import linked, token, tone
from dashboard.charts.labels import Box, Room, wrapped
from dashboard.charts.scales import along
from dashboard.charts.sheet import Sheet, event_legend, event_letters, event_mark, text_box


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mark sits: its centre and how much room it takes to both sides."""

    mark: Mark
    x: float
    row: int
    half: float


def draw_lanes(chart: Chart, sheet: Sheet) -> tuple[list[Svg], float]:
    """The drawing of a chart with lanes along time, and its height."""
    left = 260.0 if sheet.wide else 14.0
    right = sheet.width - _margin(chart, sheet)

    def place(ordinal: float) -> float:
        return left + along(chart.x, ordinal) * (right - left)

    top = (2 if chart.events else 1) * sheet.line + 10
    y = top
    pitch = 44.0 if sheet.wide else 42.0
    lanes: list[Svg] = []
    centres: dict[str, tuple[float, float]] = {}
    joined_to = {link.end for link in chart.links if link.kind == "successor"}
    marks: list[Svg] = []
    labels: list[Svg] = []
    for number, lane in enumerate(chart.lanes):
        spots = _spots([mark for mark in chart.marks if mark.lane == number], sheet, place, left, right)
        rows = 1 + max((spot.row for spot in spots), default=0)
        name = wrapped(lane.label, left - 24 if sheet.wide else sheet.width, sheet.size)
        lanes.append(element("path", class_="grid", d=path((0, y), (sheet.width, y))))
        first = y + (26 if sheet.wide else 18)
        for index, line in enumerate(name):
            lanes.append(sheet.text(line, 0, first + index * sheet.line, "lane"))
        base = y if sheet.wide else y + len(name) * sheet.line
        room = Room(Box(left - 8 if sheet.wide else 0, base - 2, sheet.width, base + rows * pitch + 4))
        for spot in spots:
            centres[spot.mark.code] = spot.x, base + spot.row * pitch + 31
        room.take(_body(spot, centres) for spot in spots)
        here = {spot.mark.code for spot in spots}
        ors = [link for link in chart.links if link.kind == "or" and {link.start, link.end} <= here]
        room.take(_or_box(centres[link.start], centres[link.end], sheet) for link in ors)
        for spot in spots:
            x, middle = centres[spot.mark.code]
            if spot.mark.quantity.figures or spot.mark.denial:
                shape = token(spot.mark, sheet.ids, x, middle, 6.0 if sheet.wide else 5.0)
                marks.append(linked(spot.mark, _hit(x, middle), shape))
            else:
                word = sheet.text(spot.mark.figure_label, x, middle + 5, f"word {tone(spot.mark)}", "middle")
                marks.append(linked(spot.mark, word))
        labels.extend(_labels(spots, centres, room, sheet, joined_to))
        y = base + max(rows * pitch, len(name) * sheet.line + 14 if sheet.wide else 0) + 6
    links = [_join(chart, link.start, link.end, link.kind, centres, sheet) for link in chart.links]
    frame = time_frame(chart, sheet, place, top, y)
    legend, height = event_legend(sheet, chart.events, 0, y + sheet.line + 12)
    return [*frame, *lanes, joined(links), *marks, *labels, *legend], y + sheet.line + 16 + height


def aside(chart: Chart, sheet: Sheet) -> bool:
    """Whether a mark stands beside its day, because it would hide another."""
    left, right = 260.0 if sheet.wide else 14.0, sheet.width - _margin(chart, sheet)

    def place(ordinal: float) -> float:
        return left + along(chart.x, ordinal) * (right - left)

    return any(
        abs(spot.x - place(spot.mark.stated_on.toordinal())) > 0.5
        for number in range(len(chart.lanes))
        for spot in _spots([mark for mark in chart.marks if mark.lane == number], sheet, place, left, right)
    )


def _margin(chart: Chart, sheet: Sheet) -> float:
    """The room to the right of time: enough for the figures that stand at its end, which must never go unnamed."""
    late = [
        sheet.measure(mark.figure_label) + 22
        for mark in chart.marks
        if not mark.faded and mark.quantity.figures and along(chart.x, mark.stated_on.toordinal()) > 0.8
    ]
    return max([16.0, *late])


def _spots(
    marks: Sequence[Mark], sheet: Sheet, place: Callable[[float], float], left: float, right: float
) -> list[Spot]:
    """The marks of a lane in rows where none lies over another; a successor keeps its predecessor's row if it can."""
    ends: list[float] = []
    rows: dict[str, int] = {}
    spots = []
    for mark in by_day(marks):
        wordy = not mark.quantity.figures and not mark.denial
        half = sheet.measure(mark.figure_label) / 2 + 2 if wordy else 8.0 if sheet.wide else 6.5
        x = place(mark.stated_on.toordinal())
        x = min(max(x, left + half - 10 if sheet.wide else half), right + 12 - half)
        before = [rows[other.code] for other in marks if other.superseded_by == mark.code and other.code in rows]
        wishes = [*before, *range(len(ends)), len(ends)]
        # A mark may move a little along its row rather than leave it: a row is one chain of totals.
        row = next(row for row in wishes if row == len(ends) or ends[row] <= x - half + 8)
        if row < len(ends):
            x = min(max(x, ends[row] + half), right + 12 - half)
        if row == len(ends):
            ends.append(0.0)
        ends[row] = x + half
        rows[mark.code] = row
        spots.append(Spot(mark, x, row, half))
    return spots


def _body(spot: Spot, centres: dict[str, tuple[float, float]]) -> Box:
    x, y = centres[spot.mark.code]
    return Box(x - spot.half, y - 11, x + spot.half, y + 9)


def _hit(x: float, y: float) -> Svg:
    return element("circle", class_="hit", cx=x, cy=y, r=12.0)


def _labels(
    spots: Sequence[Spot],
    centres: dict[str, tuple[float, float]],
    room: Room,
    sheet: Sheet,
    joined_to: set[str],
) -> list[Svg]:
    """The figures of the marks that have room, those that stand first, then the newest.

    A figure stands beside its mark where no line to a successor runs, and above it elsewhere.
    """
    ranked = sorted(spots, key=lambda spot: (spot.mark.faded, -spot.mark.stated_on.toordinal(), spot.mark.code))
    parts = []
    for spot in ranked:
        words = spot.mark.figure_label
        if not spot.mark.quantity.figures and not spot.mark.denial:
            continue
        x, y = centres[spot.mark.code]
        ahead, behind = spot.mark.superseded_by in centres, spot.mark.code in joined_to
        wishes = [(x, y - 17, "middle"), (x - 8, y - 17, "start"), (x + 8, y - 17, "end")]
        if not behind:
            wishes.insert(0, (x - 13, y + 5, "end"))
        if not ahead:
            wishes.insert(0, (x + 13, y + 5, "start"))
        boxes = [text_box(sheet, words, wx, wy, anchor) for wx, wy, anchor in wishes]
        found = room.first_free(boxes)
        if found is not None:
            wx, wy, anchor = wishes[boxes.index(found)]
            kind = "figure superseded" if spot.mark.faded else f"figure {spot.mark.side}"
            parts.append(sheet.text(words, wx, wy, kind, None if anchor == "start" else anchor))
    return parts


def _join(chart: Chart, start: str, end: str, kind: str, centres: dict[str, tuple[float, float]], sheet: Sheet) -> Svg:
    (x1, y1), (x2, y2) = centres[start], centres[end]
    if kind == "or":
        box = _or_box(centres[start], centres[end], sheet)
        word = sheet.text("or", (box.left + box.right) / 2, box.bottom - 4, "soft or-word", "middle")
        return joined([element("path", class_="or", d=path((x1, y1), (x2, y2))), word])
    return element("path", class_="join", d=path((x1 + 7, y1), (max(x2 - 7, x1 + 7), y2)))


def _or_box(one: tuple[float, float], other: tuple[float, float], sheet: Sheet) -> Box:
    """The room of the "or" between two readings: in the middle of the line, on the side away from the labels."""
    x, y = (one[0] + other[0]) / 2, (one[1] + other[1]) / 2
    half = sheet.measure("or") / 2 + 1
    return Box(x - half, y - sheet.size * 0.5 - 1, x + half, y + sheet.size * 0.5 + 1)


def time_frame(chart: Chart, sheet: Sheet, place: Callable[[float], float], top: float, bottom: float) -> list[Svg]:
    """The grid of time behind lanes: its ticks above and below, and the letters of the events."""
    parts = []
    last = -8.0
    for tick in chart.x.ticks:
        x = place(tick.value)
        parts.append(element("path", class_="grid", d=path((x, top - 4), (x, bottom))))
        half = sheet.measure(tick.label) / 2
        if x - half >= last + 8 and x + half <= sheet.width:
            parts.extend(sheet.text(tick.label, x, y, "tick", "middle") for y in (top - 8, bottom + sheet.size + 2))
            last = x + half
    last = -100.0
    for letter, event in event_letters(chart.events):
        x = place(event.day.toordinal())
        parts.append(event_mark(event, place, sheet.line + 2, bottom))
        parts.append(sheet.text(letter, max(x, last + 14), sheet.size, "strong", "middle"))
        last = max(x, last + 14)
    parts.append(element("path", class_="grid", d=path((0, bottom), (sheet.width, bottom))))
    return parts
