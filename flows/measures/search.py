"""What is found by words: claims, flows, parties, claimants, documents, munitions, events, places, routes, pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from itertools import chain
from typing import Any

from flows.clock import pinned
from flows.dictionary import CLAIM_TABLES
from flows.estimates.found import EXACT, IN_NAME, IN_NOTES, PAGES, Found, Hit, Shelf, Thing, ordered
from flows.measures.definition import Definition
from flows.pages_of_site import PAGES_OF_SITE
from flows.queries.data_version import data_version
from flows.queries.listing import some
from flows.queries.search import (
    MOST,
    MOST_FLOWS,
    claim_hits,
    document_hits,
    events,
    flow_hits,
    flows_between,
    indexed,
    named_things,
    newest_figures,
    routes,
)
from flows.questions import BadQuestion, Fault
from flows.questions.search import KINDS, SearchQuestion
from flows.search_asked import LEFT_OUT, ratio_asked, readings, sides_asked
from flows.search_index import FLOWS, NAMED
from flows.search_words import finds, words_of
from flows.subject import subject
from flows.vocabulary import Status
from flows.wording import document_name, quote, when

EACH = 3
"""How many of each kind a page shows where none is asked for."""
MOST_WITH_FIGURES = 100
"""Of so many flows the newest figure is told; a table of more has none of the others."""
_NEAREST = 5
_MOST_NAMES = 5
_NEAR = 0.6

DEFINITION = Definition(
    slug="search",
    title="Search",
    unit="records and pages of this site",
    definition=(
        "The records and pages that hold every word that is asked for: claims of all kinds, flows, parties, claimants, "
        "munitions, events, places, routes, sources and pages of the site."
    ),
    method=(
        "A word is found in the code, the statement, the speaker and the notes of a claim, in the publisher, the "
        "title and the notes of a source, in the names, other names and notes of everything else, and in whatever "
        "names a party, a claimant, a munition or a place that a name of it means: an alias finds its owner. Case and"
        " accents make no difference, numbers are found whole, and a word of three letters or more, or of two in "
        "other scripts, also finds those that begin with it. First comes what is called so, then what has all words "
        "in its name, then the rest; flows about which most claims were made; claims that hold before those that were"
        " replaced or withdrawn, the newest first. A number finds figures equal to it, however they are written: 6.5M"
        " finds 6.5 million and 6,500,000; first come claims of which it is a figure. Words of a question, as how, "
        "many and did, and those that make a flow of it, as sent and got, are left out where the others find "
        "something. A flow is found by what it is between: words before sent and after from are of its supplier, words "
        "after to and before got of its recipient, whatever year is named, and such a flow comes first; a ratio, as 10 "
        "to 1 or 10:1, finds first those that were stated so. A page of the site is found by the words of "
        "its title and its line, whoever is named beside them. A claimant is found by the names of its party too; "
        "where something is called as was asked, others of its kind that only our notes set beside it are left out. "
        "Beside a flow stands the figure stated last."
    ),
    caveats=(
        f"Of more than {MOST} claims or sources, or {MOST_FLOWS} flows, those that came on record last are shown.",
        "As of a day our notes are not searched: they are of today.",
    ),
)


@dataclass(frozen=True, slots=True)
class Count:
    """How many of a kind were found; ``more`` where there are more than were read."""

    kind: str
    number: int
    more: bool


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """What was found: counts of all kinds, the best hits first, the hits of the asked kind in order, and those of the
    page in words.

    ``words`` are those by which it was found, and ``ignored`` those of a question that were left out for it;
    ``nearest`` are names that are written much alike, where nothing was found.
    """

    question: SearchQuestion
    words: tuple[str, ...]
    counts: tuple[Count, ...]
    hits: tuple[Hit, ...]
    shown: tuple[Found, ...]
    nearest: tuple[str, ...]

    @property
    def ignored(self) -> tuple[str, ...]:
        """The words of a question that the others were found without."""
        return tuple(word for word in self.question.readings[0] if word in LEFT_OUT and word not in self.words)

    @property
    def next(self) -> int | None:
        """Where the next page begins; None at the end."""
        end = self.question.cursor + self.question.page_size
        return end if end < len(self.hits) else None

    @property
    def previous(self) -> int | None:
        """Where the page before begins; None at the beginning."""
        start = self.question.cursor
        return max(0, start - self.question.page_size) if start else None


def compute(question: SearchQuestion, *, each: int = 0) -> SearchAnswer:
    """A page of what is found, or with ``each`` so many of every kind; BadQuestion where no word is asked for.

    At most twenty-four queries: those of small tables, two of the index, one for each kind of claim that was found, two
    for flows, and one for each kind that is shown; two more of the index for each other reading of the words, and two
    where the words say of which flow they are.
    """
    if not question.readings:
        raise BadQuestion(Fault("q", question.q, "q is needed: words to look for"))
    read = _shelf(question.as_of)
    words, limited, hits = _found(question, read)
    # A flow is found by its sides alone, whichever words the others are found by.
    if between := _between(question, read):
        hits = [*between, *(hit for hit in hits if hit.kind != FLOWS)]
        limited = limited - {FLOWS} | ({FLOWS} if len(between) >= MOST_FLOWS else set())
    in_order = ordered(hits, KINDS)
    by_kind: dict[str, list[Hit]] = defaultdict(list)
    for hit in in_order:
        by_kind[hit.kind].append(hit)
    # The kind with the best hit comes first, and of those that are found equally well that of which there is most.
    kinds = sorted(by_kind, key=lambda kind: (by_kind[kind][0].rank, -len(by_kind[kind])))
    asked = tuple(by_kind.get(question.kind, ())) if question.kind else in_order
    page = asked[question.cursor : question.cursor + question.page_size]
    if each:
        page = tuple(chain.from_iterable(by_kind[kind][:each] for kind in kinds))
    return SearchAnswer(
        question,
        words,
        tuple(Count(kind, len(by_kind[kind]), kind in limited) for kind in kinds),
        asked,
        _in_words(page, read, words, question.as_of),
        () if hits else _nearest(question, read),
    )


def every(question: SearchQuestion) -> tuple[Found, ...]:
    """Everything that is found, in words and in order; of the kind that is asked for, if any."""
    answer = compute(question.whole())
    return _in_words(answer.hits, _shelf(question.as_of), answer.words, question.as_of)


def claims_found(text: str) -> Mapping[str, tuple[str, ...]]:
    """The codes of the claims that hold all words of the first reading of a text that finds any, by table.

    As the search finds them today; of very many those that came on record last. Two queries for each reading that is
    needed, and nine more where the small tables are not yet read.
    """
    for words in readings(text):
        found = indexed(words, _shelf(None).meanings(words), CLAIM_TABLES, None, ratio_asked(text))
        if any(those.codes for those in found.values()):
            return {table: tuple(code for code, _ in those.codes) for table, those in found.items()}
    return {}


def _shelf(as_of: date | None) -> Shelf:
    """What is read whole, read once for each state of the data. One query, and nine where it is not yet read."""
    moment = pinned()
    state = f"recorded {moment.number}" if moment else data_version().name
    return _read(f"{subject().code} {state}", as_of)


@lru_cache(maxsize=8)
def _read(_: str, as_of: date | None) -> Shelf:
    named = named_things(as_of)
    places = {one.code: one.names[0] for one in named if one.kind == "places"}
    pages = (Thing(PAGES, page.name, (page.title,), page.line) for page in PAGES_OF_SITE)
    return Shelf((*named, *events(as_of), *routes(as_of, places), *pages), NAMED)


def forget() -> None:
    """Read everything again, whatever state the data is in: for tests that write behind the actions' back."""
    _read.cache_clear()


def _found(question: SearchQuestion, read: Shelf) -> tuple[tuple[str, ...], frozenset[str], list[Hit]]:
    """The first reading of the words that finds any record, with what it finds; else the first that finds a page."""
    found = None
    for words in question.readings:
        limited, hits = _hits(words, question, read)
        if any(hit.kind != PAGES for hit in hits):
            return words, limited, hits
        if hits and found is None:
            found = words, limited, hits
    return found or (question.readings[-1], frozenset(), [])


def _between(question: SearchQuestion, read: Shelf) -> list[Hit]:
    """The flows that a question names by their sides and their goods; where it names a side, it is they that it asks
    of. Two queries, none where it says nothing of a flow."""
    sides = sides_asked(question.q)
    found = flows_between(sides, read.meanings(word for one in sides for word in one.words), question.as_of)
    rank = EXACT if any(one.side for one in sides) else IN_NAME
    return [replace(hit, rank=rank) for hit in flow_hits(found, question.as_of)] if found.codes else []


def _hits(words: Sequence[str], question: SearchQuestion, read: Shelf) -> tuple[frozenset[str], list[Hit]]:
    """Everything that is found, and the kinds of which there is more. Where something is called so, others of its kind
    that only our notes set beside it are left out."""
    meant, as_of = read.meanings(words), question.as_of
    hits = list(read.find(words, meant, with_notes=as_of is None))
    called = {hit.kind for hit in hits if hit.rank == EXACT and hit.kind in NAMED}
    hits = [hit for hit in hits if hit.rank != IN_NOTES or hit.kind not in called]
    in_index = indexed(words, meant, (*CLAIM_TABLES, FLOWS, "sources"), as_of, ratio_asked(question.q))
    for kind, those in in_index.items():
        if not those.codes:
            continue
        if kind in CLAIM_TABLES:
            hits += claim_hits(kind, those, words, as_of)
        else:
            hits += flow_hits(those, as_of) if kind == FLOWS else document_hits(those, words, as_of)
    return frozenset(kind for kind, those in in_index.items() if those.more), hits


def _in_words(hits: Sequence[Hit], read: Shelf, words: Sequence[str], as_of: date | None) -> tuple[Found, ...]:
    codes: dict[str, list[str]] = defaultdict(list)
    for hit in hits:
        if hit.kind in (*CLAIM_TABLES, "sources"):
            codes[hit.kind].append(hit.code)
    searched = frozenset(codes)
    flows = [hit.code for hit in hits if hit.kind == FLOWS][:MOST_WITH_FIGURES]
    newest = newest_figures(flows, as_of)
    codes["shipments"] += newest.values()
    records = {
        (table, record.code): record
        for table, those in codes.items()
        if those
        for record in some(table, tuple(dict.fromkeys(those)), as_of)
    }
    figures = {flow: records.get(("shipments", code)) for flow, code in newest.items()}
    things = read.by_key
    return tuple(
        _worded(hit, records, things, words, figures)
        for hit in hits
        if (hit.kind, hit.code) in records or hit.kind not in searched
    )


def _worded(
    hit: Hit,
    records: Mapping[tuple[str, str], Any],
    things: Mapping[tuple[str, str], Thing],
    words: Sequence[str],
    figures: Mapping[str, Any],
) -> Found:
    record: Any = records.get((hit.kind, hit.code))
    if hit.kind == FLOWS:
        newest = figures.get(hit.code)
        told = f"newest: {quote(newest, alone=True)}" if newest else ""
        return Found(hit.kind, hit.code, _flow_title(hit.code, things), told, newest.claimed_on if newest else None, "")
    if hit.kind == "sources":
        name = document_name(record.publisher, record.title, record.published_on, record.date_precision)
        day = record.published_on
        return Found(hit.kind, hit.code, name, f"published {when(day, record.date_precision)}" if day else "", day, "")
    if record is not None:
        title = quote(record, alone=True)
        return Found(hit.kind, hit.code, title[:1].upper() + title[1:], record.statement, hit.day, _state(record))
    thing = things[hit.kind, hit.code]
    return Found(hit.kind, hit.code, thing.names[0], _beside(thing, words, hit.rank), thing.day, "")


def _state(record: Any) -> str:
    if record.status == Status.RETRACTED:
        return "retracted"
    later = getattr(record, "superseded_by", None)
    return f"superseded by {later}" if later else ""


def _beside(thing: Thing, words: Sequence[str], rank: int) -> str:
    """What stands beside the name of a thing: its day, the names or the notes by which it was found, its words."""
    if thing.day is not None:
        return when(thing.day)
    if thing.kind in NAMED:
        also = [name for name in thing.names[1:] if any(finds(word, words_of(name)) for word in words)]
        if also:
            return f"also: {', '.join(also[:_MOST_NAMES])}"
    by_notes = rank == IN_NOTES and any(finds(word, words_of(thing.notes)) for word in words)
    return thing.notes if by_notes else thing.words


def _flow_title(code: str, things: Mapping[tuple[str, str], Thing]) -> str:
    supplier, recipient, munition = code.split("/")
    goods = things["munitions", munition].names
    title = f"{goods[min(1, len(goods) - 1)]} from {things['actors', supplier].names[0]} to "
    return title[:1].upper() + title[1:] + things["actors", recipient].names[0]


def _nearest(question: SearchQuestion, read: Shelf) -> tuple[str, ...]:
    """The names that are written most like what was asked for, or like one of its words."""
    spelled: dict[str, str] = {}
    for one in read.things:
        for name in one.names:
            spelled.setdefault(" ".join(words_of(name)), name)
    words = question.readings[-1]
    asked = dict.fromkeys((" ".join(words), *words))
    near = chain.from_iterable(
        # To compare every name takes long: whoever mistypes a word rarely does so with its first letter.
        get_close_matches(text, [name for name in spelled if f" {text[0]}" in f" {name}"], _NEAREST, _NEAR)
        for text in asked
    )
    return tuple(spelled[name] for name in dict.fromkeys(near))[:_NEAREST]


def groups(answer: SearchAnswer) -> Iterator[tuple[Count, tuple[Found, ...]]]:
    """What is shown by its kind, with how many there are of it."""
    for count in answer.counts:
        yield count, tuple(one for one in answer.shown if one.kind == count.kind)
