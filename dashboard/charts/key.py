"""The key of a chart: the entries of the grammar that occur in it, each as a small drawing and its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from dashboard.charts.description import Chart, Fill, Mark
from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.evidence_drawing import body
from dashboard.charts.glyphs import Ids, bar, diamond, dot, halo, hatching, lying, ratio, struck, token
from flows.records import Quantity
from flows.vocabulary import Bound

Style = Literal["bar", "token", "ratio", "area"]

WORDS = {
    "exact": "stated as one figure",
    "about": "about",
    "at-least": "at least: nothing says where it ends",
    "up-to": "up to: nothing says how much of it is there",
    "between": "between",
    "capacity": "what containers could hold, not what they held",
    "open": "pledged, funded, contracted or otherwise not yet moved",
    "half": "shipped",
    "full": "delivered",
    "superseded": "superseded by the same claimant",
    "doubtful": "thin: contradicted by a better placed claimant, or reworded",
    "denial": "denial",
    "unquantified": "a word, where no figure was given",
    "ratio": "stated ratio",
    "worded": "stated ratio of firepower, as worded",
    "forecast": "forecast",
    "period": "the time that the figure is about",
    "span": "from the lowest to the highest of the newest totals; an open end is dashed",
    "count": "reported count",
    "declared": "declared by the party itself",
    "estimate": "estimate",
    "weight": "derived from a weight",
    "share": "a share of a target",
    "area": "area: the stated figure",
    "band": "width: the stated figure",
    "ship": "by ship",
    "rail": "by rail",
    "leg": "by road, or not stated",
    "return": "returning from Russia",
}
_FILLS: dict[str, Fill] = {"exact": "full", "full": "full", "half": "half", "open": "open"}
_BASES = {
    "count": "reported-count",
    "declared": "declared",
    "estimate": "estimate",
    "weight": "derived-from-weight",
    "share": "percent-of-target",
}
_DAY = date(2024, 6, 14)
_QUANTITIES = {
    "about": Quantity(Bound.ABOUT, point=Decimal("0.5")),
    "at-least": Quantity(Bound.AT_LEAST, low=Decimal("0.6")),
    "up-to": Quantity(Bound.UP_TO, high=Decimal(1)),
    "between": Quantity(Bound.BETWEEN, low=Decimal("0.2"), high=Decimal(1)),
    "capacity": Quantity(Bound.UP_TO, high=Decimal(1)),
}


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry: its code, its drawing as safe SVG, its words."""

    code: str
    svg: str
    words: str


def key_entries(chart: Chart) -> tuple[KeyEntry, ...]:
    """The entries for the marks that occur in the chart, drawn as this chart draws them, in the grammar's order."""
    style: Style = "ratio" if chart.y.kind == "ratio" else "token" if chart.x.kind == "time" and chart.lanes else "bar"
    style = "area" if chart.sized else style
    # A plain diamond or a filled dot is explained once, under the name that says more.
    shown = [code for code in chart.key if not (code == "exact" and (style == "ratio" or "full" in chart.key))]
    return tuple(KeyEntry(code, sample(code, f"{chart.slug}-key-{code}", style), WORDS[code]) for code in shown)


def sample(code: str, prefix: str = "key", style: Style = "bar") -> str:
    """The small drawing of one entry, hidden from a screen reader: its words stand beside it. KeyError if unknown."""
    if code not in WORDS:
        raise KeyError(f"{code!r} is not in the grammar of marks")
    ids = Ids(prefix)
    side = "superseded" if code == "superseded" else "neutral"
    patterns = hatching(ids, ("neutral",)) if code == "capacity" else Svg("")
    by_size = code in (*_BASES, "area", "band", "span") or (style == "area" and code in ("capacity", "superseded"))
    return element(
        "svg",
        patterns,
        element("g", _by_size(code, ids) if by_size else _drawing(code, ids, style), class_=f"mark {side}"),
        class_="chart-sample",
        viewBox="0 0 44 24",
        width=44.0,
        height=24.0,
        aria_hidden="true",
        focusable="false",
    )


def _drawing(code: str, ids: Ids, style: Style) -> Svg:
    if code in _QUANTITIES and style == "token":
        return token(_mark(code), ids, 22, 14, 5.5)
    if code in _QUANTITIES and style == "ratio":
        return ratio(_mark(code), _upright(code), 22, 5)
    if code in _FILLS:
        return dot(22, 12, 6, _FILLS[code])
    match code:
        case "about":
            return joined([halo(22, 12, 11), dot(22, 12, 6, "full")])
        case "at-least" | "up-to" | "between" | "capacity":
            return bar(_mark(code), ids, lying, lambda value: 4 + value * 34, 12, 12)
        case "superseded":
            line = element("path", class_="line", d=path((14, 16), (34, 16), (34, 6)))
            return joined([dot(10, 16, 4, "full"), line])
        case "doubtful":
            return dot(22, 12, 3.5, "full")
        case "denial":
            return struck(22, 12, 7)
        case "unquantified":
            return element("text", "“…”", class_="t", x=22.0, y=17.0, text_anchor="middle")
        case "ratio" | "worded" | "forecast":
            fills: dict[str, Fill] = {"ratio": "full", "worded": "half", "forecast": "open"}
            return element("g", diamond(22, 12, 8, fills[code]), class_="mark forecast" if code == "forecast" else None)
        case "period":
            return joined([element("path", class_="period", d=path((4, 12), (40, 12))), dot(22, 12, 4, "full")])
        case _:
            return _leg(code)


def _span() -> Svg:
    wash = element("path", class_="span-wash", d=path((4, 5), (40, 5), (40, 19), (4, 19), closed=True))
    high = element("path", class_="span-edge open", d=path((4, 5), (40, 5)))
    return joined([wash, high, element("path", class_="span-edge", d=path((4, 19), (40, 19)))])


def _by_size(code: str, ids: Ids) -> Svg:
    """A mark whose size is its figure, as an area or as a band."""
    if code == "span":
        return _span()
    layers = ("wash", "outline")
    if code == "capacity":
        hatched = body("", 22, 12, 8, class_="hatched", fill=f"url(#{ids.hatch('neutral')})")
        return joined([hatched, body("", 22, 12, 8, class_="outline")])
    if code == "area":
        return joined([body("", x, 12, r, class_=layer) for x, r in ((9, 3), (26, 10)) for layer in layers])
    if code == "band":
        band = path((2, 5), (42, 8), (42, 20), (2, 17), closed=True)
        return joined([element("path", class_=layer, d=band) for layer in layers])
    return joined([body(_BASES.get(code, ""), 22, 12, 8, class_=layer) for layer in layers])


def _leg(code: str) -> Svg:
    kind = {"ship": "leg leg-ship", "rail": "leg leg-rail", "leg": "leg leg-unknown"}.get(code, "leg returning")
    return element(
        "g",
        element("path", class_="leg-line", d=path((2, 12), (42, 12))),
        element("path", class_="leg-head", d=path((28, 12), (19, 7), (19, 17), closed=True)),
        class_=kind,
    )


def _upright(code: str) -> Callable[[float], float]:
    foot = {"at-least": 28.0, "up-to": 8.0}.get(code, 22.0)
    reach = {"at-least": 18.0, "up-to": 0.0}.get(code, 19.0)
    return lambda value: foot - value * reach


def _mark(code: str) -> Mark:
    basic = Mark(
        code="", href="", quote="", label="", figure_label="", detail="", claimant="", stated_on=_DAY,
        stated_on_words="", quantity=_QUANTITIES[code], stage="delivered", basis="reported-count", side="neutral",
    )  # fmt: skip
    return replace(basic, basis="capacity-if-full") if code == "capacity" else basic
