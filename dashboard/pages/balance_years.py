"""Got, made and fired by both sides, year by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Filter, answer_or_usual
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import answer_twins
from flows.estimates.balance import TermAnswer
from flows.measures.balance_words import ends_of, hedge, interval_said, pace_said, paces_alone
from flows.measures.balance_years import DEFINITION, TERMS, BalanceYears, YearTerms, compute
from flows.measures.definition import Definition
from flows.questions.balance_years import BalanceYearsQuestion
from flows.records import AnyClaim
from flows.vocabulary import CARRIER_UNITS
from flows.wording import COMPUTED, period_words

TITLE = "Got, made and fired, year by year"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another balance in which figures stand, of a wider kind or of another side: its words, and its question."""

    words: str
    query: str


@dataclass(frozen=True, slots=True)
class TermFigure:
    """One term of a side: its name, what it comes to, whether that is only what its claims say of paces, the paces that
    it rests on, the claims that give its ends, and the wider kinds of which figures stand."""

    name: str
    said: str
    is_of_paces: bool
    paces: str
    claims: tuple[AnyClaim, ...]
    wider: tuple[Elsewhere, ...]


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
        result=_result(answer),
        filters=(_kinds(answer),),
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


def time_of(year: YearTerms) -> str:
    """The year in words, with its end where it is not over."""
    asked = year.question
    return period_words(asked.start, asked.end, asked.end)


def _figures(year: YearTerms, *, evidence: bool) -> Iterator[TermFigure]:
    for term in year.terms:
        alone = paces_alone(term)
        said, paces = (alone, "") if alone else (_short(term), pace_said(term))
        wider = (
            Elsewhere(kind.plural, year.question.of_kind(kind.code).query()) for kind in year.wider.get(term.term, ())
        )
        yield TermFigure(term.term.label, said, bool(alone), paces, ends_of(term) if evidence else (), tuple(wider))


def _result(answer: BalanceYears) -> str:
    """What is known of the newest year of which something is known of each side."""
    goods = answer.munition.plural
    for place in range(len(answer.years)):
        newest = [side.years[place] for side in answer.sides]
        if all(any(term.readings for term in year.terms) for year in newest):
            said = (f"{side.side.name} {_known(year)}" for side, year in zip(answer.sides, newest, strict=True))
            return f"{goods[:1].upper()}{goods[1:]}, {time_of(newest[0])}: {'; '.join(said)}."
    return f"Of no year is anything on record of {goods} of both sides."


def _known(year: YearTerms) -> str:
    known = [f"{term.term.label} {paces_alone(term) or _short(term)}" for term in year.terms if term.readings]
    unknown = [term.term.label for term in year.terms if not term.readings]
    rest = f"what it {' or '.join(unknown)} is unknown" if unknown else ""
    return ", ".join(filter(None, (*known, rest)))


def _short(term: TermAnswer) -> str:
    return f"{hedge(term)}{interval_said(term.interval)}" if term.readings else "unknown"


def _kinds(answer: BalanceYears) -> Filter:
    kinds = sorted((kind for kind in answer.munitions if kind.unit not in CARRIER_UNITS), key=lambda kind: kind.name)
    choices = tuple(Choice(kind.code, kind.name, kind.code == answer.munition.code) for kind in kinds)
    return Filter("munition", "Munition", choices, "")
