"""Got, made and fired by both sides, year by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import balance_years as chart
from dashboard.pages.figures import Figure, placed
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Filter, answer_or_usual
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import answer_twins
from flows.headlines import Quoted
from flows.measures.balance_words import ends_of, left_out_said, pace_said, paces_alone
from flows.measures.balance_years import DEFINITION, TERMS, BalanceYears, YearTerms, compute
from flows.measures.balance_years_words import (
    is_of_the_year,
    left_out_of_the_year,
    left_out_short,
    result,
    result_claims,
    term_by,
    term_short,
    time_of,
)
from flows.measures.definition import Definition
from flows.questions.balance_years import BalanceYearsQuestion
from flows.records import AnyClaim
from flows.vocabulary import CARRIER_UNITS
from flows.wording import COMPUTED

TITLE = "Got, made and fired, year by year"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another balance in which figures stand, of a wider kind or of another side: its words, and its question."""

    words: str
    query: str


@dataclass(frozen=True, slots=True)
class TermFigure:
    """One term of a side: its name, what it comes to, whether that is only what its claims say of paces, the paces that
    it rests on, the claims that give its ends, and the wider kinds of which figures stand.

    ``left_out`` are the claims of this time that do not count, each with why, ``left_out_words`` the same in short, and
    ``others`` how many of longer, other or unstated times do not. ``quoted`` are the claims that the words name.
    """

    name: str
    said: str
    is_of_paces: bool
    paces: str
    claims: tuple[AnyClaim, ...]
    wider: tuple[Elsewhere, ...]
    left_out: tuple[tuple[AnyClaim, str], ...]
    left_out_words: str
    others: int
    quoted: Quoted


@dataclass(frozen=True, slots=True)
class YearRow:
    """What a side received, made and fired in a year, and the question of the balance of it."""

    side: str
    time: str
    figures: tuple[TermFigure, ...]
    query: str


@dataclass(frozen=True, slots=True)
class BalanceYearsPage(Graded, Content):
    """What the page of both sides by year prints."""

    template = "pages/balance_years.html"

    answer: Annotated[BalanceYears, "Both sides by year: the question and what is counted."]
    computed: Annotated[str, "What every figure of the page is."]
    result: Annotated[str, "What is known of the newest year with both sides, in a sentence."]
    quoted: Annotated[Quoted, "The claims that it names."]
    figure: Annotated[Figure, "What each side received, made and fired, year by year."]
    filters: Annotated[tuple[Filter, ...], "The field that chooses what is counted."]
    term_names: Annotated[tuple[str, ...], "What is counted of each side."]
    year_rows: Annotated[tuple[YearRow, ...], "Each side in each year, the newest year first."]
    definition: Annotated[Definition, "How the figures are made."]


@require_safe
def balance_years(request: HttpRequest) -> HttpResponse:
    """Both sides by year, as of any day."""
    sent = asked(request)
    question, faults = BalanceYearsQuestion.read(sent)
    bare = BalanceYearsQuestion(as_of=question.as_of, grade=question.grade)
    answer, more_faults = answer_or_usual(compute, question, lambda: (bare,), sent)
    if answer is None:
        return nothing_yet(request, question, TITLE, (*faults, *more_faults))
    content = BalanceYearsPage(
        answer=answer,
        computed=COMPUTED,
        result=result(answer),
        quoted=_by_name(result_claims(answer)),
        figure=placed(
            chart.CHART.chart(answer),
            answer.question.query(),
            answer_twins("balance-years", answer.question),
            as_of=question.as_of,
            grade=question.grade,
            tabled=False,
        ),
        filters=(kinds(answer),),
        term_names=tuple(term.label for term in TERMS),
        year_rows=tuple(year_rows(answer, evidence=True)),
        definition=DEFINITION,
    )
    sides = " and ".join(side.side.name for side in answer.sides)
    return render_page(
        request,
        content,
        answer.question,
        title=f"{TITLE}: {sides}, {answer.munition.plural}",
        description=f"{content.result} {COMPUTED.capitalize()}.",
        faults=(*faults, *more_faults),
        shown=f"{sides}, {answer.munition.plural}",
        twins=answer_twins("balance-years", answer.question),
    )


def year_rows(answer: BalanceYears, *, evidence: bool) -> Iterator[YearRow]:
    """Each side in each year, year by year, so that the sides stand beside one another; with or without the claims."""
    for place in range(len(answer.years)):
        for side in answer.sides:
            year = side.years[place]
            yield YearRow(
                side.side.name, time_of(year), tuple(_figures(year, evidence=evidence)), year.question.query()
            )


def _figures(year: YearTerms, *, evidence: bool) -> Iterator[TermFigure]:
    for term in year.terms:
        alone, left_out = paces_alone(term), year.left_out(term.term)
        said, paces = term_short(term) if evidence else term_by(term), "" if alone else pace_said(term)
        own = tuple((one.claim, left_out_said(one)) for one in left_out if is_of_the_year(one))
        wider = (
            Elsewhere(kind.plural, year.question.of_kind(kind.code).query()) for kind in year.wider.get(term.term, ())
        )
        yield TermFigure(
            term.term.label,
            said,
            bool(alone),
            paces,
            ends_of(term) if evidence else (),
            tuple(wider),
            own if evidence else (),
            "" if evidence else left_out_short(left_out),
            len(left_out) - len(own) if evidence else 0,
            () if evidence else _by_name((*ends_of(term), *left_out_of_the_year(left_out)[:1])),
        )


def _by_name(claims: Sequence[AnyClaim]) -> Quoted:
    """The claims by the name of their claimant, where that names one of them alone."""
    names = Counter(claim.claimant_name for claim in claims)
    return tuple((claim, claim.claimant_name) for claim in claims if names[claim.claimant_name] == 1)


def kinds(answer: BalanceYears) -> Filter:
    """The field that chooses what is counted."""
    known = sorted((kind for kind in answer.munitions if kind.unit not in CARRIER_UNITS), key=lambda kind: kind.name)
    choices = tuple(Choice(kind.code, kind.name, kind.code == answer.munition.code) for kind in known)
    return Filter("munition", "Munition", choices, "")
