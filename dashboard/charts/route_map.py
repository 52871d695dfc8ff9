"""The map of the routes: legs between the places whose position is known, and under it what was said to go along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_uppercase

from dashboard.charts.description import Axis, Chart
from dashboard.charts.kind import ChartKind
from dashboard.charts.map_description import Map, MapEntry, MapFigure, MapLeg, MapPlace, MapTown, World
from dashboard.charts.marks import shipment_mark, side_of
from dashboard.charts.ways import Way, way
from dashboard.charts.words import annotated, as_known_on, event_days, numbered
from dashboard.charts.world import around, world
from flows.measures.routes import RoutesAnswer, Told, parties_of, stops_of
from flows.records import Event, Leg, Place, Route
from flows.vocabulary import MODE
from flows.wording import grouped, when

SCHEMATIC = "schematic: the way between is not stated"
_OUTLINES = "Outlines: United Nations’ boundaries, 1:50m; in the closest view Natural Earth, 1:10m."
_NO_OUTLINES = "No outlines are stored for this part of the world."
_LANDMARK = "city"
_NONE = "No figure is tied to this route, or to any between its parties."


def route_map_chart(answer: RoutesAnswer, outlines: World) -> Chart:
    """Every leg whose two ends have coordinates, by mode of transport; goods that go back are marked as returning.

    A leg to a place without coordinates is not drawn and never guessed: what stands under the map names it. A long leg
    by rail is drawn along the main line that joins its ends, schematically; any other is straight over the globe.
    """
    known = {place.code: place for place in answer.places}
    routes = _in_order(answer.routes, known)
    letters = {route.code: ascii_uppercase[n % 26] for n, route in enumerate(routes)}
    ways = {(route.code, leg.number): found for route in routes for leg in route.legs if (found := _way(leg, known))}
    legs = tuple(
        _leg(route, leg, letters[route.code], known, ways[route.code, leg.number])
        for route in routes
        for leg in route.legs
        if (route.code, leg.number) in ways
    )
    points = [point for leg in legs for point in leg.way]
    whole = next(iter(outlines.parts), None)
    shown = outlines if whole and all(whole.holds(*point) for point in points) else around(points)
    entries = (*(_entry(route, letters, known, answer) for route in routes), *_shared(letters, known, answer))
    return Chart(
        title=_title(routes, known),
        subtitle=(
            "Routes on record, and the newest figures that are tied to each, by whom they were stated and about which "
            f"time; {as_known_on(answer.as_of)}."
        ),
        summary=" ".join(_told_of(entry) for entry in entries) or "No route recorded.",
        x=Axis("map"),
        y=Axis("map"),
        notes=tuple(_notes(legs)),
        source_line=(
            f"Source: {numbered(len(routes), 'route')} with {numbered(sum(len(r.legs) for r in routes), 'leg')} and "
            f"{numbered(len({told.claim.code for told in answer.told}), 'claim')}, each linked to its sources. "
            f"{_OUTLINES if shown is outlines else _NO_OUTLINES} Towns: GeoNames."
        ),
        as_of=answer.as_of,
        map=Map(
            shown,
            tuple(_places(legs, answer.places)),
            tuple(_towns(ways.values())),
            legs,
            entries,
            frozenset([*(leg.source for r in routes for leg in r.legs), *(told.claim.source for told in answer.told)]),
        ),
    )


def _in_order(routes: Sequence[Route], places: Mapping[str, Place]) -> list[Route]:
    """Those into a side first, from the party with the most of them; then those that lead back."""
    count = Counter(parties_of(route, places) for route in routes)

    def place_of(route: Route) -> tuple[bool, int, str, str]:
        parties = parties_of(route, places)
        return side_of(parties[1]) == "neutral", -count[parties], parties[0], route.code

    return sorted(routes, key=place_of)


def _title(routes: Sequence[Route], places: Mapping[str, Place]) -> str:
    """Who is said to send by which way to whom; the question where nobody is."""
    leading = [route for route in routes if side_of(parties_of(route, places)[1]) != "neutral"]
    if not leading:
        return CHART.answers
    senders = dict.fromkeys(places[stops_of(route)[0]].actor_name for route in leading)
    receivers = {place.actor: place.actor_name for place in places.values()}
    to = dict.fromkeys(receivers[parties_of(route, places)[1]] for route in leading)
    modes = dict.fromkeys(leg.mode for route in leading for leg in route.legs if leg.mode != "unknown")
    by = " and ".join(MODE.label(mode).removeprefix("by ") for mode in modes)
    return f"Munitions are said to reach {_and(to)} from {_and(senders)}{f', by {by}' if by else ''}"


def _and(names: Mapping[str, None]) -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _way(leg: Leg, places: Mapping[str, Place]) -> Way | None:
    """How a leg is drawn; None where the position of an end was not stated."""
    start, end = _at(places[leg.from_place]), _at(places[leg.to_place])
    return way(start, end, leg.mode) if start and end else None


def _at(place: Place) -> tuple[float, float] | None:
    if place.longitude is None or place.latitude is None:
        return None
    return float(place.longitude), float(place.latitude)


def _leg(route: Route, leg: Leg, letter: str, places: Mapping[str, Place], found: Way) -> MapLeg:
    words = f"{letter}: {leg_words(leg, places)}"
    side = side_of(parties_of(route, places)[1])
    return MapLeg(
        code=f"{route.code}-{leg.number}",
        letter=letter,
        href=f"/routes/#{route.code}",
        quote=f"{words}; {SCHEMATIC}" if found.schematic else words,
        start=leg.from_place,
        end=leg.to_place,
        mode=leg.mode,
        way=tuple((round(x, 3), round(y, 3)) for x, y in found.points),
        returning=side == "neutral",
        side=side,
        schematic=found.schematic,
    )


def _entry(route: Route, letters: Mapping[str, str], places: Mapping[str, Place], answer: RoutesAnswer) -> MapEntry:
    """A route in words, the ships' calls at its places, what of it is not drawn, and the figures tied to it alone."""
    own = [told for told in answer.told if told.routes == (route.code,)]
    notes = [f"Named by {when(min(leg.known_on for leg in route.legs))}."]
    notes += [_call(event) for event in answer.calls.get(route.code, ())]
    undrawn = [
        f"{_short_name(places[leg.from_place])} to {_short_name(places[leg.to_place])}"
        for leg in route.legs
        if _at(places[leg.from_place]) is None or _at(places[leg.to_place]) is None
    ]
    if undrawn:
        notes.append(f"Not drawn, as no source states where it ends: {'; '.join(undrawn)}.")
    figures = tuple(_figure(told) for told in own)
    if not any(route.code in told.routes for told in answer.told):
        notes.append(_NONE)
    return MapEntry(
        (letters[route.code],),
        f"{_route_words(route, places)}.",
        f"/routes/#{route.code}",
        _tone(route, places),
        tuple(notes),
        figures,
    )


def _tone(route: Route, places: Mapping[str, Place]) -> str:
    side = side_of(parties_of(route, places)[1])
    return "returning" if side == "neutral" else side


def _shared(letters: Mapping[str, str], places: Mapping[str, Place], answer: RoutesAnswer) -> Iterator[MapEntry]:
    """The figures that may be about one of several routes, under the letters of all of them."""
    for codes in dict.fromkeys(told.routes for told in answer.told if len(told.routes) > 1):
        found = [told for told in answer.told if told.routes == codes]
        marked = tuple(sorted(letters[code] for code in codes))
        yield MapEntry(
            marked,
            f"Nobody says by which: {' or '.join(marked)}.",
            "/routes/#legs",
            _tone(next(route for route in answer.routes if route.code in codes), places),
            (),
            tuple(_figure(told) for told in found),
        )


def _figure(told: Told) -> MapFigure:
    mark = shipment_mark(told.claim)
    quote = f"{mark.quote[:1].upper()}{mark.quote[1:]}"
    alone = len(told.routes) == 1 and not told.tied
    words = f"{quote}, between the two parties: by which way is not said" if alone else quote
    return MapFigure(mark.code, f"{words}.", mark.href)


def _call(event: Event) -> str:
    (day,) = annotated([event], None)
    return f"{event.title}, {event_days(day)}."


def _told_of(entry: MapEntry) -> str:
    return " ".join((f"{', '.join(entry.letters)}: {entry.words}", *entry.notes, *(f.quote for f in entry.figures)))


def _places(legs: Sequence[MapLeg], places: Sequence[Place]) -> Iterator[MapPlace]:
    """The ends of the legs that are drawn, and the cities on record that help to find one's way."""
    ends = {code for leg in legs for code in (leg.start, leg.end)}
    for place in places:
        at = _at(place)
        if at and (place.code in ends or (place.kind == _LANDMARK and legs)):
            yield MapPlace(place.code, _short_name(place), *at, landmark=place.code not in ends)


def _towns(ways: Iterable[Way]) -> Iterator[MapTown]:
    """The towns that schematic ways lead through and that the map names, the most useful first."""
    named = {town: town.named for found in ways for town in found.towns if town.named is not None}
    for town in sorted(named, key=lambda town: named[town]):
        yield MapTown(town.name, *town.at)


def _notes(legs: Sequence[MapLeg]) -> Iterator[str]:
    if any(leg.schematic for leg in legs):
        yield (
            "Schematic ways by rail follow the main line between the places that were named; the way between is not "
            "stated."
        )
    if any(not leg.schematic for leg in legs):
        yield "Other lines join the places that were named and are not the tracks of ships or trains."
    yield "Figures of one route are accounts of the same goods, or parts of one another, and do not add up."


def _route_words(route: Route, places: Mapping[str, Place]) -> str:
    """A route from place to place: "Rajin to Dunai, by ship, 180 km (stated, about); on to Tikhoretsk, by rail"."""
    first, *others = route.legs
    onwards = (f"on to {_short_name(places[leg.to_place])}, {_manner(leg)}" for leg in others)
    start, end = (_short_name(places[place]) for place in (first.from_place, first.to_place))
    return "; ".join((f"{start} to {end}, {_manner(first)}", *onwards))


def leg_words(leg: Leg, places: Mapping[str, Place]) -> str:
    """One leg in words: "Rajin port to Dunai naval base, by ship, 180 km (stated, about)"."""
    return f"{places[leg.from_place].name} to {places[leg.to_place].name}, {_manner(leg)}"


def _manner(leg: Leg) -> str:
    mode = "means of transport not stated" if leg.mode == "unknown" else MODE.label(leg.mode)
    return mode if leg.distance_km is None else f"{mode}, {grouped(leg.distance_km)} km ({leg.distance_basis})"


def _short_name(place: Place) -> str:
    """The name without what stands in brackets or after a comma, and without the kind of place."""
    name = place.name.split(" (")[0].split(",")[0]
    for kind in (" port", " naval base", " rail yard", " rail station", " arsenal", " ammunition depot"):
        name = name.removesuffix(kind)
    # A number of sites has no name of its own.
    return f"{name[:1].lower()}{name[1:]}" if place.kind == "depot-group" else name


CHART: ChartKind[RoutesAnswer] = ChartKind(
    slug="routes",
    name="The routes",
    answers="Which way are munitions said to travel?",
    table="routes",
    methods="measure-routes",
    build=lambda answer: route_map_chart(answer, world()),
)
