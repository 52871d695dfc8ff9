"""The card of a page for those who see only a link to it: 1200 by 630, as other sites show them."""

from __future__ import annotations

from dashboard.charts.description import Chart
from dashboard.charts.element import Svg, element
from dashboard.charts.labels import wrapped
from dashboard.charts.standalone import standalone
from dashboard.charts.theme import TOKENS

WIDTH, HEIGHT = 1200, 630
NAME = "Munitions Flows"
_MARGIN, _FOOT = 64.0, 74.0
_TITLE, _WORDS = 54.0, 32.0
_TITLE_LINES, _MOST_LINES = 3, 6
_ACROSS = WIDTH - 2 * _MARGIN
# Both faces run narrower than the measure, which is on the wide side.
_NARROWER = 1.08


def text_card(title: str, words: str, foot: str) -> str:
    """The title of a page and what it is about, over the name of the site and ``foot``; what has no room is cut short
    at a word."""
    lines = _cut(title, _ACROSS * _NARROWER, _TITLE, _TITLE_LINES)
    y = _MARGIN + _TITLE * 0.8
    parts: list[Svg] = []
    for line in lines:
        parts.append(_text(line, y, _TITLE, "ink", serif=True))
        y += _TITLE * 1.2
    y += 8
    for line in _cut(words, _ACROSS * _NARROWER, _WORDS, _MOST_LINES - len(lines) + 1):
        parts.append(_text(line, y, _WORDS, "ink-soft"))
        y += _WORDS * 1.4
    return _card(parts, foot)


def chart_card(chart: Chart, foot: str) -> str:
    """The upper part of a chart as it stands in its own file, over the name of the site and ``foot``."""
    drawing = standalone(chart, "light").partition("\n")[2]
    # The file of a chart is narrower than a card.
    wide = element("g", Svg(drawing), transform=f"scale({WIDTH / 1096:.4f})")
    return _card([wide], foot)


def _card(parts: list[Svg], foot: str) -> str:
    top, paper = HEIGHT - _FOOT, TOKENS["light"]["paper"]
    baseline = HEIGHT - 27.0
    return element(
        "svg",
        element("rect", width=float(WIDTH), height=float(HEIGHT), fill=paper),
        *parts,
        element("rect", y=top, width=float(WIDTH), height=_FOOT, fill=paper),
        element("rect", y=top, width=float(WIDTH), height=2.0, fill=TOKENS["light"]["hairline"]),
        _text(NAME, baseline, 26.0, "ink", serif=True),
        _text(foot, baseline, 24.0, "ink-soft", x=WIDTH - _MARGIN, anchor="end"),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        width=float(WIDTH),
        height=float(HEIGHT),
    )


def _text(
    words: str,
    y: float,
    size: float,
    colour: str,
    *,
    serif: bool = False,
    x: float = _MARGIN,
    anchor: str | None = None,
) -> Svg:
    return element(
        "text",
        words,
        x=x,
        y=y,
        fill=TOKENS["light"][colour],
        font_family="MF Serif" if serif else "MF Sans",
        font_size=size,
        font_weight="600" if serif else "400",
        text_anchor=anchor,
    )


def _cut(words: str, width: float, size: float, most: int) -> list[str]:
    """The words in at most so many lines, an ellipsis where some are left out."""
    lines = wrapped(words, width, size)
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1].rstrip(',;:')} …"]
