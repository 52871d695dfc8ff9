"""Rows of which each begins where the one before ended, on one scale, with the whole below them: one small picture.

Places are computed, so it is no chart of claims, has no page of its own and no marks that link to one: the table
beside it holds the same, with the links. The shapes are those of the grammar: an outline with a closed cap is a
ceiling, of which nothing says how much is there; what is solid is a floor; an arrow has no end.
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
from dashboard.charts.sheet import Sheet
from dashboard.charts.theme import Side
from flows.wording import short


@dataclass(frozen=True, slots=True)
class Row:
    """One part or the whole: its words, and from where to where it is solid and outlined.

    ``onwards`` is from where it has no end, ``hatched`` that it is what could be made or carried, and ``short`` that it
    is what is missing. A row without a length is words alone.
    """

    label: str
    detail: str
    solid: tuple[float, float] | None = None
    outlined: tuple[float, float] | None = None
    onwards: float | None = None
    hatched: bool = False
    short: bool = False

    @property
    def values(self) -> tuple[float, ...]:
        """Every place that it reaches."""
        spans = [span for span in (self.solid, self.outlined) if span]
        return tuple(value for span in spans for value in span)


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
class Cascade:
    """What such a picture shows: its rows, what they count, the colour of their side, its name and its id."""

    slug: str
    title: str
    rows: tuple[Row, ...]
    counted: str
    side: Side


def draw_cascade(shown: Cascade, layout: Layout) -> str:
    """The picture in one layout, as an SVG element with a name and a description."""
    sheet = Sheet(layout, Ids(f"{shown.slug}-{layout}"))
    rows, side = shown.rows, shown.side
    axis = _axis([value for row in rows for value in row.values], f"{shown.counted}, computed")
    place = Scale(axis, 10.0, sheet.width - (30.0 if sheet.wide else 24.0))
    parts: list[Svg] = [hatching(sheet.ids, [side] if any(row.hatched for row in rows) else [])]
    thick, y = (18.0 if sheet.wide else 14.0), 4.0
    middles = []
    for row in rows:
        words, taken = _words(row, sheet, y)
        middle = y + taken + thick / 2 + 6
        parts += [*words, _shape(row, side, Bar(sheet.ids, lying, place, middle, thick / 2))]
        middles.append(middle)
        y = middle + thick / 2 + 12
    grid = [_line(place(tick.value), middles, thick, "axis" if tick.value == 0 else "grid") for tick in axis.ticks]
    parts = [*grid, *parts, *_ticks(axis, sheet, place, y)]
    height = y + 2 * sheet.line + 6
    prefix = sheet.ids.prefix
    return element(
        "svg",
        element("title", shown.title, id=f"{prefix}-title"),
        element("desc", "; ".join(f"{row.label}: {row.detail}" for row in rows), id=f"{prefix}-desc"),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_=f"chart-drawing {layout}",
        viewBox=f"0 0 {sheet.width:g} {height:g}",
        role="img",
        aria_labelledby=f"{prefix}-title",
        aria_describedby=f"{prefix}-desc",
    )


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


def _words(row: Row, sheet: Sheet, top: float) -> tuple[list[Svg], float]:
    baseline = top + sheet.size
    if sheet.measure(row.label, bold=True) + sheet.measure(row.detail) + 14 <= sheet.width:
        lead = element("tspan", row.label, class_="strong")
        rest = element("tspan", row.detail, class_="soft", dx=10.0)
        return [element("text", lead, rest, class_="t", x=0.0, y=baseline)], sheet.line
    parts = []
    for kind, words in (("strong", row.label), ("soft", row.detail)):
        for line in wrapped(words, sheet.width * (0.94 if kind == "strong" else 0.99), sheet.size):
            parts.append(sheet.text(line, 0, baseline, kind))
            baseline += sheet.line
    return parts, baseline - top - sheet.size


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
