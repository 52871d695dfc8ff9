"""The plotly figure of a chart, for exploring: the same marks and the same numbers as the drawing.

Only scatter, bar, scattergeo and sankey are in the bundle. No template is
sent, so a figure is small. Each mark is one point whose ``customdata`` is its code, figures as stated, quote and
the address of its page; bars behind the points say how far a floor, a ceiling or a range reaches.
"""

from __future__ import annotations

import json
from datetime import date
from math import log10, sqrt
from typing import Any

import plotly.graph_objects as go

from dashboard.charts.description import Axis, Chart, Map, Mark, Theme
from dashboard.charts.evidence_drawing import radius
from dashboard.charts.map_drawing import great_circle
from dashboard.charts.theme import TOKENS, side_colour

FAMILY = '"MF Sans", "Helvetica Neue", Arial, sans-serif'
_BASES = {
    "declared": "square-open",
    "estimate": "triangle-up-open",
    "derived-from-weight": "pentagon-open",
    "percent-of-target": "hexagon-open",
    "capacity-if-full": "circle-open-dot",
}
_HOVER = "%{customdata[2]}<extra></extra>"


def figure(chart: Chart, theme: Theme) -> dict[str, Any]:
    """The figure as a dictionary ready for JSON, with ``data`` and ``layout``; ValueError for an unknown theme."""
    if theme not in TOKENS:
        raise ValueError(f"{theme!r} is not a theme: light or dark")
    if chart.map is not None:
        traces = _map_traces(chart.map, theme)
    elif chart.x.kind == "flow":
        traces = _bands(chart, theme)
    else:
        traces = _traces(chart, theme)
    drawn = go.Figure(data=traces, layout=_layout(chart, theme))
    drawn.layout.template = None
    # Through JSON once: what comes back holds plain numbers and lists, and says so if it cannot.
    answer: dict[str, Any] = json.loads(drawn.to_json(remove_uids=True))
    answer["layout"].pop("template", None)
    inert: dict[str, Any] = _inert(answer)
    return inert


def _inert(value: Any) -> Any:
    """The same without a tag in any text: plotly reads some, as <a>, <b> and <br>, and what was stored is only text."""
    if isinstance(value, str):
        return value.replace("<", "&lt;")
    if isinstance(value, list):
        return [_inert(part) for part in value]
    if isinstance(value, dict):
        return {name: part if name == "hovertemplate" else _inert(part) for name, part in value.items()}
    return value


def _traces(chart: Chart, theme: Theme) -> list[Any]:
    traces: list[Any] = []
    traces.extend(_span(chart, theme))
    traces.extend(_lines(chart, theme))
    sets = (
        *_bars(chart, theme),
        _periods(chart, theme),
        _halos(chart, theme),
        _arrows(chart, theme),
        _points(chart, theme),
    )
    return [*traces, *(marks for marks in sets if marks is not None)]


def _bands(chart: Chart, theme: Theme) -> list[Any]:
    """One link a claim between two columns of parties; nothing where the claims may not be added."""
    if not chart.marks:
        return []
    starts = list(dict.fromkeys(mark.start for mark in chart.marks))
    ends = list(dict.fromkeys(mark.end for mark in chart.marks))
    rows = [[mark.code, mark.figures, mark.quote, mark.href] for mark in chart.marks]
    return [
        go.Sankey(
            arrangement="fixed",
            node={
                "label": [*starts, *ends],
                "color": TOKENS[theme]["ink-faint"],
                "line": {"width": 0},
                "pad": 24,
                "thickness": 8,
                "hoverinfo": "skip",
            },
            link={
                "source": [starts.index(mark.start) for mark in chart.marks],
                "target": [len(starts) + ends.index(mark.end) for mark in chart.marks],
                "value": [mark.figure for mark in chart.marks],
                "color": [_washed(_colour(mark, theme), mark) for mark in chart.marks],
                # One colour for all outlines: a bundle without templates takes no list here.
                "line": {"color": TOKENS[theme]["ink-faint"], "width": 1},
                "customdata": rows,
                "hovertemplate": _HOVER,
            },
            name="claims",
        )
    ]


def _washed(colour: str, mark: Mark) -> str:
    """A hue of the theme that lets what lies under it through; nothing at all for a ceiling or a capacity."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{0 if mark.hatched or mark.shape == 'up-to' else 0.3})"


def _points(chart: Chart, theme: Theme) -> Any:
    marks = chart.marks
    if not marks:
        return None
    worded = any(_is_word(mark) for mark in marks)
    return go.Scatter(
        x=[_x(chart, mark) for mark in marks],
        y=[_y(chart, mark) for mark in marks],
        mode="markers+text" if worded else "markers",
        textposition="top center",
        cliponaxis=False,
        text=[mark.figure_label if _is_word(mark) else "" for mark in marks] if worded else None,
        marker={
            "symbol": [_symbol(chart, mark) for mark in marks],
            "size": [_area(chart, mark) if chart.sized else _size(mark) for mark in marks],
            "color": [_colour(mark, theme) for mark in marks],
            "line": {"width": [1 if mark.faded or mark.doubtful else 2 for mark in marks]},
            "opacity": 1,
        },
        customdata=[[mark.code, mark.figures, mark.quote, mark.href] for mark in marks],
        hovertemplate=_HOVER,
        name="claims",
    )


def _halos(chart: Chart, theme: Theme) -> Any:
    """The soft ring around an approximate point."""
    marks = [mark for mark in chart.marks if mark.shape == "about"]
    if not marks or chart.sized:
        return None
    return go.Scatter(
        x=[_x(chart, mark) for mark in marks],
        y=[_y(chart, mark) for mark in marks],
        mode="markers",
        marker={
            "symbol": "circle",
            "size": [_size(mark) + 10 for mark in marks],
            "color": [_colour(mark, theme) for mark in marks],
            "line": {"width": 0},
            "opacity": 0.28,
        },
        hoverinfo="skip",
        name="approximate",
    )


def _bars(chart: Chart, theme: Theme) -> list[Any]:
    """The bars behind the ends, a trace for each hue."""
    if "quantity" not in (chart.x.kind, chart.y.kind):
        return [_ranges(chart, theme)]
    hues: dict[str, list[Mark]] = {}
    for mark in chart.marks:
        if mark.shape in ("at-least", "up-to", "between"):
            hues.setdefault(_colour(mark, theme), []).append(mark)
    return [_bars_in(hue, marks, chart, theme) for hue, marks in hues.items()]


def _bars_in(hue: str, marks: list[Mark], chart: Chart, theme: Theme) -> Any:
    starts = [(mark.low or 0.0) if mark.shape == "between" else 0.0 for mark in marks]
    ends = [(mark.low if mark.shape == "at-least" else mark.high) or 0.0 for mark in marks]
    lengths = [end - start for start, end in zip(starts, ends, strict=True)]
    lying = chart.x.kind == "quantity"
    hollow = [mark.shape == "up-to" and not mark.hatched for mark in marks]
    wide = 0.45 if lying else (chart.x.high - chart.x.low) * 86_400_000 * 0.009
    return go.Bar(
        orientation="h" if lying else "v",
        base=starts,
        x=lengths if lying else [_x(chart, mark) for mark in marks],
        y=[_y(chart, mark) for mark in marks] if lying else lengths,
        width=[wide * (0.5 if mark.faded or mark.doubtful or mark.shape == "between" else 1) for mark in marks],
        marker={
            "color": [TOKENS[theme]["paper"] if empty else hue for empty in hollow],
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


def _ranges(chart: Chart, theme: Theme) -> Any:
    """Ranges of ratios as lines; the open ends are arrows."""
    if chart.y.kind != "ratio":
        return None
    x: list[str | None] = []
    y: list[float | None] = []
    for mark in chart.marks:
        if mark.shape == "between":
            x += [str(_x(chart, mark)), str(_x(chart, mark)), None]
            y += [mark.low, mark.high, None]
    if not x:
        return None
    colour = side_colour("to-ru", theme)
    return go.Scatter(x=x, y=y, mode="lines", line={"color": colour, "width": 3}, hoverinfo="skip", name="ranges")


def _periods(chart: Chart, theme: Theme) -> Any:
    x: list[str | None] = []
    y: list[float | None] = []
    for mark in chart.marks:
        if mark.until is not None and mark.day is not None:
            for value in (mark.low, mark.point, mark.high):
                if value is not None:
                    x += [mark.day.isoformat(), mark.until.isoformat(), None]
                    y += [value, value, None]
    if not x:
        return None
    line = {"color": TOKENS[theme]["ink-faint"], "width": 1}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", name="periods")


def _arrows(chart: Chart, theme: Theme) -> Any:
    """Open arrows at a floor and caps at a ceiling, for marks whose point is not itself the end of a bar."""
    marks = [mark for mark in chart.marks if mark.shape in ("at-least", "up-to") and not mark.denial]
    if not marks or chart.sized or "quantity" in (chart.x.kind, chart.y.kind):
        return None
    return go.Scatter(
        x=[_x(chart, mark) for mark in marks],
        y=[_y(chart, mark) for mark in marks],
        mode="markers",
        marker={
            "symbol": ["triangle-up-open" if mark.shape == "at-least" else "line-ew-open" for mark in marks],
            "size": [_size(mark) + 10 for mark in marks],
            "color": [_colour(mark, theme) for mark in marks],
            "line": {"width": 1.5},
            "opacity": 1,
        },
        hoverinfo="skip",
        name="open and closed ends",
    )


def _span(chart: Chart, theme: Theme) -> list[Any]:
    """How far apart the newest totals stood: one outline filled for all steps; its open ends dashed over it."""
    if not any(step.low is not None for step in chart.span):
        return []
    last = date.fromordinal(int(chart.x.high)).isoformat()
    ends = [*(step.day.isoformat() for step in chart.span[1:]), last]
    colour = _colour(chart.marks[0], theme)
    xs: list[Any] = []
    ys: list[Any] = []
    for step, end in zip(chart.span, ends, strict=True):
        if step.low is not None:
            start = step.day.isoformat()
            xs += [start, end, end, start, start, None]
            ys += [step.high, step.high, step.low, step.low, step.high, None]
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return [
        go.Scatter(
            x=xs,
            y=ys,
            mode="lines",
            line={"color": colour, "width": 0.5},
            fill="toself",
            fillcolor=f"rgba({red},{green},{blue},0.12)",
            hoverinfo="skip",
            name="span",
        )
    ]


def _lines(chart: Chart, theme: Theme) -> list[Any]:
    """Joins between a claim and its successor, and the steps of claims that stand; grey where superseded."""
    marks = {mark.code: mark for mark in chart.marks}
    ends: dict[str, tuple[list[Any], list[Any]]] = {}
    for link in chart.links:
        one, other = marks[link.start], marks[link.end]
        colour = TOKENS[theme]["ink-faint"]
        xs, ys = ends.setdefault(colour, ([], []))
        corner = [_x(chart, other)] if chart.steps else []
        xs += [_x(chart, one), *corner, _x(chart, other), None]
        ys += [_y(chart, one), *([_y(chart, one)] if chart.steps else []), _y(chart, other), None]
    if chart.steps:
        last = date.fromordinal(int(chart.x.high)).isoformat()
        for mark in chart.marks:
            if not mark.faded:
                xs, ys = ends.setdefault(_colour(mark, theme), ([], []))
                xs += [_x(chart, mark), last, None]
                ys += [_y(chart, mark), _y(chart, mark), None]
    return [
        go.Scatter(x=xs, y=ys, mode="lines", line={"color": colour, "width": 1.2}, hoverinfo="skip", name="standing")
        for colour, (xs, ys) in ends.items()
    ]


def _x(chart: Chart, mark: Mark) -> Any:
    if chart.x.kind == "quantity":
        return mark.figure
    start = mark.day or mark.stated_on
    middle = start + (mark.until - start) / 2 if mark.until else start
    return middle.isoformat()


def _y(chart: Chart, mark: Mark) -> Any:
    if chart.sized:
        return float(mark.lane or 0)
    if chart.y.kind == "lanes":
        return _lane(chart, mark)
    if mark.ratio and mark.low is not None and mark.high is not None:
        # On a log axis the middle of a range is its geometric mean.
        return sqrt(mark.low * mark.high)
    return mark.figure


def _lane(chart: Chart, mark: Mark) -> float:
    """The row of a mark; what one claimant said on one day stands in one row, one under the other."""
    day = [other.code for other in chart.marks if (other.lane, other.day) == (mark.lane, mark.day)]
    return (mark.lane or 0) + 0.3 * day.index(mark.code) / max(len(day) - 1, 1)


def _is_word(mark: Mark) -> bool:
    return not mark.quantity.figures and not mark.denial


def _area(chart: Chart, mark: Mark) -> float:
    """The size of a mark whose area is its figure, in pixels across."""
    return 2 * radius(mark, chart, 20.0) or (1 if _is_word(mark) else 12)


def _size(mark: Mark) -> int:
    if _is_word(mark):
        return 1
    return 7 if mark.faded or mark.doubtful else 12


def _symbol(chart: Chart, mark: Mark) -> str:
    """By bound where the mark is the end of a bar, else by stage: open, open with a dot for half-filled, or filled."""
    if mark.denial:
        return "circle-x-open"
    if chart.sized:
        return _BASES.get(mark.basis, "circle-open")
    if "quantity" in (chart.x.kind, chart.y.kind) and mark.shape in ("at-least", "up-to", "between"):
        lying = chart.x.kind == "quantity"
        if mark.shape == "at-least":
            return "triangle-right-open" if lying else "triangle-up-open"
        return "line-ns-open" if lying else "line-ew-open"
    body = "diamond" if mark.ratio else "square" if mark.fill == "open" else "circle"
    if mark.hatched or mark.fill == "open":
        return f"{body}-open"
    return f"{body}-open-dot" if mark.fill == "half" else body


def _colour(mark: Mark, theme: Theme) -> str:
    return TOKENS[theme]["ink-faint"] if mark.faded else side_colour(mark.side, theme)


def _layout(chart: Chart, theme: Theme) -> dict[str, Any]:
    tokens = TOKENS[theme]
    layout: dict[str, Any] = {
        "paper_bgcolor": tokens["paper"],
        "plot_bgcolor": tokens["paper"],
        "font": {"family": FAMILY, "size": 14, "color": tokens["ink"]},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": tokens["paper"], "bordercolor": tokens["ink-faint"], "align": "left",
            "font": {"family": FAMILY, "color": tokens["ink"], "size": 14},
        },
        "margin": {"l": 12, "r": 16, "t": 16, "b": 40},
        "barmode": "overlay",
        "dragmode": "pan",
        "meta": {"title": chart.title, "slug": chart.slug},
    }  # fmt: skip
    if chart.map is not None:
        frame = chart.map.frame
        layout["geo"] = {
            "projection": {"type": "equirectangular"},
            "lonaxis": {"range": [frame.west, frame.east]},
            "lataxis": {"range": [frame.south, frame.north]},
            "resolution": 110,
            "showcountries": True,
            "countrycolor": tokens["ink-faint"],
            "showland": True,
            "landcolor": tokens["hairline"],
            "coastlinecolor": tokens["ink-faint"],
            "bgcolor": tokens["paper"],
            "showframe": False,
        }
        return layout
    if chart.x.kind == "flow":
        return layout
    layout["xaxis"] = _axis(chart.x, chart, theme)
    layout["yaxis"] = _axis(chart.y, chart, theme)
    events = [event for event in chart.events if chart.x.kind == "time"]
    layout["shapes"] = [
        {"type": "line", "x0": e.day.isoformat(), "x1": e.day.isoformat(), "y0": 0, "y1": 1, "yref": "paper",
         "line": {"color": tokens["ink-faint"], "width": 1, "dash": "dot"}}
        for e in events
    ]  # fmt: skip
    layout["annotations"] = [
        {"x": e.day.isoformat(), "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False,
         "text": "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[n % 26], "hovertext": e.title}
        for n, e in enumerate(sorted(events, key=lambda e: (e.day, e.title)))
    ]  # fmt: skip
    return layout


def _axis(axis: Axis, chart: Chart, theme: Theme) -> dict[str, Any]:
    tokens = TOKENS[theme]
    common: dict[str, Any] = {
        "gridcolor": tokens["hairline"],
        "linecolor": tokens["ink-faint"],
        "zeroline": False,
        "automargin": True,
        "title": {"text": axis.label},
        "tickfont": {"color": tokens["ink-faint"]},
    }
    match axis.kind:
        case "lanes":
            claimants = [mark.claimant for mark in chart.marks] if not chart.lanes else None
            labels = claimants or [lane.label for lane in chart.lanes]
            return common | {
                "tickmode": "array",
                "tickvals": list(range(len(labels))),
                "ticktext": labels,
                "range": [len(labels) - 0.4, -0.6],
                "fixedrange": True,
                "title": {"text": ""},
            }
        case "time":
            ends = [date.fromordinal(int(value)).isoformat() for value in (axis.low, axis.high)]
            return common | {"type": "date", "range": ends}
        case "ratio":
            return common | {
                "type": "log",
                "range": [log10(axis.low), log10(axis.high)],
                "tickmode": "array",
                "tickvals": [tick.value for tick in axis.ticks],
                "ticktext": [tick.label for tick in axis.ticks],
            }
        case _:
            return common | {
                "range": [axis.low, axis.high * 1.02],
                "tickmode": "array",
                "tickvals": [tick.value for tick in axis.ticks],
                "ticktext": [tick.label for tick in axis.ticks],
            }


def _map_traces(world: Map, theme: Theme) -> list[Any]:
    places = {place.code: place for place in world.places}
    traces: list[Any] = []
    for leg in world.legs:
        start, end = places[leg.start], places[leg.end]
        way = great_circle((start.longitude, start.latitude), (end.longitude, end.latitude))
        dash = {"ship": "solid", "rail": "dash"}.get(leg.mode, "dot")
        colour = TOKENS[theme]["ink-soft"] if leg.returning else side_colour(leg.side, theme)
        traces.append(
            go.Scattergeo(
                lon=[round(point[0], 3) for point in way],
                lat=[round(point[1], 3) for point in way],
                mode="lines",
                line={"color": colour, "width": 1.2 if leg.returning else 2, "dash": dash},
                customdata=[[leg.code, "", leg.quote, leg.href]] * len(way),
                hovertemplate=_HOVER,
                name=leg.code,
            )
        )
    traces.append(
        go.Scattergeo(
            lon=[place.longitude for place in world.places],
            lat=[place.latitude for place in world.places],
            text=[place.label for place in world.places],
            mode="markers",
            marker={"size": 6, "color": TOKENS[theme]["ink"]},
            hovertemplate="%{text}<extra></extra>",
            name="places",
        )
    )
    return traces
