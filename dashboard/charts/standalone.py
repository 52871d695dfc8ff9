"""A chart as a file of its own: title, key, source line, day, licence and fonts inside, colours written out."""

from __future__ import annotations

import base64
import re
from functools import cache
from pathlib import Path

from dashboard.charts.description import Chart
from dashboard.charts.element import Svg, element
from dashboard.charts.key import key_entries
from dashboard.charts.labels import text_width, wrapped
from dashboard.charts.shapes import Ids
from dashboard.charts.sheet import Sheet
from dashboard.charts.svg import contents
from dashboard.charts.theme import TOKENS, Theme

LICENCE = "Munitions Flows. Text and drawing may be used under CC BY 4.0 with the source line."
_STATIC = Path(__file__).parents[1] / "static"
_CSS = _STATIC / "css" / "chart.css"
_FONTS = _STATIC / "fonts"
_FACES = (
    ("MF Sans", "source-sans-3", 400),
    ("MF Sans", "source-sans-3", 600),
    ("MF Serif", "source-serif-4", 600),
)
_LATIN, _PUNCTUATION = 0xFF, 0x2000
_SAMPLE, _ENTRY = 52.0, 28.0
"""The width of a sample in the key with the gap beside it, and the height of a row of the key."""
_TOKEN = re.compile(r"var\(--([a-z-]+)(?:, ?var\(--([a-z-]+)\))?\)")
_MARGIN = 28.0


def standalone(chart: Chart, theme: Theme, address: str = "") -> str:
    """The wide drawing as an SVG document that needs no page; ValueError for an unknown theme.

    ``address`` is where the chart is found, and is printed under it. The site's fonts are in the file: an image of it
    is painted where no style sheet is.
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
    key, y = _key(chart, sheet, ids, y)
    for words in (*chart.notes, chart.source_line, LICENCE, *([address] if address else [])):
        for line in _broken(words, width, sheet.size) if words == address else wrapped(words, width, sheet.size):
            y += sheet.line
            foot.append(sheet.text(line, _MARGIN, y, "soft"))
    whole_width, whole_height = width + 2 * _MARGIN, round(y + _MARGIN)
    body = element("g", *drawing.parts, transform=f"translate({_MARGIN:g} {top:g})")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + element(
        "svg",
        element("title", chart.title, id=f"{ids.prefix}-title"),
        element("desc", chart.summary, id=f"{ids.prefix}-desc"),
        element("style", Svg(stylesheet(theme) + faces(_written(chart)))),
        element("rect", class_="paper", x=0.0, y=0.0, width=whole_width, height=float(whole_height)),
        *head,
        body,
        *key,
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


def _broken(address: str, width: float, size: float) -> list[str]:
    """An address in lines no wider than ``width``, broken before a sign that parts it, so that it reads on."""
    lines = [""]
    for part in re.split(r"(?=[/?&,])", address):
        if lines[-1] and text_width(lines[-1] + part, size) > width:
            lines.append("")
        lines[-1] += part
    return lines


def _key(chart: Chart, sheet: Sheet, ids: Ids, y: float) -> tuple[list[Svg], float]:
    """The entries that explain the marks, in rows under the drawing, and the height that they end at."""
    parts: list[Svg] = []
    x = _MARGIN
    for entry in key_entries(chart, ids.prefix):
        width = _SAMPLE + sheet.measure(entry.words) + 24
        if parts and x + width > sheet.width + _MARGIN:
            x, y = _MARGIN, y + _ENTRY
        parts.append(element("g", Svg(entry.svg), transform=f"translate({x:g} {y:g})"))
        parts.append(sheet.text(entry.words, x + _SAMPLE, y + 17, "soft"))
        x += width
    return parts, y + _ENTRY if parts else y


def _written(chart: Chart) -> str:
    """All words of the file, which decide the fonts that it needs."""
    marks = "".join(f"{mark.supplier}{mark.label}{mark.detail}" for mark in chart.marks)
    panels = "".join(f"{panel.name}{panel.words}{panel.y.label}{panel.more}{panel.more_rows}" for panel in chart.panels)
    lanes = "".join(f"{lane.label}{lane.group}{lane.panel}" for lane in chart.lanes)
    computed = "".join(f"{row.heading}{row.label}{row.detail}" for row in chart.computed.rows) if chart.computed else ""
    events = "".join(event.title for event in chart.events)
    return "".join((chart.title, chart.subtitle, *chart.notes, marks, lanes, panels, events, computed))


def faces(words: str) -> str:
    """The rules of the fonts that some words need, each font inside: those of other alphabets only where they occur."""
    sets = ["latin", *(["latin-ext"] if any(_LATIN < ord(letter) < _PUNCTUATION for letter in words) else [])]
    return "".join(_face(*face, script) for face in _FACES for script in sets)


@cache
def _face(family: str, name: str, weight: int, script: str) -> str:
    data = base64.b64encode((_FONTS / f"{name}-{script}-{weight}-normal.woff2").read_bytes()).decode()
    span = "U+0000-00FF,U+2000-206F,U+20AC,U+2122" if script == "latin" else "U+0100-02BA,U+1E00-1E9F"
    return (
        f'@font-face{{font-family:"{family}";font-weight:{weight};unicode-range:{span};'
        f'src:url(data:font/woff2;base64,{data}) format("woff2")}}\n'
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
