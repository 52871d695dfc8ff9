"""Two flows side by side: every pair of heads with its ratio and what stands against it; stated ratios apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.charts import compare as compare_chart
from dashboard.charts.stated_ratios import standing
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.figures import Figure, placed
from dashboard.pages.flow import in_words
from dashboard.pages.flow import title as flow_title
from dashboard.pages.folded import Folded
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, coded_choices
from dashboard.pages.missing import EmptyPage
from dashboard.pages.twins import compare_twins
from flows.estimates.ledger import Span
from flows.estimates.quotient import DIFFERENCE, Quotient
from flows.estimates.totals import Refusal
from flows.estimates.years import Sum
from flows.headlines import Quoted, overlap_words, times, unpaired, whether_comparable
from flows.measures import FlowAnswer
from flows.measures.definition import Definition
from flows.measures.story import quotient_caveats
from flows.measures.supply_quotient import (
    DEFINITION,
    CompareAnswer,
    added,
    compute,
    newest_first,
    question_of_stated,
)
from flows.measures.usual import usual_pair
from flows.queries.catalogue import Catalogue, catalogue
from flows.queries.recorded_flows import busiest_flows
from flows.questions import BadQuestion, CompareQuestion, Fault, Flow
from flows.questions.flow import ALL_PAIRS
from flows.questions.parameters import Query
from flows.questions.years import YearsQuestion
from flows.records import Ratio, Shipment
from flows.vocabulary import BASIS, STAGE, UNIT, CodedList
from flows.wording import COMPUTED, counted, quote, sum_words

NEWEST_OPEN = 4
"""How many of the newest figures of one flow are open at once."""
TITLE = "Compare two flows"
EMPTY = "Two flows side by side: the computed ratio of each pair of claims, and why it may not be comparable."
MOST_OFFERED = 300
"""Of very many flows those with the most claims are offered to choose from; an address may name any."""
NEWEST_SHOWN = 5
STATED_SHOWN = 3
SUMS_SHOWN = 2
"""Of the years in which figures of a flow add up so many are told."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One computed ratio as the table prints it: the ratio, each difference between its sides in words, both times."""

    quotient: Quotient
    differences: tuple[str, ...]
    times: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Computed ratios: those of comparable claims, and the others."""

    comparable: tuple[Pair, ...]
    others: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One flow by itself: its name, its newest figures, the newest first, how many more there are, its spans, what its
    figures within a year come to, and where the years are."""

    answer: FlowAnswer
    title: str
    newest: Folded[Shipment]
    more: int
    spans: tuple[tuple[Span, str], ...]
    added: tuple[tuple[int, str], ...]
    years: str


@dataclass(frozen=True, slots=True)
class ComparePage(Graded, Content):
    """What the comparison of two flows prints."""

    template = "pages/compare.html"

    answer: Annotated[CompareAnswer, "The question, and each flow by itself."]
    newest: Annotated[str, "The newest figure of each flow on sound evidence, in a sentence."]
    quoted: Annotated[Quoted, "The claims that it quotes."]
    left_title: Annotated[str, "The flow above the line, in words."]
    right_title: Annotated[str, "The flow below the line, in words."]
    left_choices: Annotated[tuple[Choice, ...], "The flows that may stand above the line."]
    right_choices: Annotated[tuple[Choice, ...], "The flows that may stand below it."]
    stages: Annotated[tuple[Choice, ...], "The stages to choose from."]
    bases: Annotated[tuple[Choice, ...], "The bases to choose from."]
    figure: Annotated[Figure, "Both flows in one chart."]
    sides: Annotated[tuple[Side, ...], "Each flow by itself, with its newest figures and their time."]
    totals: Annotated[Pairs, "The computed ratios of running totals."]
    for_periods: Annotated[Pairs, "The computed ratios of figures for about the same period."]
    every_pair: Annotated[str, "Where the pairs are that were not asked for; empty where all were."]
    overlap: Annotated[str, "How the two suppliers are recorded to count the same goods; empty where they are not."]
    comparable: Annotated[str, "Of how many pairs a ratio may be read, and what stands against the others."]
    unpaired: Annotated[str, "Why there is no pair of running totals; empty where there is one."]
    coincidence: Annotated[str, "Why a computed ratio near a stated one proves nothing."]
    differences: Annotated[CodedList, "What can stand against a pair, with the meaning of each."]
    stated: Annotated[tuple[Ratio, ...], "Every stated ratio between the two recipients."]
    every_stated: Annotated[str, "Where all of them are listed."]
    newest_stated: Annotated[tuple[Ratio, ...], "The newest few of them, the newest first."]
    definition: Annotated[Definition, "How the computed ratio is made."]


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """The comparison of an address, or of the usual two flows where it names none."""
    try:
        question, faults = asked_of(asked(request))
    except BadQuestion:
        day, day_faults = DayQuestion.read(asked(request))
        return render_page(request, EmptyPage(), day, title=TITLE, description=EMPTY, faults=day_faults)
    answer, more_faults = answered(question)
    question = answer.question
    return render_page(
        request,
        content(answer, busiest_flows(MOST_OFFERED, question.as_of), catalogue()),
        question,
        title=TITLE,
        description=(
            f"{flow_title(answer.left)}, beside {flow_title(answer.right)}: the computed ratio of each pair of "
            "claims, and why it may not be comparable."
        ),
        faults=(*faults, *more_faults),
        shown=f"{flow_title(answer.left)}, beside {flow_title(answer.right)}",
        twins=compare_twins(question),
    )


def asked_of(query: Query) -> tuple[CompareQuestion, tuple[Fault, ...]]:
    """The comparison that a query string asks for, with a usual flow for a side that it does not name; its faults.

    BadQuestion where nothing is on record that could be compared.
    """
    question, faults = CompareQuestion.read(query, CompareQuestion(*usual_pair()))
    if question.left == question.right and not (query.get("left") and query.get("right")):
        # A flow is not set beside itself where only one was named.
        question = _with_usual(question, "left" if query.get("right") else "right")
    return question, faults


def answered(question: CompareQuestion) -> tuple[CompareAnswer, tuple[Fault, ...]]:
    """The answer, with the usual flow in place of a side that does not exist, and the faults of that side."""
    try:
        return compute(question), ()
    except BadQuestion as refusal:
        for side in sorted({fault.parameter for fault in refusal.faults}):
            question = _with_usual(question, side)
        return compute(question), refusal.faults


def _with_usual(question: CompareQuestion, side: str) -> CompareQuestion:
    """The question with the usual flow on one side, or with the usual one of the other where that stands there."""
    left, right = usual_pair()
    if side == "left":
        return replace(question, left=right if question.right == left else left)
    return replace(question, right=left if question.left == right else right)


def content(answer: CompareAnswer, known: tuple[Flow, ...], tree: Catalogue) -> ComparePage:
    """What the template prints."""
    question = answer.question
    stated = standing(answer.stated)
    sums = (added(answer.left), added(answer.right))
    both = tuple(filter(None, map(_newest_of, (answer.left, answer.right))))
    return ComparePage(
        answer=answer,
        newest=" ".join(filter(None, (newest_sound(both), *map(sum_told, (answer.left, answer.right), sums)))),
        quoted=tuple((claim, quote(claim, alone=True)) for claim in both),
        left_title=flow_title(answer.left),
        right_title=flow_title(answer.right),
        left_choices=flow_choices(question.left, known, tree),
        right_choices=flow_choices(question.right, known, tree),
        stages=coded_choices(STAGE, question.stages),
        bases=coded_choices(BASIS, question.bases),
        figure=placed(
            compare_chart.CHART.chart(answer),
            question.query(),
            compare_twins(question),
            as_of=question.as_of,
            grade=question.grade,
        ),
        sides=(side(answer.left, sums[0]), side(answer.right, sums[1])),
        totals=pairs(answer.told),
        for_periods=pairs(answer.told_for_periods),
        every_pair=every_pair(answer),
        overlap=overlap_words(answer),
        comparable=whether_comparable(answer),
        unpaired=unpaired(answer),
        coincidence=quotient_caveats(question)[-1],
        differences=DIFFERENCE,
        stated=stated,
        every_stated=f"{reverse('ratios')}?{question_of_stated(question).query()}",
        newest_stated=tuple(reversed(stated[-STATED_SHOWN:])),
        definition=DEFINITION,
    )


def newest_sound(newest: Sequence[Shipment]) -> str:
    """The newest figure of each flow in a sentence, which says where one is on weak evidence; empty without any."""
    said = [f"{quote(claim, alone=True)}{', on weak evidence' if claim.is_weak else ''}" for claim in newest]
    return f"The newest figures: {'; '.join(said)}." if said else ""


def _newest_of(answer: FlowAnswer) -> Shipment | None:
    """The newest figure of a flow on sound evidence, of what moved before what was promised; of a flow without one the
    newest on weak evidence. None where it has no figure."""
    codes = {claim.code for claim in answer.figures}
    # A part of another figure is none of the whole flow.
    wholes = [claim for claim in answer.figures if claim.part_of not in codes]
    return max(wholes, key=lambda one: (not one.is_weak, one.stage.is_movement, one.claimed_on, one.code), default=None)


def every_pair(answer: CompareAnswer) -> str:
    """The address of the page with every pair; empty where this has all of them."""
    asked = replace(answer.question, pairs=ALL_PAIRS)
    return f"{reverse('compare')}?{asked.query()}#computed" if answer.left_out else ""


def sum_told(answer: FlowAnswer, sums: Sequence[Sum]) -> str:
    """Of a flow without a running total what its figures within the newest year come to, where they may be added."""
    newest = next(iter(sums), None)
    if answer.heads or newest is None or isinstance(newest.outcome, Refusal):
        return ""
    come_to = counted(newest.outcome.quantity, UNIT.label(newest.unit))
    figures = f"{len(newest.claims)} figures from {answer.supplier.name}"
    return f"Within {newest.year} {figures} come to {come_to} ({COMPUTED})."


def side(answer: FlowAnswer, sums: Sequence[Sum]) -> Side:
    """One flow with the newest few of its figures, whatever time they are about, and the sums of its years."""
    newest = sorted(answer.figures, key=lambda claim: (claim.claimed_on, claim.code), reverse=True)
    return Side(
        answer,
        flow_title(answer),
        Folded.of("", newest[:NEWEST_SHOWN], NEWEST_OPEN),
        len(newest[NEWEST_SHOWN:]),
        in_words(answer.spans),
        tuple((each.year, sum_words(each)) for each in sums[:SUMS_SHOWN]),
        YearsQuestion(
            answer.recipient.code,
            answer.supplier.code,
            munition=answer.munition.code,
            as_of=answer.question.as_of,
            grade=answer.question.grade,
        ).query(),
    )


def pairs(quotients: Iterable[Quotient]) -> Pairs:
    """Computed ratios for their tables, comparable or not, each by the newest claims above and below the line first."""
    ordered = sorted(quotients, key=newest_first, reverse=True)
    told = [Pair(q, tuple(code.label for code in q.differences), times(q)) for q in ordered]
    return Pairs(
        tuple(pair for pair in told if pair.quotient.comparable),
        tuple(pair for pair in told if not pair.quotient.comparable),
    )


def flow_choices(chosen: Flow, known: tuple[Flow, ...], tree: Catalogue) -> tuple[Choice, ...]:
    """The flows that are offered, and the chosen one whatever is recorded of it, by name."""
    flows = sorted({*known, chosen}, key=lambda flow: flow_words(flow, tree))
    return tuple(Choice(str(flow), flow_words(flow, tree), flow == chosen) for flow in flows)


def flow_words(flow: Flow, tree: Catalogue) -> str:
    """A flow in words."""
    supplier, recipient = tree.actors[flow.supplier].name, tree.actors[flow.recipient].name
    return f"{supplier} to {recipient}: {tree.munitions[flow.munition].plural}"
