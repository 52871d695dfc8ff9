"""Which rows belong to a further subject, as SQL conditions on the tables: whatever is asked of it is asked of these.

Note 1: no row says of what subject it is. A flow belongs where one of its ends is a side of the subject and its goods
are of the subject's munitions. What else belongs follows: the claims that it is computed from, is part of or replaces,
rates and context of its parties, ratios of its sides, the documents and claimants of all these, the events that its
sides took part in, the ways to their places. So one ledger serves every subject, and one claim may be of two.

Note 2: what a row that belongs refers to needs no condition of its own: a table of those in `REFERRED` has one only
where a statement begins with it. With one on each join, planning a list of a hundred claims took thirty times as long.
"""

# ruff: noqa: S608  # its SQL is made of names of tables and columns, and of codes, which have no quotes
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from flows.dictionary import CLAIM_TABLES, LISTED
from flows.subject import Scope

_TABLE = re.compile(r"\bflows_[a-z_]+\b")
_CLAIMS = tuple(f"flows_{LISTED[table].item.lower()}" for table in CLAIM_TABLES)
_DOCUMENTED = (*_CLAIMS, "flows_appearance", "flows_leg", "flows_event", "flows_place")
OWN = "_own"
EVERY = "every_"
"""What stands before the name of a table for all of its rows."""
REFERRED = frozenset(("flows_actor", "flows_munition", "flows_claimant", "flows_source", "flows_place"))
_AGAIN = re.compile(r'JOIN "(flows_(?:shipment|rate))" (T[0-9]+)\b')
_BEGINS = re.compile(r"\bFROM \"?(flows_[a-z_]+)")
_OVERLAPS = ("flows_actoroverlap", "flows_claimantoverlap")


@lru_cache(maxsize=16)
def conditions(found: Scope) -> dict[str, str]:
    """By table the condition that its rows meet that belong to a subject, each after those of the tables that it asks;
    by a name that ends in ``_own`` a query for the codes that several conditions ask.

    «table» in a condition stands for all rows of a table; a table without marks for those that belong.
    """
    sides, named = _codes(found.sides), _codes(found.named)
    goods = f"munition_id IN ({_codes(found.munitions)})" if found.munitions else "1 = 1"
    whole = f"(whole_munition_id IS NULL OR whole_{goods})" if found.munitions else "1 = 1"
    of_party = "actor_id IN (SELECT code FROM flows_party_own)"
    actors = {
        "flows_shipment": ("supplier_id", "recipient_id"),
        "flows_rate": ("actor_id",),
        "flows_ratio": ("favours_id", "over_id"),
        "flows_indicator": ("actor_id", "whole_of_id"),
        "flows_claimant": ("actor_id",),
        "flows_place": ("actor_id",),
        "flows_event_actors": ("actor_id",),
        "flows_story": tuple(f"{side}_{party}_id" for side in ("left", "right") for party in ("supplier", "recipient")),
    }
    munitions = {
        "flows_shipment": ("munition_id",),
        "flows_rate": ("munition_id",),
        "flows_indicator": ("whole_munition_id",),
        "flows_story": ("left_munition_id", "right_munition_id"),
    }
    ends = {"flows_leg": ("from_place_id", "to_place_id")}
    places = {**ends, **dict.fromkeys(("flows_event", "flows_rate", "flows_ratio"), ("place_id",))}
    both = "{0}_id IN (SELECT code FROM flows_{0}) AND overlaps_id IN (SELECT code FROM flows_{0})"
    own = " UNION ALL ".join(f"SELECT code FROM {table}" for table in _CLAIMS)
    return {
        "flows_shipment_own": _with_earlier(
            "flows_shipment",
            f"(supplier_id IN ({sides}) OR recipient_id IN ({sides})) AND {goods}",
            ("derived_from_id", "part_of_id", "supersedes_id"),
        ),
        "flows_shipment": "code IN (SELECT code FROM flows_shipment_own)",
        "flows_party_own": (
            f"SELECT code FROM «flows_actor» a WHERE code IN ({named}) "
            f"UNION {_union({'flows_shipment': ('supplier_id', 'recipient_id')})}"
        ),
        "flows_rate_own": _with_earlier("flows_rate", f"{of_party} AND {goods}", ("supersedes_id",)),
        "flows_rate": "code IN (SELECT code FROM flows_rate_own)",
        "flows_ratio": f"(favours_id IN ({sides}) OR over_id IN ({sides}))",
        "flows_indicator": f"{of_party} AND {whole}",
        "flows_leg": (
            "route_id IN (SELECT l.route_id FROM «flows_leg» l JOIN «flows_place» p "
            f"ON p.code = l.from_place_id OR p.code = l.to_place_id WHERE p.actor_id IN ({sides}))"
        ),
        "flows_route": "code IN (SELECT route_id FROM flows_leg)",
        "flows_event": f"code IN (SELECT event_id FROM «flows_event_actors» a WHERE actor_id IN ({sides}))",
        "flows_event_actors": "event_id IN (SELECT code FROM flows_event)",
        "flows_place": (
            f"code IN (SELECT code FROM «flows_place» p WHERE actor_id IN ({sides}) UNION {_union(places)})"
        ),
        "flows_claimant": f"code IN ({_union(dict.fromkeys(_CLAIMS, ('claimant_id',)))})",
        "flows_story": f"subject_id = '{found.code}'",
        "flows_actor": f"code IN ({_with_above('flows_actor', 'part_of_id', _union(actors), found.named)})",
        "flows_munition": f"code IN ({_with_above('flows_munition', 'parent_id', _union(munitions), found.munitions)})",
        "flows_actoroverlap": both.format("actor"),
        "flows_claimantoverlap": both.format("claimant"),
        "flows_appearance": f"claim IN ({own})",
        "flows_source": f"code IN ({_union(dict.fromkeys((*_DOCUMENTED, *_OVERLAPS), ('source_id',)))})",
        "flows_othername": "("
        + " OR ".join(
            f"{one}_id IN (SELECT code FROM flows_{one})" for one in ("actor", "munition", "claimant", "place")
        )
        + ")",
        "flows_evidencecheck": f"claim IN ({own})",
        "flows_subject": f"code = '{found.code}'",
        "flows_key_own": " UNION ALL ".join(_keys()),
        "flows_revision": "(kind, code) IN (SELECT kind, code FROM flows_key_own)",
    }


def with_every_joined_again(sql: str) -> tuple[str, frozenset[str]]:
    """The statement with every row of a table where it joins it to itself, and these tables: what a claim is computed
    from belongs with it, and what has replaced one has done so whatever the subject."""
    tables = frozenset(table for table, _ in _AGAIN.findall(sql))
    return _AGAIN.sub(rf'JOIN "{EVERY}\1" \2', sql), tables


def limited(sql: str) -> frozenset[str]:
    """The tables of which a statement is to see only the rows that belong."""
    return frozenset(_TABLE.findall(sql)) - (REFERRED - frozenset(_BEGINS.findall(sql)))


def belonging(found: Scope, named: frozenset[str], all_of: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    """These tables and those that decide what belongs in them, with their conditions, in order.

    ``all_of`` gives a table of all rows as SQL in brackets, to stand for one.
    """
    every = conditions(found)
    needed, more = frozenset[str](), named & every.keys()
    while more:
        needed |= more
        more = frozenset(each for table in more for each in _asked(every[table])) & every.keys() - needed
    for table, condition in every.items():
        if table in needed:
            yield table, re.sub("«([a-z_]+)»", lambda marked: all_of(marked[1]), condition)


def _asked(condition: str) -> set[str]:
    return set(_TABLE.findall(re.sub("«[a-z_]+»", "", condition)))


def _keys() -> Iterator[str]:
    return (f"SELECT '{name}' AS kind, code FROM flows_{table.item.lower()}" for name, table in LISTED.items())


def _codes(codes: Iterable[str]) -> str:
    return ", ".join(f"'{code}'" for code in sorted(codes)) or "NULL"


def _union(columns: Mapping[str, tuple[str, ...]]) -> str:
    return " UNION ".join(
        f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL"
        for table, several in columns.items()
        for column in several
    )


def _with_earlier(table: str, condition: str, columns: tuple[str, ...]) -> str:
    """The claims that meet a condition, and those that they refer to by these columns, at any remove: the figure of one
    is told with that of the claim that it is computed from."""
    numbered = " UNION ".join(f"SELECT {number} AS n" for number in range(len(columns)))
    one = " ".join(f"WHEN {number} THEN t.{column}" for number, column in enumerate(columns))
    # As text: PostgreSQL wants the two parts of a recursion to be of one type, and columns differ in their lengths.
    return (
        f"WITH RECURSIVE up(code) AS (SELECT CAST(code AS text) FROM «{table}» b WHERE {condition} "
        f"UNION SELECT CAST(CASE n.n {one} END AS text) FROM up JOIN «{table}» t ON t.code = up.code "
        f"CROSS JOIN ({numbered}) n) SELECT code FROM up WHERE code IS NOT NULL"
    )


def _with_above(table: str, above: str, some: str, besides: frozenset[str]) -> str:
    """The codes that ``some`` selects, those besides, and everything above them in the tree of the table."""
    also = f" UNION SELECT code FROM «{table}» b WHERE code IN ({_codes(besides)})" if besides else ""
    return (
        f"WITH RECURSIVE up(code) AS (SELECT CAST(code AS text) FROM «{table}» s WHERE code IN ({some}{also}) "
        f"UNION SELECT CAST(t.{above} AS text) FROM «{table}» t JOIN up ON t.code = up.code "
        f"WHERE t.{above} IS NOT NULL) SELECT code FROM up"
    )
