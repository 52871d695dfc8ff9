"""Every name that stands by itself leads to the page of what it names.

A name inside a sentence stays plain, as does one inside a phrase that is itself a link: the quotable phrase leads to
its claim, "North Korea to Russia" to its flow.
"""

from __future__ import annotations

from functools import cache

import pytest

from flows.queries.listing import every
from flows.questions import ListQuestion
from flows.vocabulary import CODED_LISTS
from tests.dashboard.pages.addresses import PAGES
from tests.dashboard.pages.names import Names
from tests.dashboard.pages.visited import visited

pytestmark = pytest.mark.django_db
NAMED = {
    "actors": ("name",),
    "munitions": ("name", "plural"),
    "claimants": ("short_name",),
    "places": ("name",),
    "events": ("title",),
    "sources": ("title", "publisher"),
}
CODED = frozenset(term.label for coded in CODED_LISTS for term in coded)
"""The words of codes, some of which are also the plural of a munition."""


@cache
def names() -> frozenset[str]:
    """Every name on record of what has a page."""
    found = {
        " ".join(getattr(record, field).split()).strip(" .")
        for table, fields in NAMED.items()
        for record in every(ListQuestion(table, ordering="code"))
        for field in fields
    }
    return frozenset(found - {""} - CODED)


@pytest.mark.parametrize("path", PAGES)
def test_every_name_that_stands_by_itself_is_a_link(path: str) -> None:
    assert Names(visited(path)[1], names()).plain == []


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("<td>North Korea</td>", ["North Korea"]),
        ("<dd> North Korea, <span>a minister</span></dd>", ["North Korea"]),
        ('<td><a href="/actors/kp/">North Korea</a></td>', []),
        ("<p>North Korea sent them.</p>", []),
        ("<h1>North Korea</h1><svg><text>North Korea</text></svg>", []),
        ("<li><br>North Korea<img></li>", ["North Korea"]),
    ],
)
def test_a_plain_name_is_found(markup: str, plain: list[str]) -> None:
    assert Names(markup, {"North Korea"}).plain == plain
