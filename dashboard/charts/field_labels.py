"""The labels of a field of ratios, beside the marks."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.charts.description import Mark
from dashboard.charts.element import Svg
from dashboard.charts.field import Field, Spot
from dashboard.charts.labels import Box, Room
from dashboard.charts.sheet import Wish, label_lines, placed_label

_TRIES = 6
"""How many marks are tried for each label: of very many that stand close most have no room."""
_ANCHORS = ((0, "middle"), (-8, "start"), (8, "end"))


def inner_labels(field: Field, spots: list[Spot]) -> tuple[list[Svg], list[Mark]]:
    """Labels beside the marks where there is room, and the marks that have none.

    What has a time comes before what has none: extremes first, then what is about later times, then the newest.
    """
    sheet, frame = field.sheet, field.frame
    room = Room(Box(frame.left + 2, field.ceiling - 6, sheet.width - 2, frame.bottom - 2))
    room.take(_taken(field, spots))
    current = [spot for spot in spots if not spot.mark.faded]
    by_height = sorted((spot for spot in current if not spot.mark.untimed), key=lambda spot: (spot.y, spot.mark.code))
    extremes = {spot.mark.code for spot in (*by_height[:1], *by_height[-1:])}
    parts: list[Svg] = []
    named: set[str] = set()
    current.sort(
        key=lambda s: (
            s.mark.untimed,
            s.mark.code not in extremes,
            not s.later,
            -s.mark.stated_on.toordinal(),
            s.mark.code,
        )
    )
    most = 12 if sheet.wide else 7
    for spot in current[: most * _TRIES]:
        if len(named) == most:
            break
        for width in (340, 220) if sheet.wide else (190, 110):
            lines = label_lines(sheet, spot.mark, width)
            label = placed_label(sheet, room, lines, _wishes(field, spot, len(lines)), f"figure {spot.mark.side}")
            parts.extend(label)
            if label:
                named.add(spot.mark.code)
                break
    return parts, [spot.mark for spot in spots if spot.mark.code not in named]


def _taken(field: Field, spots: list[Spot]) -> Iterator[Box]:
    """Where no label may stand."""
    for spot in spots:
        yield spot.body
        if spot.whisker:
            start, end, y = spot.whisker
            yield Box(start, y - 1, end, y + 1)
    yield Box(field.frame.left, field.y(1) - 2, field.frame.right, field.y(1) + 2)


def _wishes(field: Field, spot: Spot, lines: int) -> list[Wish]:
    """Where a label of so many lines may stand."""
    x, y, extra = spot.x, spot.y, (lines - 1) * field.sheet.line
    above, below = spot.body.top - 5 - extra, spot.body.bottom + field.sheet.size * 0.8 + 1
    beside = y + 5 - extra / 2
    left = field.frame.left + 3
    heights: list[Wish] = [(max(x + aside, left), y, anchor) for aside, anchor in _ANCHORS for y in (above, below)]
    return [(x + 12, beside, "start"), (x - 12, beside, "end"), *heights]
