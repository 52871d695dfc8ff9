"""The key of a chart: the entries of the grammar that occur in it, each as a small drawing and its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from dashboard.charts.description import Chart, Mark
from dashboard.charts.element import Svg, element
from dashboard.charts.grammar import bounds, fills, outlines, signs
from dashboard.charts.grammar.entry import Entry, Style
from dashboard.charts.shapes import Ids, hatching
from flows.vocabulary import Bound

GRAMMAR: tuple[Entry, ...] = (
    *(bounds.look(bound).entry for bound in Bound if bound.fills),
    outlines.CAPACITY.entry,
    fills.OPEN, fills.HALF, fills.FULL,
    signs.SUPERSEDED, signs.DOUBTFUL, signs.DENIAL,
    *(bounds.look(bound).entry for bound in Bound if not bound.fills),
    fills.RATIO, fills.WORDED, fills.FORECAST,
    signs.PERIOD, signs.SPAN,
    outlines.COUNT.entry, outlines.DECLARED.entry, outlines.ESTIMATE.entry, outlines.WEIGHT.entry, outlines.SHARE.entry,
    signs.AREA, signs.BAND, signs.SHIP, signs.RAIL, signs.LEG, signs.RETURN,
)  # fmt: skip
"""Every entry of the grammar of marks, in the order in which a key prints them."""

CODES = {entry.code: entry for entry in GRAMMAR}


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry: its code, its drawing as safe SVG, its words."""

    code: str
    svg: str
    words: str


def key_of(chart: Chart) -> tuple[str, ...]:
    """The codes of the entries that explain a chart, in the order of the key."""
    found = {entry.code for entry in _occurring(chart)}
    return tuple(sorted(found, key=list(CODES).index))


def key_entries(chart: Chart) -> tuple[KeyEntry, ...]:
    """The entries for the marks that occur in the chart, drawn as this chart draws them, in the grammar's order."""
    style = style_of(chart)
    # A plain diamond or a filled dot is explained once, under the name that says more.
    shown = [code for code in chart.key if not (code == Bound.EXACT and (style == "ratio" or "full" in chart.key))]
    return tuple(key_entry(code, f"{chart.slug}-key-{code}", style) for code in shown)


def key_entry(code: str, prefix: str, style: Style = "bar") -> KeyEntry:
    """One entry with its sample; ``prefix`` makes its ids its own. KeyError if unknown."""
    return KeyEntry(code, sample(code, prefix, style), CODES[code].words)


def sample(code: str, prefix: str = "key", style: Style = "bar") -> str:
    """The small drawing of one entry, hidden from a screen reader: its words stand beside it. KeyError if unknown."""
    if code not in CODES:
        raise KeyError(f"{code!r} is not in the grammar of marks")
    ids = Ids(prefix)
    return element(
        "svg",
        hatching(ids, ("neutral",)) if code == outlines.CAPACITY.code else Svg(""),
        element(
            "g",
            CODES[code].sample(ids, style),
            class_="mark superseded" if code == signs.SUPERSEDED.code else "mark neutral",
        ),
        class_="chart-sample",
        viewBox="0 0 44 24",
        width=44.0,
        height=24.0,
        aria_hidden="true",
        focusable="false",
    )


def style_of(chart: Chart) -> Style:
    """How a chart draws its marks."""
    match chart.form:
        case "areas":
            return "area"
        case "lanes":
            return "token"
        case "ratios":
            return "ratio"
        case "rows" | "field" | "bands" | "map":
            return "bar"
        case _:
            assert_never(chart.form)


def _occurring(chart: Chart) -> Iterator[Entry]:
    """Every entry that is to be explained, once or more."""
    for mark in chart.marks:
        if mark.denial:
            yield signs.DENIAL
        elif chart.form == "bands":
            yield from _of_band(mark)
        elif chart.form == "areas":
            yield from _of_area(mark)
        else:
            yield bounds.look(mark.bound).entry
            yield from fills.entries(mark)
            yield from signs.signs(mark)
            if mark.hatched:
                yield outlines.CAPACITY.entry
            if mark.forecast:
                yield fills.FORECAST
    if any(step.low is not None for step in chart.span):
        yield signs.SPAN
    if chart.map is not None:
        yield from (signs.way(leg) for leg in chart.map.legs)


def _of_area(mark: Mark) -> Iterator[Entry]:
    if mark.worded:
        yield bounds.UNQUANTIFIED.entry
        return
    yield signs.AREA
    yield outlines.outline_of(mark).entry
    if mark.faded:
        yield signs.SUPERSEDED


def _of_band(mark: Mark) -> Iterator[Entry]:
    if mark.worded:
        yield bounds.UNQUANTIFIED.entry
        return
    yield signs.BAND
    shown = bounds.look(mark.bound)
    if shown.from_zero:
        yield shown.entry
    if mark.hatched:
        yield outlines.CAPACITY.entry
    if mark.faded:
        yield signs.SUPERSEDED
