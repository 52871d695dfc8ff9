"""One party: what it is said to have given and got, made, fired, and what its own institutions said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.charts.words import numbered
from dashboard.pages.flows import Line
from dashboard.pages.folded import Folded
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.thing import Onward, flow_rows, lost, onward, thing_twins
from flows.estimates.ledger import by_year
from flows.measures.actor import DEFINITION, MOST, ActorAnswer, Institution, Side, compute
from flows.measures.definition import Definition
from flows.queries.overlaps import Overlap
from flows.questions.record import RecordQuestion
from flows.records import Actor, AnyClaim, Event, Shipment
from flows.vocabulary import ACTOR_KIND, Activity
from flows.wording import when

IN_YEAR = 6
"""How many figures of a year are listed, the newest; the page of the years has them all."""
_BALANCED = frozenset((Activity.FIRED, Activity.PRODUCED, Activity.CAPACITY))


@dataclass(frozen=True, slots=True)
class SideOfFlows:
    """The flows on one side of a party as its page prints them: in a sentence, as a table, by year.

    ``contents`` is the word that leads to them from the head of the page.

    ``newest`` is the figure that was stated last; ``listed`` is how many flows the table
    holds, ``all`` the address of all of them.
    """

    slug: str
    contents: str
    heading: str
    words: str
    newest: Shipment | None
    rows: Folded[Line]
    flows: int
    listed: int
    all: str
    years: tuple[Folded[Shipment], ...]


@dataclass(frozen=True, slots=True)
class ActorPage(Graded, Content):
    """What the page of one party prints."""

    template = "pages/actor.html"

    answer: Annotated[ActorAnswer, "The party, and what it is part of."]
    opening: Annotated[str, "What is on record of it, in a sentence."]
    overlaps: Annotated[Folded[tuple[Actor, Overlap]], "With whom its totals may count the same goods."]
    onward: Annotated[tuple[Onward, ...], "Other pages that have an answer about it."]
    sides: Annotated[tuple[SideOfFlows, ...], "The flows from it and to it, where there are any."]
    rates: Annotated[tuple[Folded[AnyClaim], ...], "The rates that stand, by activity."]
    context: Annotated[tuple[Folded[AnyClaim], ...], "The ratios that name it, and the context figures about it."]
    institutions: Annotated[Folded[Institution], "The claimants that belong to it."]
    events: Annotated[Folded[Event], "The events that it was a party to."]
    definition: Annotated[Definition, "How the page's figures are made."]


@require_safe
def actor(request: HttpRequest, code: str) -> HttpResponse:
    """The party of an address; 404 with the nearest codes where there is none."""
    question, faults = RecordQuestion.read(code, asked(request))
    answer = compute(question)
    if answer is None:
        return lost(request, "party", "actors", question, faults)
    name = answer.actor.name
    return render_page(
        request,
        content(answer),
        question,
        title=name,
        description=(
            f"{name}, {ACTOR_KIND.label(answer.actor.kind)}: what it is said to have given, received, made and fired, "
            "who said it and when, and what its own institutions said."
        ),
        faults=faults,
        twins=thing_twins("actors", question, tuple(_lists(answer)), {"party": (code,)}),
    )


def content(answer: ActorAnswer) -> ActorPage:
    """What the page prints of an answer."""
    sides = (
        side_of_flows("gave", "Gave", "What it is said to have given", answer.gave, _flows(answer, "supplier")),
        side_of_flows("got", "Got", "What it is said to have received", answer.got, _flows(answer, "recipient")),
    )
    context: tuple[tuple[str, tuple[AnyClaim, ...]], ...] = (
        ("Ratios that name it", answer.ratios),
        ("Context figures about it", answer.indicators),
    )
    rates = ((activity, answer.rates_of(activity)) for activity in Activity)
    return ActorPage(
        answer=answer,
        opening=opening(answer),
        overlaps=Folded.of("", answer.overlaps, 2),
        onward=tuple(_onward(answer)),
        sides=tuple(side for side in sides if side.flows),
        rates=tuple(Folded.of(activity.label.capitalize(), found, 2) for activity, found in rates if found),
        context=tuple(Folded.of(heading, found, 2) for heading, found in context if found),
        institutions=Folded.of("What its own institutions said", answer.institutions),
        events=Folded.of("Events", answer.events),
        definition=DEFINITION,
    )


def side_of_flows(slug: str, contents: str, heading: str, side: Side, all_flows: str) -> SideOfFlows:
    """One side of a party as the page prints it; figures for a year by year, the newest year first."""
    figures = side.figures
    years = by_year(sorted(side.period_figures, key=lambda claim: (claim.claimed_on, claim.code), reverse=True))
    across = [Folded.of("Across years", years.across[:IN_YEAR], 3)] if years.across else []
    by = [Folded.of(str(year), claims[:IN_YEAR], 3) for year, claims in sorted(years.years.items(), reverse=True)]
    words = f"{numbered(side.claims, 'claim')} about {numbered(side.flows, 'flow')}"
    newest = figures[0] if figures else None
    rows = flow_rows(side.outer, side.inner)
    return SideOfFlows(slug, contents, heading, words, newest, rows, side.flows, rows.total, all_flows, (*by, *across))


def opening(answer: ActorAnswer) -> str:
    """What is on record of a party, in a sentence, with the day of the newest claim."""
    told = [
        f"{number} or more claims {words}" if number == most else f"{numbered(number, 'claim')} {words}"
        for number, most, words in (
            (answer.gave.claims, 0, "of what it supplied"),
            (answer.got.claims, 0, "of what it received"),
            (len(answer.rates), MOST, "of its rates of fire, production or need, still standing"),
            (len(answer.ratios), MOST, "that set it against another side"),
            (len(answer.indicators), MOST, "of context"),
        )
        if number
    ]
    if not told:
        return "No claim on record says what it gave, got, made or fired."
    days = (claim.claimed_on for claim in (*answer.gave.figures, *answer.got.figures, *answer.rates, *answer.ratios))
    last = max(days, default=None)
    return f"On record: {'; '.join(told)}{f'; the newest figure stated on {when(last)}' if last else ''}."


def _flows(answer: ActorAnswer, side: str) -> str:
    return onward(answer.question, "", reverse("flows"), **{side: answer.question.code}).address


def _onward(answer: ActorAnswer) -> Iterator[Onward]:
    question, code = answer.question, answer.question.code
    for side, name, words in ((answer.gave, "supplier", "What it gave"), (answer.got, "recipient", "What it got")):
        if side.lines:
            link = {name: code, "munition": side.lines[0].flow.munition}
            yield onward(question, f"{words} by year", reverse("years"), **link)
    if answer.gave.lines or answer.got.lines:
        first = (*answer.gave.lines, *answer.got.lines)[0]
        yield onward(question, "Its largest flow beside another", reverse("compare"), left=str(first.flow))
    if any(rate.activity in _BALANCED for rate in answer.rates):
        yield onward(question, "Got, made and fired: what is left", reverse("balance"), side=code)
    if answer.rates:
        yield onward(question, "Its rates as a table", reverse("rates"), actor=code)


def _lists(answer: ActorAnswer) -> Iterator[tuple[str, str, str]]:
    for held, *names in (
        (answer.gave.claims, "gave", "shipments", "supplier"),
        (answer.got.claims, "got", "shipments", "recipient"),
        (answer.rates, "rates", "rates", "actor"),
        (answer.indicators, "context", "indicators", "actor"),
    ):
        if held:
            words, table, parameter = names
            yield words, table, parameter
