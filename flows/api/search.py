"""The answer of a search."""

from __future__ import annotations

from typing import Any

from flows.api.answers import API
from flows.api.shape import Shape, address, coded, day, links, many, nullable, string, texts, truth, whole
from flows.exporting.addresses import found_at
from flows.measures.search import DEFINITION
from flows.questions.search import KIND

FOUND = Shape(
    "Found",
    "Something that was found.",
    (
        coded("kind", KIND),
        string("code", "The code of the record; of a page of the site, its name."),
        string("title", "What it is called; of a claim, the phrase that may be quoted, with its time and who said it."),
        string(
            "text",
            "A line besides: of a claim its statement, of a flow its newest figure, of a party names that were found.",
        ),
        nullable(day("day", "The day of a claim, an event or a publication; of a flow, that of its newest figure.")),
        string("state", "Of a claim that no longer holds: what replaced it, or that it was retracted; else empty."),
        address("url", "Where it is on this site.", lambda one: found_at(one.kind, one.code)),
    ),
)
FOUND_COUNT = Shape(
    "FoundCount",
    "How many of a kind were found.",
    (
        coded("kind", KIND),
        whole("number", "How many were read.", minimum=1),
        truth("more", "Whether there are more, which no page shows: narrow the search."),
    ),
)


def _page(place: Any) -> Any:
    def path(answer: Any) -> str | None:
        at = place(answer)
        return None if at is None else f"{API}search/?{answer.question.at(at).query()}"

    return path


SEARCH = Shape(
    "Search",
    "What was found by words: how many of each kind, then a page of it in order.",
    (
        string("q", "The words that were looked for.", "question.q"),
        nullable(day("as_of", "The day as of which it was searched.", "question.as_of")),
        many("counts", FOUND_COUNT, "Of all kinds, whichever is asked for."),
        nullable(address("next", "Address of the next page.", _page(lambda answer: answer.next))),
        nullable(address("previous", "Address of the page before.", _page(lambda answer: answer.previous))),
        many("results", FOUND, "The page, the best first.", "shown"),
        texts("ignored", "Words of a question that were left out to find it."),
        texts("nearest", "Names written much like the words, where nothing was found."),
        string("note", "What was searched.", lambda _: f"{DEFINITION.method} {' '.join(DEFINITION.caveats)}"),
        links(
            self=lambda answer: f"{API}search/?{answer.question.query()}",
            page=lambda answer: f"/search/?{answer.question.query()}",
            csv=lambda answer: f"{API}search.csv?{answer.question.whole().query()}",
        ),
    ),
)
SEARCH_SHAPES = (SEARCH, FOUND, FOUND_COUNT)
