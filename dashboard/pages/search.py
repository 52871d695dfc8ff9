"""What is found by words: of each kind the best, or a page of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dashboard.pages.frame import Content, asked, render_page
from dashboard.pages.twins import feed_twin, search_twins
from flows.dictionary import CLAIM_TABLES
from flows.estimates.found import Found
from flows.exporting.addresses import found_at
from flows.measures.definition import Definition
from flows.measures.search import DEFINITION, EACH, SearchAnswer, compute, groups
from flows.questions.feed import FeedQuestion, told
from flows.questions.parameters import AS_OF, write
from flows.questions.search import KIND, SearchQuestion
from flows.subject import within

TITLE = "Search"
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Result:
    """Something that was found, with its path on this site."""

    found: Found
    path: str


@dataclass(frozen=True, slots=True)
class Group:
    """What is shown of one kind; ``every`` is the query of all of it, where more of it can be shown."""

    kind: str
    label: str
    count: str
    results: tuple[Result, ...]
    every: str


@dataclass(frozen=True, slots=True)
class Turn:
    """The pages around this one, as queries; None where there is none."""

    next: str | None
    previous: str | None


@dataclass(frozen=True, slots=True)
class Nearest:
    """A name that is written much like the words, with the query that looks for it."""

    name: str
    query: str


@dataclass(frozen=True, slots=True)
class SearchPage(Content):
    """What the page of a search prints."""

    template = "pages/search.html"

    q: Annotated[str, "The words that are looked for; empty where none are yet."]
    kind: Annotated[str, "The kind that alone is shown; empty where all are."]
    all_kinds: Annotated[str, "The query of the same words in all kinds."]
    ignored: Annotated[str, "The words of a question that were left out to find it; empty where none was."]
    groups: Annotated[tuple[Group, ...], "What is found by kind."]
    listed: Annotated[Turn, "The pages around this one."]
    nearest: Annotated[tuple[Nearest, ...], "Names written much like the words, where nothing was found."]
    longest: Annotated[int, "How many characters may be looked for."]
    definition: Annotated[Definition, "What is searched, and how."]


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What is found by the words of an address; the field and what it searches where there are none."""
    question, faults = SearchQuestion.of(asked(request))
    answer = compute(question, each=0 if question.kind else EACH) if question.readings else None
    return render_page(
        request,
        content(question, answer),
        question,
        title=f"Search: {question.q}" if question.q else TITLE,
        description=DEFINITION.definition,
        faults=faults,
        twins=(*search_twins(question), feed_twin(feed_of(question))) if question.readings else (),
    )


def feed_of(question: SearchQuestion) -> FeedQuestion:
    """What happens to the claims that hold the words, of one kind where the question is of one."""
    return told(q=question.q, table=question.kind if question.kind in CLAIM_TABLES else "")


def content(question: SearchQuestion, answer: SearchAnswer | None) -> SearchPage:
    """What the page prints of an answer."""
    turns = (answer.next, answer.previous) if answer and question.kind else (None, None)
    pages = (None if place is None else question.at(place).query() for place in turns)
    return SearchPage(
        q=question.q,
        kind=question.kind,
        all_kinds=question.of_kind("").query(),
        ignored=", ".join(answer.ignored) if answer else "",
        groups=tuple(_groups(question, answer)) if answer else (),
        listed=Turn(*pages),
        nearest=tuple(Nearest(name, SearchQuestion(name, as_of=question.as_of).query()) for name in answer.nearest)
        if answer
        else (),
        longest=LONGEST,
        definition=DEFINITION,
    )


def _groups(question: SearchQuestion, answer: SearchAnswer) -> list[Group]:
    return [
        Group(
            count.kind,
            KIND.label(count.kind),
            f"more than {count.number}" if count.more else str(count.number),
            tuple(Result(one, _path(one, question)) for one in results),
            question.of_kind(count.kind).query() if count.number > len(results) and not question.kind else "",
        )
        for count, results in groups(answer)
    ]


def _path(found: Found, question: SearchQuestion) -> str:
    day = write({AS_OF.name: question.as_of})
    return within(found_at(found.kind, found.code)) + (f"?{day}" if day else "")
