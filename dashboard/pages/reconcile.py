"""With how few published changes two claims meet: the steps, each with the claim that it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.differ import choices
from dashboard.pages.frame import Content, Graded, asked, render_page
from dashboard.pages.lists import Choice, answer_or_usual
from dashboard.pages.missing import nothing_yet
from dashboard.pages.twins import answer_twins
from flows.briefing import COMPUTED, outcome_words, reading_words, way_words
from flows.estimates.reconcile import Reading, Stated, Step
from flows.measures.definition import Definition
from flows.measures.differences import beside, offered
from flows.measures.reconciliation import DEFINITION, ReconciliationAnswer, compute
from flows.measures.usual import usual_two
from flows.questions.arithmetic import MOST_TOLERATED, ReconcileQuestion
from flows.subject import subject
from flows.vocabulary import Difference
from flows.wording import computed_words, quote

TITLE = "What would have to change for these two to meet?"


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure in words with the claims that it is of: one as stated, two where it is computed."""

    words: str
    claims: tuple[Stated, ...]
    computed: bool

    @classmethod
    def of(cls, reading: Reading) -> Figure:
        """The figure of a reading."""
        factor = (reading.factor.claim,) if reading.factor else ()
        return cls(reading_words(reading), (reading.claim, *factor), reading.is_computed)


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as a line: what kind of change, how many in each carrier (empty without a factor), the claim that is
    taken and the one whose place it takes, and the figure before and after."""

    kind: str
    each: str
    claim: Stated
    instead: Stated | None
    before: Figure
    after: Figure

    @classmethod
    def of(cls, step: Step) -> StepLine:
        """The line of a step."""
        change = step.change
        taken = change.reading.factor
        each = computed_words(taken.each) if taken and taken.claim is change.claim else ""
        return cls(change.kind.label, each, change.claim, change.instead, Figure.of(step.before), Figure.of(step.after))


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Another way with as few changes: the claims that it takes, and how the two then meet."""

    claims: tuple[Stated, ...]
    words: str


@dataclass(frozen=True, slots=True)
class ReconcilePage(Graded, Content):
    """What the page of two claims that are to meet prints."""

    template = "pages/reconcile.html"

    answer: Annotated[ReconciliationAnswer, "The two claims, and how many ways there are."]
    left_choices: Annotated[tuple[Choice, ...], "The claims to choose from: of this kind, about the same parties."]
    right_choices: Annotated[tuple[Choice, ...], "The same, with the other one chosen."]
    tolerance: Annotated[str, "By how many percent figures may differ and meet."]
    most_tolerated: Annotated[int, "The most that may be asked for."]
    unnamed: Annotated[bool, "Whether the address names one claim alone, so that the other was chosen for it."]
    outcome: Annotated[str, "Whether and how the two meet, as a sentence."]
    computed: Annotated[str, "That nobody stated it; empty where nothing is computed."]
    steps: Annotated[tuple[StepLine, ...], "The changes in order."]
    others: Annotated[tuple[OtherWay, ...], "The next best ways with as few changes."]
    differences: Annotated[tuple[Difference, ...], "What still differs between the two where they meet."]
    definition: Annotated[Definition, "How the changes are found."]


@require_safe
def reconcile(request: HttpRequest) -> HttpResponse:
    """The two claims of an address, or a pair of which much has been made where it names none."""
    sent = asked(request)
    question, faults = ReconcileQuestion.read(sent)
    unnamed = bool(request.GET.get("left")) and not request.GET.get("right")
    if unnamed:
        question = replace(question, right=beside(question.left, question.as_of) or question.right)
    answer, more_faults = answer_or_usual(compute, question, lambda: usual(question), sent)
    if answer is None:
        return nothing_yet(request, question, TITLE, (*faults, *more_faults))
    unnamed = unnamed and answer.question == question
    question, best = answer.question, answer.outcome.best
    both: dict[str, Stated] = {claim.code: claim for claim in (answer.left, answer.right)}
    others = both | {
        claim.code: claim
        for claim in offered(answer.table, answer.left, question.as_of)
        if claim.is_graded(question.grade)
    }
    outcome = outcome_words(answer)
    return render_page(
        request,
        ReconcilePage(
            answer=answer,
            left_choices=choices(others.values(), question.left),
            right_choices=choices(others.values(), question.right),
            tolerance=f"{question.tolerance:f}",
            most_tolerated=MOST_TOLERATED,
            unnamed=unnamed,
            outcome=outcome,
            computed=COMPUTED if best else "",
            steps=tuple(map(StepLine.of, best.steps)) if best else (),
            others=tuple(
                OtherWay(tuple(step.change.claim for step in way.steps), way_words(way))
                for way in answer.outcome.ways[1:]
            ),
            differences=best.differences if best else (),
            definition=DEFINITION,
        ),
        question,
        title=TITLE,
        description=f"{answer.left.statement} {answer.right.statement} {outcome}",
        faults=(*faults, *more_faults),
        shown=f"{quote(answer.left, alone=True)}; and {quote(answer.right, alone=True)}",
        twins=answer_twins("reconcile", question),
    )


def usual(question: ReconcileQuestion) -> Iterator[ReconcileQuestion]:
    """What is reconciled where nothing else can be: a pair of the subject; else the first claim of the first story, and
    what it is set beside."""
    yield from (replace(question, left=left, right=right) for left, right in subject().pairs.get("reconcile", ()))
    if codes := usual_two(question.as_of, apart=False):
        yield replace(question, left=codes[0], right=codes[1])
