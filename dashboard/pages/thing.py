"""What the pages of one thing share: finding it, the links onward, its flows, its files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from dashboard.pages.flows import Line, line
from dashboard.pages.folded import Folded
from dashboard.pages.frame import Twin
from dashboard.pages.missing import missing, near_codes, not_yet
from dashboard.pages.twins import feed_twin, list_twins, record_twins
from flows.measures.flow_index import FlowLine
from flows.queries.codes import codes_around
from flows.queries.listing import one
from flows.questions import Fault, ListQuestion
from flows.questions.feed import told
from flows.questions.parameters import write
from flows.questions.record import RecordQuestion

FLOWS, FIGURES = 3, 2
"""How many flows are open at once, and how many figures of each are listed; its own page has them all."""
FLOWS_LISTED = 12
"""How many flows are listed with those that are folded away; the page of all flows has the others."""


@dataclass(frozen=True, slots=True)
class Onward:
    """A link to another page with this thing filled in: the name of the page's address, its words, its query."""

    words: str
    address: str


def lost(
    request: HttpRequest, what: str, table: str, question: RecordQuestion, faults: tuple[Fault, ...]
) -> HttpResponse:
    """What is printed where nothing of a code was known on the day: that it is later, or the nearest codes."""
    code, as_of = question.code, question.as_of
    if as_of is not None and one(table, code) is not None:
        return not_yet(request, what, code, "nothing on record named this.", question, faults)
    near = near_codes(code, codes_around(table, code, as_of), what_page(table), as_of)
    return missing(request, what, code, near, question, faults)


def what_page(table: str) -> str:
    """The name of the page of one record of a table."""
    return table.removesuffix("s")


def flow_rows(outer: Sequence[FlowLine], inner: Sequence[FlowLine]) -> Folded[Line]:
    """Flows as their table prints them; what others of them contain is folded away."""
    rows = [line(flow, shown=FIGURES) for flow in (*outer, *inner)[:FLOWS_LISTED]]
    first = min(FLOWS, len(outer))
    return Folded("", tuple(rows[:first]), tuple(rows[first:]))


def thing_twins(
    table: str,
    question: RecordQuestion,
    lists: Sequence[tuple[str, str, str]] = (),
    feed: Mapping[str, Sequence[str]] | None = None,
) -> tuple[Twin, ...]:
    """The record as JSON and as a row of CSV, and each list that is filtered by it as CSV: words, table, parameter.

    Last the feed of the claims that these filters leave.
    """
    as_of, code = question.as_of, question.code
    row = list_twins(ListQuestion(table, (("code", (code,)),), as_of, ordering=""))[1]
    found = [*record_twins(table, code, as_of), Twin("CSV", row.address, row.media_type)]
    for words, other, parameter in lists:
        filtered = ListQuestion(other, ((parameter, (code,)),), as_of, grade=question.grade)
        json, csv = list_twins(filtered)
        found += [
            Twin(f"JSON, {words}", json.address, json.media_type),
            Twin(f"CSV, {words}", csv.address, csv.media_type),
        ]
    if feed:
        found.append(feed_twin(told(**feed, grade=question.grade)))
    return tuple(found)


def onward(question: RecordQuestion, words: str, path: str, **query: str) -> Onward:
    """A link to a page with this thing filled in, as of the same day and of the same grade."""
    text = write({**query, "as_of": question.as_of, "grade": question.grade})
    return Onward(words, f"{path}?{text}" if text else path)
