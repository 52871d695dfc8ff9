"""One flow: its heads, what they span, the ladder of claims, and every claim left out with its reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import WithEvents, ladder, span
from dashboard.charts import stages as stages_chart
from dashboard.charts.sum_parts import SumParts, sum_parts
from dashboard.pages.chart_addresses import chart_address
from dashboard.pages.chart_records import events_by
from dashboard.pages.figures import Figure, placed
from dashboard.pages.folded import Folded
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, coded_choices
from dashboard.pages.missing import missing, near_flows
from dashboard.pages.twins import feed_twin, flow_twins
from flows.estimates.ledger import ByYear, LeftOut, Span, by_year
from flows.estimates.totals import NOT_ADDITIVE, Refusal, Total
from flows.headlines import Quoted, notes_on_ends, opening_parts
from flows.measures import around
from flows.measures.around import Around, Line, Way
from flows.measures.conversion import is_convertible
from flows.measures.definition import Definition
from flows.measures.flow import DEFINITION, FlowAnswer, compute, newest
from flows.queries.recorded_flows import recorded_flows
from flows.questions import BadQuestion, Flow, FlowQuestion
from flows.questions.feed import told
from flows.questions.parameters import write
from flows.records import Event, Shipment
from flows.vocabulary import BASIS, STAGE, UNIT, Term
from flows.wording import COMPUTED, bounded, goods_of, quote, refusal_words, spelled, start_words, with_article

TOLD_FIRST = (Way.MIXED, Way.WIDER, Way.CARRIERS)
"""Of which flows about the same goods the newest figure stands at the top."""
TOTALS_OPEN = 4
"""How many running totals are open at once."""
PERIODS_SHOWN = 60
"""Of very many figures for a period those stated last are listed."""
YEARS_OPEN = 2
"""Of so many years the figures for a period are open at once."""
FLOWS_SHOWN = 6
"""How many flows about the same goods are open at once; the others are folded away below them."""
FIGURES_SHOWN = 2
"""How many figures of each of these are listed; its own page has them all."""


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of some claims in words with its parts, or the sentence that refuses it with its reasons and claims; or
    neither."""

    total: str = ""
    parts: SumParts | None = None
    refusal: str = ""
    reasons: tuple[tuple[Term, tuple[str, ...]], ...] = ()
    computed: str = COMPUTED


@dataclass(frozen=True, slots=True)
class Beside:
    """A figure about goods that may be the same: how, whether it is newer than all figures of the flow itself, and
    whether it is between the two parties that the page is about."""

    way: str
    claim: Shipment
    newer: bool
    same_parties: bool


@dataclass(frozen=True, slots=True)
class FlowPage(Graded, Content):
    """What the page of one flow prints."""

    template = "pages/flow.html"

    answer: Annotated[FlowAnswer, "The question, the heads and the ledger of all claims."]
    opening: Annotated[str, "The newest running totals of the flow in a sentence, or else its newest figure."]
    quoted: Annotated[Quoted, "The claims that the first sentences quote."]
    more_newest: Annotated[str, "What else its newest figures are: the highest total, and the newest for a period."]
    counted: Annotated[str, "How many claims there are, in a sentence; empty where the first says it."]
    beside: Annotated[tuple[Beside, ...], "The newest figures of flows about the same goods, of each way one."]
    totals: Annotated[Folded[Shipment], "The running totals of about the newest one's time, the newest first."]
    spans: Annotated[tuple[tuple[Span, str], ...], "What these totals of each stage span, with its sentence."]
    older: Annotated[tuple[Shipment, ...], "The running totals that are older, the newest first."]
    span_all: Annotated[tuple[tuple[Span, str], ...], "What was said over the years, where that is something else."]
    counts_rounds: Annotated[bool, "Whether rounds are counted, so that a rate of fire can stand beside them."]
    lasting: Annotated[str, "The newest claim that gives rounds, to set over a rate of fire; empty where none does."]
    holding: Annotated[str, "The newest claim that gives containers, to convert into rounds; empty where none does."]
    years: Annotated[Folded[tuple[str, tuple[Shipment, ...]]], "The figures for a period by year, newest first."]
    more_periods: Annotated[int, "How many older figures for a period this page does not list."]
    around: Annotated[tuple[Line, ...], "The flows about the same goods, those stated last first."]
    more_around: Annotated[tuple[Line, ...], "The other flows about the same goods, folded away."]
    shown: Annotated[int, "How many figures of each of them are listed."]
    denials_around: Annotated[tuple[Shipment, ...], "The denials that are filed under these flows."]
    figure: Annotated[Figure, "The ladder of claims."]
    span_chart: Annotated[str, "The address of the chart of how far apart the claimants stood."]
    stages_chart: Annotated[str, "The address of the chart from pledge to delivery."]
    stages: Annotated[tuple[Choice, ...], "The stages to choose from."]
    bases: Annotated[tuple[Choice, ...], "The bases to choose from."]
    standing: Annotated[tuple[Shipment, ...], "The newest claims that stand."]
    left_out: Annotated[tuple[LeftOut, ...], "The newest claims that were left out, denials apart."]
    not_shown: Annotated[int, "How many older claims this page does not list."]
    sum: Annotated[Sum, "Whether what stands can be added up."]
    definition: Annotated[Definition, "How the page's figures are made."]
    about_around: Annotated[Definition, "How other flows are found to be about the same goods."]


@require_safe
def flow(request: HttpRequest, supplier: str, recipient: str, munition: str) -> HttpResponse:
    """The flow of an address; 404 with the nearest flows where nothing is recorded of it."""
    question, faults = FlowQuestion.read(Flow(supplier, recipient, munition), asked(request))
    try:
        answer = compute(question)
    except BadQuestion:
        near = near_flows(question.flow, recorded_flows(question.as_of), question.as_of)
        return missing(request, "flow", str(question.flow), near, question, faults)
    return render_page(
        request,
        content(answer, around.compute(answer), events_by(question.as_of)),
        question,
        title=title(answer),
        description=(
            f"What is claimed about {goods(answer)} from {with_article(answer.supplier.name)} "
            f"to {with_article(answer.recipient.name)}: who said it, when, on what basis, and what was replaced."
        ),
        faults=faults,
        twins=(*flow_twins(question), feed_twin(told(flow=question.flow, grade=question.grade))),
    )


def title(answer: FlowAnswer) -> str:
    """The flow in words: "Sender to Receiver: artillery rounds"."""
    return f"{answer.supplier.name} to {answer.recipient.name}: {goods(answer)}"


def goods(answer: FlowAnswer) -> str:
    """What the claims that stand count."""
    return goods_of(answer.munition, {claim.unit for claim in answer.ledger.standing})


def content(answer: FlowAnswer, beside: Around, events: tuple[Event, ...]) -> FlowPage:
    """What the template prints."""
    question = answer.question
    shown = newest(answer).ledger
    chart = ladder.CHART.chart(WithEvents(answer, events))
    figures = sorted(answer.period_heads, key=lambda claim: claim.claimed_on, reverse=True)
    listed = {claim.code for claim in figures[:PERIODS_SHOWN]}
    periods = by_year(claim for claim in answer.period_heads if claim.code in listed)
    query = write({"flow": str(question.flow)}) + (f"&{question.query()}" if question.query() else "")
    spans = in_words(answer.spans)
    newest_figure, more_newest, counted = opening_parts(answer)
    said = f"{newest_figure} {more_newest}"
    return FlowPage(
        answer=answer,
        opening=newest_figure,
        quoted=tuple((claim, words) for claim in answer.figures if (words := quote(claim)) in said),
        more_newest=more_newest,
        counted=counted,
        beside=tuple(besides(answer, beside)),
        totals=Folded.of("", answer.recent[::-1], TOTALS_OPEN),
        spans=spans,
        older=tuple(reversed(answer.older)),
        span_all=tuple(span for span in in_words(answer.span_all) if span not in spans),
        counts_rounds=answer.munition.unit == "round",
        lasting=_newest(answer.figures, lambda claim: claim.unit == "round" and bool(claim.quantity.figures)),
        holding=_newest(answer.figures, is_convertible),
        years=Folded.of("", list(_year_by_year(periods)), YEARS_OPEN),
        more_periods=len(figures[PERIODS_SHOWN:]),
        around=beside.lines[:FLOWS_SHOWN],
        more_around=beside.lines[FLOWS_SHOWN:],
        shown=FIGURES_SHOWN,
        denials_around=beside.denials,
        figure=placed(chart, query, flow_twins(question), as_of=question.as_of, grade=question.grade),
        span_chart=chart_address(span.CHART.slug, query),
        stages_chart=chart_address(stages_chart.CHART.slug, query),
        stages=coded_choices(STAGE, question.stages),
        bases=coded_choices(BASIS, question.bases),
        standing=shown.standing,
        left_out=tuple(out for out in shown.left_out if out.reason != "denial"),
        not_shown=len(answer.ledger.known) - len(shown.known),
        sum=sum_words(answer.total),
        definition=DEFINITION,
        about_around=around.DEFINITION,
    )


def _year_by_year(periods: ByYear) -> Iterator[tuple[str, tuple[Shipment, ...]]]:
    """The figures of each year, the newest year first, and last those that cross years."""
    for year, claims in sorted(periods.years.items(), reverse=True):
        yield str(year), claims
    if periods.across:
        yield "Across years", periods.across


def _newest(claims: Iterable[Shipment], suits: Callable[[Shipment], bool]) -> str:
    """The code of the newest claim that suits; empty where none does."""
    found = max(filter(suits, claims), key=lambda claim: (claim.claimed_on, claim.code), default=None)
    return found.code if found else ""


def besides(answer: FlowAnswer, beside: Around) -> Iterator[Beside]:
    """Of parties that overlap, of a wider munition and of carriers the newest running total, or else the newest figure;
    the newest first: the questions about a flow that another one answers."""
    own = max((claim.claimed_on for claim in answer.figures), default=date.min)
    told: dict[Way, list[Shipment]] = defaultdict(list)
    for line in beside.lines:
        if line.way in TOLD_FIRST:
            told[line.way].extend(line.newest)
    newest = {way: max(claims, key=_telling) for way, claims in told.items() if claims}
    for way, claim in sorted(newest.items(), key=lambda found: found[1].claimed_on, reverse=True):
        alike = (claim.supplier, claim.recipient) == (answer.supplier.code, answer.recipient.code)
        yield Beside(way.value, claim, claim.claimed_on > own, alike)


def _telling(claim: Shipment) -> tuple[bool, bool, date, str]:
    """How much a figure tells: a number before a word for many, a running total before a part of one, then newer."""
    return bool(claim.quantity.figures), claim.temporal.accumulates, claim.claimed_on, claim.code


def in_words(spans: tuple[Span, ...]) -> tuple[tuple[Span, str], ...]:
    """Each span with its sentence."""
    return tuple((span, span_words(span)) for span in spans)


def sum_words(outcome: Total | Refusal | None) -> Sum:
    """The sum of what stands in words, or its refusal."""
    if isinstance(outcome, Refusal):
        reasons = tuple((NOT_ADDITIVE.term(reason.code), reason.claims) for reason in outcome.reasons)
        return Sum(refusal=refusal_words(outcome), reasons=reasons)
    if outcome is None or not outcome.claims:
        return Sum()
    return Sum(total=bounded(outcome.quantity), parts=sum_parts(outcome, "sum"))


def span_words(span: Span) -> str:
    """What the heads of one stage span, in a sentence; an open end is said to be open, never filled.

    Where weak claims alone state an end of it, or where its heads count from different days, that is said too.
    """
    ends = " ".join(filter(None, (_ends_words(span, UNIT.label(span.unit)), notes_on_ends(span))))
    if not span.starts_apart or span.first_start is None or span.last_start is None:
        return ends
    starts = f"the first since {start_words(span.first_start)}, the last since {start_words(span.last_start)}"
    return f"{ends} They count from different days, {starts}: part of the difference is time."


def _ends_words(span: Span, unit: str) -> str:
    if span.lowest is None or span.highest is None:
        return "No head gives a figure."
    if span.low is not None and span.high is not None:
        if span.low == span.high:
            return f"{spelled(span.low)} {unit}."
        return f"From {spelled(span.low)} to {spelled(span.high)} {unit}."
    if span.heads == 1 and span.lowest == span.highest:
        return f"{'At least' if span.high is None else 'Up to'} {spelled(span.lowest)} {unit}."
    ends = f"The figures run from {spelled(span.lowest)} to {spelled(span.highest)} {unit}"
    if span.lowest == span.highest:
        ends = f"The one figure is {spelled(span.lowest)} {unit}"
    if span.low is None and span.high is None:
        return f"{ends}; some are floors and some are ceilings or give no figure, so the span is open at both ends."
    if span.low is None:
        return f"{ends}; at least one is a ceiling, so the span has no low end."
    return f"{ends}; at least one is a floor, so the span has no high end."
