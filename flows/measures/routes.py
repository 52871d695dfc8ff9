"""The routes, and what was said to have gone along each of them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flows.measures.definition import Definition
from flows.measures.flow import MOST_SHOWN
from flows.queries.listing import every, newest
from flows.queries.place_names import other_names_of
from flows.questions import ListQuestion
from flows.records import Event, Place, Route, Shipment
from flows.vocabulary import MOVED, Reliability, Stance

DEFINITION = Definition(
    slug="routes",
    title="What was said to have gone along a route",
    unit="the unit of each claim",
    definition=(
        "For each route on record the newest running totals and the newest figures for a period that are tied to it; "
        "and the newest figure between the same two parties of which nobody says the way, where no total is tied to "
        "the route or that figure is newer."
    ),
    method=(
        "The parties of a route are that of its first place and the first other one on it. Of the claims between them "
        "that stand, say that something moved and give a figure, one is tied to a route where its sentence names a "
        "place of it, by any of the names on record, or where it stands in a document of the route. A claim is tied to "
        "the route of which it names most places; where several are alike in that, to all of them, and nobody says "
        "which. Where the notes of a route name its goods, figures that are not tied to it are of those goods."
    ),
    caveats=(
        "A claim that names one port of two does not say that all of it went through that port.",
        "Figures of one route are accounts of the same goods, or parts of one another, and do not add up.",
        f"Of parties with many claims only the {MOST_SHOWN} stated last are looked at.",
    ),
)


_CALL = "port-visit"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim about what went some way: the routes that it may be about, and whether it is tied to them at all."""

    claim: Shipment
    routes: tuple[str, ...]
    tied: bool


@dataclass(frozen=True, slots=True)
class RoutesAnswer:
    """Every route, place and event that was known by the day, and what was said to have gone along.

    ``told`` holds the figures for a route after one another, those that are tied to it first; ``calls`` the
    ships' calls that are tied to a route, by its code.
    """

    as_of: date | None
    routes: tuple[Route, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]
    told: tuple[Told, ...]
    calls: Mapping[str, tuple[Event, ...]]


def compute(as_of: date | None = None, grade: Reliability | None = None) -> RoutesAnswer:
    """The routes as of a day, by a fixed number of queries."""
    routes, places = (tuple(every(ListQuestion(table, as_of=as_of, ordering="code"))) for table in ("routes", "places"))
    events = tuple(every(ListQuestion("events", as_of=as_of, ordering="-starts_on")))
    known = {place.code: place for place in places}
    parties = {route.code: parties_of(route, known) for route in routes}
    question = ListQuestion(
        "shipments",
        (
            ("current", True),
            ("recipient", tuple(sorted({pair[1] for pair in parties.values()}))),
            ("stage", tuple(stage.code for stage in MOVED)),
            ("stance", (Stance.ASSERTS.code,)),
            ("supplier", tuple(sorted({pair[0] for pair in parties.values()}))),
        ),
        as_of,
        grade=grade,
    )
    claims = newest(question, MOST_SHOWN) if parties else ()
    stops = {stop for route in routes for stop in stops_of(route)}
    others = other_names_of(stops)
    # A border, or a number of sites, has no position: its name is a description, and no sentence names it.
    names = Names(
        (stop, name)
        for stop in sorted(stops)
        if known[stop].latitude is not None
        for name in names_of(known[stop], others.get(stop, ()))
    )
    kinds = sorted({claim.munition for claim in claims})
    goods = {route.code: goods_of(route, kinds) for route in routes}
    figures = told(routes, parties, names, goods, claims)
    return RoutesAnswer(as_of, routes, places, events, tuple(figures), _calls(events, routes, names))


def told(
    routes: Sequence[Route],
    parties: Mapping[str, tuple[str, str]],
    names: Names,
    goods: Mapping[str, Collection[str]],
    claims: Iterable[Shipment],
) -> Iterator[Told]:
    """The figures for each route, or for several that are alike to a claim, by the method of the definition."""
    tied: dict[tuple[str, ...], list[Shipment]] = defaultdict(list)
    untied: dict[tuple[str, ...], list[Shipment]] = defaultdict(list)
    for claim in sorted(claims, key=_newest, reverse=True):
        beside = [route for route in routes if parties[route.code] == (claim.supplier, claim.recipient)]
        if not (beside and claim.quantity.figures):
            continue
        named = _named_most(beside, names.within(claim.statement), claim.source)
        if named:
            tied[named].append(claim)
        elif all(claim.munition in (goods.get(route.code) or (claim.munition,)) for route in beside):
            untied[tuple(route.code for route in beside)].append(claim)
    for ways, found in sorted(tied.items(), key=lambda item: (len(item[0]), item[0])):
        yield from (Told(claim, ways, True) for claim in _newest_of_each(found))
    for ways, found in untied.items():
        totals = [claim.claimed_on for way in tied if set(way) <= set(ways) for claim in tied[way] if _is_total(claim)]
        if not totals or found[0].claimed_on > max(totals):
            yield Told(found[0], ways, False)


def parties_of(route: Route, places: Mapping[str, Place]) -> tuple[str, str]:
    """Who sends along a route and who receives: the party of its first place, and the first other one on it."""
    actors = [places[stop].actor for stop in stops_of(route)]
    return actors[0], next((actor for actor in actors if actor != actors[0]), actors[0])


def stops_of(route: Route) -> tuple[str, ...]:
    """The places of a route in travelling order."""
    return tuple(dict.fromkeys(stop for leg in route.legs for stop in (leg.from_place, leg.to_place)))


def names_of(place: Place, others: Iterable[str]) -> Iterator[str]:
    """What a place is called in a sentence: its name without what stands in brackets, and its other names."""
    yield place.name.split(" (")[0].split(",")[0]
    yield from re.findall(r"\(([^)]*)\)", place.name)
    yield from others


class Names:
    """What places are called, and which of them a sentence names."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        # "Rajin port" is named by "Rajin" too: a word for the kind of place begins with a small letter.
        self._places = {re.sub(r"( [a-z]+)+$", "", name): place for place, name in pairs}
        longest_first = sorted(self._places, key=lambda name: (-len(name), name))
        self._pattern = re.compile("|".join(rf"\b{re.escape(name)}\b" for name in longest_first) or r"(?!)")

    def within(self, words: str) -> frozenset[str]:
        """The places that are named."""
        return frozenset(self._places[name] for name in self._pattern.findall(words))


def _named_most(routes: Iterable[Route], places: Collection[str], source: str) -> tuple[str, ...]:
    """The routes of which most places are among these; where none is, those that have a leg in the same document."""
    named = {
        route.code: len(set(stops_of(route)) & set(places)) or int(any(leg.source == source for leg in route.legs))
        for route in routes
    }
    most = max(named.values(), default=0)
    return tuple(code for code, count in named.items() if most and count == most)


def _calls(events: Iterable[Event], routes: Sequence[Route], names: Names) -> Mapping[str, tuple[Event, ...]]:
    """The ships' calls by route, the newest first."""
    found: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if event.kind == _CALL:
            for code in _named_most(routes, names.within(event.title) | {event.place or ""}, event.source):
                found[code].append(event)
    return {code: tuple(calls) for code, calls in found.items()}


def _newest(claim: Shipment) -> tuple[date, bool, float, str]:
    """Of one day what is no part of another figure comes first, then the largest."""
    return claim.claimed_on, claim.part_of is None, float(max(claim.quantity.figures, default=0)), claim.code


def _newest_of_each(claims: Sequence[Shipment]) -> Iterator[Shipment]:
    """The newest running totals and the newest figures for a period: of each those of one day, two at most."""
    whole = [claim for claim in claims if claim.part_of is None] or claims
    for kind in (True, False):
        found = [claim for claim in whole if _is_total(claim) is kind]
        yield from [claim for claim in found if claim.claimed_on == found[0].claimed_on][:2]


def _is_total(claim: Shipment) -> bool:
    return claim.temporal.accumulates


def goods_of(route: Route, kinds: Iterable[str]) -> frozenset[str]:
    """Those kinds of thing that the notes of a route name by the words of their codes."""
    notes = " ".join(leg.notes for leg in route.legs)
    return frozenset(code for code in kinds if re.search(rf"\b{code.replace('-', ' ')}\b", notes, re.IGNORECASE))
