"""Drawing who supplies whom: a band for each claim, from its supplier on the left to its recipient on the right."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.description import Chart, Mark
from dashboard.charts.element import Svg, element, joined, number, path
from dashboard.charts.grammar.bounds import look
from dashboard.charts.labels import wrapped
from dashboard.charts.shapes import linked
from dashboard.charts.sheet import Drawing, Sheet

LEAST = 4.0
BEND = 0.7
"""How far along its way a band begins to bend: words stand above what is still straight."""


@dataclass(frozen=True, slots=True)
class Band:
    """One claim: where its band begins and ends, and how wide it is."""

    mark: Mark
    left: float
    right: float
    width: float


def draw_bands(chart: Chart, sheet: Sheet) -> Drawing:
    """The drawing of a chart of bands: words stand above the beginning of each, recipients beside its end."""
    most = 220.0 if sheet.wide else 150.0
    margin = 200.0 if sheet.wide else 96.0
    edge = sheet.width - margin
    whole = sum(mark.figure or 0.0 for mark in chart.marks) or 1.0
    parts: list[Svg] = []
    words: list[Svg] = []
    starts: list[tuple[Mark, float, float]] = []
    y = 4.0
    for mark in chart.marks:
        # No axis says when it was stated.
        weak = f"; weak evidence ({mark.grade})" if mark.weak else ""
        lead = f"{mark.start}: {mark.label}, stated {mark.stated_on_words}{weak}"
        for line in wrapped(lead, edge * BEND, sheet.size):
            words.append(sheet.text(line, 0, y + sheet.size, f"figure {mark.side}"))
            y += sheet.line
        width = max(LEAST, (mark.figure or 0.0) / whole * most)
        starts.append((mark, y + 4, width))
        y += width + 18
    bands = _ends(starts, y)
    parts.extend(linked(band.mark, _body(band, edge, sheet)) for band in bands)
    for name in dict.fromkeys(mark.end for mark in chart.marks):
        into = [band for band in bands if band.mark.end == name]
        top, bottom = into[0].right, into[-1].right + into[-1].width
        parts.append(element("rect", class_="node", x=edge, y=top, width=8.0, height=bottom - top))
        lines = wrapped(name, margin - 20, sheet.size)
        first = (top + bottom) / 2 - (len(lines) - 1) * sheet.line / 2 + 5
        words.extend(sheet.text(line, edge + 16, first + n * sheet.line, "strong") for n, line in enumerate(lines))
    return Drawing([joined(parts), *words], y)


def _ends(starts: list[tuple[Mark, float, float]], height: float) -> list[Band]:
    """Where each band ends: those of one recipient one under the other, in the middle of where they begin."""
    bands: list[Band] = []
    floor = 0.0
    for name in dict.fromkeys(mark.end for mark, _, _ in starts):
        into = [start for start in starts if start[0].end == name]
        whole = sum(width for _, _, width in into)
        middle = (into[0][1] + into[-1][1] + into[-1][2]) / 2
        at = max(floor, middle - whole / 2)
        for mark, left, width in into:
            bands.append(Band(mark, left, at, width))
            at += width
        floor = at + 24
    return bands


def _body(band: Band, edge: float, sheet: Sheet) -> Svg:
    turn, half = edge * BEND, edge * (1 + BEND) / 2
    a, b, w = band.left, band.right, band.width
    n = number
    outline = (
        f"M0 {n(a)}H{n(turn)}C{n(half)} {n(a)} {n(half)} {n(b)} {n(edge)} {n(b)}V{n(b + w)}"
        f"C{n(half)} {n(b + w)} {n(half)} {n(a + w)} {n(turn)} {n(a + w)}H0z"
    )
    shown = look(band.mark.shape)
    # A ceiling is not filled: nothing says how much of it is there.
    shapes = [element("path", class_="wash" if shown.filled else "paper-fill", d=outline)]
    if band.mark.hatched:
        shapes = [element("path", class_="hatched", d=outline, fill=sheet.ids.hatched(band.mark))]
    shapes.append(element("path", class_="outline", d=outline))
    if shown.arrow:
        # An open end: nothing says how much wider the band is.
        y, x = a + w, 14.0
        arrow = path((x - 5, y + 5), (x, y + 10), (x + 5, y + 5))
        shapes.append(element("path", class_="line", d=f"{path((x, y), (x, y + 10))}{arrow}"))
    return joined(shapes)
