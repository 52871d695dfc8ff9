"""The front page: what is known today of what each side got, made and fired, and where accounts differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import suppliers, suppliers_year
from dashboard.pages.balance_years import YearRow, year_rows
from dashboard.pages.day_question import DayQuestion
from dashboard.pages.figures import Figure, placed
from dashboard.pages.frame import Content, Graded, Twin, asked, render_page
from dashboard.pages.missing import EmptyPage
from dashboard.pages.twins import list_twins, suppliers_twins
from flows import headlines
from flows.differing import of_words
from flows.estimates.pairs import Pair
from flows.measures.balance_years import TERMS
from flows.measures.disagree import Thing
from flows.measures.overview import Overview, compute
from flows.measures.suppliers import Side
from flows.questions import BadQuestion, ListQuestion
from flows.questions.disagree import DisagreeQuestion
from flows.records import Claim, Story
from flows.subject import subject
from flows.vocabulary import Reliability
from flows.wording import COMPUTED

TITLE = "Who has sent how much, and how do we know?"
DESCRIPTION = (
    "Claims about munitions moving to the sides of a war, each with who said it, where, when and on what basis."
)
CHANGED_DAYS = 90
"""What changed is told of the days before the newest statement, itself included."""


@dataclass(frozen=True, slots=True)
class State:
    """What one side was said to have been sent: its code and name, the sentence with who said it and when, and the
    claims that it quotes."""

    side: str
    name: str
    words: str
    quoted: headlines.Quoted


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """One thing on which accounts differ: its name, the two that differ most, by how much, and where the rest is."""

    name: str
    pair: Pair
    words: str


@dataclass(frozen=True, slots=True)
class OverviewPage(Graded, Content):
    """What the front page prints, block by block."""

    template = "pages/overview.html"

    states: Annotated[tuple[State, ...], "What each side was said to have been sent, in a sentence each."]
    changed: Annotated[Claim | None, "The claim that was stated last; None where there is none."]
    changed_days: Annotated[int, "How many days before that the page of changes is asked for."]
    changed_from: Annotated[date | None, "The day since which the page of changes tells of it."]
    computed: Annotated[str, "What stands beside every computed number."]
    totals_figure: Annotated[Figure, "What each side was said to have been sent, in all."]
    year_figure: Annotated[Figure, "The same of the newest year."]
    plural: Annotated[str, "What is counted of each side."]
    term_names: Annotated[tuple[str, ...], "Of what: received, made, fired."]
    year_rows: Annotated[tuple[YearRow, ...], "Each side in the newest years; none where nothing is known of these."]
    dispute: Annotated[DisputeLine | None, "On what accounts differ most; None where none do."]
    more_disputes: Annotated[tuple[DisputeLine, ...], "Where they differ too, those that differ most first."]
    disputes_query: Annotated[str, "The question of the page with all of them."]
    newest: Annotated[tuple[Claim, ...], "The claims that were stated last but one, and before."]
    newest_twins: Annotated[tuple[Twin, ...], "The claims about flows in other forms, the newest first."]
    stories: Annotated[tuple[Story, ...], "The stories that had been told."]


def _description() -> str:
    return subject().description if subject().code else DESCRIPTION


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The front page, as of any day."""
    question, faults = DayQuestion.read(asked(request))
    try:
        answer = compute(question.as_of, question.grade)
    except BadQuestion:
        return render_page(request, EmptyPage(), question, title=TITLE, description=_description(), faults=faults)
    return render_page(
        request,
        content(answer, question.grade),
        question,
        title=TITLE,
        description=_description(),
        faults=faults,
        twins=suppliers_twins(answer.suppliers, question.grade),
    )


def content(answer: Overview, grade: Reliability | None) -> OverviewPage:
    """What the template prints; each chart has the twins of its own data."""
    found, day = answer.suppliers, answer.as_of
    query, twins = DayQuestion(day, grade).query(), suppliers_twins(found, grade)
    newest = next(iter(answer.newest), None)
    lines = tuple(map(dispute_line, answer.disputes))
    return OverviewPage(
        states=tuple(state(side, found.munition.plural, grade) for side in found.sides),
        changed=newest,
        changed_days=CHANGED_DAYS,
        changed_from=newest.claimed_on - timedelta(days=CHANGED_DAYS) if newest else None,
        computed=COMPUTED,
        totals_figure=placed(suppliers.CHART.chart(found), query, twins, as_of=day, grade=grade),
        year_figure=placed(suppliers_year.CHART.chart(found), query, twins, as_of=day, grade=grade),
        plural=found.munition.plural,
        term_names=tuple(term.label for term in TERMS),
        year_rows=tuple(year_rows(answer.years, evidence=False)) if answer.years else (),
        dispute=next(iter(lines), None),
        more_disputes=lines[1:],
        disputes_query=DisagreeQuestion(
            recipients=tuple(side.actor.code for side in found.sides),
            munitions=(found.munition.code,),
            as_of=day,
            grade=grade,
        ).query(),
        newest=answer.newest[1:],
        newest_twins=list_twins(ListQuestion("shipments", (), day, ordering="-claimed_on", grade=grade)),
        stories=answer.stories,
    )


def state(side: Side, goods: str, grade: Reliability | None) -> State:
    """What one side was said to have been sent."""
    words = headlines.state_of(side, goods, grade)
    return State(side.actor.code, side.actor.name, words, headlines.state_quoted(side))


def dispute_line(thing: Thing) -> DisputeLine:
    """One thing with the two accounts of it that differ most."""
    pair = thing.dispute.differing[0]
    return DisputeLine(thing.name, pair, of_words(pair, pair.left))
