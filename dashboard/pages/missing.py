"""Addresses that lead nowhere: a page that names what was asked and the nearest codes that exist."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from dashboard.pages.day_question import DayQuestion
from dashboard.pages.frame import Content, Graded, Question, render_page
from flows.questions import Fault, Flow

NEAREST = 6
_LISTS = {
    "party": "actors",
    "claimant": "claimants",
    "munition": "munitions",
    "place": "places",
    "event": "events",
    "source": "sources",
}
"""The page that lists all of a kind, by what one of it is called."""
_SEVERAL = {"actors": "parties"}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A page that exists and may be the one that was meant."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class MissingPage(Content):
    """What is printed where an address leads nowhere."""

    template = "pages/missing.html"

    what: Annotated[str, "What kind of thing was asked for."]
    code: Annotated[str, "The code that does not exist."]
    suggestions: Annotated[tuple[Suggestion, ...], "The nearest that exist."]
    lists: Annotated[tuple[Suggestion, ...], "The list of all that there are of its kind, and of others."]


@dataclass(frozen=True, slots=True)
class NotYetPage(Content):
    """What is printed of something that had not become known by the day: nothing but that."""

    template = "pages/not_yet.html"

    code: Annotated[str, "The code that was asked for."]
    then: Annotated[str, "How things stood on the day, as the end of a sentence."]


@dataclass(frozen=True, slots=True)
class EmptyPage(Content):
    """What is printed in place of a page whose records there are none of yet: nothing of its own."""

    template = "pages/empty.html"


@dataclass(frozen=True, slots=True)
class NothingYetPage(Graded, Content):
    """What is printed where nothing stated by the day can be computed from: nothing of its own."""

    template = "pages/nothing_yet.html"


def missing(
    request: HttpRequest,
    what: str,
    code: str,
    suggestions: Iterable[Suggestion],
    question: Question,
    faults: Iterable[Fault],
) -> HttpResponse:
    """A page with status 404: there is no such ``what`` as ``code``, but these come near."""
    return render_page(
        request,
        MissingPage(what, code, tuple(suggestions), tuple(_lists(what, question.as_of))),
        question,
        title=f"No {what} of that name",
        description=f"There is no {what} {code} on record.",
        faults=faults,
        shown="",
        status=404,
    )


def _lists(what: str, as_of: date | None) -> Iterator[Suggestion]:
    for name in dict.fromkeys((_LISTS.get(what, "flows"), "flows", "sources")):
        words = "All flows and claims" if name == "flows" else f"All {_SEVERAL.get(name, name)}"
        yield Suggestion(words, _with_day(reverse(name), as_of))


def not_yet(
    request: HttpRequest, what: str, code: str, then: str, question: Question, faults: Iterable[Fault]
) -> HttpResponse:
    """A page with status 404: there is such a ``what``, and by the day it was not known."""
    return render_page(
        request,
        NotYetPage(code, then),
        question,
        title=f"This {what} was not yet known",
        description=f"The {what} {code} became known later than the day that is being read.",
        faults=faults,
        shown="",
        status=404,
    )


def nothing_yet(request: HttpRequest, question: Question, title: str, faults: Iterable[Fault]) -> HttpResponse:
    """A page without its arithmetic: no claim that it takes had been stated by the day, or is graded well enough."""
    description = "No claim that this could be worked out from had been stated by the day that is being read."
    day = DayQuestion(question.as_of, question.grade)
    return render_page(request, NothingYetPage(), day, title=title, description=description, faults=faults, shown="")


def near_codes(code: str, known: Iterable[str], name: str, as_of: date | None) -> tuple[Suggestion, ...]:
    """The codes that look most like one that does not exist, with their pages."""
    nearest = get_close_matches(code, list(known), n=NEAREST, cutoff=0.4)
    return tuple(Suggestion(other, _with_day(reverse(name, args=[other]), as_of)) for other in nearest)


def near_flows(flow: Flow, known: Iterable[Flow], as_of: date | None) -> tuple[Suggestion, ...]:
    """The recorded flows that share most with one that does not exist, with their pages."""
    flows = {str(other): other for other in known}
    same = [other for other in flows if _shared(flow, flows[other]) == 2]
    alike = get_close_matches(str(flow), list(flows), n=NEAREST, cutoff=0.4)
    nearest = list(dict.fromkeys([*alike, *same]))[:NEAREST]
    return tuple(Suggestion(text, _with_day(reverse("flow", args=text.split("/")), as_of)) for text in nearest)


def _with_day(address: str, as_of: date | None) -> str:
    query = DayQuestion(as_of).query()
    return f"{address}?{query}" if query else address


def _shared(one: Flow, other: Flow) -> int:
    return sum((one.supplier == other.supplier, one.recipient == other.recipient, one.munition == other.munition))
