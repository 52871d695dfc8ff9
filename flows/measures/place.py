"""One place: the legs of routes that touch it, the events there, the claims that name it; and all places, counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from flows.queries.listing import every, known_of, match, newest
from flows.queries.other_names import OtherName, other_names
from flows.queries.said import at_places
from flows.questions import ListQuestion
from flows.questions.record import RecordQuestion
from flows.records import Event, Leg, Place, Rate, Ratio, Route, Source
from flows.vocabulary import Reliability

MOST = 60
"""So many rates and so many ratios that name it are read, the newest."""


@dataclass(frozen=True, slots=True)
class TouchedLeg:
    """A leg that begins or ends at the place, with the route that it belongs to and both its ends."""

    route: str
    leg: Leg
    start: Place
    end: Place


@dataclass(frozen=True, slots=True)
class PlaceAnswer:
    """Everything on record about a place, as known on the day.

    ``legs`` begin or end there, by route and in travelling order; ``rates`` and ``ratios`` are of that place alone.
    """

    question: RecordQuestion
    place: Place
    names: tuple[OtherName, ...]
    source: Source | None
    routes: tuple[str, ...]
    legs: tuple[TouchedLeg, ...]
    events: tuple[Event, ...]
    rates: tuple[Rate, ...]
    ratios: tuple[Ratio, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """One place of a list, and how many legs, events and claims name it."""

    place: Place
    legs: int
    events: int
    claims: int


def compute(question: RecordQuestion) -> PlaceAnswer | None:
    """The answer, by at most ten queries; None where the place was not known on the day."""
    as_of, code, grade = question.as_of, question.code, question.grade
    place: Place | None = match(ListQuestion("places", as_of=as_of), code)
    if place is None:
        return None
    there = (("place", (code,)),)
    legs = _touched(every_route(as_of), code, as_of)
    return PlaceAnswer(
        question=question,
        place=place,
        names=other_names("place", code),
        source=next(iter(known_of("sources", (place.source,), as_of)), None) if place.source else None,
        routes=tuple(dict.fromkeys(each.route for each in legs)),
        legs=legs,
        events=tuple(every(ListQuestion("events", there, as_of, ordering="-starts_on"))),
        rates=newest(ListQuestion("rates", there, as_of, grade=grade), MOST),
        ratios=newest(ListQuestion("ratios", there, as_of, grade=grade), MOST),
    )


def every_route(as_of: date | None) -> tuple[Route, ...]:
    """The routes that were known on the day. Two queries."""
    return tuple(every(ListQuestion("routes", as_of=as_of, ordering="code")))


def _touched(routes: tuple[Route, ...], code: str, as_of: date | None) -> tuple[TouchedLeg, ...]:
    """The legs that begin or end at a place. One query, or none."""
    found = [(route.code, leg) for route in routes for leg in route.legs if code in (leg.from_place, leg.to_place)]
    ends = {end for _, leg in found for end in (leg.from_place, leg.to_place)}
    places = {place.code: place for place in known_of("places", ends, as_of)}
    return tuple(TouchedLeg(route, leg, places[leg.from_place], places[leg.to_place]) for route, leg in found)


def every_place(as_of: date | None, grade: Reliability | None) -> tuple[Counted, ...]:
    """The places that were known on the day by code, counted. Six queries."""
    legs = Counter(end for route in every_route(as_of) for leg in route.legs for end in (leg.from_place, leg.to_place))
    events = Counter(event.place for event in every(ListQuestion("events", as_of=as_of, ordering="code")))
    claims = Counter[str]()
    for place, number in at_places(as_of, grade):
        claims[place] += number
    return tuple(
        Counted(place, legs[place.code], events[place.code], claims[place.code])
        for place in every(ListQuestion("places", as_of=as_of, ordering="code"))
    )
