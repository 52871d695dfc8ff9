"""The shapes that marks are put together from, each as safe SVG with the class that chart.css paints."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dashboard.charts.description import Mark
from dashboard.charts.element import Svg, element, joined, path

Place = Callable[[float], float]
"""Where a value of an axis lies on the sheet."""

Turn = Callable[[float, float], tuple[float, float]]
"""From a place along and a place across a bar to x and y."""


@dataclass(frozen=True, slots=True)
class Ids:
    """Names for what a drawing refers to, unique to one chart in one layout."""

    prefix: str

    def hatch(self, tone: str) -> str:
        """The id of the hatching in a tone: a side, or superseded."""
        return f"{self.prefix}-hatch-{tone}"

    def hatched(self, mark: Mark) -> str:
        """The paint of the hatching of a mark."""
        return f"url(#{self.hatch(tone(mark))})"


def hatching(ids: Ids, tones: Iterable[str]) -> Svg:
    """The patterns for the tones that a drawing needs; empty for none."""
    patterns = [
        element(
            "pattern",
            element("path", class_="hatch-line", d="M0 0V6"),
            id=ids.hatch(tone),
            class_=tone,
            width=5.0,
            height=6.0,
            patternUnits="userSpaceOnUse",
            patternTransform="rotate(45)",
        )
        for tone in tones
    ]
    return element("defs", *patterns) if patterns else Svg("")


def tone(mark: Mark) -> str:
    """The class that colours a mark: its side, or superseded."""
    return "superseded" if mark.faded else mark.side


def linked(mark: Mark, *shapes: Svg, again: bool = False) -> Svg:
    """The shapes as a link to the claim's page, with the quote as hover text and accessible name.

    ``again`` makes it a second link, for words that stand far from their mark: a pointer finds it, and a keyboard and a
    screen reader pass it by, since they have met the mark.
    """
    classes = ["mark", tone(mark)]
    if mark.doubtful:
        classes.append("thin")
    if mark.weak:
        classes.append("weak")
    return element(
        "a",
        element("title", mark.quote),
        *shapes,
        href=mark.href,
        class_=" ".join(classes),
        data_code=mark.code,
        data_figures=mark.figures,
        tabindex="-1" if again else None,
        aria_hidden="true" if again else None,
    )


def target(x: float, y: float) -> Svg:
    """The invisible disc that a pointer finds a mark by."""
    return element("circle", class_="hit", cx=x, cy=y, r=12.0)


def line(*points: tuple[float, float], kind: str = "line") -> Svg:
    """A line through some points."""
    return element("path", class_=kind, d=path(*points))


def upright(along: float, across: float) -> tuple[float, float]:
    """A bar that stands: its length runs up the page."""
    return across, along


def lying(along: float, across: float) -> tuple[float, float]:
    """A bar that lies: its length runs to the right."""
    return along, across


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a bar is drawn: how it lies, where values lie along it, its middle across and half its thickness."""

    ids: Ids
    turn: Turn
    place: Place
    across: float
    half: float

    def block(self, kind: str, start: float, end: float, half: float | None = None, fill: str | None = None) -> Svg:
        """A rectangle between two places, of the bar's thickness unless told otherwise."""
        reach = self.half if half is None else half
        (x1, y1), (x2, y2) = self.turn(start, self.across - reach), self.turn(end, self.across + reach)
        return element(
            "rect", class_=kind, x=min(x1, x2), y=min(y1, y2), width=abs(x2 - x1), height=abs(y2 - y1), fill=fill
        )

    def capacity(self, mark: Mark, start: float, end: float) -> list[Svg]:
        """What something could hold: hatched inside an outline, never solid, whatever the bound."""
        hatched = self.block("hatched", start, end, fill=self.ids.hatched(mark))
        return [hatched, self.block("outline", start, end)]

    def cap(self, at: float, over: float) -> Svg:
        """A closed end: a line across, ``over`` beyond the bar on both sides."""
        half = self.half + over
        return line(self.turn(at, self.across - half), self.turn(at, self.across + half), kind="line cap")

    def arrow(self, end: float) -> Svg:
        """An open end: an arrow away from zero."""
        onwards = 1 if self.place(2) > self.place(1) else -1
        reach = max(self.half, 4)
        tip = end + onwards * (reach + 8)
        back = tip - onwards * reach
        point = self.turn(tip, self.across)
        wings = self.turn(back, self.across - reach), self.turn(back, self.across + reach)
        return joined([line(self.turn(end, self.across), point), line(wings[0], point, wings[1])])
