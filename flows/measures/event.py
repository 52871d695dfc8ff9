"""One event: where and when it was, and the claims, the routes and the other events that it belongs with."""

from __future__ import annotations

from dataclasses import dataclass

from flows.queries.catalogue import catalogue
from flows.queries.claims_of_source import claims_of_source
from flows.queries.listing import every, known_of, match, newest
from flows.questions import ListQuestion
from flows.questions.record import RecordQuestion
from flows.records import Actor, AnyClaim, Event, Place, Route, Shipment, Source

MOST = 60
"""So many claims that were stated on its days are read, the newest."""


@dataclass(frozen=True, slots=True)
class EventAnswer:
    """An event as known on the day.

    ``reported`` are the claims of its document, ``stated`` those about flows between its parties that were stated while
    it lasted and are not among them; ``routes`` have a leg that begins or ends at its place, ``beside`` are the other
    events there.
    """

    question: RecordQuestion
    event: Event
    actors: tuple[Actor, ...]
    place: Place | None
    source: Source | None
    reported: tuple[AnyClaim, ...]
    stated: tuple[Shipment, ...]
    routes: tuple[Route, ...]
    beside: tuple[Event, ...]


def compute(question: RecordQuestion) -> EventAnswer | None:
    """The answer, by thirteen queries, and fewer where it has no place; None where it was not known on the day."""
    as_of, code = question.as_of, question.code
    event: Event | None = match(ListQuestion("events", as_of=as_of), code)
    if event is None:
        return None
    tree = catalogue()
    reported = tuple(claim for claim in claims_of_source(event.source, as_of) if claim.is_graded(question.grade))
    known = {claim.code for claim in reported}
    between = ListQuestion(
        "shipments",
        (
            ("claimed_after", event.starts_on),
            ("claimed_before", event.ends_on or event.starts_on),
            ("recipient", event.actors),
            ("supplier", event.actors),
        ),
        as_of,
        grade=question.grade,
    )
    place = next(iter(known_of("places", (event.place,), as_of)), None) if event.place else None
    return EventAnswer(
        question=question,
        event=event,
        actors=tuple(tree.actors[actor] for actor in event.actors if actor in tree.actors),
        place=place,
        source=next(iter(known_of("sources", (event.source,))), None),
        reported=reported,
        stated=tuple(claim for claim in newest(between, MOST) if claim.code not in known),
        routes=_routes(question, event.place) if event.place else (),
        beside=_beside(question, event) if event.place else (),
    )


def _routes(question: RecordQuestion, place: str) -> tuple[Route, ...]:
    """The routes with a leg that begins or ends at a place. Two queries."""
    routes = every(ListQuestion("routes", as_of=question.as_of, ordering="code"))
    return tuple(route for route in routes if any(place in (leg.from_place, leg.to_place) for leg in route.legs))


def _beside(question: RecordQuestion, event: Event) -> tuple[Event, ...]:
    """The other events at its place. Two queries."""
    there = ListQuestion("events", (("place", (event.place,)),), question.as_of, ordering="-starts_on")
    return tuple(other for other in every(there) if other.code != event.code)
