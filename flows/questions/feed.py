"""The question of a feed: which claims it tells of, by every filter that their lists take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flows.dictionary import CLAIM_TABLES, LISTED
from flows.questions.flow import Flow, flow_parameter
from flows.questions.listing import LISTINGS, ListQuestion
from flows.questions.parameters import (
    BadQuestion,
    Fault,
    Parameter,
    Query,
    code,
    one_of,
    parse_query,
    record_code,
    write,
)
from flows.questions.search import Q

_OF_NOW = "a feed is of now and goes on: of a past day or moment ask the list or the page"
_IN_ORDER = "a feed is in the order of what happened, the newest first"
_WHOLE = "a feed holds the last of what happened, the newest first; its pages are linked from one another"
_GOES_ON = "a feed is of now and goes on: what changed between two days is told by /changes/feed.atom"
_NOT_OF_A_FEED = {
    "as_of": _OF_NOW,
    "recorded": _OF_NOW,
    "ordering": _IN_ORDER,
    "page_size": _WHOLE,
    "cursor": _WHOLE,
    "count": _WHOLE,
    "from": _GOES_ON,
    "to": _GOES_ON,
    "clock": _GOES_ON,
}
"""What lists or the page of changes take and a feed does not, with the reason: it is of now, the newest first."""
_NUMBER = re.compile(r"[0-9]{1,18}")


def _number(value: str) -> int:
    if not _NUMBER.fullmatch(value):
        raise ValueError(f"{value[:40]!r} is no place in a feed: take it from the link to the next page")
    return int(value)


TABLE = one_of("table", "Only claims of this list. Without it, of all that take the other filters.", CLAIM_TABLES)
PARTY = code("party", "Claims about this party, on whichever side.", "actors")
FLOW = flow_parameter(
    "flow", "Only this flow, with all that is under its munition: supplier/recipient/munition.", "@flow"
)
BEFORE = Parameter("before", "Where a page begins: taken from the link to the next page, never made by hand.", _number)
CLAIM = Parameter("claim", "What happens to one claim, and what replaces it.", record_code, "code", example="")
_OWN = {parameter.name: parameter for parameter in (TABLE, PARTY, FLOW, CLAIM, Q, BEFORE)}
_OF_LISTS = {
    name: [parameter for parameter in LISTINGS[name].parameters if parameter.name not in _NOT_OF_A_FEED]
    for name in CLAIM_TABLES
}


@dataclass(frozen=True, slots=True)
class FeedQuestion:
    """The lists whose changes a feed tells, each with its filters; none is all that happens.

    ``before`` is the number of the write with which the page before this one ended; None begins with the newest.
    ``parties`` are those that a claim has to be about, ``claim`` is the only one or
    the one that is replaced, ``q`` the words that the search of the site has to find in it, ``asked`` what the address
    named, by name.
    """

    lists: tuple[ListQuestion, ...] = ()
    parties: tuple[str, ...] = ()
    claim: str = ""
    q: str = ""
    asked: tuple[tuple[str, Any], ...] = ()
    before: int | None = None

    @classmethod
    def read(cls, query: Query) -> FeedQuestion:
        """The question of a query string; BadQuestion with every fault."""
        faults = tuple(_unknown(query))
        own, own_faults = parse_query(_OWN.values(), {name: query[name] for name in query if name in _OWN})
        flow: Flow | None = own.get("flow")
        rest = {name: values for name, values in query.items() if name not in _OWN}
        if faults or own_faults:
            raise BadQuestion(*faults, *own_faults)
        rest = {name: values for name, values in rest.items() if any(value.strip() for value in values)}
        before = own.pop(BEFORE.name, None)
        if flow is not None:
            twice = sorted({"supplier", "recipient", "within"} & rest.keys())
            if twice:
                raise BadQuestion(*(_named_twice(name, rest[name]) for name in twice))
            rest |= {"supplier": [flow.supplier], "recipient": [flow.recipient], "within": [flow.munition]}
        if not rest and not own:
            return cls(before=before)
        tables = (own["table"],) if "table" in own else CLAIM_TABLES
        lists, given = _lists(tables, rest)
        named = {**own, **given} if flow is None else own | {n: given[n] for n in given if n not in _OF_FLOW}
        told = tuple(sorted(named.items()))
        return cls(lists, own.get("party", ()), own.get("claim", ""), own.get("q", ""), told, before)

    def query(self) -> str:
        """The query string that `read` turns into this question again, without the place in the feed."""
        return write(dict(self.asked))

    def page(self, before: int | None) -> str:
        """The query string of the page that goes on after this write; of the first page for None."""
        return write({**dict(self.asked), BEFORE.name: before})

    def words(self) -> str:
        """What is asked in words: "supplier kp, stage delivered or shipped"; empty where nothing is."""
        return ", ".join(f"{_CALLED.get(name, name.replace('_', ' '))} {_spelled(value)}" for name, value in self.asked)


EVERYTHING = FeedQuestion()
"""Whatever happens to any claim, and to what claims refer to."""
_OF_FLOW = ("supplier", "recipient", "within")
_CALLED = {"q": "words"}
"""What parameters are called in words, where not by their names."""


def of_list(question: ListQuestion) -> FeedQuestion:
    """What happens to the claims of a list, whatever day and place in it a page shows."""
    asked = {**dict(question.filters), "table": question.table, "search": question.search, "grade": question.grade}
    return told(**asked)


def told(**asked: Any) -> FeedQuestion:
    """The feed of some values by the names of their parameters; those that are empty are not asked for."""
    return FeedQuestion(
        asked=tuple(sorted((name, value) for name, value in asked.items() if value not in (None, "", ())))
    )


def sides_of(table: str) -> tuple[str, ...]:
    """The fields of a table of claims by which a claim is about a party."""
    return tuple(field.field for field in LISTED[table].fields if field.reference == "actors")


def _lists(tables: tuple[str, ...], query: Query) -> tuple[tuple[ListQuestion, ...], dict[str, Any]]:
    """The lists that take everything that is asked, and the values; BadQuestion where none does."""
    found: list[ListQuestion] = []
    given: dict[str, Any] = {}
    refused: list[tuple[Fault, ...]] = []
    for table in tables:
        question, faults = ListQuestion.read(table, query)
        if faults:
            refused.append(faults)
            continue
        found.append(question)
        given, _ = parse_query(_OF_LISTS[table], query)
    if not found:
        raise BadQuestion(*_why_none(tables, query, refused))
    return tuple(found), given


def _why_none(tables: tuple[str, ...], query: Query, refused: list[tuple[Fault, ...]]) -> Iterator[Fault]:
    """What is wrong with the values in the list that knows all names; else that no list takes these together."""
    names = [{parameter.name for parameter in _OF_LISTS[table]} for table in tables]
    values = [faults for faults, known in zip(refused, names, strict=True) if query.keys() <= known]
    if values:
        yield from min(values, key=len)
        return
    every = frozenset[str]().union(*names)
    for name in sorted(query):
        takers = [table for table, known in zip(tables, names, strict=True) if name in known]
        told = f"the list of {' or '.join(takers or tables)} {'alone takes it' if takers else 'does not take it'}"
        message = f"{name}: {told}, and no list takes all that is asked"
        yield Fault(name, ",".join(query[name]), message, tuple(sorted(every - {name})))


def _unknown(query: Query) -> Iterator[Fault]:
    every: dict[str, Parameter] = {p.name: p for parameters in _OF_LISTS.values() for p in parameters}
    every |= _OWN
    for name in query:
        if reason := _NOT_OF_A_FEED.get(name):
            yield Fault(name, ",".join(query[name]), f"{name}: {reason}", tuple(sorted(every)))
        elif name not in every:
            _, faults = parse_query(every.values(), {name: query[name]})
            yield from faults


def _named_twice(name: str, values: Any) -> Fault:
    return Fault(name, ",".join(values), f"{name}: the flow names it already; leave one of them out", ("flow", name))


def _spelled(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return " or ".join(map(str, value)) if isinstance(value, tuple) else str(value)
