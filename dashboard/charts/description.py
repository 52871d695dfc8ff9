"""The description of a chart: one frozen value that the drawing, the plotly figure and the table are all made of.

A description holds stated figures only. Where a mark sits follows from the kinds of its two axes: a lane, a day
or a period, a quantity. What a mark looks like follows from its bound, stage, basis and stance, by the grammar
of marks, and from nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Literal, assert_never

from dashboard.charts.computed import Rows
from dashboard.charts.map_description import Map
from dashboard.charts.theme import Side
from flows.records import Quantity
from flows.vocabulary import Basis, Bound, LeftOut, Reliability, Stage

Fill = Literal["open", "half", "full"]
AxisKind = Literal["quantity", "ratio", "time", "lanes", "map"]
Form = Literal["map", "computed", "areas", "rows", "strips", "lanes", "panels", "field", "ratios"]
Layout = Literal["wide", "narrow"]
MONTH = 31
"""Days without a statement that are silence."""

Cited = tuple[tuple[str, str], ...]
"""The claims that a text quotes, each by its code with the quotation."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A place on an axis with its words: 1000000 and "1M". On a time axis the value is the day's ordinal."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its kind, what it counts in words, its two ends and its ticks.

    ``low`` and ``high`` are in the unit of the axis (ordinal days on a time axis) and are 0 and 1 on lanes and
    maps, which have no scale. ``first`` is the first day that a time axis is to show, before the air around it.
    """

    kind: AxisKind
    label: str = ""
    low: float = 0.0
    high: float = 1.0
    ticks: tuple[Tick, ...] = ()
    first: date | None = None

    @property
    def log(self) -> bool:
        """Whether the axis is logarithmic: ratios are, quantities and time never."""
        return self.kind == "ratio"


@dataclass(frozen=True, slots=True)
class Lane:
    """One row: its words, and the heading of the group that it opens or continues.

    In small charts one below another ``panel`` is whose it is and ``row`` the year within it; ``reach`` runs from the
    lowest to the highest figure of the rows beside it that are about the same time. A ``strip`` holds every figure of
    its row, where other lanes hold one each.
    """

    label: str
    group: str = ""
    panel: str = ""
    row: str = ""
    reach: tuple[float, float] | None = None
    strip: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One of the fields that share an axis of time: its heading, what it counts, and its own axis of quantity.

    ``more`` says how many totals have no line in it, ``more_rows`` how many figures for a period have no row under it.
    """

    name: str
    words: str
    y: Axis
    more: str = ""
    more_rows: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A publication that a claim rests on; ``name`` is what a list calls it, also where it has no title."""

    code: str
    publisher: str
    title: str
    link: str
    name: str


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One claim in a chart: what it says, who says it, and where it sits.

    ``scale`` multiplies the stated figures where an axis needs one unit (a monthly figure on a yearly axis); the label,
    the quote and the table keep the figure as stated; ``inverse`` turns "1.4 to 1" for the other side into 1 : 1.4 on
    an axis of the first side to it. ``doubtful`` claims (credibility 4 or 5) are drawn thin. ``grade`` is both grades
    of a claim, and ``weak`` says in words that its evidence is weak, empty where it is not. ``period`` is the time that
    the figure is about in words, a part of the label, empty where it is not known; ``about_from`` and ``about_to`` are
    its two days. ``day`` and ``until`` are the ends of the time that the mark stands at; ``for_period`` says that the
    figure is for just its period, and no running total; ``untimed`` that no time was stated, and the mark stands at the
    day of its statement on an axis of the time that figures are about. ``older`` heads were stated so long before the
    newest that they take no part in a span. ``lane`` is the number of its row or panel, None where there is none;
    ``height`` is where an upright axis in pixels has it.
    ``stage`` and ``basis`` are those of a claim about a flow, None for a pace or a ratio; ``subject`` and ``grounds``
    are what the table prints in their columns. ``left_out`` says why a claim no longer stands, None where it does.
    ``reason`` says why a claim is listed and not drawn; ``supplier`` is the one that a label begins with, where labels
    begin with one.
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
    document: Document
    quantity: Quantity
    subject: str = ""
    grounds: str = ""
    side: Side = "neutral"
    stage: Stage | None = None
    basis: Basis | None = None
    fill: Fill = "full"
    period: str = ""
    about_from: date | None = None
    about_to: date | None = None
    day: date | None = None
    until: date | None = None
    untimed: bool = False
    for_period: bool = False
    older: bool = False
    lane: int | None = None
    height: float | None = None
    scale: int = 1
    ratio: bool = False
    denial: bool = False
    forecast: bool = False
    superseded_by: str | None = None
    superseded_on_words: str = ""
    left_out: LeftOut | None = None
    group: str = ""
    doubtful: bool = False
    grade: str = ""
    weak: str = ""
    inverse: bool = False
    reason: str = ""
    supplier: str = ""

    @property
    def hatched(self) -> bool:
        """Whether the figure is what something could hold, and so is hatched wherever it is drawn."""
        return self.basis is not None and self.basis.is_capacity

    @property
    def faded(self) -> bool:
        """Whether the claim no longer stands, and so is thin and grey."""
        return self.left_out is not None and not self.denial

    @property
    def light(self) -> bool:
        """Whether the mark is drawn thin: the claim no longer stands, is doubtful, or is an older one."""
        return self.faded or self.doubtful or self.older

    @property
    def runs_on(self) -> bool:
        """Whether the figure is for a period of which no end was stated."""
        return self.for_period and self.about_from is not None and self.about_to is None

    @property
    def last_day(self) -> date:
        """The last day of the time that the mark stands at."""
        return self.until or self.day or self.stated_on

    @property
    def worded(self) -> bool:
        """Whether the claim is words in place of a figure, and so is a word in the drawing."""
        return not self.quantity.figures and not self.denial

    @property
    def word(self) -> str:
        """The word that a worded claim is drawn as; a word has no outline to break, so it says that it is weak."""
        return f"{self.figure_label} (weak)" if self.weak else self.figure_label

    @property
    def bound(self) -> Bound:
        """The bound as stated."""
        return self.quantity.bound

    @property
    def shape(self) -> Bound:
        """The bound on the axis: a floor that is turned round becomes a ceiling."""
        return turned(self.bound) if self.inverse else self.bound

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

    @cached_property
    def values(self) -> tuple[float, ...]:
        """Every stated figure in the unit of the axis."""
        stated = self.quantity.figures
        return tuple(map(self._in_unit, reversed(stated) if self.inverse else stated))

    @cached_property
    def figure(self) -> float | None:
        """The figure to place by: the point, else the high end of a range or a ceiling, else the floor."""
        return next((value for value in (self.point, self.high, self.low) if value is not None), None)

    @property
    def figures(self) -> str:
        """The figures as stated, in plain digits joined by a dash; the word where there is none."""
        if self.denial:
            return "denied"
        stated = self.quantity.figures
        return "-".join(plain(value) for value in stated) if stated else self.quantity.words or "unstated"

    def _scaled(self, value: Decimal | None) -> float | None:
        return None if value is None else self._in_unit(value)

    def _in_unit(self, value: Decimal) -> float:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """One chart: words, axes and marks.

    ``listed`` are claims that belong to the answer and have no place on the axes, such as a figure without a
    number on a quantity axis: the table shows them and the notes say so. ``key`` are the codes of the entries of
    the grammar that occur. ``steps`` says that a claim is drawn as standing until its successor, or until ``as_of``.
    ``panels`` are its fields, one under the other, where each has an axis of quantity of its own.
    ``span`` is how far apart the newest totals of one flow and stage stood, each step until the next.
    ``sized`` says that the area of a mark is its figure and its outline its basis. ``refusal`` is the sentence that
    stands where a chart may not be drawn, empty where it may. ``slug`` is its name in addresses and ids.
    ``grade`` is the least grade of what it draws, None for any.
    ``for_periods`` is the axis of rows for a period, which share no scale with running totals; None where there are
    none of them or nothing else.
    ``computed`` are lengths that nobody stated, drawn in place of marks: the claims that they are made of are listed.
    ``cited`` are the claims that the notes quote, each by its code with the quotation, so that a page can lead to it.
    """

    title: str
    subtitle: str
    summary: str
    x: Axis
    y: Axis
    marks: tuple[Mark, ...] = ()
    links: tuple[Link, ...] = ()
    events: tuple[Annotation, ...] = ()
    lanes: tuple[Lane, ...] = ()
    panels: tuple[Panel, ...] = ()
    listed: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()
    source_line: str = ""
    slug: str = ""
    as_of: date | None = None
    key: tuple[str, ...] = field(default=())
    map: Map | None = None
    steps: bool = False
    span: tuple[SpanStep, ...] = ()
    sized: bool = False
    refusal: str = ""
    for_periods: Axis | None = None
    grade: Reliability | None = None
    cited: Cited = ()
    computed: Rows | None = None

    @property
    def of_statements(self) -> bool:
        """Whether the axis of time is that of the days of statement, and not of what the figures are about."""
        return self.steps or self.y.kind == "lanes"

    @property
    def end(self) -> date | None:
        """The day that the axis of time ends with; None where there is no such axis."""
        return date.fromordinal(int(self.x.high)) if self.x.kind == "time" else None

    @property
    def silent_from(self) -> date | None:
        """The last day with a mark, where the axis of time goes on well beyond it; else None.

        On an axis of statements it is the day of the last one, whatever time that is about.
        """
        if self.x.kind != "time" or not self.marks:
            return None
        last = max(mark.stated_on if self.of_statements else mark.last_day for mark in self.marks)
        return last if self.x.high - last.toordinal() >= max(MONTH, (self.x.high - self.x.low) * 0.01) else None

    @property
    def form(self) -> Form:
        """What kind of drawing this is, which follows from its axes."""
        if self.map is not None:
            return "map"
        if self.computed is not None:
            return "computed"
        if self.panels:
            return "panels"
        if self.sized:
            return "areas"
        if self.x.kind == "quantity":
            return "strips" if any(lane.strip for lane in self.lanes) else "rows"
        if self.y.kind == "lanes":
            return "lanes"
        return "ratios" if self.y.log else "field"

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        legs, rows = self.map and self.map.legs, self.computed and self.computed.rows
        return not (self.marks or legs or rows)

    def quantities(self, mark: Mark) -> Axis:
        """The axis that a mark of rows or strips lies on: figures for a period share none with running totals."""
        return self.for_periods if self.for_periods is not None and mark.for_period else self.x

    @property
    def lies(self) -> bool:
        """Whether quantities run to the right, so that a bar lies."""
        return self.form in ("rows", "strips")

    def mark(self, code: str) -> Mark:
        """The mark of a claim; KeyError where the claim is not drawn."""
        for mark in self.marks:
            if mark.code == code:
                return mark
        raise KeyError(code)


def plain(value: Decimal) -> str:
    """A figure in plain digits without an exponent or trailing zeros, for machines: 4800000, 2.5."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def turned(bound: Bound) -> Bound:
    """What a bound becomes where the axis is turned round: the inverse of a floor is a ceiling."""
    match bound:
        case Bound.AT_LEAST:
            return Bound.UP_TO
        case Bound.UP_TO:
            return Bound.AT_LEAST
        case Bound.EXACT | Bound.ABOUT | Bound.BETWEEN | Bound.UNQUANTIFIED:
            return bound
        case _:
            assert_never(bound)


def by_day(marks: Sequence[Mark]) -> list[Mark]:
    """The marks by the day that they sit at, then by code."""
    return sorted(marks, key=lambda mark: (mark.day or mark.stated_on, mark.code))
