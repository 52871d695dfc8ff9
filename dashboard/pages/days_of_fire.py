"""Days of fire: a claimed number of rounds over a claimed rate, as arithmetic and not as a claim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, answer_or_usual, with_chosen
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import answer_twins
from flows.headlines import Quoted
from flows.measures.days_of_fire import DEFINITION, FireAnswer, compute, offered
from flows.measures.definition import Definition
from flows.measures.usual import usual_claims
from flows.questions.arithmetic import FireQuestion
from flows.records import Rate, Shipment
from flows.subject import subject
from flows.wording import cautioned, computed_words, label, quote

TITLE = "How long would it last?"


@dataclass(frozen=True, slots=True)
class DaysOfFirePage(Graded, Content):
    """What the page of days of fire prints."""

    template = "pages/days_of_fire.html"

    answer: Annotated[FireAnswer, "The claim and the rate that it is set over."]
    lede: Annotated[str, "Both claims with who stated them and when, one over the other, and the days that follow."]
    quoted: Annotated[Quoted, "The two claims, each with its words there."]
    open_because: Annotated[str, "Why no number of days follows; empty where one does."]
    days: Annotated[str, "The days that follow, in words."]
    is_capacity: Annotated[bool, "Whether the rounds are what something could hold."]
    claims: Annotated[tuple[Choice, ...], "The numbers of rounds to choose from."]
    rates: Annotated[tuple[Choice, ...], "The rates of fire to choose from."]
    definition: Annotated[Definition, "How the days are computed."]


@require_safe
def days_of_fire(request: HttpRequest) -> HttpResponse:
    """The days of fire of an address, or of the usual pair where it names none."""
    sent = asked(request)
    question, faults = FireQuestion.read(sent, "", "")
    if not (question.claim and question.rate) and (other := next(usual(question), None)):
        question = replace(question, claim=question.claim or other.claim, rate=question.rate or other.rate)
    answer, more_faults = answer_or_usual(compute, question, lambda: usual(question), sent)
    if answer is None:
        return nothing_yet(request, question, TITLE, (*faults, *more_faults))
    question = answer.question
    others = offered(question)
    days = computed_words(answer.days, answer.claim.bound, answer.rate.bound)
    result = answer.open_because.removesuffix(".") or cautioned(f"{days} days", answer.cautions)
    rounds, fire = quote(answer.claim), quote(answer.rate)
    rounds = rounds[:1].upper() + rounds[1:]
    return render_page(
        request,
        DaysOfFirePage(
            answer=answer,
            lede=f"{rounds}, over {fire}: {'no number of days' if answer.open_because else result}.",
            quoted=((answer.claim, rounds), (answer.rate, fire)),
            open_because=answer.open_because,
            days=days,
            is_capacity=answer.claim.basis.is_capacity,
            claims=choices(with_chosen(others.claims, answer.claim), answer.claim.code),
            rates=choices(with_chosen(others.rates, answer.rate), answer.rate.code),
            definition=DEFINITION,
        ),
        question,
        title=TITLE,
        description=f"{label(answer.claim, 'rounds')}, over {label(answer.rate, answer.rate.per.label)}: {result}.",
        faults=(*faults, *more_faults),
        shown=f"{quote(answer.claim, alone=True)}; over {quote(answer.rate, alone=True)}",
        twins=answer_twins("days-of-fire", question),
    )


def usual(question: FireQuestion) -> Iterator[FireQuestion]:
    """What is divided where nothing else is asked: the pair of the subject; else the first rounds of the first story
    over the newest fire of whoever got them that had been stated by then; else the newest of each."""
    bare = FireQuestion("", "", question.as_of, question.grade)
    yield from (replace(bare, claim=claim, rate=rate) for claim, rate in subject().pairs.get("days-of-fire", ()))
    others = offered(bare)
    for claim in usual_claims(question.as_of):
        own = [rate for rate in others.rates if rate.actor == claim.recipient and rate.claimed_on <= claim.claimed_on]
        if any(one.code == claim.code for one in others.claims) and own:
            yield replace(bare, claim=claim.code, rate=own[0].code)
    newest = zip(others.claims[:1], others.rates[:1], strict=False)
    yield from (replace(bare, claim=claim.code, rate=rate.code) for claim, rate in newest)


def choices(claims: Sequence[Shipment | Rate], chosen: str) -> tuple[Choice, ...]:
    """Claims to choose from, each by its quotable phrase: what it is about, its time, who said it and when."""
    return tuple(Choice(claim.code, quote(claim, alone=True), claim.code == chosen) for claim in claims)
