"""The shapes of the grammar of marks, drawn once and used by every chart and by the key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dashboard.charts.description import Fill, Mark, Side
from dashboard.charts.element import Svg, element, joined, number, path

SIDES: tuple[Side, ...] = ("to-ru", "to-ua", "neutral")


@dataclass(frozen=True, slots=True)
class Ids:
    """Names for what a drawing refers to, unique to one chart in one layout."""

    prefix: str

    def hatch(self, tone: str) -> str:
        """The id of the hatching in a tone: a side, or superseded."""
        return f"{self.prefix}-hatch-{tone}"


def hatching(ids: Ids, tones: tuple[str, ...]) -> Svg:
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


def linked(mark: Mark, *shapes: Svg) -> Svg:
    """The shapes as a link to the claim's page, with the quote as hover text and accessible name."""
    classes = ["mark", tone(mark)]
    if mark.doubtful:
        classes.append("thin")
    if mark.forecast:
        classes.append("forecast")
    return element(
        "a",
        element("title", mark.quote),
        *shapes,
        href=mark.href,
        class_=" ".join(classes),
        data_code=mark.code,
        data_figures=mark.figures,
    )


def dot(x: float, y: float, r: float, fill: Fill) -> Svg:
    """The point of a claim: open square, half-filled dot or filled dot, by how far it is said to have come."""
    if fill == "open":
        return element("rect", class_="open", x=x - r, y=y - r, width=2 * r, height=2 * r)
    if fill == "full":
        return element("circle", class_="solid", cx=x, cy=y, r=r)
    half = f"M{number(x)} {number(y - r)}A{number(r)} {number(r)} 0 0 1 {number(x)} {number(y + r)}z"
    return joined([element("circle", class_="open", cx=x, cy=y, r=r), element("path", class_="solid", d=half)])


def diamond(x: float, y: float, r: float, fill: Fill) -> Svg:
    """A stated ratio: filled; half-filled for firepower as worded; open for a forecast."""
    whole = path((x, y - r), (x + r, y), (x, y + r), (x - r, y), closed=True)
    if fill == "full":
        return element("path", class_="solid", d=whole)
    outline = element("path", class_="open", d=whole)
    if fill == "open":
        return outline
    return joined([outline, element("path", class_="solid", d=path((x, y - r), (x + r, y), (x, y + r), closed=True))])


def halo(x: float, y: float, r: float) -> Svg:
    """The soft ring around an approximate point."""
    return element("circle", class_="halo", cx=x, cy=y, r=r)


def struck(x: float, y: float, r: float) -> Svg:
    """A denial: a circle with a stroke through it."""
    d = r * 1.35
    return joined(
        [
            element("circle", class_="open", cx=x, cy=y, r=r),
            element("path", class_="line", d=path((x - d, y + d), (x + d, y - d))),
        ]
    )


Turn = Callable[[float, float], tuple[float, float]]


def upright(along: float, across: float) -> tuple[float, float]:
    """A bar that stands: its length runs up the page."""
    return across, along


def lying(along: float, across: float) -> tuple[float, float]:
    """A bar that lies: its length runs to the right."""
    return along, across


def bar(mark: Mark, ids: Ids, turn: Turn, place: Callable[[float], float], across: float, thick: float) -> Svg:
    """A claim on an axis of quantity from 0, by its bound; ``place`` gives the coordinate of a value.

    A floor is solid with an open arrow onwards, a ceiling an outline with a closed cap, a range a thick line with
    end caps, a point a dot at its place, with a halo where it is about.
    """
    half = thick / 2 if not (mark.doubtful or mark.faded) else thick / 4
    zero = place(0)
    onwards = 1 if place(1) > zero else -1
    match mark.shape:
        case "at-least":
            end = place(mark.low or 0)
            arrow = _arrow(turn, end, across, half, onwards)
            if mark.hatched:
                return joined([*_capacity(mark, ids, turn, zero, end, across, half), arrow])
            foot = dot(*turn(end, across), max(half * 0.75, 2.5), mark.fill)
            return joined([_block("solid", turn, zero, end, across, half), arrow, foot])
        case "up-to":
            end = place(mark.high or 0)
            shapes = [_block("outline", turn, zero, end, across, half)]
            if mark.hatched:
                shapes = _capacity(mark, ids, turn, zero, end, across, half)
            return joined([*shapes, _cap(turn, end, across, half + 4)])
        case "between":
            low, high = place(mark.low or 0), place(mark.high or 0)
            shapes = [_block("solid", turn, low, high, across, half * 0.45)]
            if mark.hatched:
                shapes = _capacity(mark, ids, turn, low, high, across, half)
            return joined([*shapes, _cap(turn, low, across, half + 2), _cap(turn, high, across, half + 2)])
        case _:
            return _point(mark, ids, turn, place(mark.point or 0), across, max(half * 0.9, 3.2))


def _capacity(mark: Mark, ids: Ids, turn: Turn, start: float, end: float, across: float, half: float) -> list[Svg]:
    """What something could hold: hatched inside an outline, never solid, whatever the bound."""
    return [
        _block("hatched", turn, start, end, across, half, f"url(#{ids.hatch(tone(mark))})"),
        _block("outline", turn, start, end, across, half),
    ]


def _point(mark: Mark, ids: Ids, turn: Turn, at: float, across: float, r: float) -> Svg:
    x, y = turn(at, across)
    shapes = [halo(x, y, r + 5)] if mark.shape == "about" else []
    if mark.hatched:
        shapes.append(element("circle", class_="open", cx=x, cy=y, r=r))
        shapes.append(element("circle", class_="hatched", cx=x, cy=y, r=r, fill=f"url(#{ids.hatch(tone(mark))})"))
    else:
        shapes.append(dot(x, y, r, mark.fill))
    return joined(shapes)


def token(mark: Mark, ids: Ids, x: float, y: float, r: float) -> Svg:
    """A claim on a lane without a scale: its point, with an arrow, a cap or two caps above and below by its bound."""
    if mark.denial:
        return struck(x, y, r)
    if mark.faded or mark.doubtful:
        r *= 0.78
    shapes: list[Svg] = [halo(x, y, r + 4)] if mark.bound == "about" else []
    if mark.hatched:
        shapes.append(element("circle", class_="open", cx=x, cy=y, r=r))
        shapes.append(element("circle", class_="hatched", cx=x, cy=y, r=r, fill=f"url(#{ids.hatch(tone(mark))})"))
    else:
        shapes.append(dot(x, y, r, mark.fill))
    reach = r + 3
    if mark.bound in ("up-to", "between"):
        shapes.append(element("path", class_="line", d=path((x - r, y - reach), (x + r, y - reach))))
    if mark.bound == "between":
        shapes.append(element("path", class_="line", d=path((x - r, y + reach), (x + r, y + reach))))
    if mark.bound == "at-least":
        tip = y - reach - 3
        shapes.append(element("path", class_="line", d=path((x - r + 1, tip + 4), (x, tip), (x + r - 1, tip + 4))))
    return joined(shapes)


def ratio(mark: Mark, place: Callable[[float], float], x: float, r: float) -> Svg:
    """A stated ratio on an upright log axis: a diamond, with its range or its open end."""
    if mark.doubtful:
        r *= 0.8
    match mark.shape:
        case "between":
            low, high = place(mark.low or 1), place(mark.high or 1)
            return joined(
                [
                    element("path", class_="line thick", d=path((x, low), (x, high))),
                    element("path", class_="line", d=path((x - r, low), (x + r, low))),
                    element("path", class_="line", d=path((x - r, high), (x + r, high))),
                    diamond(x, (low + high) / 2, r * 0.8, mark.fill),
                ]
            )
        case "at-least":
            y = place(mark.low or 1)
            tip = y - r - 15
            return joined(
                [
                    element("path", class_="line", d=path((x, y), (x, tip))),
                    element("path", class_="line", d=path((x - 4, tip + 5), (x, tip), (x + 4, tip + 5))),
                    diamond(x, y, r, mark.fill),
                ]
            )
        case "up-to":
            y = place(mark.high or 1)
            foot = y + r + 15
            return joined(
                [
                    element("path", class_="outline", d=path((x - 3, foot), (x - 3, y), (x + 3, y), (x + 3, foot))),
                    diamond(x, y, r, mark.fill),
                    element("path", class_="line", d=path((x - r - 2, y - r - 2), (x + r + 2, y - r - 2))),
                ]
            )
        case _:
            y = place(mark.point or 1)
            rings = [halo(x, y, r + 4)] if mark.shape == "about" else []
            return joined([*rings, diamond(x, y, r, mark.fill)])


def _block(kind: str, turn: Turn, start: float, end: float, across: float, half: float, fill: str | None = None) -> Svg:
    (x1, y1), (x2, y2) = turn(start, across - half), turn(end, across + half)
    return element(
        "rect",
        class_=kind,
        x=min(x1, x2),
        y=min(y1, y2),
        width=abs(x2 - x1),
        height=abs(y2 - y1),
        fill=fill,
    )


def _cap(turn: Turn, at: float, across: float, half: float) -> Svg:
    return element("path", class_="line cap", d=path(turn(at, across - half), turn(at, across + half)))


def _arrow(turn: Turn, end: float, across: float, half: float, onwards: int) -> Svg:
    reach, wing = max(half, 4), max(half, 4)
    tip = end + onwards * (reach + 8)
    back = tip - onwards * reach
    return joined(
        [
            element("path", class_="line", d=path(turn(end, across), turn(tip, across))),
            element(
                "path",
                class_="line",
                d=path(turn(back, across - wing), turn(tip, across), turn(back, across + wing)),
            ),
        ]
    )
