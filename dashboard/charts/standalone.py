"""A chart as a file of its own: title, source line, day and licence inside, colours written out."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from dashboard.charts.description import Chart
from dashboard.charts.element import Svg, element
from dashboard.charts.grammar.signs import WEAK
from dashboard.charts.labels import wrapped
from dashboard.charts.shapes import Ids
from dashboard.charts.sheet import Sheet
from dashboard.charts.svg import contents
from dashboard.charts.theme import TOKENS, Theme

LICENCE = "Munitions Flows. Text and drawing may be used under CC BY 4.0 with the source line."
_CSS = Path(__file__).parents[1] / "static" / "css" / "chart.css"
_TOKEN = re.compile(r"var\(--([a-z-]+)(?:, ?var\(--([a-z-]+)\))?\)")
_MARGIN = 28.0


def standalone(chart: Chart, theme: Theme, address: str = "") -> str:
    """The wide drawing as an SVG document that needs no page; ValueError for an unknown theme.

    ``address`` is where the chart is found, and is printed under it.

    It is drawn in the reader's own sans where the site's is not installed.
    """
    if theme not in TOKENS:
        raise ValueError(f"{theme!r} is not a theme: light or dark")
    ids = Ids(f"{chart.slug}-file-{theme}")
    sheet = Sheet("wide", ids)
    width, drawing = sheet.width, contents(chart, sheet)
    head: list[Svg] = []
    y = _MARGIN
    for line in wrapped(chart.title, width / 1.5, sheet.size):
        y += 26
        head.append(element("text", line, class_="t headline", x=_MARGIN, y=y))
    for line in wrapped(chart.subtitle, width, sheet.size):
        y += sheet.line + 2
        head.append(sheet.text(line, _MARGIN, y, "soft"))
    top = y + 18
    foot: list[Svg] = []
    y = top + drawing.height + 8
    # A file has no key beside it: what a broken outline says goes into it.
    weak = [f"{WEAK.words[:1].upper()}{WEAK.words[1:]}."] if WEAK.code in chart.key else []
    for words in (*chart.notes, *weak, chart.source_line, LICENCE, *([address] if address else [])):
        for line in wrapped(words, width, sheet.size):
            y += sheet.line
            foot.append(sheet.text(line, _MARGIN, y, "soft"))
    whole_width, whole_height = width + 2 * _MARGIN, round(y + _MARGIN)
    body = element("g", *drawing.parts, transform=f"translate({_MARGIN:g} {top:g})")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + element(
        "svg",
        element("title", chart.title, id=f"{ids.prefix}-title"),
        element("desc", chart.summary, id=f"{ids.prefix}-desc"),
        element("style", Svg(stylesheet(theme))),
        element("rect", class_="paper", x=0.0, y=0.0, width=whole_width, height=float(whole_height)),
        *head,
        body,
        *foot,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart-drawing wide",
        data_until=chart.end.isoformat() if chart.end else None,
        viewBox=f"0 0 {whole_width:g} {whole_height}",
        width=whole_width,
        height=float(whole_height),
        role="group",
        aria_labelledby=f"{ids.prefix}-title",
        aria_describedby=f"{ids.prefix}-desc",
    )


@cache
def stylesheet(theme: Theme) -> str:
    """The rules of chart.css that a drawing needs, each token replaced by its colour: no custom property is left."""
    rules = re.sub(r"/\*.*?\*/", "", _CSS.read_text(encoding="utf-8"), flags=re.DOTALL)
    drawn = [
        rule.strip()
        for rule in re.findall(r"[^{}@]+\{[^{}]*\}", rules)
        if re.search(r"\.(chart-drawing|mark|leg|hatch-line)\b", rule) and not re.search("display|visibility", rule)
    ]
    tokens = TOKENS[theme]

    def colour(match: re.Match[str]) -> str:
        return tokens.get(match[1]) or tokens[match[2]]

    plain = _TOKEN.sub(colour, "\n".join(drawn))
    return (
        f"\n{plain}\n.paper{{fill:{tokens['paper']}}}\n"
        '.chart-drawing.wide text.headline{font-family:"MF Serif",Georgia,serif;font-size:24px;font-weight:600}\n'
    ).replace(">", "&gt;")
