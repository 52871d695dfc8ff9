"""Why two claims differ: every aspect that shapes a figure, side by side."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import Twin, asked, page
from dashboard.pages.twins import API
from flows.estimates.quotient import DIFFERENCE
from flows.measures.differences import DEFINITION, compute
from flows.questions import BadQuestion
from flows.questions.arithmetic import DifferenceQuestion

# The pair that the project began with: Seoul's capacity, and the EU's own count of those months.
LEFT, RIGHT = "rok-mnd-2024-06-14-shells", "eu-2024-03-25-delivered-500k"


@require_safe
def differ(request: HttpRequest) -> HttpResponse:
    """The two claims of an address side by side, or the pair of June 2024 where it names none."""
    question, faults = DifferenceQuestion.read(asked(request), LEFT, RIGHT)
    try:
        answer = compute(question)
    except BadQuestion as refusal:
        answer = compute(DifferenceQuestion(LEFT, RIGHT))
        faults = (*faults, *refusal.faults)
    question = answer.question
    count = sum(aspect.differs for aspect in answer.aspects)
    return page(
        request,
        "pages/differ.html",
        {
            "answer": answer,
            "count": count,
            "reasons": tuple(DIFFERENCE.term(code) for code in answer.quotient.differences),
            "definition": DEFINITION,
        },
        title="Why do these two claims differ?",
        description=f"{answer.left.statement} {answer.right.statement} What differs between the two, side by side.",
        as_of=question.as_of,
        query=question.query(),
        faults=faults,
        twins=(Twin("JSON", f"{API}differences/?{question.query()}", "application/json"),),
    )
