"""What a figure rests on, where marks are areas: a circle or polygon of the area of the figure, or a hatched circle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import cos, pi, sin, sqrt
from typing import assert_never

from dashboard.charts.description import Form, Mark
from dashboard.charts.element import Svg, element, joined, number, path
from dashboard.charts.grammar.bounds import look
from dashboard.charts.grammar.entry import MIDDLE, Entry, sample_mark
from dashboard.charts.shapes import Ids
from flows.vocabulary import Basis, Bound

PAPER, WASH, OUTLINE = {"class_": "paper-fill"}, {"class_": "wash"}, {"class_": "outline"}


@dataclass(frozen=True, slots=True)
class Outline:
    """The outline of a basis: its code and words in the key, its number of sides, 0 for a circle, its plotly symbol."""

    code: str
    words: str
    sides: int
    symbol: str

    def reach(self, r: float) -> float:
        """How far the outline, of the area of a circle of radius r, reaches from its middle."""
        return r * sqrt(2 * pi / self.sides / sin(2 * pi / self.sides)) if self.sides else r

    def layers(self, x: float, y: float, r: float, *layers: Mapping[str, str]) -> Svg:
        """The outline, of the area of a circle of radius r, once with the attributes of each layer."""
        if not self.sides:
            centre = {"cx": number(x), "cy": number(y), "r": number(r)}
            return joined([element("circle", **centre, **layer) for layer in layers])
        # A polygon of equal area, standing on a side.
        reach = self.reach(r)
        turn = -pi / 2 + (pi / self.sides if self.sides % 2 == 0 else 0)
        angles = [turn + 2 * pi * n / self.sides for n in range(self.sides)]
        corners = path(*[(x + reach * cos(angle), y + reach * sin(angle)) for angle in angles], closed=True)
        return joined([element("path", d=corners, **layer) for layer in layers])

    def sample(self, ids: Ids, form: Form) -> Svg:
        """The outline in the key."""
        return self.layers(MIDDLE, 12, 8, WASH, OUTLINE)

    @property
    def entry(self) -> Entry:
        """The entry of this basis in the key."""
        return Entry(self.code, self.words, self.sample)


class Hatching(Outline):
    """What something could hold: hatched wherever it is drawn."""

    __slots__ = ()

    def sample(self, ids: Ids, form: Form) -> Svg:
        """The hatching in the key: of an area, or of a ceiling."""
        mark = replace(sample_mark(Bound.UP_TO, high="1"), basis=Basis.CAPACITY_IF_FULL)
        if form != "areas":
            return look(Bound.UP_TO).sampled(mark, ids, form, 8, 0)
        return self.layers(MIDDLE, 12, 8, _hatched(mark, ids), OUTLINE)


COUNT = Outline("count", "reported count", 0, "circle-open")
DECLARED = Outline("declared", "declared by the party itself", 4, "square-open")
ESTIMATE = Outline("estimate", "estimate", 3, "triangle-up-open")
WEIGHT = Outline("weight", "derived from a weight", 5, "pentagon-open")
SHARE = Outline("share", "a share of a target", 6, "hexagon-open")
CAPACITY = Hatching("capacity", "what containers could hold, not what they held", 0, "circle-open-dot")


def outline(basis: Basis) -> Outline:
    """What a basis looks like."""
    match basis:
        case Basis.REPORTED_COUNT:
            return COUNT
        case Basis.CAPACITY_IF_FULL:
            return CAPACITY
        case Basis.DERIVED_FROM_WEIGHT:
            return WEIGHT
        case Basis.PERCENT_OF_TARGET:
            return SHARE
        case Basis.DECLARED:
            return DECLARED
        case Basis.ESTIMATE:
            return ESTIMATE
        case _:
            assert_never(basis)


def outline_of(mark: Mark) -> Outline:
    """The outline of a claim about a flow; ValueError for any other, which has no basis."""
    if mark.basis is None:
        raise ValueError(f"{mark.code!r} has no basis, and so no outline")
    return outline(mark.basis)


def area(mark: Mark, ids: Ids, x: float, y: float, r: float) -> Svg:
    """A claim whose area is its figure: hatched where it is what something could hold."""
    inside = _hatched(mark, ids) if mark.hatched else WASH
    return outline_of(mark).layers(x, y, r, PAPER, inside, OUTLINE)


def _hatched(mark: Mark, ids: Ids) -> Mapping[str, str]:
    return {"class_": "hatched", "fill": ids.hatched(mark)}
