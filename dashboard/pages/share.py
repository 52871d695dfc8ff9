"""What share of a side's fire came from one supplier: stated, and apart from it what follows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.charts import share as chart
from dashboard.charts.share import draw_shares
from dashboard.pages.figures import Figure, placed
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, Filter, answer_or_usual
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import share_twins
from flows.estimates.period import ALIKE_DAYS
from flows.estimates.share import ComputedShare, NoShare
from flows.headlines import Quoted
from flows.measures.definition import Definition
from flows.measures.share import DEFINITION, ShareAnswer, compute, result
from flows.questions.share import ShareQuestion
from flows.records import Indicator, Rate, Shipment
from flows.vocabulary import ShareRefusal
from flows.wording import COMPUTED, MORE_THAN_FIRED, between, quote, share_words

TITLE = "The share of a supplier in what a side fires"
ABOUT_ONE_TIME = (
    "Of about one time are a supply and a rate of fire that share a day, and of which neither the starts nor the ends "
    f"lie more than {ALIKE_DAYS} days apart: one may be longer than the other, so each pair shows both its times."
)
LISTED = 40
"""Of very many supplies without a share so many are named."""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A share over one rate: its words, the rate, the time of the rate, and what to know of it."""

    words: str
    rate: Rate
    time: str
    remarks: str


@dataclass(frozen=True, slots=True)
class SupplyRows:
    """A supply with its time, and its shares, one for each rate of fire of about one time with it."""

    supply: Shipment
    time: str
    rows: tuple[ShareRow, ...]


@dataclass(frozen=True, slots=True)
class NoShares:
    """Supplies of which no share follows for the same reasons: how many, and the claims, of very many the last."""

    reasons: tuple[ShareRefusal, ...]
    count: int
    supplies: tuple[Shipment, ...]


@dataclass(frozen=True, slots=True)
class SharePage(Graded, Content):
    """What the page of a share prints."""

    template = "pages/share.html"

    answer: Annotated[ShareAnswer, "The shares: their question, supplier and side."]
    computed: Annotated[str, "What stands beside every computed number."]
    newest: Annotated[str, "The newest shares that were stated of unlike wholes, in a sentence; empty without one."]
    quoted: Annotated[Quoted, "The claims that it quotes."]
    result: Annotated[str, "How many shares were stated and how many follow, in a sentence."]
    filters: Annotated[tuple[Filter, ...], "The fields that choose supplier, side and munition."]
    stated: Annotated[tuple[Indicator, ...], "The shares that were stated."]
    figure: Annotated[Figure | None, "The chart of these; None where there is none."]
    rule: Annotated[str, "Which pairs of supply and fire are of about one time."]
    supplies: Annotated[tuple[SupplyRows, ...], "The shares that follow, by supply."]
    drawings: Annotated[tuple[str, ...], "The drawing of these, wide and narrow; none where none follows."]
    refused: Annotated[tuple[NoShares, ...], "The supplies of which none follows, by their reasons."]
    refused_count: Annotated[int, "How many of these there are."]
    definition: Annotated[Definition, "How the shares are made."]


@require_safe
def share(request: HttpRequest) -> HttpResponse:
    """The shares of an address; what it does not name, the data say."""
    sent = asked(request)
    question, faults = ShareQuestion.read(sent)
    answer, more_faults = answer_or_usual(compute, question, lambda: _usual(question), sent)
    if answer is None:
        return nothing_yet(request, question, TITLE, (*faults, *more_faults))
    name = f"{answer.supplier.name}: share of what {answer.side.name} fires"
    return render_page(
        request,
        content(answer),
        answer.question,
        title=name,
        description=f"{name}: {result(answer)} What was stated and what is computed stand apart.",
        faults=(*faults, *more_faults),
        twins=share_twins(answer.question),
    )


def content(answer: ShareAnswer) -> SharePage:
    """What the page prints of an answer."""
    question, found = answer.question, answer.shares
    drawn = placed(
        chart.CHART.chart(answer),
        question.query(),
        share_twins(question),
        as_of=question.as_of,
        grade=question.grade,
        tabled=False,
    )
    quoted = tuple((claim, quote(claim)) for claim in answer.newest[: chart.MOST_NAMED])
    return SharePage(
        answer=answer,
        computed=COMPUTED,
        newest=f"The newest: {'; '.join(words for _, words in quoted)}." if quoted else "",
        quoted=quoted,
        result=result(answer),
        filters=share_filters(answer),
        stated=answer.stated,
        figure=drawn if answer.stated else None,
        rule=ABOUT_ONE_TIME,
        supplies=tuple(_supplies(found.computed)),
        drawings=(draw_shares(answer, "wide"), draw_shares(answer, "narrow")) if found.computed else (),
        refused=tuple(_refused(found.refused)),
        refused_count=len(found.refused),
        definition=DEFINITION,
    )


def share_filters(answer: ShareAnswer) -> tuple[Filter, ...]:
    """The fields of the form, with what the answer is about chosen."""
    question = answer.question

    def choices(pairs: Iterable[tuple[str, str]], chosen: str) -> tuple[Choice, ...]:
        return tuple(Choice(code, words, code == chosen) for code, words in pairs)

    suppliers = [(actor.code, actor.name) for actor in answer.suppliers]
    sides = [(actor.code, actor.name) for actor in answer.sides]
    kinds = [(munition.code, munition.name) for munition in answer.munitions]
    return (
        Filter("supplier", "Share of", choices(suppliers, question.supplier), ""),
        Filter("side", "in what is fired by", choices(sides, question.side), ""),
        Filter("munition", "Munition", choices(kinds, question.munition), ""),
    )


def _usual(question: ShareQuestion) -> Iterator[ShareQuestion]:
    """What can be asked where a question cannot: the same of the side alone, then of whatever the data say."""
    yield replace(question, supplier="", munition="")
    yield ShareQuestion(as_of=question.as_of, grade=question.grade)


def _supplies(shares: Iterable[ComputedShare]) -> Iterator[SupplyRows]:
    for _, members in groupby(shares, key=lambda share: share.supply.code):
        rows = tuple(members)
        yield SupplyRows(
            rows[0].supply,
            between(rows[0].periods[0]),
            tuple(ShareRow(share_words(one), one.rate, between(one.periods[1]), _remarks(one)) for one in rows),
        )


def _remarks(share: ComputedShare) -> str:
    known = []
    supply, fire = share.lengths
    if supply != fire:
        known.append(f"{supply} days of supply over {fire} days of fire")
    if share.capacity:
        known.append("capacity: a ceiling and no floor")
    if share.exceeds:
        known.append(MORE_THAN_FIRED)
    if share.narrower:
        known.append("the fire counts more kinds than the supply")
    if share.supply.is_weak or share.rate.is_weak:
        known.append("weak evidence")
    return "; ".join(known)


def _refused(refused: Iterable[NoShare]) -> Iterator[NoShares]:
    groups: dict[tuple[ShareRefusal, ...], list[Shipment]] = defaultdict(list)
    for none in refused:
        groups[none.decisive].append(none.supply)
    for reasons, supplies in sorted(groups.items(), key=lambda pair: (len(pair[0]), pair[0])):
        yield NoShares(reasons, len(supplies), tuple(supplies[-LISTED:]))
