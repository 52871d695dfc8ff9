"""One flow: its heads, what they span, the ladder of claims, and every claim left out with its reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages import plots
from dashboard.pages.chart_addresses import chart_address
from dashboard.pages.figures import placed
from dashboard.pages.frame import asked, page
from dashboard.pages.lists import Choice
from dashboard.pages.missing import missing, near_flows
from dashboard.pages.twins import flow_twins
from flows.estimates.ledger import Span
from flows.estimates.totals import NOT_ADDITIVE, Refusal, Total
from flows.headlines import opening
from flows.measures.flow import DEFINITION, FlowAnswer, compute, newest
from flows.queries.recorded_flows import recorded_flows
from flows.questions import BadQuestion, Flow, FlowQuestion
from flows.questions.parameters import write
from flows.records import Event
from flows.vocabulary import BASIS, STAGE, UNIT
from flows.wording import bounded, refusal_words, spelled


@require_safe
def flow(request: HttpRequest, supplier: str, recipient: str, munition: str) -> HttpResponse:
    """The flow of an address; 404 with the nearest flows where nothing is recorded of it."""
    question, faults = FlowQuestion.read(Flow(supplier, recipient, munition), asked(request))
    try:
        answer = compute(question)
    except BadQuestion:
        near = near_flows(question.flow, recorded_flows(), question.as_of)
        return missing(request, "flow", str(question.flow), near, question.as_of, faults)
    return page(
        request,
        "pages/flow.html",
        content(answer, plots.events_by(question.as_of)),
        title=title(answer),
        description=(
            f"What is claimed about {answer.munition.plural} from {answer.supplier.name} to {answer.recipient.name}: "
            "who said it, when, on what basis, and what was replaced."
        ),
        as_of=question.as_of,
        query=question.query(),
        faults=faults,
        twins=flow_twins(question),
    )


def title(answer: FlowAnswer) -> str:
    """The flow in words: "North Korea to Russia: artillery rounds"."""
    return f"{answer.supplier.name} to {answer.recipient.name}: {answer.munition.plural}"


def content(answer: FlowAnswer, events: tuple[Event, ...]) -> dict[str, Any]:
    """What the template prints."""
    question = answer.question
    shown = newest(answer).ledger
    chart = plots.ladder(answer, events)
    query = write({"flow": str(question.flow)}) + (f"&{question.query()}" if question.query() else "")
    return {
        "answer": answer,
        "opening": opening(answer),
        "newest_first": tuple(reversed(answer.heads)),
        "spans": [(span, span_words(span)) for span in answer.spans],
        "figure": placed(chart, query, flow_twins(question), as_of=question.as_of),
        "span_chart": chart_address("span", query),
        "stages_chart": chart_address("stages", query),
        "standing": shown.standing,
        "left_out": [out for out in shown.left_out if out.reason != "denial"],
        "not_shown": len(answer.ledger.known) - len(shown.known),
        "definition": DEFINITION,
        **total_words(answer.total),
        "stages": tuple(Choice(t.code, t.label, t.code in question.stages) for t in STAGE),
        "bases": tuple(Choice(t.code, t.label, t.code in question.bases) for t in BASIS),
    }


def total_words(outcome: Total | Refusal | None) -> dict[str, Any]:
    """The sum of what stands in words, or the sentence that refuses it with its reasons and their claims."""
    if outcome is None:
        return {"refusal": "", "reasons": (), "total": None}
    if isinstance(outcome, Refusal):
        reasons = tuple((NOT_ADDITIVE.term(reason.code), reason.claims) for reason in outcome.reasons)
        return {"refusal": refusal_words(outcome), "reasons": reasons, "total": None}
    return {"refusal": "", "reasons": (), "total": bounded(outcome.quantity) if outcome.claims else None}


def span_words(span: Span) -> str:
    """What the heads of one stage span, in a sentence; an open end is said to be open, never filled."""
    unit = UNIT.label(span.unit)
    if span.lowest is None or span.highest is None:
        return "No head gives a figure."
    if span.low is not None and span.high is not None:
        if span.low == span.high:
            return f"{spelled(span.low)} {unit}."
        return f"From {spelled(span.low)} to {spelled(span.high)} {unit}."
    ends = f"The figures run from {spelled(span.lowest)} to {spelled(span.highest)} {unit}"
    if span.lowest == span.highest:
        ends = f"The one figure is {spelled(span.lowest)} {unit}"
    if span.low is None and span.high is None:
        return f"{ends}; some are floors and some are ceilings or give no figure, so the span is open at both ends."
    if span.low is None:
        return f"{ends}; at least one is a ceiling, so the span has no low end."
    return f"{ends}; at least one is a floor, so the span has no high end."
