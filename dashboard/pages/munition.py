"""One kind of thing: its place in the tree, the flows of it, who makes and fires it, how carriers convert to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from dashboard.charts.words import numbered
from dashboard.pages.flows import Line
from dashboard.pages.folded import Folded
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.thing import Onward, flow_rows, lost, onward, thing_twins
from flows.measures.definition import Definition
from flows.measures.munition import DEFINITION, Conversion, MunitionAnswer, compute
from flows.questions.record import RecordQuestion
from flows.records import AnyClaim, Shipment
from flows.vocabulary import UNIT, Activity
from flows.wording import COMPUTED, computed_words, when


@dataclass(frozen=True, slots=True)
class MunitionPage(Graded, Content):
    """What the page of one kind of thing prints."""

    template = "pages/munition.html"

    answer: Annotated[MunitionAnswer, "The munition and its place in the tree."]
    opening: Annotated[str, "What is on record of it, in a sentence."]
    onward: Annotated[tuple[Onward, ...], "Other pages that have an answer about it."]
    rows: Annotated[Folded[Line], "The flows of it and of all that is under it."]
    rates: Annotated[tuple[Folded[AnyClaim], ...], "The rates that stand, by activity."]
    conversions: Annotated[
        Folded[tuple[Shipment, str]],
        "The claims that turn carriers into it, or it into something else, with the factor.",
    ]
    definition: Annotated[Definition, "How the page's figures are made."]


@require_safe
def munition(request: HttpRequest, code: str) -> HttpResponse:
    """The munition of an address; 404 with the nearest codes where there is none."""
    question, faults = RecordQuestion.read(code, asked(request))
    answer = compute(question)
    if answer is None:
        return lost(request, "munition", "munitions", question, faults)
    name = answer.munition.name
    lists = (("flows", "shipments", "within"), ("rates", "rates", "within"))
    return render_page(
        request,
        content(answer),
        question,
        title=name,
        description=(
            f"{name}: who is said to have supplied whom with it, who makes and fires it, how carriers convert to it."
        ),
        faults=faults,
        twins=thing_twins("munitions", question, lists, {"within": (code,)}),
    )


def content(answer: MunitionAnswer) -> MunitionPage:
    """What the page prints of an answer."""
    by_activity = (
        (activity, tuple(rate for rate in answer.rates if rate.activity == activity)) for activity in Activity
    )
    return MunitionPage(
        answer=answer,
        opening=opening(answer),
        onward=tuple(_onward(answer)),
        rows=flow_rows(answer.outer, answer.inner),
        rates=tuple(Folded.of(activity.label.capitalize(), found, 2) for activity, found in by_activity if found),
        conversions=Folded.of("", tuple((each.claim, factor_words(each)) for each in answer.conversions)),
        definition=DEFINITION,
    )


def opening(answer: MunitionAnswer) -> str:
    """What is on record of a munition, in a sentence with the day of the newest figure."""
    if answer.is_empty:
        return "No claim on record is about it."
    told = [f"{numbered(answer.claims, 'claim')} about {numbered(answer.flows, 'flow')}"] if answer.claims else []
    told += [f"{numbered(len(answer.rates), 'rate')} of fire, production or need that stand"] if answer.rates else []
    told += [f"{numbered(len(answer.conversions), 'conversion')}"] if answer.conversions else []
    converted = (each.claim for each in answer.conversions)
    figures = (claim for line in answer.lines for claim in (*line.heads, *line.period_heads, *line.undated))
    last = max((claim.claimed_on for claim in (*figures, *answer.rates, *converted)), default=None)
    under = " of it and of what is under it" if answer.under else " of it"
    return f"On record{under}: {'; '.join(told)}{f'; the newest figure stated on {when(last)}' if last else ''}."


def factor_words(conversion: Conversion) -> str:
    """How many a conversion makes in each: "480 rounds for each of the containers"; empty where nothing follows."""
    claim, in_each = conversion.claim, conversion.in_each
    if claim.origin is None or in_each is None:
        return ""
    made = f"{computed_words(in_each)} {UNIT.label(claim.unit)} for each of the {claim.origin.plural}"
    return made if claim.factor is not None else f"{made} ({COMPUTED})"


def _onward(answer: MunitionAnswer) -> Iterator[Onward]:
    question, code = answer.question, answer.munition.code
    if answer.lines:
        first = answer.lines[0]
        words = f"Who supplied {first.recipient_name} with it, by year"
        yield onward(question, words, reverse("years"), recipient=first.flow.recipient, munition=code)
        yield onward(question, "Its largest flow beside another", reverse("compare"), left=str(first.flow))
        yield onward(question, "Every claim about flows of it", reverse("flows"), within=code)
    if answer.rates:
        yield onward(question, "Its rates as a table", reverse("rates"), within=code)
    if answer.conversions:
        yield onward(question, "Containers into rounds", reverse("convert"))
