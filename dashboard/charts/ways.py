"""The way between two places of a leg: along a known railway where it follows one, else straight over the globe.

Documents name the ends of a leg and hardly ever what lies between. A long leg by rail is drawn along the main line that
joins its ends, through real towns, since the shortest way over the globe would cross countries that no train of it
enters; such a way is schematic, and every face of the map says so.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import acos, atan2, cos, degrees, radians, sin, sqrt
from pathlib import Path
from typing import TypeAlias

from flows.subject import MAP, subject

FILE = "lines.json"
REACH, LEAST = 250.0, 300.0
"""How far from a railway the ends of a leg may lie that follows it, and how long such a leg is at least, in
kilometres; a line may say otherwise."""
_EARTH = 6371.0

Point: TypeAlias = "tuple[float, float]"
"""A longitude and a latitude."""


@dataclass(frozen=True, slots=True)
class Town:
    """A town on a line; ``named`` where the map names it, the most useful first."""

    name: str
    longitude: float
    latitude: float
    named: int | None

    @property
    def at(self) -> Point:
        """Where it lies."""
        return self.longitude, self.latitude


@dataclass(frozen=True, slots=True)
class Line:
    """A line that legs of one mode of transport follow, town by town, or from point to point around land.

    ``reach`` is how far from it the ends of a leg may lie, and ``least`` how long a leg is that follows it.
    """

    name: str
    mode: str
    towns: tuple[Town, ...]
    reach: float
    least: float


@dataclass(frozen=True, slots=True)
class Way:
    """The points of a way, both ends included, and the line that it follows: None where it is straight."""

    points: tuple[Point, ...]
    line: Line | None = None
    towns: tuple[Town, ...] = ()

    @property
    def schematic(self) -> bool:
        """Whether it runs over land that no source names: a ship's leads around land and is open sea like any other."""
        return self.line is not None and self.line.mode != "ship"


def lines() -> tuple[Line, ...]:
    """Every line that the subject has, none where it has no file."""
    folder = subject().folder
    return _lines(folder / MAP / FILE) if folder else ()


@cache
def _lines(path: Path) -> tuple[Line, ...]:
    if not path.is_file():
        return ()
    return tuple(
        Line(
            line["name"],
            line["mode"],
            tuple(
                Town(name, x, y, line["towns"].index(name) if name in line["towns"] else None)
                for name, x, y in line["stops"]
            ),
            line.get("reach", REACH),
            line.get("least", LEAST),
        )
        for line in json.loads(path.read_text(encoding="utf-8"))["lines"]
    )


def way(start: Point, end: Point, mode: str) -> Way:
    """How a leg is drawn."""
    return _way(start, end, mode, lines())


@lru_cache(maxsize=256)
def _way(start: Point, end: Point, mode: str, known: tuple[Line, ...]) -> Way:
    found = (followed for line in known if line.mode == mode and (followed := _along(line, start, end)))
    return next(found, Way(great_circle(start, end)))


def _along(line: Line, start: Point, end: Point) -> Way | None:
    """The way along a line; None where an end is too far from it, or the two are near one another."""
    first, last = _nearest(line.towns, start), _nearest(line.towns, end)
    if first == last or kilometres(start, end) < line.least:
        return None
    if max(kilometres(line.towns[first].at, start), kilometres(line.towns[last].at, end)) > line.reach:
        return None
    towns = line.towns[first : last + 1] if first < last else line.towns[last : first + 1][::-1]
    return Way((start, *(town.at for town in towns), end), line, towns)


def _nearest(towns: Sequence[Town], point: Point) -> int:
    return min(range(len(towns)), key=lambda n: kilometres(towns[n].at, point))


def kilometres(a: Point, b: Point) -> float:
    """How far apart two points are over the globe."""
    return _EARTH * _angle(_vector(*a), _vector(*b))


def great_circle(start: Point, end: Point) -> tuple[Point, ...]:
    """Points along the shortest way over the globe, both ends included: the farther apart they are, the more."""
    a, b = _vector(*start), _vector(*end)
    angle = _angle(a, b)
    if angle == 0:
        return (start, end)
    steps, points = max(2, min(24, int(angle * 40))), []
    for step in range(steps + 1):
        t = step / steps
        near, far = sin((1 - t) * angle) / sin(angle), sin(t * angle) / sin(angle)
        points.append(_position(*(near * p + far * q for p, q in zip(a, b, strict=True))))
    return tuple(points)


def _angle(a: Sequence[float], b: Sequence[float]) -> float:
    return acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(a, b, strict=True)))))


def _vector(longitude: float, latitude: float) -> tuple[float, float, float]:
    lon, lat = radians(longitude), radians(latitude)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _position(x: float, y: float, z: float) -> Point:
    return degrees(atan2(y, x)), degrees(atan2(z, sqrt(x * x + y * y)))
