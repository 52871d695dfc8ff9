"""Why two claims differ: every aspect that shapes a figure, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import Content, Twin, asked, render_page
from dashboard.pages.lists import answer_or_default
from dashboard.pages.twins import API
from flows.measures.definition import Definition
from flows.measures.differences import DEFINITION, DifferenceAnswer, compute
from flows.questions.arithmetic import DifferenceQuestion
from flows.vocabulary import Difference

# The pair that the project began with: Seoul's capacity, and the EU's own count of those months.
LEFT, RIGHT = "rok-mnd-2024-06-14-shells", "eu-2024-03-25-delivered-500k"


@dataclass(frozen=True, slots=True)
class DifferPage(Content):
    """What the comparison of two claims prints."""

    template = "pages/differ.html"

    answer: Annotated[DifferenceAnswer, "The two claims, aspect by aspect, and one over the other."]
    count: Annotated[int, "In how many aspects they differ."]
    reasons: Annotated[tuple[Difference, ...], "What stands against their ratio."]
    definition: Annotated[Definition, "How the comparison is made."]


@require_safe
def differ(request: HttpRequest) -> HttpResponse:
    """The two claims of an address side by side, or the pair of June 2024 where it names none."""
    question, faults = DifferenceQuestion.read(asked(request), LEFT, RIGHT)
    answer, more_faults = answer_or_default(compute, question, DifferenceQuestion(LEFT, RIGHT))
    question = answer.question
    return render_page(
        request,
        DifferPage(
            answer=answer,
            count=sum(aspect.differs for aspect in answer.aspects),
            reasons=answer.quotient.differences if answer.quotient else (),
            definition=DEFINITION,
        ),
        question,
        title="Why do these two claims differ?",
        description=f"{answer.left.statement} {answer.right.statement} What differs between the two, side by side.",
        faults=(*faults, *more_faults),
        twins=(Twin("JSON", f"{API}differences/?{question.query()}", "application/json"),),
    )
