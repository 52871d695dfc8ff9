"""What changed between two days: a briefing whose every sentence leads to its claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.pages import changes_feed
from dashboard.pages.folded import Folded
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Filter, answer_or_usual, named_choices
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import answer_twins
from flows.briefing import COMPUTED, Sentence, balance_sentences, beside_sentences, changes_words, flow_sentences
from flows.measures.balance_words import time_of
from flows.measures.balances_moved import BalanceMoved
from flows.measures.changes import DEFINITION, ChangesAnswer, FlowMoved, Offered, compute, offered
from flows.measures.definition import Definition
from flows.measures.usual_ends import BOTH_NEEDED, last_month, usual_ends
from flows.questions import Fault
from flows.questions.changes import RECORDED, STATED, ChangesQuestion

TITLE = "What changed"
FLOWS_OPEN, SENTENCES_OPEN = 6, 4
KINDS_BESIDE = {"rate": "Rates", "ratio": "Ratios", "context": "Context figures"}
"""How many flows, and how many sentences of one, are open at once."""


@dataclass(frozen=True, slots=True)
class FlowBrief:
    """One flow: its names, and its sentences."""

    flow: FlowMoved
    sentences: Folded[Sentence]


@dataclass(frozen=True, slots=True)
class BalanceBrief:
    """The balance of one side: its anchor, its heading, the path of its page, and its sentences."""

    slug: str
    title: str
    path: str
    sentences: Folded[Sentence]


@dataclass(frozen=True, slots=True)
class Group:
    """The claims of one kind that are about no flow, a sentence each."""

    slug: str
    title: str
    sentences: Folded[Sentence]


@dataclass(frozen=True, slots=True)
class ChangesPage(Graded, Content):
    """What the page of changes prints."""

    template = "pages/changes.html"

    answer: Annotated[ChangesAnswer, "The ends, the clock, and how many flows are not told."]
    summary: Annotated[str, "How much changed, as a sentence."]
    computed: Annotated[str, "What to know of the numbers in sentences that nobody stated."]
    day_type: Annotated[str, "How an end is entered: as a day, or as text where it may be a moment."]
    filters: Annotated[tuple[Filter, ...], "The fields that narrow the briefing."]
    flow: Annotated[str, "The flow that is asked about; empty where none is."]
    flows: Annotated[Folded[FlowBrief], "The flows that changed, those of which most was stated first."]
    balances: Annotated[tuple[BalanceBrief, ...], "The balances of the two sides that moved."]
    beside: Annotated[tuple[Group, ...], "The rates, ratios and context figures that were stated, where any were."]
    leads: Annotated[tuple[BalanceBrief | Group, ...], "What follows the flows, for the list of contents."]
    definition: Annotated[Definition, "How the briefing is made."]


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What changed between the two days of an address, or in the last month of statements where it names none."""
    sent = asked(request)
    question, faults = ChangesQuestion.read(sent, *usual_ends(sent))
    is_usual = not any(sent.get(name) for name in ("from", "to"))
    if is_usual:
        if question.is_of_record:
            faults += (Fault("clock", RECORDED, f"clock: {BOTH_NEEDED}; the last month of statements is told"),)
        question = next(usual(question))
    answer, more_faults = answer_or_usual(compute, question, lambda: usual(question), sent)
    if answer is None:
        return nothing_yet(request, question, TITLE, (*faults, *more_faults))
    question, summary = answer.question, changes_words(answer)
    if is_usual:
        summary += " It is the last month in which anything was stated: nothing stated since is on record."
    balances, groups = tuple(map(balance_brief, answer.balances)), tuple(beside(answer))
    return render_page(
        request,
        ChangesPage(
            answer=answer,
            summary=summary,
            computed=COMPUTED,
            day_type="text" if question.is_of_record else "date",
            filters=filters(question, offered(question)),
            flow=str(question.flow or ""),
            flows=Folded.of("", [brief(flow) for flow in answer.flows], FLOWS_OPEN),
            balances=balances,
            beside=groups,
            leads=(*balances, *groups),
            definition=DEFINITION,
        ),
        question,
        title=TITLE,
        description=summary,
        faults=(*faults, *more_faults),
        shown=summary.removesuffix("."),
        twins=(*answer_twins("changes", question), changes_feed.twin(question, sent)),
    )


def brief(flow: FlowMoved) -> FlowBrief:
    """A flow that changed as the page prints it."""
    return FlowBrief(flow, Folded.of("", flow_sentences(flow), SENTENCES_OPEN))


def balance_brief(moved: BalanceMoved) -> BalanceBrief:
    """A balance that moved as the page prints it."""
    answer = moved.after
    title = f"{answer.side.name}: {answer.munition.plural} got, made and fired {time_of(answer)}"
    return BalanceBrief(
        f"balance-{answer.side.code}",
        title,
        f"{reverse('balance')}?{answer.question.query()}",
        Folded.of("", balance_sentences(moved), SENTENCES_OPEN),
    )


def beside(answer: ChangesAnswer) -> Iterator[Group]:
    """The claims that are about no flow by kind, those of which any was stated."""
    sentences = beside_sentences(answer)
    for kind, title in KINDS_BESIDE.items():
        if found := [one for one in sentences if one.kind == kind]:
            yield Group(kind, title, Folded.of("", found, SENTENCES_OPEN))


def usual(question: ChangesQuestion) -> Iterator[ChangesQuestion]:
    """What is told where nothing else can be: the last month in which anything was stated, by the day that is read."""
    earlier, later = last_month(question.as_of)
    told = replace(question, earlier=earlier, later=later, clock=STATED)
    yield told
    yield replace(told, flow=None, suppliers=(), recipients=(), munitions=(), claimants=())


def filters(question: ChangesQuestion, names: Offered) -> tuple[Filter, ...]:
    """The fields of the form, with what the question already holds marked as chosen."""
    clocks = (Choice(RECORDED, "when this site recorded it", question.clock == RECORDED),)
    return (
        Filter("supplier", "Supplier", named_choices(names.suppliers, question.suppliers)),
        Filter("recipient", "Recipient", named_choices(names.recipients, question.recipients)),
        Filter("munition", "Munition", named_choices(names.munitions, question.munitions)),
        Filter("claimant", "Who said it", named_choices(names.claimants, question.claimants)),
        Filter("clock", "By the day", clocks, "on which it was stated"),
    )
