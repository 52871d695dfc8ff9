"""Drawing a field of ratios: the grid, the marks over the time that they are about, and their labels."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.description import Chart, Mark
from dashboard.charts.element import Svg, joined
from dashboard.charts.field import Field, Spot, field_of, spots_of
from dashboard.charts.field_labels import inner_labels
from dashboard.charts.grammar.bounds import ratio
from dashboard.charts.grammar.signs import onwards
from dashboard.charts.labels import wrapped
from dashboard.charts.scales import ratio_words
from dashboard.charts.shapes import line, linked, target
from dashboard.charts.sheet import Drawing, Sheet
from dashboard.charts.time_axis import event_legend, event_marks, silence, spaced
from dashboard.charts.words import numbered


def draw_field(chart: Chart, sheet: Sheet) -> Drawing:
    """The drawing of a chart of time and ratio."""
    field = field_of(chart, sheet)
    spots = spots_of(field)
    marks = [linked(spot.mark, _shapes(field, spot)) for spot in sorted(spots, key=lambda spot: not spot.mark.faded)]
    labels, unnamed = inner_labels(field, spots)
    below = field.frame.bottom + sheet.line * 2 + 12
    counted = [
        sheet.text(words, 0, below + sheet.size + n * sheet.line, "soft")
        for n, words in enumerate(wrapped(_more(unnamed), sheet.width * 0.94, sheet.size))
    ]
    below += len(counted) * sheet.line + (8 if counted else 0)
    legend, taken = event_legend(sheet, chart.events, below)
    parts = [*_grid(field), *marks, *labels, *counted, *legend]
    return Drawing(parts, below + taken + 2, any(spot.moved for spot in spots))


def _more(unnamed: Sequence[Mark]) -> str:
    """How many marks have no words beside them, and between which ratios they lie; empty for none."""
    values = [value for mark in unnamed for value in mark.values]
    if not values:
        return ""
    low, high = ratio_words(min(values)), ratio_words(max(values))
    reach = f"at {low}" if low == high else f"between {low} and {high}"
    return f"{numbered(len(unnamed), 'more ratio')} {reach}, in the table"


def _shapes(field: Field, spot: Spot) -> Svg:
    parts = [target(spot.x, spot.y)]
    if spot.whisker:
        start, end, y = spot.whisker
        parts.append(line((start, y), (end, y), kind="period"))
    if spot.later:
        parts.append(onwards(field.frame.right, spot.y))
    return joined([*parts, ratio(spot.mark, field.y, spot.x, 6.5)])


def _grid(field: Field) -> list[Svg]:
    chart, sheet, frame = field.chart, field.sheet, field.frame
    parts = silence(chart, field.x, frame.top, frame.bottom)
    for tick in chart.y.ticks:
        y = field.y(tick.value)
        parts.append(line((frame.left, y), (frame.right, y), kind="axis" if tick.value == 1 else "grid"))
        parts.append(sheet.text(tick.label, frame.left - 8, y + 5, "tick", "end"))
    parts.append(sheet.text(chart.y.label, 0, sheet.size, "tick"))
    for tick, x, fits in spaced(sheet, chart, field.x, -100.0):
        parts.append(line((x, frame.bottom), (x, frame.bottom + 6), kind="grid"))
        if fits:
            parts.append(sheet.text(tick.label, x, frame.bottom + sheet.size + 8, "tick", "middle"))
    parts.append(sheet.text(chart.x.label, frame.left, frame.bottom + sheet.size + 8 + sheet.line, "tick"))
    parts.extend(event_marks(chart, sheet, field.x, field.ceiling - 9, field.ceiling - 4, frame.bottom))
    return parts
