"""Got, made and fired as one small drawing: what was there, made and came at the most, less what was used at the least.

Every length here is computed, and none is a claim: so it is no chart of claims, has no page of its own and no marks
that link to one. The shapes are those of the grammar: an outline with a closed cap is a ceiling, of which nothing says
how much is there; what is solid is a floor; an arrow has no end. The table beside it holds the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from dashboard.charts.description import Axis, Layout, Tick
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.labels import wrapped
from dashboard.charts.marks import side_of
from dashboard.charts.scales import Scale, quantity_axis
from dashboard.charts.shapes import Bar, Ids, hatching, lying
from dashboard.charts.sheet import Sheet
from dashboard.charts.theme import Side
from flows.estimates.balance import TermAnswer
from flows.measures.balance import BalanceAnswer
from flows.measures.balance_words import settled_said, term_said
from flows.vocabulary import Caution
from flows.wording import COMPUTED, grouped, short, when


@dataclass(frozen=True, slots=True)
class Row:
    """One term or the closing stock: its words, and from where to where it is solid and outlined.

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


def rows_of(answer: BalanceAnswer) -> tuple[Row, ...]:
    """Each term from where the one before ended, in the most generous case, and the closing stock from nothing.

    After a term without a ceiling nobody knows where the next one begins: those rows begin at nothing.
    """
    rows: list[Row] = []
    at: Decimal | None = Decimal(0)
    for term in answer.terms:
        low, high = term.interval.low or Decimal(0), term.interval.high
        sign = "+" if term.term.adds else "\N{MINUS SIGN}"
        label = term.term.label.capitalize() if not rows else f"{sign} {term.term.label}"
        begin = at or Decimal(0)
        capacity = bool(term.readings) and all(Caution.CAPACITY in reading.cautions for reading in term.readings)
        if not term.readings:
            at = None if term.term.adds else at
            rows.append(Row(label, term_said(term)))
        elif term.term.adds:
            rows.append(_added(label, term_said(term), begin, low, high, hatched=capacity))
            at = None if at is None or high is None else at + high
        else:
            end = begin - low if at is not None else low
            rows.append(Row(label, _at_the_least(term), _span(begin, end)))
            at = None if at is None else end
    settled = answer.settled
    label = f"= in store on {when(answer.subject.end)}"
    if settled.closing is None:
        missing = settled.short_by or Decimal(0)
        return (*rows, Row(label, settled_said(settled), solid=_span(Decimal(0), -missing), short=True))
    low, high = settled.closing.low or Decimal(0), settled.closing.high
    return (*rows, _added(label, settled_said(settled), Decimal(0), low, high, hatched=False))


def _at_the_least(term: TermAnswer) -> str:
    """What was used in the most generous case."""
    low, high = term.interval.low, term.interval.high
    if low == high or (not low and high is None):
        return term_said(term)
    return f"at the least {grouped(low)}" if low else f"{term_said(term)}, and nothing at the least"


def _added(label: str, detail: str, begin: Decimal, low: Decimal, high: Decimal | None, *, hatched: bool) -> Row:
    solid = _span(begin, begin + low)
    if high is None:
        return Row(label, detail, solid, onwards=float(begin + low))
    return Row(label, detail, solid, _span(begin + low, begin + high), hatched=hatched)


def _span(one: Decimal, other: Decimal) -> tuple[float, float] | None:
    return (float(min(one, other)), float(max(one, other))) if one != other else None


def draw_balance(answer: BalanceAnswer, layout: Layout) -> str:
    """The drawing in one layout, as an SVG element that is one picture with a name and a description."""
    sheet = Sheet(layout, Ids(f"balance-{layout}"))
    rows = rows_of(answer)
    axis = _axis([value for row in rows for value in row.values], answer.munition.plural)
    place = Scale(axis, 10.0, sheet.width - (30.0 if sheet.wide else 24.0))
    side = side_of(answer.side.code)
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
        element("title", f"Got, made and fired, {answer.side.name}: {COMPUTED}", id=f"{prefix}-title"),
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
    parts.append(sheet.text(f"{axis.label}, computed", 6, y + sheet.size + sheet.line, "tick"))
    return [joined(parts)]
