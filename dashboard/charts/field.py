"""The geometry of a field of ratios, with time along the page and a ratio up it: where each mark sits."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dashboard.charts.description import Chart, Mark, by_day
from dashboard.charts.grammar.bounds import look
from dashboard.charts.labels import Box
from dashboard.charts.scales import Scale
from dashboard.charts.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Field:
    """The plot's frame on its sheet and the two scales; ``ceiling`` is the top of the room for labels above it."""

    chart: Chart
    sheet: Sheet
    frame: Box
    ceiling: float
    x: Scale
    y: Scale


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mark sits: the middle of its time, its figure, and how far it reaches up and down.

    ``whisker`` is the line over the time that the figure is about, None where it is one day;
    ``later`` says that this time goes on after the end of the axis, ``moved`` that the mark stands beside its day.
    """

    mark: Mark
    x: float
    y: float
    top: float
    bottom: float
    whisker: tuple[float, float, float] | None
    later: bool = False
    moved: bool = False

    @property
    def body(self) -> Box:
        """The room that the mark takes."""
        return Box(self.x - 7, self.top, self.x + 7, self.bottom)

    @property
    def core(self) -> Box:
        """The part of the body that no other mark may cover."""
        return Box(self.x - 7 + 2.6, self.top + 2, self.x + 7 - 2.6, self.bottom - 2)


def field_of(chart: Chart, sheet: Sheet) -> Field:
    """The frame and the scales of a chart on its sheet."""
    # Where labels stand above marks, the highest mark needs room for its own above the plot.
    headroom = 0.0 if sheet.wide else 3 * sheet.line + 8
    top = (2.4 if chart.events else 1.2) * sheet.line + 8 + headroom
    left = max((sheet.measure(tick.label) for tick in chart.y.ticks), default=0) + 10
    right = sheet.width - 16.0
    bottom = top + (460.0 if sheet.wide else 330.0)
    return Field(
        chart,
        sheet,
        Box(left, top, right, bottom),
        top - headroom,
        Scale(chart.x, left, right),
        Scale(chart.y, bottom, top),
    )


def spots_of(field: Field) -> list[Spot]:
    """The marks by day, each moved a little aside where it would hide another."""
    spots: list[Spot] = []
    taken: list[Box] = []
    for mark in by_day(field.chart.marks):
        if mark.figure is None:
            continue
        spot = _spot(field, mark, mark.figure)
        wishes = [spot.x + shift for shift in (0, 9, -9, 18, -18)]
        inside = [replace(spot, x=x) for x in wishes if field.frame.left < x < field.frame.right]
        found = next((wish for wish in inside if not wish.core.meets_any(taken)), inside[0])
        spot = replace(found, moved=abs(found.x - spot.x) > 0.5)
        taken.append(spot.core)
        spots.append(spot)
    return spots


def _spot(field: Field, mark: Mark, figure: float) -> Spot:
    shown = look(mark.shape)
    heights = [field.y(value) for value in mark.values]
    top, bottom = min(heights), max(heights)
    start, last = (mark.day or mark.stated_on).toordinal(), mark.last_day.toordinal()
    end = max(start, min(last, int(field.chart.x.high)))
    return Spot(
        mark,
        field.x((start + end) / 2),
        field.y(figure),
        top - (18 if shown.arrow else 7),
        bottom + (7 if shown.filled else 18),
        (field.x(start), field.x(end), (top + bottom) / 2) if mark.until else None,
        last > field.chart.x.high,
    )
