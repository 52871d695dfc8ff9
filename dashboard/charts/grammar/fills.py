"""How far it is said to have come: an open square, a half-filled or a filled dot; so too the diamonds of ratios."""

from __future__ import annotations

from typing import assert_never

from dashboard.charts.description import Fill, Mark
from dashboard.charts.element import Svg, element, joined, number, path
from dashboard.charts.grammar.entry import MIDDLE, Entry, always
from dashboard.charts.shapes import Ids
from flows.records import Rate, Ratio
from flows.vocabulary import RatioWording, Stage

_SUFFIXES: dict[Fill, str] = {"open": "-open", "half": "-open-dot", "full": ""}


def of_stage(stage: Stage) -> Fill:
    """The fill of a claim about a flow: only what was said to have arrived is filled."""
    match stage:
        case Stage.DELIVERED:
            return "full"
        case Stage.SHIPPED:
            return "half"
        case Stage.NEGOTIATED | Stage.REQUESTED | Stage.PLEDGED | Stage.IDENTIFIED:
            return "open"
        case Stage.FUNDED | Stage.CONTRACTED | Stage.PRODUCED:
            return "open"
        case _:
            assert_never(stage)


def of_rate(rate: Rate) -> Fill:
    """The fill of a pace: open for what is only possible, wanted or needed."""
    return "full" if rate.activity.is_output else "open"


def of_ratio(ratio: Ratio) -> Fill:
    """The fill of a ratio: open for a forecast, half for firepower as worded."""
    match ratio.wording:
        case RatioWording.FORECAST:
            return "open"
        case RatioWording.STATED | RatioWording.IMPLIED:
            return "half" if ratio.compared == "firepower" else "full"
        case _:
            assert_never(ratio.wording)


def dot(x: float, y: float, r: float, fill: Fill) -> Svg:
    """The point of a claim."""
    match fill:
        case "open":
            return element("rect", class_="open", x=x - r, y=y - r, width=2 * r, height=2 * r)
        case "full":
            return element("circle", class_="solid", cx=x, cy=y, r=r)
        case "half":
            half = f"M{number(x)} {number(y - r)}A{number(r)} {number(r)} 0 0 1 {number(x)} {number(y + r)}z"
            return joined([element("circle", class_="open", cx=x, cy=y, r=r), element("path", class_="solid", d=half)])
        case _:
            assert_never(fill)


def point(mark: Mark, ids: Ids, x: float, y: float, r: float) -> list[Svg]:
    """The point of a mark: hatched where it is what something could hold."""
    if not mark.hatched:
        return [dot(x, y, r, mark.fill)]
    return [
        element("circle", class_="open", cx=x, cy=y, r=r),
        element("circle", class_="hatched", cx=x, cy=y, r=r, fill=ids.hatched(mark)),
    ]


def diamond(x: float, y: float, r: float, fill: Fill) -> Svg:
    """The point of a stated ratio."""
    whole = path((x, y - r), (x + r, y), (x, y + r), (x - r, y), closed=True)
    outline = element("path", class_="open", d=whole)
    match fill:
        case "full":
            return element("path", class_="solid", d=whole)
        case "open":
            return outline
        case "half":
            right = path((x, y - r), (x + r, y), (x, y + r), closed=True)
            return joined([outline, element("path", class_="solid", d=right)])
        case _:
            assert_never(fill)


def symbol(mark: Mark) -> str:
    """The plotly symbol of a point: a dot inside stands for half-filled."""
    body = "diamond" if mark.ratio else "square" if mark.fill == "open" else "circle"
    return f"{body}-open" if mark.hatched else f"{body}{_SUFFIXES[mark.fill]}"


OPEN = Entry("open", "pledged, funded, contracted or otherwise not yet moved", always(dot(MIDDLE, 12, 6, "open")))
HALF = Entry("half", "shipped", always(dot(MIDDLE, 12, 6, "half")))
FULL = Entry("full", "delivered", always(dot(MIDDLE, 12, 6, "full")))
RATIO = Entry("ratio", "stated ratio", always(element("g", diamond(MIDDLE, 12, 8, "full"))))
WORDED = Entry("worded", "stated ratio of firepower, as worded", always(element("g", diamond(MIDDLE, 12, 8, "half"))))
FORECAST = Entry("forecast", "forecast", always(element("g", diamond(MIDDLE, 12, 8, "open"))))
