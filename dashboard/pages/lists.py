"""One page of a list as a page prints it: the records, and the addresses of the pages around it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Generic, TypeVar

from flows.queries.listing import MOST_COUNTED, Place, page_of, place_of
from flows.questions import BadQuestion, Fault, ListQuestion
from flows.questions.parameters import Query
from flows.records import Rate, Shipment
from flows.vocabulary import CodedList
from flows.wording import grouped

ROWS = 25
"""How many rows a page of a list has; the API gives more at a time."""
Claim = TypeVar("Claim", bound=Shipment | Rate)
Record = TypeVar("Record")
Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a field: its code, its words, and whether it is the one asked for."""

    code: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """One field of a form: its parameter, its words, its choices, and the words for no choice where there may be."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    any: str = "any"


@dataclass(frozen=True, slots=True)
class Listed(Generic[Record]):
    """The records of one page of a list, the query strings of the pages around it, and where in the list it lies;
    ``asked`` is whether certain records or a later page were asked for."""

    records: Sequence[Record]
    next: str | None = None
    previous: str | None = None
    first: str | None = None
    place: str = ""
    asked: bool = False

    @property
    def unasked(self) -> bool:
        """Whether it is the beginning of all that there is: a page shows other things first."""
        return not self.asked


def page_or_faults(question: ListQuestion, sent: Query, rows: int = ROWS) -> tuple[Listed[Any], tuple[Fault, ...]]:
    """The page that a question asks for, of ``rows`` where the query that was sent names no size.

    Where a code or cursor does not exist, no records and the faults.
    """
    usual = not sent.get("page_size")
    paged = replace(question, page_size=rows) if usual else question
    try:
        found = page_of(paged)
    except BadQuestion as refusal:
        if any(fault.parameter == "cursor" for fault in refusal.faults):
            listed, faults = page_or_faults(replace(question, cursor=""), sent, rows)
            return listed, (*refusal.faults, *faults)
        return Listed((), asked=True), refusal.faults
    several = bool(found.records and (found.next or found.previous))
    return (
        Listed(
            found.records,
            question.at(found.next).query() if found.next else None,
            question.at(found.previous).query() if found.previous else None,
            question.at("").query() if found.previous else None,
            place_words(place_of(paged, found.records[0]), len(found.records), paged.page_size) if several else "",
            bool(question.filters or question.search or question.cursor),
        ),
        (),
    )


def place_words(place: Place, shown: int, size: int) -> str:
    """Where a page lies in its list: "26 to 50 of 84, page 2 of 4"; without numbers where these are not counted."""
    if place.before is None:
        return f"{shown} of very many"
    rows = f"{grouped(Decimal(place.before + 1))} to {grouped(Decimal(place.before + shown))}"
    if place.count is None:
        return f"{rows} of more than {grouped(Decimal(MOST_COUNTED))}"
    pages = -(-place.count // size)
    # The first page of those that were turned back to may be short, and the last too.
    number = -(-place.before // size) + 1
    return f"{rows} of {grouped(Decimal(place.count))}, page {min(number, pages)} of {pages}"


def answer_or_usual(
    compute: Callable[[Asked], Answer], question: Asked, usual: Callable[[], Iterable[Asked]], sent: Query
) -> tuple[Answer | None, tuple[Fault, ...]]:
    """The answer; where the question cannot be answered, that of the first of the usual ones that can, or None.

    With it what is wrong with the parameters that were sent: of one that was not, nothing is wrong.
    """
    try:
        return compute(question), ()
    except BadQuestion as refusal:
        faults = tuple(fault for fault in refusal.faults if sent.get(fault.parameter))
    for other in usual():
        with suppress(BadQuestion):
            return compute(other), faults
    return None, faults


def coded_choices(coded: CodedList, chosen: Sequence[str]) -> tuple[Choice, ...]:
    """The codes of a list as options of a field."""
    return tuple(Choice(term.code, term.label, term.code in chosen) for term in coded)


def with_chosen(claims: Sequence[Claim], chosen: Claim) -> tuple[Claim, ...]:
    """These claims, and at their end the chosen one where it is not among them."""
    return tuple(claims) if any(claim.code == chosen.code for claim in claims) else (*claims, chosen)


def options(question: ListQuestion, name: str, pairs: Sequence[tuple[str, str]]) -> tuple[Choice, ...]:
    """The options of one field, those that the question asks for marked as chosen."""
    asked_for = question.filter(name) or ()
    return tuple(Choice(code, words, code in asked_for) for code, words in pairs)


def named_choices(names: Mapping[str, str], chosen: Sequence[str]) -> tuple[Choice, ...]:
    """Names by code as options of a field; several codes that are chosen together are one option of their own, so that
    sending the form keeps them."""
    together = (
        (Choice(",".join(chosen), " or ".join(names.get(code, code) for code in chosen), True),)
        if len(chosen) > 1 or any(code not in names for code in chosen)
        else ()
    )
    return together + tuple(
        Choice(code, words, (code,) == tuple(chosen) and not together) for code, words in names.items()
    )
