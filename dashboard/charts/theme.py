"""The colours of a chart outside a page: in a downloaded file and in plotly, which know no custom properties.

In a page the drawing takes the page's tokens of the same names from its stylesheet.
"""

from __future__ import annotations

from dashboard.charts.description import Side, Theme

TOKENS: dict[Theme, dict[str, str]] = {
    "light": {
        "paper": "#ffffff",
        "ink": "#1a1a18",
        "ink-soft": "#4d4d48",
        "ink-faint": "#6b6b64",
        "hairline": "#dcdad2",
        "to-ru": "#d55e00",
        "to-ua": "#0072b2",
        "accent": "#009e73",
    },
    "dark": {
        "paper": "#161614",
        "ink": "#ecebe6",
        "ink-soft": "#bdbbb3",
        "ink-faint": "#94928a",
        "hairline": "#3a3934",
        "to-ru": "#f08a3c",
        "to-ua": "#58a8e0",
        "accent": "#3cc79c",
    },
}


def side_colour(side: Side, theme: Theme) -> str:
    """The hue of a receiving side, or grey for neither."""
    return TOKENS[theme]["ink-soft" if side == "neutral" else side]
