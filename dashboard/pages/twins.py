"""The addresses of a page's JSON and CSV twins in the API: the same question, other forms."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from django.urls import reverse

from dashboard.pages.frame import Twin
from flows.dictionary import CLAIM_TABLES
from flows.measures.suppliers import SuppliersAnswer
from flows.questions import CompareQuestion, FlowQuestion, ListQuestion
from flows.questions.disagree import DisagreeQuestion
from flows.questions.feed import FeedQuestion
from flows.questions.pace import PaceQuestion
from flows.questions.parameters import write
from flows.questions.search import SearchQuestion
from flows.questions.share import ShareQuestion
from flows.questions.years import YearsQuestion
from flows.subject import within
from flows.vocabulary import Reliability


class Asked(Protocol):
    """A question of a page, which prints itself back as a query string."""

    def query(self) -> str: ...


_JSON = "application/json"
_CSV = "text/csv"


def api() -> str:
    """The path of the API, about the present subject."""
    return within("/api/v1/")


def feed_twin(question: FeedQuestion) -> Twin:
    """The feed of what happens to the claims that a page is about; of a page that is about all of them, it says so."""
    return Twin(
        "Feed" if question.asked else "Feed of every claim",
        within(f"/feed.atom{_query(question.query())}"),
        "application/atom+xml",
    )


def list_twins(question: ListQuestion) -> tuple[Twin, ...]:
    """The whole list that a question matches, as JSON and as CSV."""
    query = _query(question.whole().query())
    return (
        Twin("JSON", f"{api()}{question.table}/{query}", _JSON),
        Twin("CSV", f"{api()}{question.table}.csv{query}", _CSV),
    )


def flow_twins(question: FlowQuestion) -> tuple[Twin, ...]:
    """One flow as JSON, and its claims as CSV."""
    filters = tuple(sorted(question.filters().items()))
    claims = ListQuestion("shipments", filters, question.as_of, ordering="-claimed_on", grade=question.grade)
    _, table = list_twins(claims)
    return (Twin("JSON", f"{api()}flows/{question.flow}/{_query(question.query())}", _JSON), table)


def compare_twins(question: CompareQuestion) -> tuple[Twin, ...]:
    """The comparison as JSON and its computed ratios as CSV, and the claims of each side as CSV."""
    left, right = (flow_twins(side)[1] for side in question.sides)
    return (
        *answer_twins("compare", question),
        Twin("CSV, first flow", left.address, _CSV),
        Twin("CSV, second flow", right.address, _CSV),
    )


def years_twins(question: YearsQuestion) -> tuple[Twin, ...]:
    """Who supplied what in which year as JSON and as CSV."""
    return answer_twins("years", question)


def suppliers_twins(answer: SuppliersAnswer, grade: Reliability | None) -> tuple[Twin, ...]:
    """The suppliers of each side with their totals and years, as JSON and as CSV."""
    return tuple(
        Twin(f"{twin.label}, to {side.actor.name}", twin.address, twin.media_type)
        for side in answer.sides
        for twin in years_twins(
            YearsQuestion(recipient=side.actor.code, munition=answer.munition.code, as_of=answer.as_of, grade=grade)
        )
    )


def share_twins(question: ShareQuestion) -> tuple[Twin, ...]:
    """The shares of a supplier as JSON and as CSV."""
    return answer_twins("share", question)


def pace_twins(question: PaceQuestion) -> tuple[Twin, ...]:
    """The paces of running totals as JSON and as CSV."""
    return answer_twins("pace", question)


def answer_twins(name: str, question: Asked) -> tuple[Twin, ...]:
    """An answer of the API by its name, as JSON and as CSV."""
    query = _query(question.query())
    return (Twin("JSON", f"{api()}{name}/{query}", _JSON), Twin("CSV", f"{api()}{name}.csv{query}", _CSV))


def disagree_twins(question: DisagreeQuestion) -> tuple[Twin, ...]:
    """Who disagrees with whom as JSON and as CSV."""
    return answer_twins("disagree", question)


def search_twins(question: SearchQuestion) -> tuple[Twin, ...]:
    """What is found by words as JSON, and all of it as CSV."""
    return (
        Twin("JSON", f"{api()}search/{_query(question.query())}", _JSON),
        Twin("CSV", f"{api()}search.csv{_query(question.whole().query())}", _CSV),
    )


def record_twins(table: str, code: str, as_of: date | None = None) -> tuple[Twin, ...]:
    """One record as JSON; a claim also as linked data."""
    day = _query(write({"as_of": as_of}))
    record = Twin("JSON", f"{api()}{table}/{code}/{day}", _JSON)
    if table not in CLAIM_TABLES:
        return (record,)
    return (record, Twin("JSON-LD", reverse("claim_linked_data", args=[code]) + day, "application/ld+json"))


def _query(text: str) -> str:
    return f"?{text}" if text else ""
