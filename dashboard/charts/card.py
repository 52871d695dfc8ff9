"""The card of a page for those who see only a link to it: 1200 by 630, as other sites show them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from dashboard.charts.description import Chart
from dashboard.charts.element import Svg, element
from dashboard.charts.key import key_of
from dashboard.charts.labels import wrapped
from dashboard.charts.standalone import standalone
from dashboard.charts.theme import TOKENS

WIDTH, HEIGHT = 1200, 630
NAME = "Munitions Flows"
_MARGIN, _FOOT = 64.0, 74.0
_TITLES = ((54.0, 3), (40.0, 5))
"""The size of a title with the most lines that it may take, the larger first."""
_WORDS = 32.0
_ACROSS = WIDTH - 2 * _MARGIN
_ROOM = HEIGHT - _FOOT
# The measure is that of a broad sans: the sans of the site runs narrower, its bold serif as much wider.
_SANS, _SERIF = 1.08, 1 / 1.07
_LEAST, _LEAST_CUT = 0.62, 0.75
"""How far a chart may be scaled down to be there whole, and where only its first rows are there."""


def text_card(title: str, words: str, foot: str) -> str:
    """The title of a page and what it is about, over the name of the site and ``foot``; what has no room is cut short
    at a word, the words below before the title."""
    size, most = next(
        (fit for fit in _TITLES if len(wrapped(title, _ACROSS * _SERIF, fit[0])) <= fit[1]),
        _TITLES[-1],
    )
    y = _MARGIN + size * 0.8
    parts: list[Svg] = []
    for line in _cut(title, _ACROSS * _SERIF, size, most):
        parts.append(_text(line, y, size, "ink", serif=True))
        y += size * 1.2
    y += 14
    room = int((_ROOM - 12 - y) // (_WORDS * 1.4)) + 1
    for line in _cut(words, _ACROSS * _SANS, _WORDS, room):
        parts.append(_text(line, y, _WORDS, "ink-soft"))
        y += _WORDS * 1.4
    return _card(parts, foot)


def chart_card(chart: Chart, foot: str) -> str:
    """A chart as it stands in its own file, over the name of the site and ``foot``, as large as it fits.

    Of one that is too high its first rows are there, and only whole ones; of one without rows its words.
    """
    part = _scaled(chart, _LEAST) or _first_rows(chart)
    if part is None:
        return text_card(chart.title, f"{chart.subtitle} {chart.source_line}", foot)
    return _card([part], foot)


def _scaled(chart: Chart, least: float) -> Svg | None:
    """The file of a chart, as large as the card has room for; None where it would be smaller than ``least``."""
    drawing = standalone(chart, "light").partition("\n")[2]
    width, height = _size(drawing)
    scale = min(WIDTH / width, _ROOM / height)
    if scale < least:
        return None
    return element("g", Svg(drawing), transform=f"translate({(WIDTH - scale * width) / 2:.1f} 0) scale({scale:.4f})")


def _size(drawing: str) -> tuple[float, float]:
    width, height = re.findall(r'viewBox="0 0 (\S+) (\S+)"', drawing)[0]
    return float(width), float(height)


def _first_rows(chart: Chart) -> Svg | None:
    """As many whole panels as fit, or else rows, where rows lie on a scale of quantity; None where not one fits.

    Along time nothing is cut: a part of the rows would show a silence where the others speak.
    """
    ends = list(_ends(chart)) if chart.lies else []
    fitting = ends[: bisect_left(ends, True, key=lambda rows: _scaled(_cut_below(chart, rows), _LEAST_CUT) is None)]
    panels = [rows for rows in fitting if _opens(chart, rows)]
    return _scaled(_cut_below(chart, max(panels or fitting)), _LEAST_CUT) if fitting else None


def _ends(chart: Chart) -> Iterator[int]:
    """After how many rows a chart can be cut: never between two readings of one statement."""
    lanes = {mark.code: mark.lane or 0 for mark in chart.marks}
    joined = [sorted((lanes[link.start], lanes[link.end])) for link in chart.links]
    for rows in range(1, len(chart.lanes)):
        if not any(one < rows <= other for one, other in joined):
            yield rows


def _opens(chart: Chart, row: int) -> bool:
    """Whether a panel, or a group of rows, begins with a row."""
    lane, above = chart.lanes[row], chart.lanes[row - 1]
    return (lane.panel, lane.group) != (above.panel, above.group)


def _cut_below(chart: Chart, rows: int) -> Chart:
    """The chart with so many rows, and how many that is in place of its notes."""
    marks = tuple(mark for mark in chart.marks if (mark.lane or 0) < rows)
    codes = {mark.code for mark in marks}
    shown = replace(
        chart,
        marks=marks,
        links=tuple(link for link in chart.links if {link.start, link.end} <= codes),
        lanes=chart.lanes[:rows],
        for_periods=chart.for_periods if any(mark.for_period for mark in marks) else None,
        notes=(f"The first {rows} of {len(chart.lanes)} rows of the chart.",),
    )
    return replace(shown, key=key_of(shown))


def _card(parts: list[Svg], foot: str) -> str:
    top, paper = HEIGHT - _FOOT, TOKENS["light"]["paper"]
    baseline = HEIGHT - 27.0
    return element(
        "svg",
        element("rect", width=float(WIDTH), height=float(HEIGHT), fill=paper),
        *parts,
        element("rect", y=top, width=float(WIDTH), height=_FOOT, fill=paper),
        element("rect", y=top, width=float(WIDTH), height=2.0, fill=TOKENS["light"]["hairline"]),
        _text(NAME, baseline, 26.0, "ink", serif=True),
        _text(foot, baseline, 24.0, "ink-soft", x=WIDTH - _MARGIN, anchor="end"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=float(WIDTH),
        height=float(HEIGHT),
    )


def _text(
    words: str,
    y: float,
    size: float,
    colour: str,
    *,
    serif: bool = False,
    x: float = _MARGIN,
    anchor: str | None = None,
) -> Svg:
    return element(
        "text",
        words,
        x=x,
        y=y,
        fill=TOKENS["light"][colour],
        font_family="MF Serif" if serif else "MF Sans",
        font_size=size,
        font_weight="600" if serif else "400",
        text_anchor=anchor,
    )


def _cut(words: str, width: float, size: float, most: int) -> list[str]:
    """The words in at most so many lines, an ellipsis where some are left out."""
    lines = wrapped(words, width, size)
    if len(lines) <= most or not most:
        return lines[:most]
    return [*lines[: most - 1], f"{lines[most - 1].rstrip(',;:')} …"]
