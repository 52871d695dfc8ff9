"""Questions about a whole table: filters, order, page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flows import vocabulary as v
from flows.questions.parameters import (
    AS_OF,
    Fault,
    Parameter,
    Query,
    a_day,
    code,
    coded,
    one_of,
    read,
    truth,
    whole,
    words,
    write,
)

DEFAULT_PAGE_SIZE = 100
LARGEST_PAGE = 500

_SEARCH = words("search", "Words to find in the text of a record, all of them, in any order.", example="containers")
_PAGE_SIZE = whole("page_size", f"Records a page, at most {LARGEST_PAGE}.", 1, LARGEST_PAGE)
_CURSOR = words("cursor", "Where a page begins: taken from next or previous, never made by hand.")
_COUNT = truth("count", "Whether to count all matching records; costs a second query.")
_CLAIMED = (
    a_day("claimed_after", "Only claims stated on or after this day."),
    a_day("claimed_before", "Only claims stated on or before this day."),
)
_CLAIMANT = code("claimant", "Who asserts.", "claimants")
_SOURCE = code("source", "The document it rests on.", "sources")
_CURRENT = truth("current", "true: only claims that stand on the day; false: only those that do not.")
_PLACE = code("place", "Where it applies.", "places")


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its name, what its records are, the parameters it takes, the orders it can be put in."""

    name: str
    meaning: str
    filters: tuple[Parameter, ...]
    orderings: tuple[str, ...]
    ordering: str

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter that the list takes, filters first."""
        both = tuple(sign + field for field in self.orderings for sign in ("", "-"))
        order = one_of("ordering", "The order of the records; a leading hyphen turns it round.", both)
        return (*self.filters, AS_OF, _SEARCH, order, _PAGE_SIZE, _CURSOR, _COUNT)


def _claims(name: str, meaning: str, *filters: Parameter) -> Listing:
    return Listing(name, meaning, (_CLAIMANT, _SOURCE, *filters, *_CLAIMED), ("claimed_on", "code"), "-claimed_on")


def _reference(name: str, meaning: str, *filters: Parameter) -> Listing:
    return Listing(name, meaning, filters, ("code",), "code")


LISTINGS = {
    listing.name: listing
    for listing in (
        _claims(
            "shipments",
            "Claims about flows: supplier to recipient, a munition, a quantity.",
            code("supplier", "Who supplies.", "actors"),
            code("recipient", "Who receives.", "actors"),
            code("munition", "Exactly this kind of thing.", "munitions"),
            code("within", "This kind of thing and all that is under it in the tree.", "munitions"),
            coded("stage", v.STAGE),
            coded("basis", v.BASIS),
            coded("bound", v.BOUND),
            coded("stance", v.STANCE),
            coded("temporal", v.TEMPORAL),
            coded("unit", v.UNIT),
            coded("credibility", v.CREDIBILITY),
            words("alternative_group", "The either/or readings of one fact."),
            _CURRENT,
        ),
        _claims(
            "rates",
            "Claims about a pace: rounds fired, produced or needed per day, month or year.",
            code("actor", "Whose pace.", "actors"),
            coded("activity", v.ACTIVITY),
            code("munition", "Exactly this kind of thing.", "munitions"),
            code("within", "This kind of thing and all that is under it in the tree.", "munitions"),
            coded("bound", v.BOUND),
            coded("per", v.PER),
            _PLACE,
            coded("credibility", v.CREDIBILITY),
            _CURRENT,
        ),
        _claims(
            "ratios",
            "Claims about a balance: one side against the other, with what is compared.",
            code("favours", "The side with more.", "actors"),
            code("over", "The side with less.", "actors"),
            coded("compared", v.COMPARED),
            coded("wording", v.RATIO_WORDING),
            coded("bound", v.BOUND),
            _PLACE,
            coded("credibility", v.CREDIBILITY),
        ),
        _claims(
            "indicators",
            "Claims about context: money, shares with a stated whole, stocks.",
            code("actor", "Whom it is about.", "actors"),
            words("name", "What is measured, as a code.", example="missile-test-cost"),
            coded("unit", v.INDICATOR_UNIT),
        ),
        Listing(
            "sources",
            "Publications: publisher, title, link, date, kind, reliability.",
            (coded("kind", v.SOURCE_KIND), coded("reliability", v.RELIABILITY), words("language", "ISO 639 code.")),
            ("published_on", "code"),
            "-published_on",
        ),
        _reference(
            "claimants",
            "Institutions that assert, apart from the outlets that print them.",
            coded("kind", v.CLAIMANT_KIND),
            code("actor", "The party it belongs to.", "actors"),
        ),
        _reference(
            "actors",
            "Parties: states, blocs, schemes and companies.",
            coded("kind", v.ACTOR_KIND),
            code("part_of", "The party it is part of.", "actors"),
        ),
        _reference(
            "munitions",
            "Kinds of things: a tree of munitions, and the carriers that get counted instead.",
            coded("unit", v.UNIT),
            code("parent", "The kind directly above.", "munitions"),
        ),
        _reference(
            "places",
            "Ports, yards, depots and sectors of the front.",
            coded("kind", v.PLACE_KIND),
            code("actor", "The party in whose territory it lies.", "actors"),
        ),
        _reference("routes", "Ways that munitions are said to travel, leg by leg.", coded("mode", v.MODE)),
        Listing(
            "events",
            "Summits, port visits, strikes, decisions, reports.",
            (coded("kind", v.EVENT_KIND), code("actor", "A party to it.", "actors"), _PLACE),
            ("starts_on", "code"),
            "-starts_on",
        ),
    )
}
"""Every list of records, by name."""


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """One page of one list: filters as sorted pairs of name and values, the day, the order, the place in it."""

    table: str
    filters: tuple[tuple[str, Any], ...] = ()
    as_of: date | None = None
    search: str = ""
    ordering: str = ""
    page_size: int = DEFAULT_PAGE_SIZE
    cursor: str = ""
    count: bool = False

    @classmethod
    def read(cls, table: str, query: Query) -> tuple[ListQuestion, tuple[Fault, ...]]:
        """The question of a query string about one table, and the faults that were left out of it."""
        listing = LISTINGS[table]
        values, faults = read(listing.parameters, query)
        names = {parameter.name for parameter in listing.filters}
        question = cls(
            table,
            tuple(sorted((name, value) for name, value in values.items() if name in names)),
            values.get("as_of"),
            values.get("search", ""),
            values.get("ordering", listing.ordering),
            values.get("page_size", DEFAULT_PAGE_SIZE),
            values.get("cursor", ""),
            values.get("count", False),
        )
        return question, faults

    @property
    def listing(self) -> Listing:
        """The list that is asked about."""
        return LISTINGS[self.table]

    def filter(self, name: str) -> Any:
        """The value of one filter; None where it is not set."""
        return dict(self.filters).get(name)

    def query(self) -> str:
        """The query string that `read` turns into this question again."""
        return write(
            {
                **dict(self.filters),
                "as_of": self.as_of,
                "search": self.search,
                "ordering": self.ordering if self.ordering != self.listing.ordering else "",
                "page_size": self.page_size if self.page_size != DEFAULT_PAGE_SIZE else None,
                "cursor": self.cursor,
                "count": self.count or None,
            }
        )

    def at(self, cursor: str) -> ListQuestion:
        """The same question at another place in the list."""
        return replace(self, cursor=cursor)

    def whole(self) -> ListQuestion:
        """The same question without a page: what a download holds."""
        return replace(self, cursor="", page_size=DEFAULT_PAGE_SIZE, count=False)
