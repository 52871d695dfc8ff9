"""The words of the rows of a plotly figure: above each bar, as in the drawing, with heading, stage and day."""

from __future__ import annotations

from dashboard.charts.description import Chart, Mark
from dashboard.charts.labels import wrapped
from dashboard.charts.theme import TOKENS, Theme, side_colour

_WIDTH, _SIZE, _LINE = 320.0, 13, 15
"""The words fit a page of 360 px."""


def row_label(chart: Chart, mark: Mark) -> str:
    """All that a row says: its heading, whose figure of what time, its stage and the day that it was stated."""
    return f"{chart.lanes[mark.lane or 0].group}: {mark.label} ({mark.detail})"


def row_notes(chart: Chart, theme: Theme) -> list[dict[str, object]]:
    """A note for each line of words above a row, under the heading of its group where that begins; none elsewhere.

    Each line is a note of its own, since no text of a figure holds a tag.
    """
    if chart.form != "rows":
        return []
    notes: list[dict[str, object]] = []
    either = {link.end for link in chart.links if link.kind == "or"}
    group = ""
    for mark in chart.marks:
        tokens, heading = TOKENS[theme], chart.lanes[mark.lane or 0].group
        lines = [
            *((line, side_colour(mark.side, theme)) for line in _lines(heading) if heading != group),
            # One text of both: between two bars there is room for four lines.
            *((line, tokens["ink"]) for line in _lines(f"{'or: ' * (mark.code in either)}{mark.label}; {mark.detail}")),
        ]
        group = heading
        notes.extend(
            {"xref": "paper", "x": 0, "xanchor": "left", "y": (mark.lane or 0) - 0.12, "yanchor": "bottom",
             "yshift": above * _LINE, "showarrow": False, "text": line, "borderpad": 0,
             "font": {"size": _SIZE, "color": colour}}
            for above, (line, colour) in enumerate(reversed(lines))
        )  # fmt: skip
    return notes


def _lines(words: str) -> list[str]:
    return wrapped(words, _WIDTH, _SIZE)
