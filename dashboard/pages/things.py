"""The lists of things: parties, institutions that assert, kinds of things, places, events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts.words import numbered
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.folded import Folded
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Listed, options, page_or_faults
from dashboard.pages.twins import list_twins
from flows.measures.munition import Node, whole_tree
from flows.measures.place import Counted, every_place
from flows.queries.listing import every
from flows.queries.said import named, stated
from flows.questions import ListQuestion
from flows.records import Actor, Claimant, Event, Place
from flows.vocabulary import ACTOR_KIND, CLAIMANT_KIND, EVENT_KIND, PLACE_KIND, CodedList
from flows.wording import when

IN_GROUP = 6
EVENTS_A_PAGE = 12
_ROLES = (
    ("shipments", "supplier", "as supplier"),
    ("shipments", "recipient", "as recipient"),
    ("rates", "actor", "of rates"),
    ("ratios", "favours", "with more"),
    ("ratios", "over", "with less"),
    ("indicators", "actor", "of context"),
)


@dataclass(frozen=True, slots=True)
class Named:
    """One thing of a list: its code, its name, and what is on record of it, counted."""

    code: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class ThingsPage(Graded, Content):
    """What the lists of parties, of claimants and of places print."""

    template = "pages/things.html"

    table: Annotated[str, "Of which table they are records."]
    opening: Annotated[str, "How many there are and what they are, in a sentence with its time."]
    groups: Annotated[tuple[Folded[Named], ...], "The things by kind, those with the most claims first."]


@dataclass(frozen=True, slots=True)
class MunitionsPage(Graded, Content):
    """What the tree of munitions prints."""

    template = "pages/munitions.html"

    nodes: Annotated[tuple[Node, ...], "Every munition, each after the one that contains it."]


@dataclass(frozen=True, slots=True)
class EventsPage(Content):
    """What the list of events prints."""

    template = "pages/events.html"

    kinds: Annotated[tuple[Choice, ...], "The kinds of events to choose from."]
    listed: Annotated[Listed[Event], "A page of the events that match, the newest first."]


@require_safe
def actors(request: HttpRequest) -> HttpResponse:
    """Every party by kind, with the number of claims in which it has each role."""
    question, faults = DayQuestion.read(asked(request))
    counts: dict[str, Counter[tuple[str, str]]] = {}
    for each in named(question.as_of, question.grade):
        counts.setdefault(each.actor, Counter())[each.table, each.role] += each.claims
    listed = ListQuestion("actors", as_of=question.as_of, ordering="code")
    parties: tuple[Actor, ...] = tuple(every(listed))
    content = ThingsPage(
        "actors",
        f"{numbered(len(parties), 'party', 'parties')} {known_words(question.as_of)}: states, blocs, schemes, "
        "companies and groupings as claimants worded them, each with the number of claims that name it.",
        groups(parties, ACTOR_KIND, lambda one: one.name, lambda code: counts.get(code, Counter()), _roles_words),
    )
    return render_page(
        request,
        content,
        question,
        title="Parties",
        description="Who supplies, receives, makes and fires: every party that a claim names, with what is said of it.",
        faults=faults,
        twins=list_twins(listed),
    )


@require_safe
def claimants(request: HttpRequest) -> HttpResponse:
    """Every institution that asserts by kind, with the number of its claims and the day of the last."""
    question, faults = DayQuestion.read(asked(request))
    counts: dict[str, Counter[tuple[str, str]]] = {}
    last: dict[str, date] = {}
    for each in stated(question.as_of, question.grade):
        counts.setdefault(each.claimant, Counter())[each.table, ""] += each.claims
        last[each.claimant] = max(each.last, last.get(each.claimant, each.last))
    listed = ListQuestion("claimants", as_of=question.as_of, ordering="code")
    institutions: tuple[Claimant, ...] = tuple(every(listed))

    def words(code: str, found: Counter[tuple[str, str]]) -> str:
        return f"{numbered(found.total(), 'claim')}, the last on {when(last[code])}" if found else "no claim"

    content = ThingsPage(
        "claimants",
        f"{numbered(len(institutions), 'institution')} {known_words(question.as_of)}, apart from the outlets that "
        "printed what they said, each with the number of its claims.",
        groups(
            institutions, CLAIMANT_KIND, lambda one: one.short_name, lambda code: counts.get(code, Counter()), words
        ),
    )
    return render_page(
        request,
        content,
        question,
        title="Claimants",
        description="Who says it: every institution that asserts a figure, with everything it said and how it fared.",
        faults=faults,
        twins=list_twins(listed),
    )


@require_safe
def munitions(request: HttpRequest) -> HttpResponse:
    """The tree of munitions and carriers, with the number of claims about each and all under it."""
    question, faults = DayQuestion.read(asked(request))
    return render_page(
        request,
        MunitionsPage(whole_tree(question.as_of, question.grade)),
        question,
        title="Munitions and carriers",
        description="Every kind of thing that claims count, as a tree: what contains what, in which unit it counts.",
        faults=faults,
        twins=list_twins(ListQuestion("munitions", as_of=question.as_of, ordering="code")),
    )


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Every place by kind, with how many legs, events and claims name it."""
    question, faults = DayQuestion.read(asked(request))
    found = {each.place.code: each for each in every_place(question.as_of, question.grade)}
    counts = {
        code: Counter({("routes", ""): each.legs, ("events", ""): each.events, ("claims", ""): each.claims})
        for code, each in found.items()
    }
    content = ThingsPage(
        "places",
        f"{numbered(len(found), 'place')} {known_words(question.as_of)}: ports, yards, depots and parts of the front, "
        "each with the legs, the events and the claims that name it.",
        groups(
            [each.place for each in found.values()],
            PLACE_KIND,
            lambda one: one.name,
            lambda code: counts[code],
            lambda code, _: _place_words(found[code]),
        ),
    )
    return render_page(
        request,
        content,
        question,
        title="Places",
        description="Where munitions are said to be loaded, to pass, to be stored and to be fired: every place on "
        "record, with its routes, events and claims.",
        faults=faults,
        twins=list_twins(ListQuestion("places", as_of=question.as_of, ordering="code")),
    )


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """A page of the events that match, the newest first."""
    question, faults = ListQuestion.read("events", asked(request))
    listed, more_faults = page_or_faults(question, asked(request), rows=EVENTS_A_PAGE)
    return render_page(
        request,
        EventsPage(options(question, "kind", EVENT_KIND.choices), listed),
        question,
        title="Events",
        description="Summits, port visits, strikes, decisions and reports, each with the claims that it belongs with.",
        faults=(*faults, *more_faults),
        twins=list_twins(question),
    )


def groups(
    things: Sequence[Actor | Claimant | Place],
    kinds: CodedList,
    name: Callable[..., str],
    counts: Callable[[str], Counter[tuple[str, str]]],
    words: Callable[[str, Counter[tuple[str, str]]], str],
) -> tuple[Folded[Named], ...]:
    """Things by kind, in the order of the kinds; in each those with the most claims first, the others folded away."""
    found = []
    for code in dict.fromkeys((*kinds.codes, *(one.kind for one in things))):
        label = kinds.label(code)
        of_kind = sorted(
            (one for one in things if one.kind == code), key=lambda one: (-counts(one.code).total(), name(one))
        )
        rows = [Named(one.code, name(one), words(one.code, counts(one.code))) for one in of_kind]
        if rows:
            found.append(Folded.of(f"{label[:1].upper()}{label[1:]} ({len(rows)})", rows, IN_GROUP))
    return tuple(found)


def known_words(as_of: date | None) -> str:
    """When the things of a list were known."""
    return f"known by {when(as_of)}" if as_of else "on record"


def _place_words(found: Counted) -> str:
    """What names a place, counted: "2 legs, 3 events, 1 claim"."""
    counted = ((found.legs, "leg"), (found.events, "event"), (found.claims, "claim"))
    return ", ".join(numbered(number, word) for number, word in counted if number) or "named by a document alone"


def _roles_words(_: str, found: Counter[tuple[str, str]]) -> str:
    told: Iterable[str] = (f"{found[table, role]} {words}" for table, role, words in _ROLES if found[table, role])
    return ", ".join(told) or "no claim names it"
