"""Plotly traces of the marks of a chart.

Each mark is one point whose ``customdata`` is its code, figures as stated, quote and the address of its page; bars
behind the points say how far a floor, a ceiling or a range reaches.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from math import sqrt
from typing import TypeAlias

import plotly.graph_objects as go
from plotly.basedatatypes import BaseTraceType

from dashboard.charts.areas import radii
from dashboard.charts.description import Chart, Link, Mark
from dashboard.charts.grammar import fills
from dashboard.charts.grammar.bounds import look
from dashboard.charts.grammar.outlines import outline_of
from dashboard.charts.grammar.signs import DENIAL_SYMBOL, breaks
from dashboard.charts.rows import panels
from dashboard.charts.theme import TOKENS, Theme, side_colour, washed

Trace: TypeAlias = BaseTraceType
Place: TypeAlias = float | str | None
"""Where a point lies on an axis: a number, a day as ISO 8601, or nowhere, which ends a line."""
WordLine: TypeAlias = tuple[str, float, bool]
"""A line of words, its height on an upright axis in pixels, and whether it is quiet."""
WORD_SIZE = 13
"""The size of such words, in pixels."""

PALE = 0.3
"""How much of its colour what would be solid keeps where the evidence is weak, as in chart.css."""
HOVER = "%{customdata[2]}<extra></extra>"


def mark_traces(chart: Chart, theme: Theme) -> list[Trace]:
    """The traces of a chart on two axes, those behind first; rows for a period, if there are others, on a third."""
    if chart.for_periods is not None:
        totals, periods = (
            replace(chart, marks=tuple(marks), links=_links(chart, marks), for_periods=None)
            for _, marks in panels(chart)
        )
        return [*mark_traces(totals, theme), *(t.update(xaxis="x2") for t in mark_traces(periods, theme))]
    if not chart.marks:
        return []
    return [
        *_row_ranges(chart, theme),
        *_lines(chart, theme),
        *_span(chart, theme),
        *_reaches(chart, theme),
        *_periods(chart, theme),
        *_halos(chart, theme),
        *_ends(chart, theme),
        *_points(chart, theme, [mark for mark in chart.marks if mark.weak]),
        *_breaks(chart, theme),
        *_points(chart, theme, [mark for mark in chart.marks if not mark.weak]),
    ]


def _links(chart: Chart, marks: list[Mark]) -> tuple[Link, ...]:
    codes = {mark.code for mark in marks}
    return tuple(link for link in chart.links if {link.start, link.end} <= codes)


def colour_of(mark: Mark, theme: Theme) -> str:
    """The hue of the side that a mark is about; grey where the claim no longer stands."""
    return TOKENS[theme]["ink-faint"] if mark.faded else side_colour(mark.side, theme)


def evidence(marks: Iterable[Mark]) -> list[list[str]]:
    """What each point carries: its code, its figures, its quote and where its page is."""
    return [[mark.code, mark.figures, mark.quote, mark.href] for mark in marks]


def _points(chart: Chart, theme: Theme, marks: list[Mark]) -> list[Trace]:
    """The points of some marks; nothing for none. What breaks a weak one must break none that lies over it."""
    if not marks:
        return []
    worded = any(mark.worded for mark in marks)
    colours = [colour_of(mark, theme) for mark in marks]
    inside = [_inside(chart, mark, theme) for mark in marks]
    return [
        go.Scatter(
            x=[_x(chart, mark) for mark in marks],
            y=[_y(chart, mark) for mark in marks],
            mode="markers+text" if worded else "markers",
            textposition="top center",
            cliponaxis=False,
            text=[mark.word if mark.worded else "" for mark in marks] if worded else None,
            marker={
                "symbol": [_symbol(chart, mark) for mark in marks],
                "size": _sizes(chart, marks),
                "color": inside,
                "line": {"width": [1 if mark.light else 2 for mark in marks]}
                | ({"color": colours} if inside != colours else {}),
                "opacity": 1,
            },
            customdata=evidence(marks),
            hovertemplate=HOVER,
            name="claims",
        )
    ]


def _symbol(chart: Chart, mark: Mark) -> str:
    """By basis where marks are areas, by bound where the mark is the end of a bar, else by stage."""
    if mark.denial:
        return DENIAL_SYMBOL
    if chart.form == "areas":
        return outline_of(mark).symbol
    symbols = None if _has_no_bar(chart, mark) else look(mark.shape).symbols
    if symbols is not None and (chart.lies or chart.form == "field"):
        return symbols[0 if chart.lies else 1]
    return fills.symbol(mark)


def _sizes(chart: Chart, marks: Sequence[Mark]) -> list[float]:
    radius = radii(chart, 20.0)
    return [_area(mark, radius[mark.code]) if chart.form == "areas" else _size(mark) for mark in marks]


def _inside(chart: Chart, mark: Mark, theme: Theme) -> str:
    """The colour of a point: of a weak one the outline keeps it, and what would be solid is pale."""
    colour = colour_of(mark, theme)
    return washed(colour, PALE) if mark.weak and not _symbol(chart, mark).endswith(("-open", "-open-dot")) else colour


def _breaks(chart: Chart, theme: Theme) -> list[Trace]:
    """What breaks the outline of each weak mark, by the colour of the paper: plotly knows no broken outlines."""
    marks = [mark for mark in chart.marks if mark.weak and not mark.worded]
    if not marks:
        return []
    return [
        go.Scatter(
            x=[_x(chart, mark) for mark in marks],
            y=[_y(chart, mark) for mark in marks],
            mode="markers",
            cliponaxis=False,
            marker={
                "symbol": [breaks(mark) for mark in marks],
                "size": [size + 6 for size in _sizes(chart, marks)],
                "color": TOKENS[theme]["paper"],
                "line": {"width": [1.5 if mark.light else 2.5 for mark in marks]},
            },
            hoverinfo="skip",
            name="weak evidence",
        )
    ]


def _halos(chart: Chart, theme: Theme) -> list[Trace]:
    """The soft ring around each approximate point."""
    marks = [mark for mark in chart.marks if look(mark.shape).soft and chart.form != "areas"]
    return _behind(chart, marks, theme, "circle", "approximate", 0, 0.28)


def _ends(chart: Chart, theme: Theme) -> list[Trace]:
    """Open arrows at a floor and caps at a ceiling, for marks whose point is not itself the end of a bar."""
    if chart.form == "areas" or chart.lies:
        return []
    free = [mark for mark in chart.marks if chart.form != "field" or _has_no_bar(chart, mark)]
    looks = [(mark, look(mark.shape)) for mark in free if not mark.denial]
    ends = {mark.code: shown.symbols[1] for mark, shown in looks if shown.from_zero and shown.symbols}
    marks = [mark for mark in chart.marks if mark.code in ends]
    return _behind(chart, marks, theme, list(ends.values()), "open and closed ends", 1.5, 1)


def _behind(
    chart: Chart, marks: list[Mark], theme: Theme, symbol: str | list[str], name: str, line: float, opacity: float
) -> list[Trace]:
    """A larger symbol around each of some points; nothing for none."""
    if not marks:
        return []
    return [
        go.Scatter(
            x=[_x(chart, mark) for mark in marks],
            y=[_y(chart, mark) for mark in marks],
            mode="markers",
            marker={
                "symbol": symbol,
                "size": [_size(mark) + 10 for mark in marks],
                "color": [colour_of(mark, theme) for mark in marks],
                "line": {"width": line},
                "opacity": opacity,
            },
            hoverinfo="skip",
            name=name,
        )
    ]


def _reaches(chart: Chart, theme: Theme) -> list[Trace]:
    """The bars behind the ends, a trace for each hue; lines for the ranges of ratios."""
    if chart.form == "ratios":
        return _ranges(chart, theme)
    if not chart.lies and chart.form != "field":
        return []
    hues: dict[str, list[tuple[Mark, float, float]]] = {}
    for mark in chart.marks:
        reach = None if _has_no_bar(chart, mark) else look(mark.shape).reach(mark)
        if reach is not None:
            hues.setdefault(colour_of(mark, theme), []).append((mark, *reach))
    return [_bars(hue, bars, chart, theme) for hue, bars in hues.items()]


def _bars(hue: str, bars: list[tuple[Mark, float, float]], chart: Chart, theme: Theme) -> Trace:
    marks = [mark for mark, _, _ in bars]
    lengths = [end - start for _, start, end in bars]
    lying = chart.lies
    wide = 9.0 if chart.form == "strips" else 0.2 if lying else (chart.x.high - chart.x.low) * 86_400_000 * 0.009
    solid = [(look(mark.shape).filled and mark.fill != "open") or mark.hatched for mark in marks]
    return go.Bar(
        orientation="h" if lying else "v",
        base=[start for _, start, _ in bars],
        x=lengths if lying else [_x(chart, mark) for mark in marks],
        y=[_y(chart, mark) for mark in marks] if lying else lengths,
        width=[wide * (0.5 if mark.light or look(mark.shape).thin else 1) for mark in marks],
        marker={
            "color": [
                (washed(hue, PALE) if (mark.weak or mark.fill == "half") and not mark.hatched else hue)
                if filled
                else TOKENS[theme]["paper"]
                for mark, filled in zip(marks, solid, strict=True)
            ],
            "line": {"color": hue, "width": 1.5},
            "pattern": {
                # Replace: the lines take the colour of the bar, over paper.
                "fillmode": "replace",
                "shape": ["/" if mark.hatched else "" for mark in marks],
                "bgcolor": TOKENS[theme]["paper"],
                "size": 6,
                "solidity": 0.25,
            },
        },
        hoverinfo="skip",
        name="bounds",
    )


def _ranges(chart: Chart, theme: Theme) -> list[Trace]:
    """Ranges of ratios as lines; the open ends are arrows."""
    x: list[Place] = []
    y: list[Place] = []
    for mark in chart.marks:
        if look(mark.shape).thin:
            x += [_x(chart, mark), _x(chart, mark), None]
            y += [mark.low, mark.high, None]
    return [_line(x, y, "ranges", side_colour("to-first", theme), 3)] if x else []


def _periods(chart: Chart, theme: Theme) -> list[Trace]:
    """The time that each figure is about, at every stated figure, of a ratio or in a row once; thicker for brackets."""
    if chart.form not in ("field", "ratios"):
        return []
    lines: dict[tuple[str, float], tuple[list[Place], list[Place]]] = {}
    for mark in chart.marks:
        until = _end(chart) if mark.runs_on else mark.until
        if until is not None and mark.day is not None:
            bracket = _has_bracket(chart, mark)
            look_of = (colour_of(mark, theme), 2.0) if bracket else (TOKENS[theme]["ink-faint"], 1.0)
            x, y = lines.setdefault(look_of, ([], []))
            for value in [_y(chart, mark)] if mark.ratio or mark.height is not None else mark.values:
                x += [mark.day.isoformat(), min(until, _end(chart)).isoformat(), None]
                y += [value, value, None]
    return [_line(x, y, "periods", colour, width) for (colour, width), (x, y) in lines.items()]


def _has_bracket(chart: Chart, mark: Mark) -> bool:
    """Whether a mark is a bracket over its period, and not a bar."""
    return mark.for_period and chart.form == "field"


def _has_no_bar(chart: Chart, mark: Mark) -> bool:
    """Whether a mark of a field is a point: a figure for a period, and a floor or ceiling that stands on a line."""
    return _has_bracket(chart, mark) or (chart.steps and look(mark.shape).from_zero)


def _span(chart: Chart, theme: Theme) -> list[Trace]:
    """How far apart the newest totals stood: two edges, each dashed where its end is open, and nothing between them."""
    if not any(step.low is not None for step in chart.span):
        return []
    ends = [*(step.day.isoformat() for step in chart.span[1:]), _last(chart)]
    edges: dict[str, tuple[list[Place], list[Place]]] = {"": ([], []), "dash": ([], [])}
    for step, end in zip(chart.span, ends, strict=True):
        if step.low is None:
            continue
        for value, is_open in ((step.high, step.open_high), (step.low, step.open_low)):
            x, y = edges["dash" if is_open else ""]
            x += [step.day.isoformat(), end, None]
            y += [value, value, None]
    ink = TOKENS[theme]["ink"]
    return [
        _line(x, y, f"span, {'open ' if dash else ''}edges", ink, 1.8).update(line={"dash": dash or None})
        for dash, (x, y) in edges.items()
        if x
    ]


def _row_ranges(chart: Chart, theme: Theme) -> list[Trace]:
    """From the lowest to the highest figure of the rows of one panel and year: an area behind them."""
    ranges: dict[tuple[str, str, tuple[float, float]], list[int]] = {}
    for number, lane in enumerate(chart.lanes):
        if lane.reach is not None:
            ranges.setdefault((lane.panel, lane.row, lane.reach), []).append(number)
    if not ranges:
        return []
    x: list[Place] = []
    y: list[Place] = []
    for (*_, (low, high)), rows in ranges.items():
        top, bottom = rows[0] - 0.2, rows[-1] + 0.2
        x += [low, high, high, low, low, None]
        y += [top, top, bottom, bottom, top, None]
    colour = colour_of(chart.marks[0], theme)
    outline = _line(x, y, "ranges", colour, 0.5)
    outline.update(fill="toself", fillcolor=washed(colour, 0.12))
    return [outline]


def _lines(chart: Chart, theme: Theme) -> list[Trace]:
    """Joins between a claim and its successor, and the steps of claims that stand; grey where superseded.

    A range that stands has a line at both of its ends, a capacity is an open ribbon, and a weak claim is dotted.
    """
    marks = {mark.code: mark for mark in chart.marks}
    lines: dict[tuple[str, bool, bool], tuple[list[Place], list[Place]]] = {}
    # Between rows they would run through words, which say it.
    for link in () if chart.form == "rows" else chart.links:
        one, other = marks[link.start], marks[link.end]
        x, y = lines.setdefault((TOKENS[theme]["ink-faint"], chart.steps and one.hatched, False), ([], []))
        x += [_x(chart, one), *([_x(chart, other)] if chart.steps else []), _x(chart, other), None]
        y += [_y(chart, one), *([_y(chart, one)] if chart.steps else []), _y(chart, other), None]
    for mark in chart.marks if chart.steps else ():
        if not (mark.faded or mark.for_period):
            x, y = lines.setdefault((colour_of(mark, theme), mark.hatched, bool(mark.weak)), ([], []))
            for value in mark.values:
                x += [_x(chart, mark), _last(chart), None]
                y += [value, value, None]
    return [
        trace
        for (colour, capacity, weak), (x, y) in lines.items()
        for trace in (
            (_line(x, y, "capacity", colour, 6), _line(x, y, "capacity, inside", TOKENS[theme]["paper"], 3.6))
            if capacity
            else (_line(x, y, "standing", colour, 1.2).update(line={"dash": "dot" if weak else None}),)
        )
    ]


def _line(x: list[Place], y: list[Place], name: str, colour: str, width: float) -> Trace:
    return go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": width}, hoverinfo="skip", name=name)


def _last(chart: Chart) -> str:
    """The end of the axis of time."""
    return _end(chart).isoformat()


def _end(chart: Chart) -> date:
    return date.fromordinal(int(chart.x.high))


def _x(chart: Chart, mark: Mark) -> Place:
    if chart.lies:
        return mark.figure
    start = min(mark.day or mark.stated_on, _end(chart))
    return (start + (min(mark.last_day, _end(chart)) - start) / 2).isoformat()


def _y(chart: Chart, mark: Mark) -> Place:
    if chart.form == "areas":
        return float(mark.lane or 0)
    if mark.height is not None:
        return mark.height
    if chart.form in ("rows", "lanes"):
        return _lane(chart, mark)
    if mark.ratio and mark.low is not None and mark.high is not None:
        # On a log axis the middle of a range is its geometric mean.
        return sqrt(mark.low * mark.high)
    return mark.figure


def _lane(chart: Chart, mark: Mark) -> float:
    """The row of a mark; what one claimant said on one day stands in one row, one under the other."""
    day = [other.code for other in chart.marks if (other.lane, other.day) == (mark.lane, mark.day)]
    return (mark.lane or 0) + 0.3 * day.index(mark.code) / max(len(day) - 1, 1)


def _area(mark: Mark, radius: float) -> float:
    """The size of a mark whose area is its figure, in pixels across."""
    return 2 * radius or (1 if mark.worded else 12)


def _size(mark: Mark) -> int:
    if mark.worded:
        return 1
    return 7 if mark.light else 12


def words_trace(lines: Iterable[WordLine], x: str | float, theme: Theme) -> go.Scatter:
    """Lines of words as one trace, all beginning at one place: a note for each would weigh more than the marks."""
    every, tokens = tuple(lines), TOKENS[theme]
    return go.Scatter(
        x=[x] * len(every),
        y=[y for _, y, _ in every],
        text=[line for line, _, _ in every],
        mode="text",
        textposition="top right",
        textfont={"size": WORD_SIZE, "color": [tokens["ink-soft" if quiet else "ink"] for *_, quiet in every]},
        cliponaxis=False,
        hoverinfo="skip",
        name="words",
    )
