"""The plotly figure of a chart, for exploring: the same marks and the same numbers as the drawing.

Only scatter and bar are in the bundle: the site explores no map. No template is sent, so a figure is small.
"""

from __future__ import annotations

import json
from datetime import date
from math import log10
from typing import Any, TypeAlias, assert_never

import plotly.graph_objects as go

from dashboard.charts.description import Axis, Chart
from dashboard.charts.figure_computed import computed_traces
from dashboard.charts.figure_map import map_traces
from dashboard.charts.figure_marks import mark_traces
from dashboard.charts.figure_panels import panels_of
from dashboard.charts.figure_rows import row_label, row_notes
from dashboard.charts.figure_strips import rows_of
from dashboard.charts.theme import TOKENS, Theme, washed
from dashboard.charts.time_axis import event_letters

FAMILY = '"MF Sans", "Helvetica Neue", Arial, sans-serif'
_ABOVE, _BELOW = 16, 40
"""The margins of a figure, in pixels."""
Json: TypeAlias = "dict[str, Json] | list[Json] | str | float | bool | None"


def figure(chart: Chart, theme: Theme) -> dict[str, Any]:
    """The figure as a dictionary ready for JSON, with ``data`` and ``layout``; ValueError for an unknown theme."""
    if theme not in TOKENS:
        raise ValueError(f"{theme!r} is not a theme: light or dark")
    rows = rows_of(chart) if chart.form == "strips" else None
    panels = panels_of(chart) if chart.form == "panels" and chart.marks else None
    chart = rows.chart if rows else chart
    if chart.map is not None:
        traces = map_traces(chart.map, theme)
    elif chart.computed is not None:
        traces = computed_traces(chart.computed, theme)
    else:
        traces = panels.traces(theme) if panels else mark_traces(chart, theme)
    layout = _layout(chart, theme, rows.between if rows else sum(not mark.for_period for mark in chart.marks) - 0.88)
    if panels:
        upright, time = _axis(chart.panels[0].y, chart, theme), _axis(chart.x, chart, theme)
        layout |= dict(panels.layout(theme, upright, time, _ABOVE, _BELOW))
    if rows:
        traces = [*traces, rows.words(theme)]
        layout |= {
            "height": rows.height + _ABOVE + _BELOW,
            "yaxis": {**_axis(chart.y, chart, theme), **rows.axis()},
        }
    drawn = go.Figure(data=traces, layout=layout)
    drawn.layout.template = None
    # Through JSON once: what comes back holds plain numbers and lists, and says so if it cannot.
    answer = json.loads(drawn.to_json(remove_uids=True))
    answer["layout"].pop("template", None)
    return {name: _inert(part) for name, part in answer.items()}


def _inert(value: Json) -> Json:
    """The same without a tag in any text: plotly reads some, as <a>, <b> and <br>, and what was stored is only text."""
    if isinstance(value, str):
        return value.replace("<", "&lt;")
    if isinstance(value, list):
        return [_inert(part) for part in value]
    if isinstance(value, dict):
        return {name: part if name == "hovertemplate" else _inert(part) for name, part in value.items()}
    return value


def _layout(chart: Chart, theme: Theme, between: float) -> dict[str, object]:
    """``between`` is the height between the rows of running totals and those of figures for a period."""
    tokens = TOKENS[theme]
    layout: dict[str, object] = {
        "paper_bgcolor": tokens["paper"],
        "plot_bgcolor": tokens["paper"],
        "font": {"family": FAMILY, "size": 14, "color": tokens["ink"]},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": tokens["paper"], "bordercolor": tokens["ink-faint"], "align": "left",
            "font": {"family": FAMILY, "color": tokens["ink"], "size": 14},
        },
        "margin": {"l": 12, "r": 16, "t": _ABOVE, "b": _BELOW},
        "barmode": "overlay",
        "dragmode": "pan",
        "meta": {"title": chart.title, "slug": chart.slug},
    }  # fmt: skip
    if chart.map is not None:
        frame = chart.map.world.parts[0]
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
    layout["xaxis"] = _axis(chart.x, chart, theme)
    layout["yaxis"] = _axis(chart.y, chart, theme)
    if chart.for_periods is not None:
        # Totals stand on top with their axis, figures for a period at the bottom.
        on_top = {**_axis(chart.x, chart, theme), "side": "top"}
        below = {**_axis(chart.for_periods, chart, theme), "overlaying": "x", "side": "bottom"}
        layout |= {"xaxis": on_top, "xaxis2": below}
    events = chart.events if chart.x.kind == "time" else ()
    shapes: list[dict[str, object]] = [
        {"type": "line", "x0": e.day.isoformat(), "x1": e.day.isoformat(), "y0": 0, "y1": 1, "yref": "paper",
         "line": {"color": tokens["ink-faint"], "width": 1, "dash": "dot"}}
        for e in events
    ]  # fmt: skip
    if chart.for_periods is not None:
        # Under the last bar and over the words of the next row.
        shapes.append(
            {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "y0": between, "y1": between,
             "line": {"color": tokens["ink-faint"], "width": 1}}
        )  # fmt: skip
    silent = chart.silent_from
    if silent is not None:
        end = date.fromordinal(int(chart.x.high)).isoformat()
        shapes.insert(
            0,
            {"type": "rect", "layer": "below", "x0": silent.isoformat(), "x1": end, "y0": 0, "y1": 1, "yref": "paper",
             "fillcolor": washed(tokens["ink-faint"], 0.08), "line": {"width": 0}},
        )  # fmt: skip
    layout["shapes"] = shapes
    layout["annotations"] = [
        {"x": e.day.isoformat(), "y": 1, "yref": "paper", "yanchor": "bottom", "showarrow": False,
         "text": letter, "hovertext": e.title}
        for letter, e in event_letters(events)
    ] + row_notes(chart, theme)  # fmt: skip
    return layout


def _axis(axis: Axis, chart: Chart, theme: Theme) -> dict[str, object]:
    tokens = TOKENS[theme]
    common: dict[str, object] = {
        "gridcolor": tokens["hairline"],
        "linecolor": tokens["ink-faint"],
        "zeroline": False,
        "automargin": True,
        "title": {"text": axis.label},
        "tickfont": {"color": tokens["ink-faint"]},
    }
    match axis.kind:
        case "lanes":
            rows = chart.form == "rows"
            labels = [row_label(chart, mark) for mark in chart.marks] if rows else [lane.label for lane in chart.lanes]
            return common | {
                # The words of a row stand above its bar, where a phone has room for them.
                "showticklabels": not rows,
                "tickmode": "array",
                "tickvals": list(range(len(labels))),
                "ticktext": labels,
                "range": [len(labels) - (0.7 if rows else 0.4), -1.1 if rows else -0.6],
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
        case "quantity" | "map":
            return common | {
                # No line runs through the words above the bars.
                "showgrid": chart.form != "rows",
                "range": [axis.low, axis.high * 1.02],
                "tickmode": "array",
                "tickvals": [tick.value for tick in axis.ticks],
                "ticktext": [tick.label for tick in axis.ticks],
            }
        case _:
            assert_never(axis.kind)
