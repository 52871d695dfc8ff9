"""Plotly traces of what goes from one place to another: the bands between parties, and the legs on the map."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts.description import Chart, Mark
from dashboard.charts.figure_marks import HOVER, Trace, colour_of, evidence
from dashboard.charts.grammar.bounds import look
from dashboard.charts.grammar.signs import dash
from dashboard.charts.map_description import Map
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
