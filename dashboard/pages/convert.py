"""Containers into rounds: the claimant's factor, the published ones, or the reader's own assumption."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import Twin, asked, page
from dashboard.pages.lists import Choice, with_chosen
from dashboard.pages.twins import API
from flows.estimates.interval import Interval
from flows.measures.conversion import DEFINITION, ConversionAnswer, compute, offered
from flows.questions import BadQuestion
from flows.questions.arithmetic import ConversionQuestion
from flows.records import Shipment
from flows.wording import interval_words, label

FACTORS_SHOWN = 100
"""Of very many published factors the newest are printed; the arithmetic takes all."""
# The containers that South Korea's defence minister spoke of in June 2024.
CONTAINERS = "rok-mnd-2024-06-14-containers"
WHOSE = {
    "claimant": "the claimant's own",
    "claimant-elsewhere": "the claimant's own, from its other statements",
    "published": "the spread of all published factors, because this claimant named none",
    "reader": "your assumption",
}


@require_safe
def convert(request: HttpRequest) -> HttpResponse:
    """The conversion of an address, or of the containers of June 2024 as South Korea's ministry converts them."""
    question, faults = ConversionQuestion.read(asked(request), CONTAINERS)
    try:
        answer = compute(question)
    except BadQuestion as refusal:
        answer = compute(ConversionQuestion(CONTAINERS))
        faults = (*faults, *refusal.faults)
    question = answer.question
    return page(
        request,
        "pages/convert.html",
        {
            "answer": answer,
            "choices": choices(offered(question), answer.claim),
            "whose": WHOSE[answer.whose],
            "rounds": interval_words(answer.rounds),
            "per_container": interval_words(answer.per_container),
            "fields": fields(answer),
            "published": tuple(
                (factor.claim, interval_words(factor.per_container)) for factor in answer.published[-FACTORS_SHOWN:]
            ),
            "published_count": len(answer.published),
            "definition": DEFINITION,
        },
        title="How many rounds could the containers hold?",
        description=(
            f"{label(answer.claim)} containers: {interval_words(answer.rounds)} rounds if full, "
            f"at {interval_words(answer.per_container)} a container ({WHOSE[answer.whose]})."
        ),
        as_of=question.as_of,
        query=question.query(),
        faults=faults,
        twins=(Twin("JSON", f"{API}conversion/?{question.query()}", "application/json"),),
    )


def choices(claims: Sequence[Shipment], chosen: Shipment) -> tuple[Choice, ...]:
    """The claims that are offered, and the chosen one where it is not among them."""
    return tuple(
        Choice(claim.code, f"{label(claim)}, {claim.claimed_on.isoformat()}", claim.code == chosen.code)
        for claim in with_chosen(claims, chosen)
    )


def fields(answer: ConversionAnswer) -> tuple[tuple[str, str, str, str, bool], ...]:
    """The three numbers that a reader may change: name, words, what stands there, the default, whether it is theirs."""
    question = answer.question
    rows = (
        ("large", "Rounds of 152 mm in a container", question.large, answer.large),
        ("small", "Rounds of 122 mm in a container", question.small, answer.small),
        ("share", "Containers that hold 152 mm, in percent", question.share, Interval(answer.share, answer.share)),
    )
    return tuple(
        (name, words, "" if given is None else f"{given:f}", interval_words(used), given is not None)
        for name, words, given, used in rows
    )
