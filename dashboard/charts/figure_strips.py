"""The rows of a plotly figure of strips: its upright axis is in pixels, so that words have their room above marks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import chain

import plotly.graph_objects as go

from dashboard.charts.description import Chart
from dashboard.charts.figure_marks import WORD_SIZE, WordLine, words_trace
from dashboard.charts.labels import wrapped
from dashboard.charts.strips import strips
from dashboard.charts.theme import Theme

_WIDTH, _LINE, _LEVEL, _GAP = 320.0, 16, 18, 10
"""The words fit a page of 360 px."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A chart whose marks know their height, the lines of words with theirs, and how high all of it is, in pixels.

    A line is its words, its height from the top, and whether it is quiet. ``between`` is the height at which the
    figures for a period begin, 0 where none stand under running totals.
    """

    chart: Chart
    lines: tuple[WordLine, ...]
    height: float
    between: float

    def words(self, theme: Theme) -> go.Scatter:
        """All lines of words as one trace."""
        return words_trace(self.lines, 0, theme)

    def axis(self) -> dict[str, object]:
        """What the upright axis has of its own: pixels from the top, without ticks."""
        return {"tickvals": [], "ticktext": [], "range": [self.height, 0.0], "fixedrange": True}


def rows_of(chart: Chart) -> Rows:
    """The rows of a chart of strips: under its heading each strip, and above its marks the words that name them."""
    heights: dict[str, float] = {}
    lines: list[WordLine] = []
    y, panel, between = 0.0, "", 0.0
    for strip in strips(chart):
        if chart.for_periods is not None and strip.marks[0].for_period and not between:
            between = y = y + _GAP
        heading = [(strip.lane.panel, False)] if strip.lane.panel != panel else []
        panel = strip.lane.panel
        y += _GAP
        for words, quiet in (
            *heading,
            (strip.lane.row, True),
            *chain.from_iterable(((words, False), (said, True)) for _, words, said in strip.named),
            (strip.others, True),
        ):
            for line in wrapped(words, _WIDTH, WORD_SIZE):
                y += _LINE
                lines.append((line, y, quiet))
        heights |= {
            mark.code: y + (level + 0.7) * _LEVEL for mark, level in zip(strip.marks, strip.levels, strict=True)
        }
        y += (strip.height + 0.4) * _LEVEL
    marks = tuple(replace(mark, height=heights[mark.code]) for mark in chart.marks)
    return Rows(replace(chart, marks=marks), tuple(lines), y, between)
