"""Drawing the map: the whole way small, and its two crowded ends again, larger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import acos, atan2, cos, degrees, radians, sin, sqrt

from dashboard.charts.element import Svg, element, joined, path
from dashboard.charts.labels import Box, Room
from dashboard.charts.map_description import Frame, Map, MapLeg, MapPlace, World
from dashboard.charts.sheet import Drawing, Sheet, Wish, placed_label

_NAMES: dict[str, tuple[tuple[str, float, float], ...]] = {
    "whole": (("Russia", 95.0, 60.5), ("China", 103.0, 37.0), ("Kazakhstan", 68.0, 46.5)),
    "inset-0": (
        ("Ukraine", 31.0, 48.8), ("Belarus", 27.4, 55.4), ("Russia", 44.0, 53.5), ("Black Sea", 34.0, 43.3),
        ("Turkey", 34.0, 39.0), ("Iran", 49.5, 36.2),
    ),
    "inset-1": (
        ("North Korea", 129.45, 41.3), ("China", 129.4, 43.3), ("Russia", 133.5, 43.9), ("Sea of Japan", 132.8, 41.1),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Window:
    """One frame of degrees set into a rectangle of the sheet, with east-west distances true in its middle."""

    frame: Frame
    left: float
    top: float
    width: float

    @property
    def _shrink(self) -> float:
        return cos(radians((self.frame.south + self.frame.north) / 2))

    @property
    def height(self) -> float:
        """The height that the width and the frame give."""
        degrees = (self.frame.east - self.frame.west) * self._shrink
        return self.width * (self.frame.north - self.frame.south) / degrees

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The coordinate of a point."""
        x = self.left + (longitude - self.frame.west) / (self.frame.east - self.frame.west) * self.width
        y = self.top + (self.frame.north - latitude) / (self.frame.north - self.frame.south) * self.height
        return x, y


def draw_map(world: Map, sheet: Sheet) -> Drawing:
    """The drawing of the map."""
    head = sheet.line + 6
    whole = Window(world.frame, 0, head, sheet.width)
    parts = [sheet.text(world.frame.label, 0, sheet.size, "strong"), *_window(world, whole, sheet, "whole")]
    y = head + whole.height + 16
    gap = 24.0
    columns = len(world.insets) if sheet.wide else 1
    width = (sheet.width - gap * (columns - 1)) / max(columns, 1)
    tallest = 0.0
    for index, frame in enumerate(world.insets):
        left = (width + gap) * (index % columns)
        window = Window(frame, left, y + head, width)
        parts.append(sheet.text(frame.label, left, y + sheet.size, "strong"))
        parts.extend(_window(world, window, sheet, f"inset-{index}"))
        tallest = max(tallest, window.height)
        if index % columns == columns - 1:
            y += head + tallest + 16
            tallest = 0.0
        # The whole shows where each of these lies.
        (x1, y1), (x2, y2) = whole.at(frame.west, frame.north), whole.at(frame.east, frame.south)
        parts.append(
            element(
                "rect",
                class_="map-inset",
                x=max(x1, 1.0),
                y=y1,
                width=x2 - max(x1, 1.0),
                height=min(y2, whole.top + whole.height - 1) - y1,
            )
        )
    return Drawing(parts, y)


def _window(world: Map, window: Window, sheet: Sheet, name: str) -> list[Svg]:
    frame = window.frame
    clip = f"{sheet.ids.prefix}-{name}"
    area = {"x": window.left, "y": window.top, "width": window.width, "height": window.height}
    inset = name != "whole"
    land = element("path", class_="land", d=_land(world.outlines, window))
    places = {place.code: place for place in world.places}
    inside = [place for place in world.places if frame.holds(place.longitude, place.latitude)]
    room = Room(Box(window.left + 2, window.top + 2, window.left + window.width - 2, window.top + window.height - 2))
    spots = {place.code: window.at(place.longitude, place.latitude) for place in inside}
    room.take(Box.around(x, y, 6) for x, y in spots.values())
    legs = [_leg(leg, way, window) for leg in world.legs if _touches(frame, way := _way(leg, places))]
    labels: list[Svg] = []
    for place in inside if inset else ():
        labels.extend(placed_label(sheet, room, [place.label], _around(*spots[place.code]), "place"))
    for words, *at in _NAMES.get(name, ()):
        if frame.holds(*at):
            labels.extend(placed_label(sheet, room, [words], [(*window.at(*at), "middle")], "country"))
    return [
        element("clipPath", element("rect", **area), id=clip),
        element("rect", class_="sea", **area),
        element("g", land, joined(legs), clip_path=f"url(#{clip})"),
        *[_dot(place, *spots[place.code], inset) for place in inside],
        *labels,
        element("rect", class_="map-frame", **area),
    ]


def _dot(place: MapPlace, x: float, y: float, inset: bool) -> Svg:
    return element("circle", element("title", place.label), class_="place-dot", cx=x, cy=y, r=4.0 if inset else 2.5)


def _around(x: float, y: float) -> list[Wish]:
    """Where the name of a place may stand."""
    return [
        (x + 9, y + 5, "start"),
        (x - 9, y + 5, "end"),
        (x, y - 10, "middle"),
        (x, y + 20, "middle"),
        (x + 7, y - 8, "start"),
        (x + 7, y + 18, "start"),
        (x - 7, y - 8, "end"),
        (x - 7, y + 18, "end"),
    ]


@lru_cache(maxsize=16)
def _land(world: World, window: Window) -> str:
    """The outlines of all countries in a window; the same for every reader, so it is projected once."""
    rings = [outline.ring for outline in world.outlines if _touches(window.frame, outline.ring)]
    return "".join(_ring(window, ring) for ring in rings) or "M0 0"


def _way(leg: MapLeg, places: dict[str, MapPlace]) -> tuple[tuple[float, float], ...]:
    start, end = places[leg.start], places[leg.end]
    return great_circle((start.longitude, start.latitude), (end.longitude, end.latitude))


def _leg(leg: MapLeg, on_the_globe: Sequence[tuple[float, float]], window: Window) -> Svg:
    way = [window.at(*point) for point in on_the_globe]
    classes = " ".join(["leg", f"leg-{leg.mode}", "returning" if leg.returning else leg.side])
    return element(
        "a",
        element("title", leg.quote),
        element("path", class_="leg-hit", d=path(*way)),
        element("path", class_="leg-line", d=path(*way)),
        element("path", class_="leg-head", d=_head(way)),
        href=leg.href,
        class_=classes,
        data_code=leg.code,
        data_figures="",
    )


def _head(way: Sequence[tuple[float, float]]) -> str:
    """An arrowhead in the middle of the way."""
    middle = len(way) // 2
    (x1, y1), (x2, y2) = way[middle - 1], way[middle]
    length = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2) or 1.0
    ux, uy = (x2 - x1) / length, (y2 - y1) / length
    x, y = (x1 + x2) / 2, (y1 + y2) / 2
    foot_x, foot_y = x - ux * 4, y - uy * 4
    wings = (foot_x - uy * 5, foot_y + ux * 5), (foot_x + uy * 5, foot_y - ux * 5)
    return path((x + ux * 6, y + uy * 6), *wings, closed=True)


@lru_cache(maxsize=256)
def great_circle(
    start: tuple[float, float], end: tuple[float, float], steps: int = 24
) -> tuple[tuple[float, float], ...]:
    """Points along the shortest way over the globe, as longitude and latitude, both ends included."""
    a, b = _vector(*start), _vector(*end)
    angle = acos(max(-1.0, min(1.0, sum(p * q for p, q in zip(a, b, strict=True)))))
    if angle < 0.02:
        steps = 2
    if angle == 0:
        return (start, end)
    points = []
    for step in range(steps + 1):
        t = step / steps
        near, far = sin((1 - t) * angle) / sin(angle), sin(t * angle) / sin(angle)
        points.append(_position(*(near * p + far * q for p, q in zip(a, b, strict=True))))
    return tuple(points)


def _vector(longitude: float, latitude: float) -> tuple[float, float, float]:
    lon, lat = radians(longitude), radians(latitude)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def _position(x: float, y: float, z: float) -> tuple[float, float]:
    return degrees(atan2(y, x)), degrees(atan2(z, sqrt(x * x + y * y)))


def _ring(window: Window, ring: Sequence[tuple[float, float]]) -> str:
    """The path of an outline: far points are held near the frame, of those along one side of it the ends are kept,
    and points too close to see are dropped."""
    far = 60.0
    kept: list[tuple[float, float]] = []
    for point in ring:
        x, y = window.at(*point)
        x = min(max(x, window.left - far), window.left + window.width + far)
        y = min(max(y, window.top - far), window.top + window.height + far)
        if len(kept) > 1 and (x == kept[-1][0] == kept[-2][0] or y == kept[-1][1] == kept[-2][1]):
            kept[-1] = (x, y)
        elif not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > 2.2:
            kept.append((x, y))
    return steps(kept) if len(kept) > 2 else ""


def steps(points: Sequence[tuple[float, float]]) -> str:
    """A closed path as steps from point to point in whole units: a third of the letters of tenths, and on outlines as
    simple as these nobody sees the difference."""
    whole = [(round(x), round(y)) for x, y in points]
    taken = " ".join(f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(whole))
    return f"M{whole[0][0]} {whole[0][1]}l{taken}z".replace(" -", "-")


def _touches(frame: Frame, ring: Sequence[tuple[float, float]]) -> bool:
    longitudes, latitudes = [p[0] for p in ring], [p[1] for p in ring]
    return (
        min(longitudes) <= frame.east
        and max(longitudes) >= frame.west
        and min(latitudes) <= frame.north
        and max(latitudes) >= frame.south
    )
