"""The question of a search: words, of which kind of record, as known on a day."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Annotated

from flows.questions.parameters import AS_OF, Parameter, one_of, plain_words, whole
from flows.questions.question import Question
from flows.search_asked import readings
from flows.search_words import words_of
from flows.vocabulary import CodedList, Reliability, Term

KIND = CodedList(
    "found",
    "Kind of what is found",
    "Of what kind it is, in the order in which what is found equally well is told.",
    (
        Term("actors", "Parties", "States, blocs, schemes and companies."),
        Term("claimants", "Claimants", "Institutions that assert."),
        Term("munitions", "Munitions", "Kinds of things, and the carriers that get counted."),
        Term("flows", "Flows", "Supplier, recipient and munition, with every claim about them."),
        Term("shipments", "Claims about flows", "Claims about a quantity from a supplier to a recipient."),
        Term("rates", "Rates", "Claims about rounds fired, produced or needed in a time."),
        Term("ratios", "Stated ratios", "Claims that set one side against the other."),
        Term("indicators", "Context figures", "Claims about money, shares and stocks."),
        Term("events", "Events", "Summits, port visits, strikes, decisions, reports."),
        Term("places", "Places", "Ports, yards, depots and sectors of the front."),
        Term("routes", "Routes", "Ways that munitions are said to travel."),
        Term("sources", "Sources", "Publications that claims rest on."),
        Term("pages", "Pages", "Pages of this site."),
    ),
)
KINDS = KIND.codes
MOST_WORDS = 12
USUAL_PAGE, LARGEST_PAGE = 20, 100
LAST_PLACE = 100_000


def _asked(value: str) -> str:
    text = plain_words(value)
    words = set(words_of(text))
    if not words:
        raise ValueError(f"{text[:40]!r} holds no letter and no digit")
    if len(words) > MOST_WORDS:
        raise ValueError(f"at most {MOST_WORDS} different words; these are {len(words)}")
    return text


Q = Parameter(
    "q",
    "The words to look for: all of them are found, in any order, case and accents aside; a word of three letters or "
    "more also finds those that begin with it. Other names and scripts find what they name. A number finds figures "
    "that are equal to it, however they are written. Words that only make a question of it are left out where the "
    "others find something.",
    _asked,
    example="@search",
)
_KIND = one_of("kind", "Only what is of this kind.", KINDS)
_CURSOR = whole("cursor", "Where the page begins: take it from next or previous.", 0, LAST_PLACE)


@dataclass(frozen=True, slots=True)
class SearchQuestion(Question):
    """What is searched for; no words where the query names none."""

    q: Annotated[str, Q] = ""
    kind: Annotated[str, _KIND] = ""
    as_of: Annotated[date | None, AS_OF] = None
    cursor: Annotated[int, _CURSOR] = 0
    page_size: Annotated[int, whole("page_size", "How many to a page.", 1, LARGEST_PAGE)] = USUAL_PAGE

    @property
    def grade(self) -> Reliability | None:
        """None: what is on record is found whatever its grade, which stands beside it."""
        return None

    @property
    def readings(self) -> tuple[tuple[str, ...], ...]:
        """The words that are looked for until something is found, each once, in their order; none without a word."""
        return readings(self.q)

    def whole(self) -> SearchQuestion:
        """The same question without its page."""
        return replace(self, cursor=0, page_size=USUAL_PAGE)

    def at(self, place: int) -> SearchQuestion:
        """The same question from another place on."""
        return replace(self, cursor=place)

    def of_kind(self, kind: str) -> SearchQuestion:
        """The same question about one kind, from its first page."""
        return replace(self.whole(), kind=kind)
