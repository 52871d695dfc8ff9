"""The colours of a chart outside a page: in a downloaded file and in plotly, which know no custom properties.

In a page the drawing takes the page's tokens of the same names from its stylesheet.
"""

from __future__ import annotations

from typing import Literal

Side = Literal["to-first", "to-second", "neutral"]
Theme = Literal["light", "dark"]
SIDES: tuple[Side, ...] = ("to-first", "to-second")
"""The classes of the receiving sides that have a hue, in the order of the subject's sides."""

TOKENS: dict[Theme, dict[str, str]] = {
    "light": {
        "paper": "#fcfbf8",
        "ink": "#1b1a17",
        "ink-soft": "#4d4a44",
        "ink-faint": "#69655d",
        "hairline": "#dcd8ce",
        "to-first": "#d55e00",
        "to-first-text": "#a34700",
        "to-second": "#0072b2",
        "to-second-text": "#00629a",
        "accent": "#009e73",
    },
    "dark": {
        "paper": "#161614",
        "ink": "#edeae3",
        "ink-soft": "#c2beb4",
        "ink-faint": "#a09b91",
        "hairline": "#37352f",
        "to-first": "#f0883a",
        "to-first-text": "#f59b58",
        "to-second": "#5aaee6",
        "to-second-text": "#74bceb",
        "accent": "#36c79a",
    },
}


def side_colour(side: Side, theme: Theme) -> str:
    """The hue of a receiving side, or grey for neither."""
    return TOKENS[theme]["ink-soft" if side == "neutral" else side]


def washed(colour: str, alpha: float) -> str:
    """A colour of the theme that lets what lies under it through."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:g})"
