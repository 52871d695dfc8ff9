"""The description of a map: outlines of countries, places, and the legs between them."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.charts.theme import Side


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


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """The outlines of all countries; the same only as itself, so that what is drawn of it can be cached."""

    outlines: tuple[Outline, ...]


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
    """What a map draws: outlines, places, legs; the frame of the whole and the frames that are shown again larger.

    ``sources`` are the documents of all legs, of those without a place on the map as well.
    """

    outlines: World
    places: tuple[MapPlace, ...]
    legs: tuple[MapLeg, ...]
    frame: Frame
    insets: tuple[Frame, ...] = ()
    sources: frozenset[str] = frozenset()
