"""One place: where it is, its other names, the routes that touch it, the events there, the claims that name it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.charts.words import numbered
from dashboard.pages.folded import Folded
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.thing import Onward, lost, onward, thing_twins
from flows.measures.place import MOST, PlaceAnswer, TouchedLeg, compute
from flows.questions.record import RecordQuestion
from flows.records import AnyClaim, Event
from flows.vocabulary import PLACE_KIND
from flows.wording import when


@dataclass(frozen=True, slots=True)
class PlacePage(Graded, Content):
    """What the page of one place prints."""

    template = "pages/place.html"

    answer: Annotated[PlaceAnswer, "The place, its other names and the document that names it."]
    opening: Annotated[str, "What it is, whose territory it lies in, and what names it, in a sentence with its time."]
    onward: Annotated[tuple[Onward, ...], "Other pages that have an answer about it."]
    legs: Annotated[Folded[TouchedLeg], "The legs that begin or end there."]
    events: Annotated[Folded[Event], "The events there, the newest first."]
    claims: Annotated[tuple[Folded[AnyClaim], ...], "The rates and the ratios that name it, the newest first."]


@require_safe
def place(request: HttpRequest, code: str) -> HttpResponse:
    """The place of an address; 404 with the nearest codes where there is none."""
    question, faults = RecordQuestion.read(code, asked(request))
    answer = compute(question)
    if answer is None:
        return lost(request, "place", "places", question, faults)
    name = answer.place.name
    return render_page(
        request,
        content(answer),
        question,
        title=name,
        description=f"{name}: {opening(answer)}",
        faults=faults,
        twins=thing_twins("places", question, tuple(_lists(answer)), {"place": (code,)}),
    )


def content(answer: PlaceAnswer) -> PlacePage:
    """What the page prints of an answer."""
    claims: tuple[tuple[str, tuple[AnyClaim, ...]], ...] = (
        ("Rates of fire, production and need", answer.rates),
        ("Stated ratios", answer.ratios),
    )
    return PlacePage(
        answer=answer,
        opening=opening(answer),
        onward=tuple(_onward(answer)),
        legs=Folded.of("", answer.legs),
        events=Folded.of("", answer.events),
        claims=tuple(Folded.of(heading, found) for heading, found in claims if found),
    )


def opening(answer: PlaceAnswer) -> str:
    """What a place is and what names it: "Port, in the territory of Sender; named by 2 legs of 2 routes, 3 events;
    the newest of these claims stated on 3 May 2025."."""
    of_claims = (*answer.rates, *answer.ratios)
    told = [f"{numbered(len(answer.legs), 'leg')} of {numbered(len(answer.routes), 'route')}"] if answer.legs else []
    told += [numbered(len(answer.events), "event")] if answer.events else []
    for found, word in ((answer.rates, "rate"), (answer.ratios, "stated ratio")):
        if found:
            told.append(f"{len(found)} or more {word}s" if len(found) == MOST else numbered(len(found), word))
    named = f"named by {', '.join(told)}" if told else "named by no leg, no event and no claim on record"
    last = max((claim.claimed_on for claim in of_claims), default=None)
    newest = f"; the newest of the claims stated on {when(last)}" if last else ""
    where = f"{PLACE_KIND.label(answer.place.kind).capitalize()}, in the territory of {answer.place.actor_name}"
    return f"{where}; {named}{newest}."


def _onward(answer: PlaceAnswer) -> Iterator[Onward]:
    question, code = answer.question, answer.question.code
    if answer.legs:
        yield onward(question, "The map of routes", reverse("routes"))
    if answer.rates:
        yield onward(question, "Its rates as a table", reverse("rates"), place=code)
    if answer.ratios:
        yield onward(question, "Its ratios as a table", reverse("ratios"), place=code)


def _lists(answer: PlaceAnswer) -> Iterator[tuple[str, str, str]]:
    for table, found in (("events", answer.events), ("rates", answer.rates), ("ratios", answer.ratios)):
        if found:
            yield table, table, "place"
