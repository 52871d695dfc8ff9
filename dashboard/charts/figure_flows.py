"""Plotly traces of what goes from one place to another: the bands between parties, and the legs on the map."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts.description import Chart, Mark
from dashboard.charts.figure_marks import HOVER, Trace, colour_of, evidence
from dashboard.charts.grammar.bounds import look
from dashboard.charts.grammar.signs import dash
from dashboard.charts.map_description import Map
from dashboard.charts.map_drawing import great_circle
from dashboard.charts.theme import TOKENS, Theme, side_colour, washed


def band_traces(chart: Chart, theme: Theme) -> list[Trace]:
    """One link a claim between two columns of parties; nothing where the claims may not be added."""
    if not chart.marks:
        return []
    starts = list(dict.fromkeys(_start(mark) for mark in chart.marks))
    ends = list(dict.fromkeys(mark.end for mark in chart.marks))
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
                "source": [starts.index(_start(mark)) for mark in chart.marks],
                "target": [len(starts) + ends.index(mark.end) for mark in chart.marks],
                "value": [mark.figure for mark in chart.marks],
                "color": [_band_colour(mark, theme) for mark in chart.marks],
                # One colour for all outlines: a bundle without templates takes no list here.
                "line": {"color": TOKENS[theme]["ink-faint"], "width": 1},
                "customdata": evidence(chart.marks),
                "hovertemplate": HOVER,
            },
            name="claims",
        )
    ]


def _start(mark: Mark) -> str:
    """Where a band begins. The outline of a single band cannot be broken here, so its beginning says what is weak."""
    return f"{mark.start}, weak evidence" if mark.weak else mark.start


def _band_colour(mark: Mark, theme: Theme) -> str:
    """The hue of a band, which lets what lies under it through; nothing at all for a ceiling or a capacity."""
    filled = look(mark.shape).filled and not mark.hatched
    return washed(colour_of(mark, theme), (0.15 if mark.weak else 0.3) if filled else 0)


def map_traces(world: Map, theme: Theme) -> list[Trace]:
    """One line a leg, along its great circle, and the places."""
    places = {place.code: place for place in world.places}
    traces: list[Trace] = []
    for leg in world.legs:
        start, end = places[leg.start], places[leg.end]
        way = great_circle((start.longitude, start.latitude), (end.longitude, end.latitude))
        colour = TOKENS[theme]["ink-soft"] if leg.returning else side_colour(leg.side, theme)
        traces.append(
            go.Scattergeo(
                lon=[round(point[0], 3) for point in way],
                lat=[round(point[1], 3) for point in way],
                mode="lines",
                line={"color": colour, "width": 1.2 if leg.returning else 2, "dash": dash(leg)},
                customdata=[[leg.code, "", leg.quote, leg.href]] * len(way),
                hovertemplate=HOVER,
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
