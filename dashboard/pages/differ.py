"""Why two claims differ: every aspect that shapes a figure, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import Content, asked, render_page
from dashboard.pages.lists import Choice, answer_or_usual
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import answer_twins
from flows.differing import pair_words
from flows.estimates.differences import Aspect
from flows.estimates.pairs import Figured
from flows.headlines import computed_to_one, times
from flows.measures.definition import Definition
from flows.measures.differences import DEFINITION, DifferenceAnswer, beside, compute, offered
from flows.measures.disagree import between
from flows.measures.reconciliation import TABLES as RECONCILED_TABLES
from flows.measures.usual import usual_two
from flows.questions.arithmetic import DifferenceQuestion
from flows.records import AnyClaim, Shipment
from flows.subject import subject
from flows.vocabulary import Difference
from flows.wording import COMPUTED, counted, grouped, quote, when, whole_period_of

TITLE = "Why do these two claims differ?"
SILENT = "not stated"
_ALIKE = "Unit, stage, basis, munition, kind of period and period are the same, so the two may be set side by side."
_NAMED = {
    "claimant": ("claimants", "claimant"),
    "scope": ("actors", "actor"),
    "calibre": ("munitions", "munition"),
    "place": ("places", "place"),
}
"""The aspects whose words may be the name of a record: its table, and the field of the claim that names it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One aspect as the table prints it, each side in words; where these are names, the table of what they name, and
    both codes."""

    aspect: Aspect
    table: str
    left: str
    right: str
    left_words: str
    right_words: str


@dataclass(frozen=True, slots=True)
class DifferPage(Content):
    """What the comparison of two claims prints."""

    template = "pages/differ.html"

    answer: Annotated[DifferenceAnswer, "The two claims, aspect by aspect, and one over the other."]
    rows: Annotated[tuple[Row, ...], "What the two say of each aspect."]
    left_choices: Annotated[tuple[Choice, ...], "The claims to choose from: of this kind, about the same parties."]
    right_choices: Annotated[tuple[Choice, ...], "The same, with the other one chosen."]
    count: Annotated[int, "In how many aspects they differ."]
    over: Annotated[str, "How the two stand to each other, or their ratio, or why there is none."]
    reasons_words: Annotated[str, "What the reasons are to it."]
    times: Annotated[str, "From when to when each of the two counts, where a ratio of them is computed."]
    reasons: Annotated[tuple[Difference, ...], "What stands against their ratio."]
    reconciles: Annotated[bool, "Whether one can ask what would have to change for the two to meet."]
    definition: Annotated[Definition, "How the comparison is made."]


@require_safe
def differ(request: HttpRequest) -> HttpResponse:
    """The two claims of an address side by side, or the usual pair where it names none."""
    sent = asked(request)
    question, faults = DifferenceQuestion.read(sent)
    if request.GET.get("left") and not request.GET.get("right"):
        question = replace(question, right=beside(question.left, question.as_of) or question.right)
    answer, more_faults = answer_or_usual(compute, question, lambda: usual(question), sent)
    if answer is None:
        return nothing_yet(request, question, TITLE, (*faults, *more_faults))
    question = answer.question
    both = {claim.code: claim for claim in (answer.left, answer.right)}
    others = both | {claim.code: claim for claim in offered(answer.table, answer.left, question.as_of)}
    return render_page(
        request,
        DifferPage(
            answer=answer,
            rows=tuple(row(aspect, answer) for aspect in answer.aspects),
            left_choices=choices(others.values(), question.left),
            right_choices=choices(others.values(), question.right),
            count=sum(aspect.differs for aspect in answer.aspects),
            over=over(answer),
            reasons_words=reasons_words(answer),
            times=times(answer.quotient) if answer.quotient else "",
            reasons=answer.quotient.differences if answer.quotient else (),
            reconciles=answer.table in RECONCILED_TABLES,
            definition=DEFINITION,
        ),
        question,
        title=TITLE,
        description=f"{answer.left.statement} {answer.right.statement} What differs between the two, side by side.",
        faults=(*faults, *more_faults),
        shown=f"{quote(answer.left, alone=True)}; and {quote(answer.right, alone=True)}",
        twins=answer_twins("differences", question),
    )


def usual(question: DifferenceQuestion) -> Iterator[DifferenceQuestion]:
    """What is compared where nothing else is asked: the pair of the subject; else two claims of the first story, to
    different recipients."""
    for pair in subject().pairs.get("differences", ()):
        yield DifferenceQuestion(*pair, question.as_of, question.grade)
    if codes := usual_two(question.as_of, apart=True):
        yield DifferenceQuestion(*codes, question.as_of, question.grade)


def over(answer: DifferenceAnswer) -> str:
    """How two claims about the same parties stand to each other, as the page of disagreements has it; of flows between
    others their ratio. A number says that it is computed, and there is none of two that are not comparable."""
    if both := one_thing(answer):
        pair = between(*both, answer.question.as_of)
        return f"{pair_words(pair)}.{f' {COMPUTED.capitalize()}.' if pair.ratio else ''}"
    quotient = answer.quotient
    if quotient is None:
        return "No ratio of the two is computed: context figures measure unlike things."
    if not quotient.comparable:
        return "They are not comparable, and no ratio of the two is read."
    if not quotient.ratio.figures:
        return "No ratio follows from the two."
    words = computed_to_one(quotient.ratio)
    told = f"{words[:1].upper()}{words[1:]}, computed from these two claims. Nobody stated it."
    return told if quotient.differences else f"{told} {_ALIKE}"


def reasons_words(answer: DifferenceAnswer) -> str:
    """What the reasons against their ratio are: of two that are held against each other they bar nothing."""
    held = one_thing(answer) or (answer.quotient and answer.quotient.comparable)
    return "What to know of it:" if held else "What stands against it:"


def one_thing(answer: DifferenceAnswer) -> tuple[Figured, Figured] | None:
    """The two claims where they are about the same parties, so that their figures are held against each other."""
    left, right = answer.left, answer.right
    if not (isinstance(left, Figured) and isinstance(right, Figured)):
        return None
    same = all(getattr(left, name, None) == getattr(right, name, None) for name in ("supplier", "recipient"))
    return (left, right) if same else None


def row(aspect: Aspect, answer: DifferenceAnswer) -> Row:
    """An aspect with what its words name."""
    table, field = _NAMED.get(aspect.code, ("", ""))
    left, right = (getattr(claim, field, None) or "" for claim in (answer.left, answer.right))
    said = (said_of(aspect.code, aspect.left, answer.left), said_of(aspect.code, aspect.right, answer.right))
    return Row(aspect, table, left, right, *said)


def said_of(code: str, said: str | None, claim: AnyClaim) -> str:
    """What a claim says of an aspect, in words: days as the site writes them, and what a figure is derived from by
    its figure; the files and the API have what is ``said`` by its codes."""
    if said is None:
        return SILENT
    match code:
        case "date":
            return when(claim.claimed_on, claim.date_precision)
        case "period":
            return whole_period_of(claim)
        case "factor" if isinstance(claim, Shipment) and claim.origin:
            each = f", at {grouped(claim.factor)} for each" if claim.factor is not None else ""
            return f"{counted(claim.origin.quantity, claim.origin.plural)}{each}"
        case _:
            return said


def choices(claims: Iterable[AnyClaim], chosen: str) -> tuple[Choice, ...]:
    """Claims to choose from, in the words that quote them."""
    return tuple(Choice(claim.code, quote(claim, alone=True), claim.code == chosen) for claim in claims)
