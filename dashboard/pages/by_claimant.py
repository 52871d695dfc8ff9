"""Claimant by flow: who stated what last of each thing that several speak of, and which of it is of one time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.charts.words import numbered
from dashboard.pages.disagree import address, feed_of, filters
from dashboard.pages.folded import Folded
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Filter, answer_or_usual
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import answer_twins, feed_twin
from flows.estimates.pairs import Figured
from flows.estimates.period import Period
from flows.measures.by_claimant import DEFINITION, ByClaimant, Column, compute, read
from flows.measures.definition import Definition
from flows.measures.disagree import Thing
from flows.questions.disagree import DisagreeQuestion
from flows.records import Rate, Ratio, Shipment
from flows.wording import bounded, period_of, to_one, when

TITLE = "Claimant by flow"
COLUMNS = 5
"""So many things stand beside one another; the others are named below them."""
_CALLED = {"shipments": "flow", "rates": "pace", "ratios": "stated ratio"}
ROWS = 30
"""Of very many claimants those that speak of most of these things are listed."""
OPEN = 10
"""So many claimants are open at once where the window is narrow; the others are folded away below them."""


@dataclass(frozen=True, slots=True)
class Head:
    """A thing: its name, the page of its claims or, where it stands in no column, of a table of its own, and how many
    claimants speak of it."""

    name: str
    address: str
    claimants: str


@dataclass(frozen=True, slots=True)
class Newest:
    """What a claimant stated last of a thing: the thing, the claim with its figure and time in words, and when it was
    stated and with how many others it is of one time; no claim where it stated nothing of it."""

    thing: str
    claim: Figured | None = None
    words: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A claimant, with what it stated of each thing."""

    code: str
    name: str
    cells: tuple[Newest, ...]


@dataclass(frozen=True, slots=True)
class ByClaimantPage(Graded, Content):
    """What the table of claimants by flow prints."""

    template = "pages/by_claimant.html"

    lede: Annotated[str, "Of how many things how many claimants speak, as a sentence."]
    filters: Annotated[tuple[Filter, ...], "The fields that narrow the table."]
    heads: Annotated[tuple[Head, ...], "The things, those of which most claimants speak first."]
    rows: Annotated[Folded[Row], "The claimants, those that speak of most of these first."]
    more: Annotated[str, "How many more claimants speak of these things; empty where all are listed."]
    others: Annotated[tuple[Head, ...], "The things of which fewer speak."]
    disagree: Annotated[str, "The page of who disagrees with whom about the same."]
    definition: Annotated[Definition, "How the table is made."]


@require_safe
def by_claimant(request: HttpRequest) -> HttpResponse:
    """The newest figures of an address, or of all flows where it names nothing."""
    sent = asked(request)
    question, faults = read(sent)
    usual = DisagreeQuestion(about="shipments", as_of=question.as_of, grade=question.grade)
    answer, more_faults = answer_or_usual(compute, question, lambda: (usual,), sent)
    if answer is None:
        return nothing_yet(request, question, TITLE, (*faults, *more_faults))
    question, columns = answer.question, answer.columns[:COLUMNS]
    claimants = answer.claimants(columns)
    lede = lede_of(answer, len(columns))
    return render_page(
        request,
        ByClaimantPage(
            lede=lede,
            filters=filters(answer.said),
            heads=tuple(Head(one.thing.name, address(one.thing, question), _spoken(one)) for one in columns),
            rows=Folded.of(
                "The newest figure of each",
                [
                    Row(code, answer.said.names[code], tuple(_newest(one, code) for one in columns))
                    for code in claimants[:ROWS]
                ],
                OPEN,
            ),
            more=numbered(len(claimants[ROWS:]), "more claimant") if claimants[ROWS:] else "",
            others=tuple(
                Head(one.thing.name, _alone(one.thing, question), _spoken(one)) for one in answer.columns[COLUMNS:]
            ),
            disagree=f"{reverse('disagree')}?{question.query()}",
            definition=DEFINITION,
        ),
        question,
        title=TITLE,
        description=lede,
        faults=(*faults, *more_faults),
        shown=TITLE,
        twins=(*answer_twins("by-claimant", question), feed_twin(feed_of(question))),
    )


def lede_of(answer: ByClaimant, shown: int) -> str:
    """Of how many things how many claimants speak, and how many of their newest figures are of one time with
    another's."""
    if not answer.columns:
        return "Nothing is on record of which two claimants speak."
    cells = [cell for column in answer.columns for cell in column.cells.values()]
    alike = sum(bool(cell.same_time) for cell in cells)
    claimants = numbered(len(answer.claimants(answer.columns)), "claimant")
    things = numbered(len(answer.columns), _CALLED[answer.question.about])
    here = f"; the {shown} of which most speak stand here" if shown < len(answer.columns) else ""
    return (
        f"{claimants} speak of {things} that are spoken of by two or more{here}. "
        f"Of {numbered(len(cells), 'newest figure')}, {alike} {'is' if alike == 1 else 'are'} of about the same time "
        "as another's about the same thing; figures of other times say nothing against one another."
    )


def _spoken(column: Column) -> str:
    return numbered(len(column.cells), "claimant")


def _newest(column: Column, claimant: str) -> Newest:
    cell = column.cells.get(claimant)
    if cell is None:
        return Newest(column.thing.name)
    claim, others = cell.claim, len(column.cells) - 1
    same = f"of one time with {len(cell.same_time)} of {others}" if cell.same_time else "of a time of its own"
    if not Period.of(claim).is_known:
        same = "of a time not stated in full"
    said = f"Stated {when(claim.claimed_on, claim.date_precision)}; {same}"
    return Newest(column.thing.name, claim, _words(claim), said)


def _words(claim: Figured) -> str:
    """A figure with its stage and time: "up to 4.8 million if full shipped since August 2022"."""
    match claim:
        case Ratio():
            parts = [to_one(claim.quantity)]
        case Rate():
            parts = [bounded(claim.quantity), claim.per.label]
        case Shipment() if claim.stance.is_denial:
            parts = ["denies it"]
        case Shipment():
            parts = [bounded(claim.quantity), "if full" if claim.basis.is_capacity else "", claim.stage.label]
    return " ".join(filter(None, (*parts, period_of(claim))))


def _alone(thing: Thing, question: DisagreeQuestion) -> str:
    """The table of a flow alone; the list of the claims about anything else."""
    if thing.flow is None:
        return address(thing, question)
    return f"{reverse('by_claimant')}?{question.of_flow(thing.flow).query()}"
