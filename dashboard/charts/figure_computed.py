"""Computed rows in a plotly figure: a line for each length, with its words where it is pointed at."""

from __future__ import annotations

import plotly.graph_objects as go

from dashboard.charts.computed import Rows
from dashboard.charts.theme import TOKENS, Theme


def computed_traces(rows: Rows, theme: Theme) -> list[go.Scatter]:
    """One trace for each length: thick where it is solid, thin where it is an outline, dotted where it has no end."""
    tokens, traces = TOKENS[theme], []
    for number, row in enumerate(rows.rows):
        colour = tokens.get(row.side or rows.side, tokens["ink-soft"])
        onwards = (row.onwards, row.onwards) if row.onwards is not None else None
        for span, width, dash in ((row.solid, 10, "solid"), (row.outlined, 3, "solid"), (onwards, 3, "dot")):
            if span is not None:
                traces.append(
                    go.Scatter(
                        x=list(span),
                        y=[number, number],
                        mode="lines+markers",
                        line={"width": width, "dash": dash, "color": colour},
                        text=[f"{row.label}: {row.detail}"] * 2,
                        hoverinfo="text",
                        name="computed",
                    )
                )
    return traces
