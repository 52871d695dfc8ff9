"""The map of the routes: legs between the places whose position is known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.charts.description import Axis, Chart
from dashboard.charts.kind import ChartKind
from dashboard.charts.map_description import Frame, Map, MapLeg, MapPlace, World
from dashboard.charts.words import numbered
from dashboard.charts.world import world
from flows.records import Leg, Place, Route
from flows.vocabulary import MODE
from flows.wording import grouped

WHOLE = Frame("The whole way", 22.0, 34.0, 142.0, 63.0)
INSETS = (
    Frame("From the Caspian to the Ukrainian border", 22.0, 35.5, 56.0, 56.5),
    Frame("Around Rajin and Vladivostok", 128.6, 40.6, 134.4, 44.42),
)


@dataclass(frozen=True, slots=True)
class Travel:
    """Every route and every place on record."""

    routes: Sequence[Route]
    places: Sequence[Place]


def route_map_chart(routes: Sequence[Route], places: Sequence[Place], outlines: World) -> Chart:
    """Every leg whose two ends have coordinates, by mode of transport; goods that go back are marked as returning.

    A leg to a place without coordinates is not drawn and never guessed: the notes name it. Lines are great
    circles between places, not the tracks that ships or trains took.
    """
    known = {place.code: place for place in places}
    legs: list[MapLeg] = []
    unplaced: list[str] = []
    used: dict[str, Place] = {}
    for route in routes:
        for leg in route.legs:
            start, end = known[leg.from_place], known[leg.to_place]
            words = leg_words(leg, known)
            if None in (start.latitude, start.longitude, end.latitude, end.longitude):
                unplaced.append(words)
                continue
            used[start.code], used[end.code] = start, end
            legs.append(
                MapLeg(
                    code=f"{route.code}-{leg.number}",
                    href=f"/routes/#{route.code}",
                    quote=words,
                    start=start.code,
                    end=end.code,
                    mode=leg.mode,
                    returning=start.actor == "ru" and end.actor not in ("ru", "ua"),
                    side="neutral" if start.actor == "ru" and end.actor not in ("ru", "ua") else "to-ru",
                )
            )
    drawn = tuple(
        MapPlace(place.code, _name(place), float(place.longitude or 0), float(place.latitude or 0), place.kind)
        for place in used.values()
    )
    notes = ["Lines join the places that were named along great circles; they are not the tracks of ships or trains."]
    if unplaced:
        notes.append(f"Not drawn, as no position was stated: {'; '.join(unplaced)}.")
    return Chart(
        title="The ways that munitions are said to travel to Russia",
        subtitle="Legs by mode of transport, as named in the sources.",
        summary=" ".join(f"{leg.quote[:1].upper()}{leg.quote[1:]}." for leg in legs) or "No route recorded.",
        x=Axis("map"),
        y=Axis("map"),
        notes=tuple(notes),
        source_line=(
            f"Source: {numbered(len(routes), 'route')} with {numbered(sum(len(r.legs) for r in routes), 'leg')}, "
            "each linked to its sources; outlines of countries simplified."
        ),
        map=Map(outlines, drawn, tuple(legs), WHOLE, INSETS, frozenset(leg.source for r in routes for leg in r.legs)),
    )


def leg_words(leg: Leg, places: Mapping[str, Place]) -> str:
    """One leg in words: "Rajin port to Dunai naval base, by ship, 180 km (stated, about)"."""
    words = f"{places[leg.from_place].name} to {places[leg.to_place].name}, {_mode(leg.mode)}"
    if leg.distance_km is None:
        return words
    return f"{words}, {grouped(leg.distance_km)} km ({leg.distance_basis})"


def _mode(mode: str) -> str:
    return "means of transport not stated" if mode == "unknown" else MODE.label(mode)


def _name(place: Place) -> str:
    """The name without what stands in brackets or after a comma, and without the kind of place."""
    name = place.name.split(" (")[0].split(",")[0]
    for kind in (" port", " naval base", " rail yard", " rail station", " arsenal", " ammunition depot"):
        name = name.removesuffix(kind)
    return name


CHART: ChartKind[Travel] = ChartKind(
    slug="routes",
    name="The routes",
    answers="Which way are munitions said to travel to Russia?",
    table="routes",
    methods="list-mode",
    build=lambda travel: route_map_chart(travel.routes, travel.places, world()),
)
