"""The explorer: every flow on record with its heads, and the claims that match."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import evidence
from dashboard.pages.chart_records import claims_of, latest
from dashboard.pages.claim_filters import claim_filters
from dashboard.pages.figures import Figure, placed
from dashboard.pages.flow import Sum, sum_words
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Filter, Listed, page_or_faults
from dashboard.pages.twins import feed_twin, list_twins
from flows.measures.flow_index import FlowLine, compute
from flows.measures.totals import of_listed
from flows.questions import ListQuestion
from flows.questions.feed import of_list
from flows.records import Shipment

SHOWN = 2
LISTED = 10
"""How many flows are listed; what is known of the others is folded away."""
DESCRIPTION = "Every flow on record, with the newest figures of each claimant, and all claims behind them."


@dataclass(frozen=True, slots=True)
class Line:
    """One flow of the table: its newest figures, whatever time they are about, then those without a stated time; how
    many more its own page shows; and the flows of narrower munitions between the same parties."""

    flow: FlowLine
    newest: tuple[Shipment, ...]
    undated: tuple[Shipment, ...]
    more: int
    narrower: tuple[FlowLine, ...] = ()

    @property
    def figures(self) -> int:
        """How many figures its own page shows."""
        return len(self.newest) + len(self.undated) + self.more


@dataclass(frozen=True, slots=True)
class FlowsPage(Graded, Content):
    """What the explorer prints."""

    template = "pages/flows.html"

    filters: Annotated[tuple[Filter, ...], "The fields that narrow the list, and its order."]
    after: Annotated[date | None, "The first day of the claims, where one is asked for."]
    before: Annotated[date | None, "The last day of the claims, where one is asked for."]
    search: Annotated[str, "The words that are searched for."]
    flows: Annotated[int, "How many flows match."]
    lines: Annotated[tuple[Line, ...], "The flows that match, or those of many with the most claims."]
    more_lines: Annotated[tuple[Line, ...], "The flows with fewer claims, folded away."]
    listed_flows: Annotated[int, "How many flows are listed, with those that are folded away."]
    figure: Annotated[Figure, "Who said how much, and when."]
    sum: Annotated[Sum, "Whether the claims that match can be added up."]
    listed: Annotated[Listed[Shipment], "A page of the claims that match."]


@require_safe
def flows(request: HttpRequest) -> HttpResponse:
    """The flows and claims that match the filters."""
    question, faults = ListQuestion.read("shipments", asked(request))
    listed, more_faults = page_or_faults(question, asked(request))
    index = compute(question)
    whole = question.whole()
    lines = tuple(line(flow, narrower) for flow, narrower in index.rows)
    chart = evidence.CHART.chart(claims_of(question, drawn(listed, whole)))
    return render_page(
        request,
        FlowsPage(
            filters=(*claim_filters(question, index.facets), order(question)),
            after=question.filter("claimed_after"),
            before=question.filter("claimed_before"),
            search=question.search,
            flows=index.flows,
            lines=lines[:LISTED],
            more_lines=lines[LISTED:],
            listed_flows=len(index.lines),
            figure=placed(
                chart, whole.query(), list_twins(question), as_of=question.as_of, grade=question.grade, tabled=False
            ),
            sum=sum_words(None if more_faults else of_listed(question)),
            listed=listed,
        ),
        question,
        title="Flows",
        description=DESCRIPTION,
        faults=(*faults, *more_faults),
        twins=(*list_twins(question), feed_twin(of_list(question))),
    )


def drawn(listed: Listed[Shipment], whole: ListQuestion) -> tuple[Shipment, ...]:
    """The claims of the chart, by day: those of the list where it has a single page, or the newest of all."""
    if listed.next or listed.previous:
        return latest(whole)
    return tuple(sorted(listed.records, key=lambda claim: (claim.claimed_on, claim.code)))


def line(flow: FlowLine, narrower: tuple[FlowLine, ...] = (), shown: int = SHOWN) -> Line:
    """A flow with the first few of its running totals and figures for a period, sound figures first and then the
    newest; where these are fewer, also of its figures without a stated time."""
    newest = flow.leading
    undated = _newest_first(flow.undated)
    room = max(0, shown - len(newest))
    return Line(flow, newest[:shown], undated[:room], len(newest[shown:]) + len(undated[room:]), narrower)


def _newest_first(claims: Iterable[Shipment]) -> tuple[Shipment, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.claimed_on, claim.code), reverse=True))


def order(question: ListQuestion) -> Filter:
    """The field for the order of the claims; the newest come first where nothing is chosen."""
    ways = (("claimed_on", "oldest first"), ("code", "by code"))
    choices = tuple(Choice(code, words, code == question.ordering) for code, words in ways)
    return Filter("ordering", "Order", choices, "newest first")
