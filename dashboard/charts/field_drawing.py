"""Drawing a field: the grid, the marks, the steps of claims that stand, and the span between them."""

from __future__ import annotations

from dashboard.charts.description import Chart
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.field import Field, Spot, field_of, spots_of, standing
from dashboard.charts.field_labels import inner_labels, margin_labels
from dashboard.charts.grammar.bounds import bar, look, ratio, token
from dashboard.charts.grammar.signs import bracket, onwards
from dashboard.charts.shapes import line, linked, target, tone, upright
from dashboard.charts.sheet import Drawing, Sheet
from dashboard.charts.time_axis import event_legend, event_marks, silence, spaced


def draw_field(chart: Chart, sheet: Sheet) -> Drawing:
    """The drawing of a chart of time and quantity or ratio."""
    field = field_of(chart, sheet)
    spots = spots_of(field)
    heads = standing(chart, sheet)
    marks = [linked(spot.mark, _shapes(field, spot)) for spot in sorted(spots, key=lambda spot: not spot.mark.faded)]
    inside = [spot for spot in spots if spot.mark.for_period] if heads else spots
    labels = [*margin_labels(field, heads), *inner_labels(field, inside)]
    steps = [*_span(field), _steps(field, spots)] if chart.steps else []
    below = field.frame.bottom + sheet.line * 2 + 12
    legend, taken = event_legend(sheet, chart.events, below)
    parts = [*_grid(field), *steps, *marks, *labels, *legend]
    return Drawing(parts, below + taken + 2, any(spot.moved for spot in spots))


def _shapes(field: Field, spot: Spot) -> Svg:
    mark, ids = spot.mark, field.sheet.ids
    later = [onwards(field.frame.right, spot.y)] if spot.later else []
    if mark.for_period:
        brackets = (bracket(*whisker, closed=not spot.later) for whisker in spot.whiskers)
        return joined([target(spot.x, spot.y), *brackets, *later, token(mark, ids, spot.x, spot.y, 5.0)])
    periods = [*(line((start, y), (end, y), kind="period") for start, end, y in spot.whiskers), *later]
    if mark.ratio:
        return joined([target(spot.x, spot.y), *periods, ratio(mark, field.y, spot.x, 6.5)])
    return joined([target(spot.x, spot.y), _on_a_line(field, spot), *periods])


def _on_a_line(field: Field, spot: Spot) -> Svg:
    """The mark of a total on its line: no bar, since a bar from zero makes what was replaced the heaviest ink."""
    mark, ids = spot.mark, field.sheet.ids
    if look(mark.shape).from_zero and field.chart.steps:
        return token(mark, ids, spot.x, spot.y, 6.0 if field.sheet.wide else 5.0)
    return bar(mark, ids, upright, field.y, spot.x, 9.0 if field.sheet.wide else 7.0)


def _steps(field: Field, spots: list[Spot]) -> Svg:
    """Each total standing until its successor was stated, or faintly until the end of the axis once all are silent."""
    places = {spot.mark.code: spot for spot in spots if not spot.mark.for_period}
    silent = field.chart.silent_from
    until = field.x(silent.toordinal()) if silent else field.frame.right
    lines = []
    for mark in field.chart.marks:
        spot, successor = places.get(mark.code), places.get(mark.superseded_by or "")
        if spot is None:
            continue
        if successor is not None:
            corner = (successor.x, spot.y)
            lines.append(line((spot.x, spot.y), corner, (successor.x, successor.y), kind="step superseded"))
        elif not mark.faded:
            said, end = (until, spot.y), (field.frame.right, spot.y)
            kind = f"step {tone(mark)}{' weak' if mark.weak else ''}"
            lines.append(line((spot.x, spot.y), said, kind=f"{kind}{' faint' if mark.older else ''}"))
            if silent:
                lines.append(line(said, end, kind=f"{kind} faint"))
    return joined(lines)


def _span(field: Field) -> list[Svg]:
    """How far apart the newest totals stood: a wash for each step, its edges dashed where an end is open."""
    steps = field.chart.span
    if not steps:
        return []
    ends = [*(field.x(step.day.toordinal()) for step in steps[1:]), field.frame.right]
    parts: list[Svg] = []
    for step, end in zip(steps, ends, strict=True):
        if step.low is None or step.high is None or step.low == step.high:
            continue
        start, top, bottom = field.x(step.day.toordinal()), field.y(step.high), field.y(step.low)
        corners = ((start, top), (end, top), (end, bottom), (start, bottom))
        parts.append(element("path", class_="span-wash", d=path(*corners, closed=True)))
        for y, is_open in ((top, step.open_high), (bottom, step.open_low)):
            parts.append(line((start, y), (end, y), kind="span-edge open" if is_open else "span-edge"))
    return [element("g", *parts, class_=f"span {field.chart.marks[0].side}")] if parts else []


def _grid(field: Field) -> list[Svg]:
    chart, sheet, frame = field.chart, field.sheet, field.frame
    parts = silence(chart, field.x, frame.top, frame.bottom)
    for tick in chart.y.ticks:
        y = field.y(tick.value)
        zero = tick.value == (1 if chart.y.log else 0)
        parts.append(line((frame.left, y), (frame.right, y), kind="axis" if zero else "grid"))
        parts.append(sheet.text(tick.label, frame.left - 8, y + 5, "tick", "end"))
    parts.append(sheet.text(chart.y.label, 0, sheet.size, "tick"))
    for tick, x, fits in spaced(sheet, chart, field.x, -100.0):
        parts.append(line((x, frame.bottom), (x, frame.bottom + 6), kind="grid"))
        if fits:
            parts.append(sheet.text(tick.label, x, frame.bottom + sheet.size + 8, "tick", "middle"))
    parts.append(sheet.text(chart.x.label, frame.left, frame.bottom + sheet.size + 8 + sheet.line, "tick"))
    parts.extend(event_marks(chart, sheet, field.x, field.ceiling - 9, field.ceiling - 4, frame.bottom))
    return parts
