"""One institution that asserts: everything it said, how its figures moved, and how they fared."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.charts import evidence
from dashboard.charts.words import numbered
from dashboard.pages.chart_addresses import chart_address
from dashboard.pages.folded import Folded
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Listed
from dashboard.pages.thing import Onward, lost, onward, thing_twins
from dashboard.pages.twins import feed_twin
from flows.estimates.fared import Beside, Course
from flows.measures.claimant import DEFINITION, ClaimantAnswer, compute
from flows.measures.definition import Definition
from flows.queries.listing import page_of
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.feed import told
from flows.questions.record import ClaimantQuestion
from flows.records import AnyClaim, Claimant, Shipment
from flows.vocabulary import CLAIMANT_KIND, CREDIBILITY, RELIABILITY
from flows.wording import COMPUTED, when

PAGE_SIZE = 8
OUTLETS = 3
TOTALS = 4
"""How many running totals of one flow are open at once, the last."""
_CLAIMS = {"shipments": "flows", "rates": "rates", "ratios": "ratios", "indicators": "context"}
"""What the claims of each kind are about, in one word."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of its claims: what they are about, how many, the address that lists them, whether it is listed now."""

    words: str
    claims: int
    address: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Outlet:
    """In whose publications its claims appeared: the name, how many, the list of these publications."""

    name: str
    claims: int
    address: str


@dataclass(frozen=True, slots=True)
class ClaimantPage(Graded, Content):
    """What the page of one institution prints."""

    template = "pages/claimant.html"

    answer: Annotated[ClaimantAnswer, "The claimant, its party, and what became of its claims."]
    opening: Annotated[str, "What it said, in a sentence with its time."]
    near: Annotated[Folded[tuple[Claimant, str]], "The claimants that it is not independent of, with our notes."]
    outlets: Annotated[Folded[Outlet], "In whose publications its claims appeared."]
    grades: Annotated[tuple[str, ...], "How its claims are graded, in words."]
    fates: Annotated[tuple[tuple[str, str], ...], "What became of its claims about flows, counted."]
    deniers: Annotated[Folded[Shipment], "The denials of independent claimants about the same goods."]
    beside: Annotated[Folded[Beside], "Its newest figures of which independent claimants state one too."]
    courses: Annotated[Folded[tuple[Course, Folded[Shipment]]], "How its running totals moved; of each the last open."]
    drawn: Annotated[Onward | None, "The chart of its claims about flows; None where there are none."]
    kinds: Annotated[tuple[Kind, ...], "The kinds of claims that it made."]
    listed: Annotated[Listed[AnyClaim], "A page of its claims of one kind, the newest first."]
    computed: Annotated[str, "What stands beside every computed number."]
    definition: Annotated[Definition, "How the page's figures are made."]


@require_safe
def claimant(request: HttpRequest, code: str) -> HttpResponse:
    """The institution of an address; 404 with the nearest codes where there is none."""
    question, faults = ClaimantQuestion.read(code, asked(request))
    answer = compute(question)
    if answer is None:
        return lost(request, "claimant", "claimants", question, faults)
    listed, more_faults = page(answer.listed, question)
    name = answer.claimant.short_name
    kinds = [(_CLAIMS[each.table], each.table, "claimant") for each in answer.stated]
    return render_page(
        request,
        content(answer, listed),
        question,
        title=name,
        description=(
            f"{name}, {CLAIMANT_KIND.label(answer.claimant.kind)}: everything it said about munitions, how its figures "
            "moved, what it replaced itself, and what others say of the same."
        ),
        faults=(*faults, *more_faults),
        twins=(
            *thing_twins("claimants", question, kinds),
            feed_twin(told(claimant=(answer.claimant.code,), grade=question.grade)),
        ),
    )


def page(listed: ListQuestion, question: ClaimantQuestion) -> tuple[Listed[AnyClaim], tuple[Fault, ...]]:
    """A page of the claims with the queries of the pages around it; the first one where its cursor does not exist."""
    try:
        found = page_of(replace(listed, page_size=PAGE_SIZE))
    except BadQuestion as refusal:
        first, _ = page(replace(listed, cursor=""), question)
        return first, refusal.faults
    after, before = (
        replace(question, about=listed.table, cursor=cursor).query() if cursor else None
        for cursor in (found.next, found.previous)
    )
    return Listed(found.records, after, before), ()


def content(answer: ClaimantAnswer, listed: Listed[AnyClaim]) -> ClaimantPage:
    """What the page prints of an answer and a page of its claims."""
    question, table = answer.question, answer.listed.table
    about_flows = any(each.table == "shipments" for each in answer.stated)
    chart = chart_address(evidence.CHART.slug, onward(question, "", "", claimant=question.code).address[1:])
    return ClaimantPage(
        answer=answer,
        opening=opening(answer),
        near=Folded.of("Not independent of", answer.near, OUTLETS),
        outlets=Folded.of("Appeared in", tuple(_outlets(answer)), OUTLETS),
        grades=tuple(_grades(answer)),
        fates=tuple(fates(answer)) if answer.fared.claims else (),
        deniers=Folded.of("", answer.fared.deniers, 0),
        beside=Folded.of("", answer.fared.beside, 3),
        courses=Folded.of("", tuple((course, latest(course)) for course in answer.courses), 1),
        drawn=Onward("Its claims about flows, drawn by day", chart) if about_flows else None,
        kinds=tuple(
            Kind(
                _CLAIMS[each.table],
                each.claims,
                f"?{replace(question, about=each.table, cursor='').query()}#said",
                each.table == table,
            )
            for each in answer.stated
        ),
        listed=listed,
        computed=COMPUTED,
        definition=DEFINITION,
    )


def latest(course: Course) -> Folded[Shipment]:
    """Running totals in their order, the earlier of many folded away."""
    early = max(0, len(course.totals) - TOTALS)
    return Folded("", course.totals[early:], course.totals[:early])


def opening(answer: ClaimantAnswer) -> str:
    """What a claimant said, in a sentence with the time in which it was said."""
    if not answer.stated:
        return "No claim of it is on record."
    first, last = min(each.first for each in answer.stated), max(each.last for each in answer.stated)
    days = f"on {when(first)}" if first == last else f"from {when(first)} to {when(last)}"
    kinds = ", ".join(f"{each.claims} about {_CLAIMS[each.table]}" for each in answer.stated)
    return f"On record: {numbered(answer.claims, 'claim')} by it, stated {days}: {kinds}."


def fates(answer: ClaimantAnswer) -> Iterator[tuple[str, str]]:
    """What became of its claims about flows, counted and in words."""
    found = answer.fared
    yield "Stand", f"{found.standing} of {numbered(found.claims, 'claim')} about flows"
    if found.superseded or found.fell:
        fell = f", {found.fell} fell with another reading" if found.fell else ""
        yield "Replaced by its own later totals", f"{found.superseded}{fell}"
    if found.denials:
        yield "Denials by it", str(found.denials)
    if found.retracted:
        yield "Withdrawn by us", str(found.retracted)
    yield "Denied by others", _denied(answer)
    yield "Beside figures of others", _beside_others(answer)


def _denied(answer: ClaimantAnswer) -> str:
    if not answer.fared.denied:
        return "none"
    return f"{answer.fared.denied} of them: an independent claimant denies that such goods went that way"


def _beside_others(answer: ClaimantAnswer) -> str:
    found = answer.fared
    newest = found.alone + len(found.beside)
    if not newest:
        return "none of its newest figures gives a number"
    alone = f"{found.alone} of {numbered(newest, 'newest figure')} stand alone"
    if not found.beside:
        return f"{alone}: no independent claimant gives one for the same goods and time"
    meets, higher, lower = (sum(getattr(each, name) for each in found.beside) for name in ("meets", "higher", "lower"))
    return (
        f"{alone}; beside the others stand {numbered(meets + higher + lower, 'figure')} of independent claimants for "
        f"the same goods and time: {meets} in agreement, {higher} higher, {lower} lower"
    )


def _outlets(answer: ClaimantAnswer) -> Iterator[Outlet]:
    for name, claims in answer.outlets:
        link = onward(answer.question, name, reverse("sources"), search=name)
        yield Outlet(name, claims, link.address)


def _grades(answer: ClaimantAnswer) -> Iterator[str]:
    for each in answer.judged:
        source, credibility = RELIABILITY.label(each.grade), CREDIBILITY.label(each.credibility)
        yield f"{numbered(each.claims, 'claim')}: source {source}, credibility {credibility}"
