"""Questions about a whole table: filters, order, page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from flows.dictionary import LISTED, Field, Table
from flows.questions.parameters import (
    AS_OF,
    GRADE,
    MODIFIED_SINCE,
    Fault,
    Parameter,
    Query,
    a_day,
    code,
    coded,
    one_of,
    parse_query,
    truth,
    whole,
    with_moment,
    words,
    write,
)
from flows.vocabulary import Reliability

DEFAULT_PAGE_SIZE = 100
LARGEST_PAGE = 500

_SEARCH = words("search", "Words to find in the text of a record, all of them, in any order.", example="@words")
_PAGE_SIZE = whole("page_size", f"Records a page, at most {LARGEST_PAGE}.", 1, LARGEST_PAGE)
_CURSOR = words("cursor", "Where a page begins: taken from next or previous, never made by hand.")
_COUNT = truth("count", "Whether to count all matching records; costs a second query.")
_CLAIMED = (
    a_day("claimed_after", "Only claims stated on or after this day."),
    a_day("claimed_before", "Only claims stated on or before this day."),
)
_WITHIN = code("within", "This kind of thing and all that is under it in the tree.", "munitions")
_CURRENT = truth("current", "true: only claims that stand on the day; false: only those that do not.")


@dataclass(frozen=True, slots=True)
class Listing:
    """One list: its name, what its records are, the parameters it takes, the orders it can be put in.

    ``graded`` says that its records are claims or publications, of which those of a grade or better can be asked for.
    """

    name: str
    meaning: str
    filters: tuple[Parameter, ...]
    orderings: tuple[str, ...]
    ordering: str
    graded: bool

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every parameter that the list takes, filters first."""
        both = tuple(sign + field for field in self.orderings for sign in ("", "-"))
        order = one_of("ordering", "The order of the records; a leading hyphen turns it round.", both)
        grade = (GRADE,) if self.graded else ()
        return with_moment((*self.filters, AS_OF, _SEARCH, order, _PAGE_SIZE, _CURSOR, _COUNT, *grade, MODIFIED_SINCE))


def _parameter(field: Field) -> Parameter:
    """The parameter that lists are filtered by one field with."""
    if field.coded_list:
        return coded(field.name, field.coded_list)
    if field.reference:
        return code(field.filter, field.meaning, field.reference)
    return words(field.name, field.meaning, example="@measure" if field.kind == "name" else "")


def _filters(table: Table) -> Iterator[Parameter]:
    for field in (*table.fields, *(table.parts.fields if table.parts else ())):
        if field.filtered:
            yield _parameter(field)
        if field.filtered and field.name == "munition":
            yield _WITHIN
    if table.claims:
        yield from _CLAIMED
    else:
        yield code("code", "These records alone.", table.name)
    if "supersedes" in table.by_name:
        yield _CURRENT


def _listing(table: Table) -> Listing:
    orderings = tuple(dict.fromkeys((table.order.removeprefix("-"), "code")))
    graded = "reliability" in table.by_name
    return Listing(table.name, table.meaning, tuple(_filters(table)), orderings, table.order, graded)


LISTINGS = {name: _listing(table) for name, table in LISTED.items()}
"""Every list of records, by name."""


def _period_faults(values: dict[str, Any]) -> tuple[Fault, ...]:
    """What is wrong with the days between which claims are asked for; the last of two in the wrong order is dropped."""
    first, last = values.get("claimed_after"), values.get("claimed_before")
    if first is None or last is None or first <= last:
        return ()
    del values["claimed_before"]
    message = f"claimed_before: {last} lies before claimed_after, {first}: take {first} or a later day"
    return (Fault("claimed_before", last.isoformat(), message),)


@dataclass(frozen=True, slots=True)
class ListQuestion:
    """One page of one list: filters as sorted pairs of name and values, the day, the order, the place in it,
    the least grade, the moment after which records were written."""

    table: str
    filters: tuple[tuple[str, Any], ...] = ()
    as_of: date | None = None
    search: str = ""
    ordering: str = ""
    page_size: int = DEFAULT_PAGE_SIZE
    cursor: str = ""
    count: bool = False
    grade: Reliability | None = None
    modified_since: datetime | None = None

    @classmethod
    def read(cls, table: str, query: Query) -> tuple[ListQuestion, tuple[Fault, ...]]:
        """The question of a query string about one table, and the faults that were left out of it."""
        listing = LISTINGS[table]
        values, faults = parse_query(listing.parameters, query)
        faults += _period_faults(values)
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
            values.get("grade"),
            values.get("modified_since"),
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
                "grade": self.grade,
                "modified_since": self.modified_since,
            }
        )

    def at(self, cursor: str) -> ListQuestion:
        """The same question at another place in the list."""
        return replace(self, cursor=cursor)

    def whole(self) -> ListQuestion:
        """The same question without a page: what a download holds."""
        return replace(self, cursor="", page_size=DEFAULT_PAGE_SIZE, count=False)
