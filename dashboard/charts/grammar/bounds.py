"""What a figure limits: a point, a floor with an open arrow, a ceiling with a cap, a range, or a word.

A bound is drawn on an axis of quantity as a bar, on a lane without a scale as a token, and on an axis of ratios. All
that it looks like, in both renderers and in the key, is its one class here.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import assert_never

from dashboard.charts.description import Form, Mark
from dashboard.charts.element import Svg, element, joined
from dashboard.charts.grammar.entry import MIDDLE, Entry, sample_mark
from dashboard.charts.grammar.fills import diamond, dot, point
from dashboard.charts.shapes import Bar, Ids, Place, Turn, line, lying
from flows.vocabulary import Bound


def stated(value: float | None, mark: Mark) -> float:
    """A figure that a mark is drawn by; ValueError where it was not stated: nothing is drawn at zero instead."""
    if value is None:
        raise ValueError(f"{mark.code!r} lacks the figure that the bound {mark.shape.code!r} is drawn by")
    return value


class Look(ABC):
    """The look of one bound, whose ``words`` stand in the key.

    ``from_zero`` says that its bar begins at zero, ``filled`` that the bar is solid, ``arrow`` that it ends in an open
    arrow, ``thin`` that it is half as thick as others, ``soft`` that its point has a halo. ``symbols`` are the plotly
    symbols of the end of a lying and of an upright bar; none where the point is a symbol of its own.
    """

    from_zero = False
    filled = True
    arrow = False
    thin = False
    soft = False
    symbols: tuple[str, str] | None = None

    def __init__(self, bound: Bound, words: str) -> None:
        self.bound = bound
        self.entry = Entry(bound.code, words, self.sample)

    @abstractmethod
    def reach(self, mark: Mark) -> tuple[float, float] | None:
        """From which value to which the bar of a mark runs; None where it is a point."""

    @abstractmethod
    def bar(self, mark: Mark, bar: Bar) -> Svg:
        """The mark on an axis of quantity."""

    @abstractmethod
    def ends(self, x: float, y: float, r: float) -> list[Svg]:
        """What stands above and below the point of a mark on a lane."""

    @abstractmethod
    def ratio(self, mark: Mark, place: Place, x: float, r: float) -> Svg:
        """The mark on an upright axis of ratios."""

    @abstractmethod
    def sample(self, ids: Ids, form: Form) -> Svg:
        """The mark in the key."""

    def halo(self, x: float, y: float, r: float) -> list[Svg]:
        """The soft ring around the point, where there is one."""
        return [element("circle", class_="halo", cx=x, cy=y, r=r)] if self.soft else []

    def sampled(self, mark: Mark, ids: Ids, form: Form, foot: float, rise: float) -> Svg:
        """A mark on an axis from 0 to 1 as charts of a form draw it; ratios stand ``foot`` down the sample."""
        if form == "lanes" or (form in ("field", "panels") and self.from_zero):
            return token(mark, ids, MIDDLE, 14, 5.5)
        if form == "ratios":
            return self.ratio(mark, lambda value: foot - value * rise, MIDDLE, 5)
        return self.bar(mark, Bar(ids, lying, lambda value: 4 + value * 34, 12, 6))


class Point(Look):
    """One figure."""

    def reach(self, mark: Mark) -> None:
        return None

    def bar(self, mark: Mark, bar: Bar) -> Svg:
        r = max(bar.half * 0.9, 3.2)
        x, y = bar.turn(bar.place(stated(mark.point, mark)), bar.across)
        return joined([*self.halo(x, y, r + 5), *point(mark, bar.ids, x, y, r)])

    def ends(self, x: float, y: float, r: float) -> list[Svg]:
        return []

    def ratio(self, mark: Mark, place: Place, x: float, r: float) -> Svg:
        y = place(stated(mark.point, mark))
        return joined([*self.halo(x, y, r + 4), diamond(x, y, r, mark.fill)])

    def sample(self, ids: Ids, form: Form) -> Svg:
        return dot(MIDDLE, 12, 6, "full")


class About(Point):
    """About: a point in a soft ring."""

    soft = True

    def sample(self, ids: Ids, form: Form) -> Svg:
        if form in ("lanes", "ratios"):
            return self.sampled(sample_mark(self.bound, point="0.5"), ids, form, 22, 19)
        return joined([*self.halo(MIDDLE, 12, 11), dot(MIDDLE, 12, 6, "full")])


class Floor(Look):
    """At least: solid from zero, and an open arrow onwards."""

    from_zero = True
    arrow = True
    symbols = ("triangle-right-open", "triangle-up-open")

    def reach(self, mark: Mark) -> tuple[float, float]:
        return 0.0, stated(mark.low, mark)

    def bar(self, mark: Mark, bar: Bar) -> Svg:
        zero, end = bar.place(0), bar.place(stated(mark.low, mark))
        if mark.hatched:
            return joined([*bar.capacity(mark, zero, end), bar.arrow(end)])
        foot = dot(*bar.turn(end, bar.across), max(bar.half * 0.75, 2.5), mark.fill)
        return joined([*_body(mark, bar, zero, end), bar.arrow(end), foot])

    def ends(self, x: float, y: float, r: float) -> list[Svg]:
        tip = y - (r + 3) - 3
        return [line((x - r + 1, tip + 4), (x, tip), (x + r - 1, tip + 4))]

    def ratio(self, mark: Mark, place: Place, x: float, r: float) -> Svg:
        y = place(stated(mark.low, mark))
        tip = y - r - 15
        head = line((x - 4, tip + 5), (x, tip), (x + 4, tip + 5))
        return joined([line((x, y), (x, tip)), head, diamond(x, y, r, mark.fill)])

    def sample(self, ids: Ids, form: Form) -> Svg:
        return self.sampled(sample_mark(self.bound, low="0.6"), ids, form, 28, 18)


class Ceiling(Look):
    """Up to: an outline from zero with a closed cap, and nothing in it."""

    from_zero = True
    filled = False
    symbols = ("line-ns-open", "line-ew-open")

    def reach(self, mark: Mark) -> tuple[float, float]:
        return 0.0, stated(mark.high, mark)

    def bar(self, mark: Mark, bar: Bar) -> Svg:
        zero, end = bar.place(0), bar.place(stated(mark.high, mark))
        blocks = bar.capacity(mark, zero, end) if mark.hatched else [bar.block("outline", zero, end)]
        return joined([*blocks, bar.cap(end, 4)])

    def ends(self, x: float, y: float, r: float) -> list[Svg]:
        return [_lid(x, y - (r + 3), r)]

    def ratio(self, mark: Mark, place: Place, x: float, r: float) -> Svg:
        y = place(stated(mark.high, mark))
        foot = y + r + 15
        box = line((x - 3, foot), (x - 3, y), (x + 3, y), (x + 3, foot), kind="outline")
        return joined([box, diamond(x, y, r, mark.fill), _lid(x, y - r - 2, r + 2)])

    def sample(self, ids: Ids, form: Form) -> Svg:
        return self.sampled(sample_mark(self.bound, high="1"), ids, form, 8, 0)


class Range(Look):
    """Between: a thick line with end caps."""

    thin = True
    symbols = ("line-ns-open", "line-ew-open")

    def reach(self, mark: Mark) -> tuple[float, float]:
        return stated(mark.low, mark), stated(mark.high, mark)

    def bar(self, mark: Mark, bar: Bar) -> Svg:
        low, high = (bar.place(value) for value in self.reach(mark))
        blocks = bar.capacity(mark, low, high) if mark.hatched else _body(mark, bar, low, high, bar.half * 0.45)
        return joined([*blocks, bar.cap(low, 2), bar.cap(high, 2)])

    def ends(self, x: float, y: float, r: float) -> list[Svg]:
        return [_lid(x, y - (r + 3), r), _lid(x, y + (r + 3), r)]

    def ratio(self, mark: Mark, place: Place, x: float, r: float) -> Svg:
        low, high = (place(value) for value in self.reach(mark))
        thick = line((x, low), (x, high), kind="line thick")
        middle = diamond(x, (low + high) / 2, r * 0.8, mark.fill)
        return joined([thick, _lid(x, low, r), _lid(x, high, r), middle])

    def sample(self, ids: Ids, form: Form) -> Svg:
        return self.sampled(sample_mark(self.bound, low="0.2", high="1"), ids, form, 22, 19)


class Word(Point):
    """A word where no figure was given: set at the day, and never a shape on an axis."""

    def sample(self, ids: Ids, form: Form) -> Svg:
        return element("text", "“…”", class_="t", x=MIDDLE, y=17.0, text_anchor="middle")


EXACT = Point(Bound.EXACT, "stated as one figure")
ABOUT = About(Bound.ABOUT, "about")
AT_LEAST = Floor(Bound.AT_LEAST, "at least: nothing says where it ends")
UP_TO = Ceiling(Bound.UP_TO, "up to: nothing says how much of it is there")
BETWEEN = Range(Bound.BETWEEN, "between")
UNQUANTIFIED = Word(Bound.UNQUANTIFIED, "a word, where no figure was given")


def look(bound: Bound) -> Look:
    """What a bound looks like."""
    match bound:
        case Bound.EXACT:
            return EXACT
        case Bound.ABOUT:
            return ABOUT
        case Bound.AT_LEAST:
            return AT_LEAST
        case Bound.UP_TO:
            return UP_TO
        case Bound.BETWEEN:
            return BETWEEN
        case Bound.UNQUANTIFIED:
            return UNQUANTIFIED
        case _:
            assert_never(bound)


def bar(mark: Mark, ids: Ids, turn: Turn, place: Place, across: float, thick: float) -> Svg:
    """A claim on an axis of quantity from 0; ``place`` gives the coordinate of a value."""
    return look(mark.shape).bar(mark, Bar(ids, turn, place, across, thick / 4 if mark.light else thick / 2))


def token(mark: Mark, ids: Ids, x: float, y: float, r: float) -> Svg:
    """A claim on a lane without a scale: its point, with an arrow, a cap or two caps above and below by its bound."""
    shown, r = look(mark.bound), r * 0.78 if mark.light else r
    return joined([*shown.halo(x, y, r + 4), *point(mark, ids, x, y, r), *shown.ends(x, y, r)])


def ratio(mark: Mark, place: Place, x: float, r: float) -> Svg:
    """A stated ratio on an upright axis of ratios: a diamond, with its range or its open end."""
    return look(mark.shape).ratio(mark, place, x, r * 0.8 if mark.doubtful else r)


def _body(mark: Mark, bar: Bar, start: float, end: float, half: float | None = None) -> list[Svg]:
    """The bar of a floor or a range: solid only where the thing is said to be there, so that no pledge weighs more than
    a delivery; on its way it is pale, and before that an outline."""
    match mark.fill:
        case "full":
            return [bar.block("solid", start, end, half)]
        case "half":
            return [bar.block("wash", start, end, half), bar.block("outline", start, end, half)]
        case "open":
            return [bar.block("outline", start, end, half)]
        case _:
            assert_never(mark.fill)


def _lid(x: float, y: float, half: float) -> Svg:
    return line((x - half, y), (x + half, y))
