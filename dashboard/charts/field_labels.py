"""The labels of a field: in a margin where the lines of standing claims end, or beside the marks."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.charts.description import Mark
from dashboard.charts.element import Svg
from dashboard.charts.field import Field, Spot, standing
from dashboard.charts.grammar.bounds import look
from dashboard.charts.labels import Box, Room, spread
from dashboard.charts.shapes import line
from dashboard.charts.sheet import Wish, label_lines, placed_label

_TRIES = 6
"""How many marks are tried for each label: of very many that stand close most have no room."""
_ANCHORS = ((0, "middle"), (-8, "start"), (8, "end"))


def margin_labels(field: Field, heads: list[Mark]) -> list[Svg]:
    """Labels where the lines of the standing claims end, newest first, as far as each stays near its line."""
    chosen: list[Mark] = []
    for mark in sorted(heads, key=lambda mark: (-mark.stated_on.toordinal(), mark.code)):
        if _far(field, [*chosen, mark]) <= 46:
            chosen.append(mark)
    chosen.sort(key=lambda mark: (field.y(mark.figure or 0), mark.code))
    parts: list[Svg] = []
    sheet, x = field.sheet, field.frame.right
    for mark, centre in zip(chosen, _centres(field, chosen), strict=True):
        wanted = field.y(mark.figure or 0)
        lines = _margin_lines(field, mark)
        first = centre - (len(lines) - 1) * sheet.line / 2 + 5
        leader = (x, wanted), (x + 6, wanted), (x + 18, centre), (x + 24, centre)
        parts.append(line(*leader, kind=f"leader {mark.side}"))
        parts.extend(
            sheet.text(words, x + 28, first + n * sheet.line, f"figure {mark.side}") for n, words in enumerate(lines)
        )
    return parts


def inner_labels(field: Field, spots: list[Spot]) -> list[Svg]:
    """Labels beside the marks where there is room.

    What has a time comes before what has none: extremes first, then what is about later times, then the newest.
    """
    sheet, frame = field.sheet, field.frame
    # Where the lines of totals end, the margin holds their labels.
    right = frame.right if standing(field.chart, sheet) else sheet.width - 2
    room = Room(Box(frame.left + 2, field.ceiling - 6, right, frame.bottom - 2))
    room.take(_taken(field, spots))
    current = [spot for spot in spots if not spot.mark.faded]
    by_height = sorted((spot for spot in current if not spot.mark.untimed), key=lambda spot: (spot.y, spot.mark.code))
    extremes = {spot.mark.code for spot in (*by_height[:1], *by_height[-1:])}
    parts: list[Svg] = []
    named = 0
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
        if named == most:
            break
        for width in (340, 220) if sheet.wide else (190, 110):
            lines = label_lines(sheet, spot.mark, width)
            label = placed_label(sheet, room, lines, _wishes(field, spot, len(lines)), f"figure {spot.mark.side}")
            parts.extend(label)
            if label:
                named += 1
                break
    return parts


def _taken(field: Field, spots: list[Spot]) -> Iterator[Box]:
    """Where no label may stand."""
    if field.chart.steps:
        # Columns fill a narrow plot: a label may stand over one, never over the end that it names.
        for spot in spots:
            mark, shown = spot.mark, look(spot.mark.shape)
            if not mark.faded:
                yield Box.around(spot.x, spot.y, 7)
            if mark.for_period or (shown.from_zero and shown.filled and not (mark.hatched or mark.faded)):
                yield spot.body
            yield from (Box(start, y - 2, end, y + 7) for start, end, y in spot.whiskers)
    else:
        for spot in spots:
            yield spot.body
            yield from (Box(start, y - 1, end, y + 1) for start, end, y in spot.whiskers)
    if field.chart.y.log:
        yield Box(field.frame.left, field.y(1) - 2, field.frame.right, field.y(1) + 2)


def _wishes(field: Field, spot: Spot, lines: int) -> list[Wish]:
    """Where a label of so many lines may stand."""
    x, y, extra = spot.x, spot.y, (lines - 1) * field.sheet.line
    above, below = spot.body.top - 5 - extra, spot.body.bottom + field.sheet.size * 0.8 + 1
    if field.chart.steps and not spot.mark.for_period:
        # The line of a total that stands runs to the right of its mark, so words stand above it.
        return [(x, above, "middle"), (x + 8, above, "end"), (x - 8, above, "start")]
    beside = y + 5 - extra / 2
    left = field.frame.left + 3
    heights: list[Wish] = [(max(x + aside, left), y, anchor) for aside, anchor in _ANCHORS for y in (above, below)]
    return [(x + 12, beside, "start"), (x - 12, beside, "end"), *heights]


def _margin_lines(field: Field, mark: Mark) -> list[str]:
    return label_lines(field.sheet, mark, field.sheet.width - field.frame.right - 30)


def _centres(field: Field, marks: list[Mark]) -> list[float]:
    """The heights of the labels of marks that are given from the top down."""
    sizes = [len(_margin_lines(field, mark)) * field.sheet.line + 4 for mark in marks]
    wanted = [field.y(mark.figure or 0) for mark in marks]
    return spread(wanted, sizes, field.frame.top - 10, field.frame.bottom + 34)


def _far(field: Field, marks: list[Mark]) -> float:
    """How far the farthest label would stand from its line; no limit where they do not fit at all."""
    ordered = sorted(marks, key=lambda mark: (field.y(mark.figure or 0), mark.code))
    try:
        centres = _centres(field, ordered)
    except ValueError:
        return float("inf")
    return max(abs(centre - field.y(mark.figure or 0)) for mark, centre in zip(ordered, centres, strict=True))
