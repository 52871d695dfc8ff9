"""What a search found as one table: a row for each record or page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flows.dictionary import computed
from flows.estimates.found import Found
from flows.exporting.addresses import found_at
from flows.exporting.columns import Column, column_of
from flows.questions.search import KIND

_FIELDS = (
    computed("kind", "coded", KIND.meaning, of=KIND, required=True),
    computed("code", "text", "The code of the record; of a page of the site, its name.", required=True),
    computed("title", "text", "What it is called; of a claim, the phrase that may be quoted.", required=True),
    computed("text", "text", "A line besides: of a claim its statement, of a party the other names that were found."),
    computed("day", "day", "The day of a claim, an event or a publication; empty where it has none."),
    computed("state", "text", "Of a claim that no longer holds: what replaced it, or that it was retracted."),
    computed("url", "link", "Where it is on this site."),
)
HEADER: tuple[Column, ...] = tuple(map(column_of, _FIELDS))


def search_rows(found: Iterable[Found], site: str) -> Iterator[tuple[Any, ...]]:
    """The rows under `HEADER`, in the order of the search."""
    for one in found:
        yield (one.kind, one.code, one.title, one.text, one.day, one.state, site + found_at(one.kind, one.code))
