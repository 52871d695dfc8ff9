"""Routes: the ways that munitions are said to travel, on a map and as a table, with places and events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import route_map
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.figures import Figure, placed
from dashboard.pages.frame import Content, Twin, asked, render_page
from dashboard.pages.twins import list_twins
from flows.measures.routes import compute
from flows.questions import ListQuestion
from flows.records import Event, Leg, Place, Route


@dataclass(frozen=True, slots=True)
class RouteLeg:
    """One leg as the table prints it, with the names of both its ends."""

    route: str
    leg: Leg
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class RoutesPage(Content):
    """What the page of routes prints."""

    template = "pages/routes.html"

    figure: Annotated[Figure, "The map of routes."]
    legs: Annotated[tuple[RouteLeg, ...], "Every leg of every route that was known by the day."]
    places: Annotated[tuple[Place, ...], "Every place that was known by the day."]
    places_twins: Annotated[tuple[Twin, ...], "The places in other forms."]
    events: Annotated[tuple[tuple[Event, str], ...], "The events by the day, the newest first, with their places."]
    events_twins: Annotated[tuple[Twin, ...], "The events in other forms."]


@require_safe
def routes(request: HttpRequest) -> HttpResponse:
    """Every route, place and event that was known by the day."""
    question, faults = DayQuestion.read(asked(request))
    as_of = question.as_of
    answer = compute(as_of, question.grade)
    names = {place.code: place.name for place in answer.places}
    twins, places_twins, events_twins = (list_twins(_listed(table, as_of)) for table in ("routes", "places", "events"))
    return render_page(
        request,
        RoutesPage(
            figure=placed(route_map.CHART.chart(answer), question.query(), twins, as_of=as_of, grade=question.grade),
            legs=legs(answer.routes, names),
            places=answer.places,
            places_twins=places_twins,
            events=tuple((event, names.get(event.place or "", "")) for event in answer.events),
            events_twins=events_twins,
        ),
        question,
        title="Routes",
        description="The ways that munitions are said to travel, leg by leg, with the document for each leg.",
        faults=faults,
        twins=twins,
    )


def _listed(table: str, as_of: date | None) -> ListQuestion:
    return ListQuestion(table, as_of=as_of, ordering="-starts_on" if table == "events" else "code")


def legs(all_routes: tuple[Route, ...], names: Mapping[str, str]) -> tuple[RouteLeg, ...]:
    """Every leg of every route in travelling order, with names in place of codes."""
    return tuple(
        RouteLeg(route.code, leg, names[leg.from_place], names[leg.to_place])
        for route in all_routes
        for leg in route.legs
    )
