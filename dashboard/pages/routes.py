"""Routes: the ways that munitions are said to travel, on a map and as a table, with places and events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages import plots
from dashboard.pages.figures import placed
from dashboard.pages.frame import asked_day, page
from dashboard.pages.twins import list_twins
from flows.queries.listing import every
from flows.questions import ListQuestion
from flows.questions.parameters import write
from flows.records import Event, Leg, Place, Route


@dataclass(frozen=True, slots=True)
class RouteLeg:
    """One leg as the table prints it, with the names of both its ends."""

    route: str
    leg: Leg
    start: str
    end: str


@require_safe
def routes(request: HttpRequest) -> HttpResponse:
    """Every route, every place, and the events that had begun by the day."""
    as_of, faults = asked_day(request)
    all_routes: tuple[Route, ...] = tuple(every(ListQuestion("routes", ordering="code")))
    places: tuple[Place, ...] = tuple(every(ListQuestion("places", ordering="code")))
    events: tuple[Event, ...] = tuple(every(ListQuestion("events", as_of=as_of, ordering="-starts_on")))
    names = {place.code: place.name for place in places}
    twins = list_twins(ListQuestion("routes", ordering="code"))
    return page(
        request,
        "pages/routes.html",
        {
            "legs": legs(all_routes, names),
            "places": places,
            "events": [(event, names.get(event.place or "", "")) for event in events],
            "figure": placed(
                plots.routes(all_routes, places), write({"as_of": as_of}), twins, as_of=as_of, geographic=True
            ),
            "places_twins": list_twins(ListQuestion("places", ordering="code")),
            "events_twins": list_twins(ListQuestion("events", as_of=as_of, ordering="-starts_on")),
        },
        title="Routes",
        description="The ways that munitions are said to travel to Russia, leg by leg, with the document for each leg.",
        as_of=as_of,
        faults=faults,
        twins=twins,
    )


def legs(all_routes: tuple[Route, ...], names: Mapping[str, str]) -> tuple[RouteLeg, ...]:
    """Every leg of every route in travelling order, with names in place of codes."""
    return tuple(
        RouteLeg(route.code, leg, names[leg.from_place], names[leg.to_place])
        for route in all_routes
        for leg in route.legs
    )
