"""The explorer: every flow on record with its heads, and the claims that match."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.flow import total_words
from dashboard.pages.frame import asked, page
from dashboard.pages.lists import Choice, options, page_or_faults
from dashboard.pages.twins import list_twins
from flows.measures.flow_index import FlowIndex, FlowLine, compute
from flows.measures.totals import of_listed
from flows.questions import ListQuestion
from flows.records import Shipment
from flows.vocabulary import BASIS, STAGE

SHOWN = 3
DESCRIPTION = "Every flow on record, with the newest figure of each claimant, and all claims behind them."


@dataclass(frozen=True, slots=True)
class Filter:
    """One field of the form: its parameter, its words, its choices."""

    name: str
    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One flow of the table: its newest figures, and how many more its own page shows."""

    flow: FlowLine
    newest: tuple[Shipment, ...]
    more: int


@require_safe
def flows(request: HttpRequest) -> HttpResponse:
    """The flows and claims that match the filters."""
    question, faults = ListQuestion.read("shipments", asked(request))
    listed, more_faults = page_or_faults(question)
    index = compute(question)
    return page(
        request,
        "pages/flows.html",
        {
            "lines": tuple(line(flow) for flow in index.lines),
            "filters": filters(question, index),
            "search": question.search,
            "listed": listed,
            "question": question,
            **total_words(None if more_faults else of_listed(question)),
        },
        title="Flows",
        description=DESCRIPTION,
        as_of=question.as_of,
        query=question.query(),
        faults=(*faults, *more_faults),
        twins=list_twins(question),
    )


def line(flow: FlowLine) -> Line:
    """A flow with the newest few of its heads."""
    newest = tuple(reversed(flow.heads))
    return Line(flow, newest[:SHOWN], len(newest[SHOWN:]))


def filters(question: ListQuestion, index: FlowIndex) -> tuple[Filter, ...]:
    """The fields of the form, with what the question already holds marked as chosen."""
    fields: tuple[tuple[str, str, tuple[tuple[str, str], ...]], ...] = (
        ("supplier", "Supplier", index.suppliers),
        ("recipient", "Recipient", index.recipients),
        ("within", "Munition", index.munitions),
        ("stage", "Stage", STAGE.choices),
        ("basis", "Basis", BASIS.choices),
        ("claimant", "Who said it", index.claimants),
    )
    return tuple(Filter(name, label, options(question, name, pairs)) for name, label, pairs in fields)
