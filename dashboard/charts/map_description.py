"""The description of a map: outlines of countries, places, the legs between them, and what was said to go along."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from dashboard.charts.theme import Side

Ring: TypeAlias = "tuple[tuple[float, float], ...]"
"""Points as longitude and latitude; of an outline the last is joined to the first."""


@dataclass(frozen=True, slots=True)
class MapPlace:
    """A place on the map, with the words beside it; ``landmark`` where no leg begins or ends at it."""

    code: str
    label: str
    longitude: float
    latitude: float
    landmark: bool = False


@dataclass(frozen=True, slots=True)
class MapLeg:
    """One leg between two places of the map, of the route with this letter.

    ``returning`` where the goods go the other way; ``schematic`` where only its ends were stated and it is drawn along
    a line that joins them.
    """

    code: str
    letter: str
    href: str
    quote: str
    start: str
    end: str
    mode: str
    way: Ring
    returning: bool
    side: Side
    schematic: bool = False


@dataclass(frozen=True, slots=True)
class MapTown:
    """A town that a schematic leg is drawn through."""

    label: str
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True)
class MapFigure:
    """A claim about what went a way, as it is quoted under the map."""

    code: str
    quote: str
    href: str


@dataclass(frozen=True, slots=True)
class MapEntry:
    """What stands under the map about one route, or several: its letters, its words, its notes, and its figures.

    ``side`` is the class that colours its letters.
    """

    letters: tuple[str, ...]
    words: str
    href: str
    side: str
    notes: tuple[str, ...] = ()
    figures: tuple[MapFigure, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    """One ring of a country's outline."""

    country: str
    ring: Ring


@dataclass(frozen=True, slots=True)
class Part:
    """A window on the world: its title, its edges in degrees, what lies in it, and the names beside those of places,
    each where it stands."""

    name: str
    title: str
    west: float
    south: float
    east: float
    north: float
    outlines: tuple[Outline, ...]
    lakes: tuple[Ring, ...] = ()
    names: tuple[tuple[str, float, float], ...] = ()

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a point lies inside."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north


@dataclass(frozen=True, slots=True, eq=False)
class World:
    """The windows, the whole first; the same only as itself, so that what is drawn of it can be cached."""

    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Map:
    """What a map draws: the windows, places, towns, legs; and the entries under it.

    ``sources`` are the documents of all legs, of those without a place on the map as well, and of all figures.
    """

    world: World
    places: tuple[MapPlace, ...]
    towns: tuple[MapTown, ...]
    legs: tuple[MapLeg, ...]
    entries: tuple[MapEntry, ...] = ()
    sources: frozenset[str] = frozenset()

    def leading(self, kept: Callable[[str], str]) -> Map:
        """The same map with another address for each link."""
        return replace(
            self,
            legs=tuple(replace(leg, href=kept(leg.href)) for leg in self.legs),
            entries=tuple(
                replace(
                    entry,
                    href=kept(entry.href),
                    figures=tuple(replace(figure, href=kept(figure.href)) for figure in entry.figures),
                )
                for entry in self.entries
            ),
        )
