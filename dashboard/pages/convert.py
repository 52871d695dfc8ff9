"""Containers into rounds: the claimant's factor, the published ones, or the reader's own assumption."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, answer_or_usual, with_chosen
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import answer_twins
from flows.estimates.interval import Interval
from flows.headlines import Quoted
from flows.measures.conversion import DEFINITION, ConversionAnswer, compute, is_convertible, offered
from flows.measures.definition import Definition
from flows.measures.usual import usual_claims
from flows.questions.arithmetic import ConversionQuestion
from flows.records import Shipment
from flows.subject import subject
from flows.wording import cautioned, computed_words, interval_words, label, quote

FACTORS_SHOWN = 100
"""Of very many published factors the newest are printed; the arithmetic takes all."""
TITLE = "How many rounds could the containers hold?"
WHOSE = {
    "claimant": "the claimant's own: {}",
    "claimant-elsewhere": "the claimant's own, from its other statements: {}",
    "published": "the spread of all published factors, because {} named none",
    "reader": "your assumption",
}


@dataclass(frozen=True, slots=True)
class Assumption:
    """A number that a reader may change: parameter, words, what was given, what is used, whether it is theirs."""

    name: str
    words: str
    given: str
    used: str
    theirs: bool


@dataclass(frozen=True, slots=True)
class ConvertPage(Graded, Content):
    """What the converter prints."""

    template = "pages/convert.html"

    answer: Annotated[ConversionAnswer, "The claim that is converted, and whose factor does it."]
    choices: Annotated[tuple[Choice, ...], "The counts of containers to choose from."]
    assumptions: Annotated[tuple[Assumption, ...], "The numbers that the reader may change."]
    lede: Annotated[str, "What the containers could hold, and at whose factor, in a sentence."]
    quoted: Annotated[Quoted, "The count, and the factor where it is of one claim, each with its words there."]
    per_container: Annotated[str, "Rounds a container, in words."]
    whose: Annotated[str, "Whose factor that is, in words."]
    rounds: Annotated[str, "Rounds if every container were full, in words."]
    published: Annotated[tuple[tuple[Shipment, str], ...], "The newest published factors: the claim and its factor."]
    published_count: Annotated[int, "How many factors have been published."]
    definition: Annotated[Definition, "How the conversion is made."]


@require_safe
def convert(request: HttpRequest) -> HttpResponse:
    """The conversion of an address, or of the usual containers as their claimant converts them."""
    sent = asked(request)
    question, faults = ConversionQuestion.read(sent, "")
    if not question.claim and (other := next(usual(question), None)):
        question = replace(question, claim=other.claim)
    answer, more_faults = answer_or_usual(compute, question, lambda: usual(question), sent)
    if answer is None:
        return nothing_yet(request, question, TITLE, (*faults, *more_faults))
    question = answer.question
    rounds = computed_words(answer.rounds, answer.claim.bound)
    result = cautioned(f"{rounds} rounds", answer.cautions)
    whose, each = WHOSE[answer.whose].format(answer.claim.claimant_name), computed_words(answer.per_container)
    text, quoted = lede(answer, result, f"{each} a container", whose)
    content = ConvertPage(
        answer=answer,
        choices=choices(offered(question), answer.claim),
        assumptions=assumptions(answer),
        lede=text,
        quoted=quoted,
        per_container=each,
        whose=whose,
        rounds=rounds,
        published=tuple(
            (factor.claim, computed_words(factor.per_container)) for factor in answer.published[-FACTORS_SHOWN:]
        ),
        published_count=len(answer.published),
        definition=DEFINITION,
    )
    return render_page(
        request,
        content,
        question,
        title=TITLE,
        description=f"{label(answer.claim, 'containers')}: {result} if full, {each} a container ({whose}).",
        faults=(*faults, *more_faults),
        shown=quote(answer.claim, alone=True),
        twins=answer_twins("conversion", question),
    )


def lede(answer: ConversionAnswer, result: str, each: str, whose: str) -> tuple[str, Quoted]:
    """What the containers could hold, and at whose factor; the claims that this names, each with its words there."""
    containers = quote(answer.claim)
    containers = containers[:1].upper() + containers[1:]
    held = "the bounds of the two leave the number of rounds open"
    if answer.rounds != Interval(None, None):
        held = f"{result} if every container were full of them, {each} ({whose})"
    # A factor of several claims has no one claim to lead to: they are listed below.
    factors = [(factor.claim, each) for factor in answer.used if len(answer.used) == 1]
    text = f"{containers}. Arithmetic, not a claim: {held}. Nobody has published a manifest."
    return text, ((answer.claim, containers), *factors)


def usual(question: ConversionQuestion) -> Iterator[ConversionQuestion]:
    """What is converted where nothing else is asked: the first count of the first story, before then the newest."""
    bare = ConversionQuestion("", as_of=question.as_of, grade=question.grade)
    for claim in (*usual_claims(question.as_of), *offered(bare)[:1]):
        if is_convertible(claim):
            yield replace(bare, claim=claim.code)


def choices(claims: Sequence[Shipment], chosen: Shipment) -> tuple[Choice, ...]:
    """The claims that are offered, and the chosen one where it is not among them, each by its quotable phrase."""
    offered_and_chosen = with_chosen(claims, chosen)
    return tuple(
        Choice(claim.code, quote(claim, alone=True), claim.code == chosen.code) for claim in offered_and_chosen
    )


def _said(used: Interval, given: Decimal | None) -> str:
    """What is used: of a reader's own number every digit."""
    return computed_words(used) if given is None else interval_words(used)


def assumptions(answer: ConversionAnswer) -> tuple[Assumption, ...]:
    """The three numbers that a reader may change, in the words of the two kinds of rounds where a factor is of them."""
    question = answer.question
    nouns = {factor.claim.munition: factor.claim.munition_plural for factor in answer.published}
    usual_kind, other_kind = (
        nouns.get(code, words)
        for code, words in zip_longest(subject().contents, ("rounds of the usual kind", "rounds of another kind"))
    )
    rows = (
        ("large", f"{usual_kind} in a container", question.large, answer.large),
        ("small", f"{other_kind} in a container", question.small, answer.small),
        (
            "share",
            f"containers of {usual_kind}, in percent",
            question.share,
            Interval(answer.share, answer.share),
        ),
    )
    return tuple(
        Assumption(name, words, "" if given is None else f"{given:f}", _said(used, given), given is not None)
        for name, words, given, used in rows
    )
