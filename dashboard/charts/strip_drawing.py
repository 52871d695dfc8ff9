"""Drawing strips: on a wide sheet the words of a row stand beside its marks, on a narrow one above them."""

from __future__ import annotations

from itertools import groupby

from dashboard.charts.description import Axis, Chart, Mark
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.grammar.bounds import bar
from dashboard.charts.labels import wrapped
from dashboard.charts.multiples import Columns
from dashboard.charts.rows import repeated, ticks
from dashboard.charts.scales import Scale
from dashboard.charts.shapes import linked, lying
from dashboard.charts.sheet import Drawing, Sheet
from dashboard.charts.strips import Named, Strip, strips

THICK = 11.0


def draw_strips(chart: Chart, sheet: Sheet) -> Drawing:
    """The drawing of a chart whose lanes are strips; all of one axis share its scale."""
    columns = Columns(150.0, 470.0, 510.0) if sheet.wide else Columns(10.0, sheet.width - 22.0, 0.0)
    parts: list[Svg] = []
    y = 4.0
    cut = None
    every = strips(chart)
    # Where a panel is no side's, as a year is, no heading has a hue: some would have one by chance.
    by_panel = groupby(every, key=lambda strip: strip.lane.panel)
    of_sides = all(len({mark.side for strip in rows for mark in strip.marks}) == 1 for _, rows in by_panel)
    # Figures for a period stand under running totals, with a scale of their own.
    for axis, of_axis in groupby(every, key=lambda strip: chart.quantities(strip.marks[0])):
        place = Scale(axis, columns.start, columns.end)
        if parts:
            cut = len(parts), y
            y += 18
        since = y
        for number, (panel, of_panel) in enumerate(groupby(of_axis, key=lambda strip: strip.lane.panel)):
            rows = list(of_panel)
            if said := repeated(axis, sheet, place, since, y):
                parts += said
                since = y = y + 2 * sheet.line + 10
                # The first two panels may be the two sides, which are not parted.
                cut = cut or ((len(parts), y) if number > 1 else None)
            y += 14 if parts else 0
            hue = rows[0].marks[0].side if of_sides else "neutral"
            for line in wrapped(panel, sheet.width * 0.94, sheet.size):
                parts.append(sheet.text(line, 0, y + sheet.size, f"group {hue}"))
                y += sheet.line
            for strip in rows:
                y += 8 if sheet.wide else 5
                drawn, y = _row(strip, axis, sheet, place, columns, y)
                parts.extend(drawn)
        y += 4
        parts.extend(ticks(axis, sheet, place, y))
        y += 2 * sheet.line + 6
    return Drawing(parts, y, cut=cut)


def _row(strip: Strip, axis: Axis, sheet: Sheet, place: Scale, columns: Columns, y: float) -> tuple[list[Svg], float]:
    """One strip from a height on, and the height that it ends at.

    On a wide sheet each mark stands beside the words that name it, the lowest figure first, where they name all.
    """
    below = y + (0 if sheet.wide else len(_label(strip, sheet)) * sheet.line)
    names: dict[str, list[Svg]] = {}
    beside: dict[str, float] = {}
    aligned = sheet.wide and strip.all_named
    for mark, name, said in sorted(strip.named, key=_size) if aligned else strip.named:
        beside[mark.code] = below + sheet.line / 2
        names[mark.code], below = _named(name, said, sheet, columns, below)
    words = _lines(strip.others, "soft", sheet, columns, below) if strip.others else []
    below += len(words) * sheet.line
    first = (y if sheet.wide else below + 2) + sheet.line / 2
    step = sheet.line - 2
    if not aligned:
        beside = {mark.code: first + level * step for mark, level in zip(strip.marks, strip.levels, strict=True)}
    marks = [
        linked(
            mark,
            *names.get(mark.code, ()),
            _target(mark, place, beside[mark.code], step),
            bar(mark, sheet.ids, lying, place, beside[mark.code], THICK),
        )
        for mark in strip.marks
    ]
    bottom = max(beside.values()) + step / 2
    named = _label(strip, sheet)
    label = [sheet.text(line, 0, y + sheet.size + n * sheet.line, "soft") for n, line in enumerate(named)]
    grid = _grid(axis, place, first - step / 2 - 1, bottom + 1)
    return [grid, *label, *words, *marks], max(bottom + 4, below, y + len(named) * sheet.line if sheet.wide else 0)


def _size(named: Named) -> tuple[float, float, str]:
    return min(named.mark.values), max(named.mark.values), named.mark.code


def _label(strip: Strip, sheet: Sheet) -> list[str]:
    return wrapped(strip.lane.row, 140.0 if sheet.wide else sheet.width, sheet.size)


def _named(name: str, said: str, sheet: Sheet, columns: Columns, top: float) -> tuple[list[Svg], float]:
    """The words that name a mark, with when it was stated: on their last line where that has room, else below."""
    lines = _lines(name, "figure-name", sheet, columns, top)
    last = wrapped(name, _room(sheet, columns), sheet.size)[-1]
    at = columns.words + sheet.measure(last) + 8
    if at + sheet.measure(said) <= sheet.width:
        baseline = top + sheet.size + (len(lines) - 1) * sheet.line
        lines[-1] = _in_one(last, said, columns.words, baseline)
    else:
        lines += _lines(said, "soft", sheet, columns, top + len(lines) * sheet.line)
    return lines, top + len(lines) * sheet.line


def _in_one(name: str, said: str, x: float, baseline: float) -> Svg:
    parts = element("tspan", name, class_="figure-name"), element("tspan", said, class_="soft", dx=8.0)
    return element("text", *parts, class_="t", x=x, y=baseline)


def _room(sheet: Sheet, columns: Columns) -> float:
    return (sheet.width - columns.words) * 0.98


def _lines(words: str, kind: str, sheet: Sheet, columns: Columns, top: float) -> list[Svg]:
    found = wrapped(words, _room(sheet, columns), sheet.size)
    return [sheet.text(line, columns.words, top + sheet.size + n * sheet.line, kind) for n, line in enumerate(found)]


def _target(mark: Mark, place: Scale, middle: float, height: float) -> Svg:
    """Where a pointer finds a mark: as high as its level and at least as wide."""
    values = mark.values
    low, high = place(min(values)), place(max(values))
    return element(
        "rect", class_="hit", x=low - height / 2, y=middle - height / 2, width=high - low + height, height=height
    )


def _grid(axis: Axis, place: Scale, top: float, bottom: float) -> Svg:
    """The lines of the axis behind the marks of one row, and the line that it stands on."""
    lines = [
        element(
            "path",
            class_="axis" if tick.value == 0 else "grid",
            d=path((place(tick.value), top), (place(tick.value), bottom)),
        )
        for tick in axis.ticks
    ]
    return joined([element("path", class_="grid", d=path((place.start, bottom), (place.end, bottom))), *lines])
