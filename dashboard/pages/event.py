"""One event: when and where it was, who took part, and the claims and routes that it belongs with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.folded import Folded
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.thing import lost, thing_twins
from flows.measures.event import EventAnswer, compute
from flows.questions.record import RecordQuestion
from flows.records import AnyClaim, Event, Shipment
from flows.vocabulary import EVENT_KIND
from flows.wording import when


@dataclass(frozen=True, slots=True)
class EventPage(Graded, Content):
    """What the page of one event prints."""

    template = "pages/event.html"

    answer: Annotated[EventAnswer, "The event, its parties, its place and its document."]
    opening: Annotated[str, "What it was, when and where, in a sentence."]
    reported: Annotated[Folded[AnyClaim], "The claims of the document that reports it."]
    stated: Annotated[Folded[Shipment], "The claims between its parties that were stated while it lasted."]
    beside: Annotated[Folded[Event], "The other events at its place."]


@require_safe
def event(request: HttpRequest, code: str) -> HttpResponse:
    """The event of an address; 404 with the nearest codes where there is none."""
    question, faults = RecordQuestion.read(code, asked(request))
    answer = compute(question)
    if answer is None:
        return lost(request, "event", "events", question, faults)
    return render_page(
        request,
        content(answer),
        question,
        title=answer.event.title,
        description=f"{opening(answer)} The claims, the routes and the document that it belongs with.",
        faults=faults,
        twins=thing_twins("events", question, feed={"source": (answer.event.source,)}),
    )


def content(answer: EventAnswer) -> EventPage:
    """What the page prints of an answer."""
    return EventPage(
        answer=answer,
        opening=opening(answer),
        reported=Folded.of("", answer.reported),
        stated=Folded.of("", answer.stated),
        beside=Folded.of("", answer.beside),
    )


def opening(answer: EventAnswer) -> str:
    """What an event was, when and where: "Port visit, 12 to 14 March 2024, a port."."""
    found = answer.event
    days = when(found.starts_on)
    if found.ends_on and found.ends_on != found.starts_on:
        days = f"{days} to {when(found.ends_on)}"
    place = f", {answer.place.name}" if answer.place else ""
    return f"{EVENT_KIND.label(found.kind).capitalize()}, {days}{place}."
