"""Computed lengths as rows: each with its words above it, all on one axis, in one small drawing.

Every length here is computed, or stands beside one, and none is the mark of a claim: so this is no chart of claims and
has no marks that link to one. The shapes are those of the grammar: an outline with a closed cap is a ceiling, of which
nothing says how much is there; what is solid is a floor; an arrow has no end. The table beside it holds the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from dashboard.charts.computed import Row, Rows
from dashboard.charts.description import Axis, Chart, Layout, Mark, Tick
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.labels import wrapped
from dashboard.charts.scales import Scale, lane_axis, quantity_axis, ratio_axis
from dashboard.charts.shapes import Bar, Ids, hatching, lying
from dashboard.charts.sheet import Drawing, Sheet, caption
from dashboard.charts.theme import Side
from dashboard.charts.words import source_line
from flows.wording import short


def draw_computed(drawing: Rows, layout: Layout) -> str:
    """The drawing in one layout, as an SVG element that is one picture with a name and a description."""
    sheet = Sheet(layout, Ids(f"{drawing.name}-{layout}"))
    drawn, prefix = draw_rows_of(drawing, sheet), sheet.ids.prefix
    return element(
        "svg",
        element("title", drawing.title, id=f"{prefix}-title"),
        element("desc", "; ".join(f"{row.label}: {row.detail}" for row in drawing.rows), id=f"{prefix}-desc"),
        *drawn.parts,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart-drawing {layout}",
        viewBox=f"0 0 {sheet.width:g} {drawn.height:g}",
        role="img",
        aria_labelledby=f"{prefix}-title",
        aria_describedby=f"{prefix}-desc",
    )


def draw_rows_of(drawing: Rows, sheet: Sheet) -> Drawing:
    """What is inside the drawing: row under row, and the ticks of their one axis."""
    rows, side = drawing.rows, drawing.side
    axis = axis_of(drawing)
    place = Scale(axis, 10.0, sheet.width - (30.0 if sheet.wide else 24.0))
    parts: list[Svg] = [hatching(sheet.ids, [side] if any(row.hatched for row in rows) else [])]
    thick, y = (18.0 if sheet.wide else 14.0), 4.0
    middles: list[float] = []
    for number, row in enumerate(rows):
        if row.heading:
            heading, y = _heading(row.heading, sheet, y + (10 if number else 0))
            parts += heading
        words, taken = caption(sheet, row.label, row.detail, y)
        if not row.has_length:
            # An axis beside nothing would read as nothing: it is unknown.
            parts += words
            y += taken + 12
            continue
        middle = y + taken + thick / 2 + 6
        parts += [
            *words,
            _shape(row, row.side or side, Bar(sheet.ids, lying, place, middle, thick / (5 if row.stated else 2))),
        ]
        middles.append(middle)
        y = middle + thick / 2 + 12
    origin = 1 if axis.log else 0
    grid = [_line(place(tick.value), middles, thick, "axis" if tick.value == origin else "grid") for tick in axis.ticks]
    counted = wrapped(axis.label, sheet.width - 12, sheet.size)
    return Drawing([*grid, *parts, *_ticks(axis, counted, sheet, place, y)], y + (1 + len(counted)) * sheet.line + 6)


def _heading(words: str, sheet: Sheet, top: float) -> tuple[list[Svg], float]:
    """The words above the rows that they are of, and the height that they end at."""
    parts = []
    for line in wrapped(words, sheet.width * 0.94, sheet.size):
        parts.append(sheet.text(line, 0, top + sheet.size, "group neutral"))
        top += sheet.line
    return parts, top + 6


def _shape(row: Row, side: Side, bar: Bar) -> Svg:
    """The length of a row: solid as far as it is a floor, an outline with a cap up to a ceiling, an arrow onwards; pale
    and broken where the evidence of that end is weak."""
    floor, ceiling = [], []
    if row.solid:
        start, end = (bar.place(value) for value in row.solid)
        floor.append(bar.block("wash" if row.short else "solid", start, end))
        floor += [bar.block("outline", start, end)] if row.short else []
    if row.onwards is not None:
        floor.append(bar.arrow(bar.place(row.onwards)))
    if row.outlined:
        start, end = (bar.place(value) for value in row.outlined)
        if row.hatched:
            ceiling.append(bar.block("hatched", start, end, fill=f"url(#{bar.ids.hatch(side)})"))
        ceiling += [bar.block("outline", start, end), bar.cap(end, 3)]
    return joined(
        element("g", *shapes, class_=f"mark {side}{' weak' if weak else ''}")
        for shapes, weak in zip((floor, ceiling), row.weak, strict=True)
        if shapes
    )


def chart_of(
    rows: Rows,
    inputs: tuple[Mark, ...],
    *,
    title: str,
    subtitle: str,
    summary: str,
    notes: Iterable[str],
    as_of: date | None,
) -> Chart:
    """Computed rows as a chart of its own, in which no claim has a mark: those that they rest on are listed."""
    return Chart(
        title=title,
        subtitle=subtitle,
        summary=summary,
        x=axis_of(rows),
        y=lane_axis(),
        listed=inputs,
        notes=tuple(notes),
        source_line=source_line(inputs, as_of),
        as_of=as_of,
        computed=rows,
    )


def axis_of(drawing: Rows) -> Axis:
    """The axis of a drawing, which holds nothing and every value, with round ticks both ways."""
    values, label = [value for row in drawing.rows for value in row.values], drawing.axis
    if drawing.ratios:
        return ratio_axis(values, label)
    if not any(values):
        # Without a length there is no scale either.
        return Axis("quantity", label, ticks=(Tick(0, "0"),))
    above = quantity_axis([max(0.0, value) for value in values], label)
    step = above.ticks[1].value
    lowest = min([0.0, *values])
    steps = 0
    while -step * steps > lowest + 1e-9:
        steps += 1
    below = tuple(Tick(-step * n, f"\N{MINUS SIGN}{short(Decimal(f'{step * n:.6g}'))}") for n in range(steps, 0, -1))
    return Axis("quantity", label, below[0].value if below else 0.0, above.high, (*below, *above.ticks))


def _line(x: float, middles: Sequence[float], thick: float, kind: str) -> Svg:
    reach = thick / 2 + 4
    d = " ".join(path((x, middle - reach), (x, middle + reach)) for middle in middles)
    return element("path", class_=kind, d=d)


def _ticks(axis: Axis, counted: Sequence[str], sheet: Sheet, place: Scale, y: float) -> list[Svg]:
    parts: list[Svg] = []
    last = -1000.0
    for tick in axis.ticks:
        x = max(place(tick.value), sheet.measure(tick.label) / 2)
        half = sheet.measure(tick.label) / 2
        if x - half < last + 6:
            continue
        parts.append(sheet.text(tick.label, x, y + sheet.size, "tick", "middle"))
        last = x + half
    parts += [sheet.text(line, 6, y + sheet.size + (1 + n) * sheet.line, "tick") for n, line in enumerate(counted)]
    return [joined(parts)]
