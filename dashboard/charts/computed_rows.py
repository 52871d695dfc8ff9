"""Computed lengths as rows: each with its words above it, all on one axis, in one small drawing.

Every length here is computed, or stands beside one, and none is the mark of a claim: so this is no chart of claims and
has no marks that link to one. The shapes are those of the grammar: an outline with a closed cap is a ceiling, of which
nothing says how much is there; what is solid is a floor; an arrow has no end. The table beside it holds the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.charts.description import Axis, Layout, Tick
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.labels import wrapped
from dashboard.charts.scales import Scale, quantity_axis
from dashboard.charts.shapes import Bar, Ids, hatching, lying
from dashboard.charts.sheet import Sheet, caption
from dashboard.charts.theme import Side
from flows.estimates.interval import Interval
from flows.wording import short


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its words, and from where to where it is solid and outlined.

    ``onwards`` is from where it has no end, ``hatched`` that it is what could be made or carried, and ``short`` that it
    is what is missing. A row without a length is words alone. ``heading`` stands above the first of several;
    ``side`` is its hue where that is not the one of the drawing.
    """

    label: str
    detail: str
    solid: tuple[float, float] | None = None
    outlined: tuple[float, float] | None = None
    onwards: float | None = None
    hatched: bool = False
    short: bool = False
    heading: str = ""
    side: Side | None = None

    @property
    def values(self) -> tuple[float, ...]:
        """Every place that it reaches."""
        spans = [span for span in (self.solid, self.outlined) if span]
        return tuple(value for span in spans for value in span)


def reaching(
    label: str, detail: str, interval: Interval, *, hatched: bool = False, heading: str = "", side: Side | None = None
) -> Row:
    """The row of an interval: solid to its floor, outlined from there to its ceiling, an arrow where it has none.

    An interval that is open at both ends is words alone.
    """
    low, high = interval.low, interval.high
    if low is None and high is None:
        return Row(label, detail, heading=heading, side=side)
    floor = float(low or 0)
    solid = (0.0, floor) if floor else None
    # Without a length an outline is its cap alone: a single figure ends there.
    outlined = (floor, float(high)) if high is not None else None
    onwards = floor if high is None else None
    return Row(label, detail, solid, outlined, onwards, hatched, heading=heading, side=side)


def added(label: str, detail: str, begin: Decimal, low: Decimal, high: Decimal | None, *, hatched: bool = False) -> Row:
    """A row from where another ended: solid as far as its floor, then an outline to its ceiling, or an arrow."""
    solid = span(begin, begin + low)
    if high is None:
        return Row(label, detail, solid, onwards=float(begin + low))
    return Row(label, detail, solid, span(begin + low, begin + high), hatched=hatched)


def span(one: Decimal, other: Decimal) -> tuple[float, float] | None:
    """A length between two places; None where there is none."""
    return (float(min(one, other)), float(max(one, other))) if one != other else None


@dataclass(frozen=True, slots=True)
class Rows:
    """A drawing of computed rows: its name, what its axis counts, and the hue of its side."""

    name: str
    title: str
    axis: str
    side: Side
    rows: tuple[Row, ...]


def draw_computed(drawing: Rows, layout: Layout) -> str:
    """The drawing in one layout, as an SVG element that is one picture with a name and a description."""
    sheet = Sheet(layout, Ids(f"{drawing.name}-{layout}"))
    rows, side = drawing.rows, drawing.side
    axis = _axis([value for row in rows for value in row.values], drawing.axis)
    place = Scale(axis, 10.0, sheet.width - (30.0 if sheet.wide else 24.0))
    parts: list[Svg] = [hatching(sheet.ids, [side] if any(row.hatched for row in rows) else [])]
    thick, y = (18.0 if sheet.wide else 14.0), 4.0
    middles: list[float] = []
    for row in rows:
        if row.heading:
            heading, y = _heading(row.heading, sheet, y + (10 if middles else 0))
            parts += heading
        words, taken = caption(sheet, row.label, row.detail, y)
        middle = y + taken + thick / 2 + 6
        parts += [*words, _shape(row, row.side or side, Bar(sheet.ids, lying, place, middle, thick / 2))]
        middles.append(middle)
        y = middle + thick / 2 + 12
    grid = [_line(place(tick.value), middles, thick, "axis" if tick.value == 0 else "grid") for tick in axis.ticks]
    parts = [*grid, *parts, *_ticks(axis, sheet, place, y)]
    height = y + 2 * sheet.line + 6
    prefix = sheet.ids.prefix
    return element(
        "svg",
        element("title", drawing.title, id=f"{prefix}-title"),
        element("desc", "; ".join(f"{row.label}: {row.detail}" for row in rows), id=f"{prefix}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart-drawing {layout}",
        viewBox=f"0 0 {sheet.width:g} {height:g}",
        role="img",
        aria_labelledby=f"{prefix}-title",
        aria_describedby=f"{prefix}-desc",
    )


def _heading(words: str, sheet: Sheet, top: float) -> tuple[list[Svg], float]:
    """The words above the rows that they are of, and the height that they end at."""
    parts = []
    for line in wrapped(words, sheet.width * 0.94, sheet.size):
        parts.append(sheet.text(line, 0, top + sheet.size, "group neutral"))
        top += sheet.line
    return parts, top + 6


def _shape(row: Row, side: Side, bar: Bar) -> Svg:
    """The length of a row: solid as far as it is a floor, an outline with a cap up to a ceiling, an arrow onwards."""
    shapes = []
    if row.solid:
        start, end = (bar.place(value) for value in row.solid)
        shapes.append(bar.block("wash" if row.short else "solid", start, end))
        shapes += [bar.block("outline", start, end)] if row.short else []
    if row.outlined:
        start, end = (bar.place(value) for value in row.outlined)
        if row.hatched:
            shapes.append(bar.block("hatched", start, end, fill=f"url(#{bar.ids.hatch(side)})"))
        shapes += [bar.block("outline", start, end), bar.cap(end, 3)]
    if row.onwards is not None:
        shapes.append(bar.arrow(bar.place(row.onwards)))
    return element("g", *shapes, class_=f"mark {side}")


def _axis(values: Sequence[float], label: str) -> Axis:
    """An axis that holds nothing and every value, with round ticks both ways."""
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


def _ticks(axis: Axis, sheet: Sheet, place: Scale, y: float) -> list[Svg]:
    parts: list[Svg] = []
    last = -1000.0
    for tick in axis.ticks:
        x = max(place(tick.value), sheet.measure(tick.label) / 2)
        half = sheet.measure(tick.label) / 2
        if x - half < last + 6:
            continue
        parts.append(sheet.text(tick.label, x, y + sheet.size, "tick", "middle"))
        last = x + half
    parts.append(sheet.text(axis.label, 6, y + sheet.size + sheet.line, "tick"))
    return [joined(parts)]
