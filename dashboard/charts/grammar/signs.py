"""Every other sign: denials, claims that no longer stand, are weak or doubtful, times, spans, areas and legs."""

from __future__ import annotations

from collections.abc import Sequence

from dashboard.charts.description import Form, Mark
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.grammar.entry import MIDDLE, Entry, always
from dashboard.charts.grammar.fills import dot
from dashboard.charts.grammar.outlines import COUNT, OUTLINE, WASH
from dashboard.charts.map_description import MapLeg
from dashboard.charts.shapes import Ids, line

DENIAL_SYMBOL = "circle-x-open"


def struck(x: float, y: float, r: float) -> Svg:
    """A denial: a circle with a stroke through it."""
    d = r * 1.35
    return joined([element("circle", class_="open", cx=x, cy=y, r=r), line((x - d, y + d), (x + d, y - d))])


def bracket(start: float, end: float, y: float, *, closed: bool = True) -> Svg:
    """The time that a figure for a period is about, at its height: a bracket from the first day to the last.

    It is not ``closed`` where the time goes on after the end of the axis, or no end was stated.
    """
    last = [(end, y + 6)] if closed else []
    return line((start, y + 6), (start, y), (end, y), *last, kind="line bracket")


def ribbon(points: Sequence[tuple[float, float]], hatching: str) -> Svg:
    """The line of a capacity: hatched between two outlines, and never solid."""
    way = path(*points)
    return joined(
        [
            element("path", class_="ribbon-edge", d=way),
            element("path", class_="ribbon-paper", d=way),
            element("path", class_="ribbon-hatched", d=way, stroke=hatching),
        ]
    )


def onwards(x: float, y: float) -> Svg:
    """What is about a time after the end of the axis, which is at x."""
    return line((x + 5, y - 4), (x + 11, y), (x + 5, y + 4))


def _superseded(ids: Ids, form: Form) -> Svg:
    if form == "areas":
        return COUNT.sample(ids, form)
    return joined([dot(10, 16, 4, "full"), line((14, 16), (34, 16), (34, 6))])


def _span() -> Svg:
    edges = line((4, 5), (34, 5), kind="span-edge open"), line((4, 19), (34, 19), kind="span-edge")
    return joined([*edges, line((36, 5), (41, 5), (41, 19), (36, 19), kind="span-bracket")])


def _range() -> Svg:
    return element("path", class_="span-wash", d=path((4, 5), (40, 5), (40, 19), (4, 19), closed=True))


def _leg(kind: str) -> Svg:
    head = element("path", class_="leg-head", d=path((28, 12), (19, 7), (19, 17), closed=True))
    return element("g", line((2, 12), (42, 12), kind="leg-line"), head, class_=f"leg {kind}")


def _weak(ids: Ids, form: Form) -> Svg:
    shapes = COUNT.sample(ids, form) if form == "areas" else joined([dot(11, 12, 5, "full"), _outline()])
    return element("g", shapes, class_="mark neutral weak")


def _outline() -> Svg:
    return element("rect", class_="outline", x=22, y=6, width=18, height=12)


def breaks(mark: Mark) -> str:
    """The plotly symbol that is laid over a weak mark in the colour of the paper, and so breaks its outline."""
    return "cross-thin-open" if mark.denial else "x-thin-open"


SUPERSEDED = Entry("superseded", "superseded by the same claimant", _superseded)
DOUBTFUL = Entry(
    "doubtful",
    "thin: a rewording, or contradicted by a claimant in a better position to know",
    always(dot(MIDDLE, 12, 3.5, "full")),
)
WEAK = Entry("weak", "broken outline: weak evidence, source D to F or credibility 4 to 6", _weak)
OLDER = Entry("older", "thin: stated long before the newest", always(dot(MIDDLE, 12, 3.5, "full")))
DENIAL = Entry("denial", "denial", always(struck(MIDDLE, 12, 7)))
PERIOD = Entry(
    "period",
    "the time that the figure is about",
    always(joined([line((4, 12), (40, 12), kind="period"), dot(MIDDLE, 12, 4, "full")])),
)
BRACKET = Entry(
    "bracket",
    "a figure for the time that its bracket spans, and part of no running total",
    always(joined([bracket(4, 40, 10), dot(MIDDLE, 10, 4, "full")])),
)
LATER = Entry(
    "later",
    "the time lies or goes on after the end of the axis",
    always(joined([line((4, 12), (26, 12), kind="period"), dot(15, 12, 4, "full"), onwards(24, 12)])),
)
SILENCE = Entry(
    "silence",
    "silence: nothing recorded, not zero",
    always(element("path", class_="silence", d=path((4, 4), (40, 4), (40, 20), (4, 20), closed=True))),
)
SPAN = Entry("span", "edges: the lowest and the highest of the newest totals; an open end is dashed", always(_span()))
RANGE = Entry("range", "from the lowest to the highest figure about the same time", always(_range()))
AREA = Entry(
    "area",
    "area: the stated figure",
    always(joined([COUNT.layers(x, 12, r, WASH, OUTLINE) for x, r in ((9, 3), (26, 10))])),
)
SHIP = Entry("ship", "by ship", always(_leg("leg-ship")))
RAIL = Entry("rail", "by rail", always(_leg("leg-rail")))
SCHEMATIC = Entry("schematic", "by rail, schematic: the way between is not stated", always(_leg("leg-schematic")))
LEG = Entry("leg", "by road, by other means, or not stated", always(_leg("leg-unknown")))
RETURN = Entry("return", "returning", always(_leg("returning")))
_BY_MODE = {"ship": (SHIP, "solid"), "rail": (RAIL, "dash")}


def way(leg: MapLeg) -> Entry:
    """The entry that explains how a leg is drawn."""
    if leg.schematic:
        return SCHEMATIC
    return RETURN if leg.returning else _BY_MODE.get(leg.mode, (LEG, ""))[0]


def dash(leg: MapLeg) -> str:
    """The dashes of a leg in the plotly figure; dots for whatever goes neither by ship nor by rail."""
    return _BY_MODE.get(leg.mode, (LEG, "dot"))[1]
