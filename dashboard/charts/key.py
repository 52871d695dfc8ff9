"""The key of a chart: the entries of the grammar that occur in it, each as a small drawing and its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.charts.description import Chart, Form, Mark
from dashboard.charts.element import Svg, element
from dashboard.charts.grammar import bounds, fills, outlines, signs
from dashboard.charts.grammar.entry import Entry
from dashboard.charts.shapes import Ids, hatching
from flows.vocabulary import Bound

GRAMMAR: tuple[Entry, ...] = (
    *(bounds.look(bound).entry for bound in Bound if bound.fills),
    outlines.CAPACITY.entry,
    fills.OPEN, fills.HALF, fills.FULL,
    signs.SUPERSEDED, signs.WEAK, signs.DOUBTFUL, signs.OLDER, signs.DENIAL,
    *(bounds.look(bound).entry for bound in Bound if not bound.fills),
    fills.RATIO, fills.WORDED, fills.FORECAST,
    signs.PERIOD, signs.BRACKET, signs.LATER, signs.SPAN, signs.RANGE, signs.SILENCE,
    outlines.COUNT.entry, outlines.DECLARED.entry, outlines.ESTIMATE.entry, outlines.WEIGHT.entry, outlines.SHARE.entry,
    signs.AREA, signs.SHIP, signs.RAIL, signs.SCHEMATIC, signs.LEG, signs.RETURN,
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


def key_entries(chart: Chart, prefix: str = "") -> tuple[KeyEntry, ...]:
    """The entries for the marks that occur in the chart, drawn as this chart draws them, in the grammar's order.

    ``prefix`` begins their ids, by default the chart's slug.
    """
    # A plain diamond or a filled dot is explained once, under the name that says more.
    shown = [
        code for code in chart.key if not (code == Bound.EXACT and (chart.form == "ratios" or "full" in chart.key))
    ]
    return tuple(key_entry(code, f"{prefix or chart.slug}-key-{code}", chart.form) for code in shown)


def key_entry(code: str, prefix: str, form: Form = "rows") -> KeyEntry:
    """One entry with its sample; ``prefix`` makes its ids its own. KeyError if unknown."""
    return KeyEntry(code, sample(code, prefix, form), CODES[code].words)


def sample(code: str, prefix: str = "key", form: Form = "rows") -> str:
    """The small drawing of one entry, hidden from a screen reader: its words stand beside it. KeyError if unknown."""
    if code not in CODES:
        raise KeyError(f"{code!r} is not in the grammar of marks")
    ids = Ids(prefix)
    return element(
        "svg",
        hatching(ids, ("neutral",)) if code == outlines.CAPACITY.code else Svg(""),
        element(
            "g",
            CODES[code].sample(ids, form),
            class_="mark superseded" if code == signs.SUPERSEDED.code else "mark neutral",
        ),
        class_="chart-sample",
        viewBox="0 0 44 24",
        width=44.0,
        height=24.0,
        aria_hidden="true",
        focusable="false",
    )


def _occurring(chart: Chart) -> Iterator[Entry]:
    """Every entry that is to be explained, once or more."""
    for mark in chart.marks:
        if mark.weak:
            yield signs.WEAK
        if mark.denial:
            yield signs.DENIAL
        elif chart.form == "areas":
            yield from _of_size(mark)
        else:
            yield from _of_place(mark)
            if (mark.until is not None or mark.runs_on) and chart.form in ("panels", "ratios"):
                yield signs.BRACKET if mark.for_period else signs.PERIOD
    if any(step.low is not None for step in chart.span):
        yield signs.SPAN
    if any(lane.reach for lane in chart.lanes):
        yield signs.RANGE
    if chart.silent_from is not None:
        yield signs.SILENCE
    if chart.form in ("panels", "ratios") and any(_later(chart, mark) for mark in chart.marks):
        yield signs.LATER
    if chart.map is not None:
        yield from (signs.way(leg) for leg in chart.map.legs)


def _later(chart: Chart, mark: Mark) -> bool:
    return mark.runs_on or mark.last_day.toordinal() > chart.x.high


def _of_place(mark: Mark) -> Iterator[Entry]:
    """The entries of a mark that shows its figure by its place."""
    yield bounds.look(mark.bound).entry
    if mark.ratio:
        yield fills.WORDED if mark.fill == "half" else fills.RATIO
    elif mark.stage is not None:
        yield CODES[mark.fill]
    occurs = (
        (outlines.CAPACITY.entry, mark.hatched),
        (signs.SUPERSEDED, mark.faded),
        (signs.DOUBTFUL, mark.doubtful),
        (signs.OLDER, mark.older),
        (fills.FORECAST, mark.forecast),
    )
    yield from (entry for entry, found in occurs if found)


def _of_size(mark: Mark) -> Iterator[Entry]:
    """The entries of a mark that shows its figure by its area."""
    shown = bounds.look(mark.bound)
    if mark.worded:
        yield shown.entry
        return
    yield signs.AREA
    yield outlines.outline_of(mark).entry
    if mark.faded:
        yield signs.SUPERSEDED
