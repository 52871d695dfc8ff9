"""The description of a chart: one frozen value that the drawing, the plotly figure and the table are all made of.

A description holds stated figures only. Where a mark sits follows from the kinds of its two axes: a lane, a day
or a period, a quantity. What a mark looks like follows from its bound, stage, basis and stance, by the grammar
of marks, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Literal

from flows.records import Quantity
from flows.vocabulary import BOUND, STAGE
from flows.wording import grouped

Side = Literal["to-ru", "to-ua", "neutral"]
Fill = Literal["open", "half", "full"]
AxisKind = Literal["quantity", "ratio", "time", "lanes", "map", "flow"]
Layout = Literal["wide", "narrow"]
Theme = Literal["light", "dark"]

SIDES: dict[str, Side] = {"ru": "to-ru", "ua": "to-ua"}
FILLS: dict[str, Fill] = {"shipped": "half", "delivered": "full"}


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its words: 1000000 and "1M". On a time axis the value is the day's ordinal."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its kind, what it counts in words, its two ends and its ticks.

    ``low`` and ``high`` are in the unit of the axis (ordinal days on a time axis) and are 0 and 1 on lanes and
    maps, which have no scale.
    """

    kind: AxisKind
    label: str = ""
    low: float = 0.0
    high: float = 1.0
    ticks: tuple[Tick, ...] = ()

    @property
    def log(self) -> bool:
        """Whether the axis is logarithmic: ratios are, quantities and time never."""
        return self.kind == "ratio"


@dataclass(frozen=True, slots=True)
class Lane:
    """One row: its words, and the heading of the group that it opens or continues."""

    label: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One claim in a chart: what it says, who says it, and where it sits.

    ``scale`` multiplies the stated figures where an axis needs one unit (a monthly figure on a yearly axis); the
    label, the quote and the table keep the figure as stated; ``inverse`` turns "1.4 to 1 for Ukraine" into 1 : 1.4 on
    an axis of Russia to Ukraine. ``doubtful`` claims (credibility 4 or 5) are drawn thin. ``day`` and ``until`` are
    the ends of the time that the mark stands at; ``lane`` is the number of its row, None where the chart has none.
    ``reason`` says why a claim is listed and not drawn; ``start`` and ``end`` are the two parties that a band joins.
    """

    code: str
    href: str
    quote: str
    label: str
    figure_label: str
    detail: str
    claimant: str
    stated_on: date
    stated_on_words: str
    quantity: Quantity
    stage: str
    basis: str
    side: Side
    fill: Fill = "full"
    day: date | None = None
    until: date | None = None
    lane: int | None = None
    scale: int = 1
    ratio: bool = False
    denial: bool = False
    forecast: bool = False
    superseded_by: str | None = None
    superseded_on_words: str = ""
    state: str = "current"
    group: str = ""
    doubtful: bool = False
    inverse: bool = False
    reason: str = ""
    start: str = ""
    end: str = ""

    @property
    def bound(self) -> str:
        """The bound, which decides the shape of the mark."""
        return self.quantity.bound

    @property
    def hatched(self) -> bool:
        """Whether the figure is what something could hold, and so is hatched wherever it is drawn."""
        return self.basis == "capacity-if-full"

    @property
    def faded(self) -> bool:
        """Whether the claim no longer stands, and so is thin and grey."""
        return self.state != "current" and not self.denial

    @property
    def shape(self) -> str:
        """The bound on the axis: a floor that is turned round becomes a ceiling."""
        turned = {"at-least": "up-to", "up-to": "at-least"} if self.inverse else {}
        return turned.get(self.bound, self.bound)

    @property
    def low(self) -> float | None:
        """The stated low end in the unit of the axis; None where none was stated."""
        return self._scaled(self.quantity.high if self.inverse else self.quantity.low)

    @property
    def point(self) -> float | None:
        """The stated point in the unit of the axis; None where none was stated."""
        return self._scaled(self.quantity.point)

    @property
    def high(self) -> float | None:
        """The stated high end in the unit of the axis; None where none was stated."""
        return self._scaled(self.quantity.low if self.inverse else self.quantity.high)

    @property
    def figure(self) -> float | None:
        """The figure to place by: the point, else the high end of a range or a ceiling, else the floor."""
        for value in (self.point, self.high, self.low):
            if value is not None:
                return value
        return None

    @property
    def figures(self) -> str:
        """The figures as stated, in plain digits joined by a dash; the word where there is none."""
        if self.denial:
            return "denied"
        stated = self.quantity.figures
        return "-".join(plain(value) for value in stated) if stated else self.quantity.words or "unstated"

    def _scaled(self, value: Decimal | None) -> float | None:
        if value is None:
            return None
        return float(1 / value) if self.inverse else float(value * self.scale)


@dataclass(frozen=True, slots=True)
class Link:
    """A join between two marks: a claim and its successor, or two readings of one statement ("or")."""

    start: str
    end: str
    kind: Literal["successor", "or"] = "successor"


@dataclass(frozen=True, slots=True)
class Annotation:
    """An event on a time axis; ``until`` is its last day where it took more than one."""

    day: date
    title: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class SpanStep:
    """From a day on, the lowest and the highest figure of the newest totals, and which of the two ends is open.

    Both figures are None from the day on which no total stood any more.
    """

    day: date
    low: float | None
    high: float | None
    open_low: bool = False
    open_high: bool = False


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on the map, with the words beside it."""

    code: str
    label: str
    longitude: float
    latitude: float
    kind: str


@dataclass(frozen=True, slots=True)
class MapLeg:
    """One leg between two places of the map; ``returning`` where the goods go the other way, out of Russia."""

    code: str
    href: str
    quote: str
    start: str
    end: str
    mode: str
    returning: bool
    side: Side


@dataclass(frozen=True, slots=True)
class Outline:
    """One ring of a country's outline, as longitude and latitude."""

    country: str
    ring: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the map in degrees, and its words."""

    label: str
    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies inside."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


@dataclass(frozen=True, slots=True)
class Map:
    """What a map draws: outlines, places, legs; the frame of the whole and the frames that are shown again larger."""

    outlines: tuple[Outline, ...]
    places: tuple[MapPlace, ...]
    legs: tuple[MapLeg, ...]
    frame: Frame
    insets: tuple[Frame, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart: words, axes and marks.

    ``listed`` are claims that belong to the answer and have no place on the axes, such as a figure without a
    number on a quantity axis: the table shows them and the notes say so. ``key`` are the codes of the entries of
    the grammar that occur. ``steps`` says that a claim is drawn as standing until its successor, or until ``as_of``.
    ``span`` is how far apart the newest totals of one flow and stage stood, each step until the next.
    ``sized`` says that the area of a mark is its figure and its outline its basis. ``refusal`` is the sentence that
    stands where a chart may not be drawn, empty where it may.
    """

    slug: str
    title: str
    subtitle: str
    summary: str
    x: Axis
    y: Axis
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Annotation, ...] = ()
    lanes: tuple[Lane, ...] = ()
    listed: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    source_line: str = ""
    as_of: date | None = None
    key: tuple[str, ...] = field(default=())
    map: Map | None = None
    steps: bool = False
    span: tuple[SpanStep, ...] = ()
    sized: bool = False
    refusal: str = ""

    def mark(self, code: str) -> Mark:
        """The mark of a claim; KeyError where the claim is not drawn."""
        for mark in self.marks:
            if mark.code == code:
                return mark
        raise KeyError(code)


def finished(chart: Chart) -> Chart:
    """The chart with its key filled in from the marks that it holds."""
    return replace(chart, key=grammar_of(chart))


GRAMMAR = (
    "exact", "about", "at-least", "up-to", "between", "capacity", "open", "half", "full",
    "superseded", "doubtful", "denial", "unquantified", "ratio", "worded", "forecast", "period",
    "span", "count", "declared", "estimate", "weight", "share", "area", "band", "ship", "rail", "leg", "return",
)  # fmt: skip
"""Every entry of the grammar of marks, in the order in which a key prints them."""


def grammar_of(chart: Chart) -> tuple[str, ...]:
    """The entries of the grammar that occur among the marks and legs of a chart, in the order of the key."""
    found: set[str] = set()
    for mark in chart.marks:
        if mark.denial:
            found.add("denial")
            continue
        by_size = chart.sized or chart.x.kind == "flow"
        found.update(_by_size(chart, mark) if by_size else _by_place(mark))
    if any(step.low is not None for step in chart.span):
        found.add("span")
    for leg in chart.map.legs if chart.map else ():
        found.add("return" if leg.returning else leg.mode if leg.mode in ("ship", "rail") else "leg")
    return tuple(entry for entry in GRAMMAR if entry in found)


_BASES = {"declared": "declared", "estimate": "estimate", "derived-from-weight": "weight", "percent-of-target": "share"}


def _by_place(mark: Mark) -> set[str]:
    """The entries of one mark of a chart that shows quantities by place."""
    entries = {
        "worded": mark.ratio and mark.fill == "half",
        "ratio": mark.ratio and mark.fill != "half",
        "doubtful": mark.doubtful,
        "capacity": mark.hatched,
        mark.fill: mark.stage in STAGE.codes,
        "superseded": mark.faded,
        "forecast": mark.forecast,
        "period": mark.until is not None,
    }
    return {mark.bound, *(entry for entry, occurs in entries.items() if occurs)}


def _by_size(chart: Chart, mark: Mark) -> set[str]:
    """The entries of one mark of a chart that shows quantities by size."""
    if not mark.quantity.figures:
        return {"unquantified"}
    found = {"area", _BASES.get(mark.basis, "count")} if chart.sized else {"band"}
    if mark.hatched:
        found = found - {"count"} | {"capacity"}
    if mark.bound in ("at-least", "up-to") and not chart.sized:
        found.add(mark.bound)
    return found | ({"superseded"} if mark.faded else set())


def plain(value: Decimal) -> str:
    """A figure in plain digits without an exponent or trailing zeros, for machines: 4800000, 2.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def figure_words(quantity: Quantity) -> str:
    """The figure as stated without its bound, for a column of a table that prints the bound beside it."""
    if not quantity.figures:
        return quantity.words or BOUND.label("unquantified")
    return " to ".join(grouped(value) for value in quantity.figures)


def stage_words(stage: str) -> str:
    """The words for a stage; what is compared or counted keeps its own words."""
    return STAGE.label(stage) if stage in STAGE.codes else stage


def by_day(marks: Sequence[Mark]) -> list[Mark]:
    """The marks by the day that they sit at, then by code."""
    return sorted(marks, key=lambda mark: (mark.day or mark.stated_on, mark.code))
