"""Plotly traces of a map: its legs and its places."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts.figure_marks import HOVER, Trace
from dashboard.charts.grammar.signs import dash
from dashboard.charts.map_description import Map
from dashboard.charts.theme import TOKENS, Theme, side_colour


def map_traces(world: Map, theme: Theme) -> list[Trace]:
    """One line a leg with the letter of its route, and the places with their names."""
    traces: list[Trace] = []
    for leg in world.legs:
        colour = TOKENS[theme]["ink-soft"] if leg.returning else side_colour(leg.side, theme)
        traces.append(
            go.Scattergeo(
                lon=[longitude for longitude, _ in leg.way],
                lat=[latitude for _, latitude in leg.way],
                mode="lines+text",
                # The letter of the route, beside the middle of its leg.
                text=[leg.letter if n == len(leg.way) // 3 else "" for n in range(len(leg.way))],
                textposition="top center",
                textfont={"size": 15, "color": TOKENS[theme]["ink"]},
                line={"color": colour, "width": 1.2 if leg.returning else 2, "dash": dash(leg)},
                customdata=[[leg.code, "", leg.quote, leg.href]] * len(leg.way),
                hovertemplate=HOVER,
                name=leg.code,
            )
        )
    traces.append(
        go.Scattergeo(
            lon=[place.longitude for place in world.places],
            lat=[place.latitude for place in world.places],
            text=[place.label for place in world.places],
            mode="markers+text",
            textposition="bottom right",
            textfont={"size": 13, "color": TOKENS[theme]["ink"]},
            marker={"size": 6, "color": TOKENS[theme]["ink"]},
            hovertemplate="%{text}<extra></extra>",
            name="places",
        )
    )
    return traces
