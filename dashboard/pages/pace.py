"""How fast a claimant's running total grew, beside the rates of fire and production of the same time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts.pace import CHART, draw_paces, drawn
from dashboard.charts.words import numbered
from dashboard.pages.chart_addresses import chart_address
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Filter, answer_or_usual
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import pace_twins
from flows.estimates.pace import Beside, Pace, PaceRow, Refused
from flows.measures.definition import Definition
from flows.measures.pace import DEFINITION, PaceAnswer, compute
from flows.queries.catalogue import catalogue
from flows.questions.pace import PaceQuestion
from flows.records import Rate
from flows.wording import COMPUTED, interval_words, pace_words, with_article

TITLE = "The pace of a running total"
LISTED = 40
"""Of very many pairs without a pace so many are named."""


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A stated rate beside a pace: the claim, how many a day, and of which part of the time and of which kinds."""

    rate: Rate
    per_day: str
    remarks: str


@dataclass(frozen=True, slots=True)
class PaceLine:
    """A pace as the page prints it: its words, the pace with its two claims, and the rates of its time."""

    words: str
    pace: Pace
    beside: tuple[BesideRow, ...]


@dataclass(frozen=True, slots=True)
class PacePage(Graded, Content):
    """What the page of paces prints."""

    template = "pages/pace.html"

    answer: Annotated[PaceAnswer, "The paces: their flow and its names."]
    computed: Annotated[str, "What stands beside every computed number."]
    result: Annotated[str, "How many paces follow, in a sentence."]
    filters: Annotated[tuple[Filter, ...], "The fields that choose flow and claimant."]
    chosen: Annotated[PaceLine | None, "The pace between two named claims; None where none are named, or none follows."]
    chosen_refused: Annotated[Refused | None, "Why none follows between two named claims."]
    drawings: Annotated[tuple[str, ...], "The drawing, wide and narrow; none where no pace follows."]
    alone: Annotated[str, "The page of the drawing alone."]
    lines: Annotated[tuple[PaceLine, ...], "The paces, by the day that they end."]
    refused: Annotated[tuple[Refused, ...], "The pairs of totals of one claimant without a pace."]
    refused_count: Annotated[int, "How many of these there are."]
    definition: Annotated[Definition, "How a pace is made."]


@require_safe
def pace(request: HttpRequest) -> HttpResponse:
    """The paces of an address; without a flow, of the one with the most running totals to compare."""
    sent = asked(request)
    question, faults = PaceQuestion.read(sent)
    bare = PaceQuestion(question.flow, as_of=question.as_of, grade=question.grade)
    answer, more_faults = answer_or_usual(compute, question, lambda: (bare, replace(bare, flow=None)), sent)
    if answer is None:
        return nothing_yet(request, question, TITLE, (*faults, *more_faults))
    supplier, recipient = with_article(answer.supplier.name), with_article(answer.recipient.name)
    title = f"{answer.munition.plural} from {supplier} to {recipient}: how fast totals grew"
    return render_page(
        request,
        content(answer),
        answer.question,
        title=f"{title[:1].upper()}{title[1:]}",
        description=f"{_result(answer)} Computed, and beside the rates of fire and production that were stated.",
        faults=(*faults, *more_faults),
        twins=pace_twins(answer.question),
    )


def content(answer: PaceAnswer) -> PacePage:
    """What the page prints of an answer."""
    return PacePage(
        answer=answer,
        computed=COMPUTED,
        result=_result(answer),
        filters=pace_filters(answer),
        chosen=_line(answer.chosen) if isinstance(answer.chosen, PaceRow) else None,
        chosen_refused=answer.chosen if isinstance(answer.chosen, Refused) else None,
        drawings=(draw_paces(answer, "wide"), draw_paces(answer, "narrow")) if drawn(answer.rows) else (),
        alone=chart_address(CHART.slug, answer.question.query()),
        lines=tuple(map(_line, answer.rows)),
        refused=answer.refused[-LISTED:],
        refused_count=len(answer.refused),
        definition=DEFINITION,
    )


def _result(answer: PaceAnswer) -> str:
    pairs, following = len(answer.rows), len(drawn(answer.rows))
    if not pairs:
        return "No claimant gave two running totals of this flow that can be taken from one another."
    these = f"Of {numbered(pairs, 'pair')} of running totals of one claimant"
    return f"{these}, {'all' if following == pairs else following or 'none'} bound a pace."


def pace_filters(answer: PaceAnswer) -> tuple[Filter, ...]:
    """The fields that choose a flow and one of its claimants."""
    tree, flow = catalogue(), str(answer.flow)
    names = {actor.code: actor.name for actor in tree.actors.values()}
    offered = dict.fromkeys((*answer.flows, answer.flow))
    flows = sorted(
        (f"{names[one.supplier]} to {names[one.recipient]}: {tree.munitions[one.munition].plural}", str(one))
        for one in offered
    )
    return (
        Filter("flow", "Flow", tuple(Choice(code, words, code == flow) for words, code in flows), ""),
        Filter(
            "claimant",
            "Who said it",
            tuple(Choice(code, name, code == answer.question.claimant) for code, name in answer.claimants),
            "anybody",
        ),
    )


def _line(row: PaceRow) -> PaceLine:
    return PaceLine(
        pace_words(row.pace),
        row.pace,
        tuple(map(_beside, row.beside)),
    )


def _beside(each: Beside) -> BesideRow:
    kinds = ", of more kinds" if each.wider else ""
    computed = f" ({COMPUTED})" if each.computed else ""
    return BesideRow(each.rate, f"{interval_words(each.per_day)} a day{computed}", f"{each.near.label}{kinds}")
