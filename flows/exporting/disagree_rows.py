"""Who disagrees with whom as one table: a row for each two figures that stand beside each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flows.dictionary import computed
from flows.estimates.pairs import VERDICT, Figured, Pair
from flows.estimates.period import Period
from flows.exporting.addresses import claim_page
from flows.exporting.columns import Column, column_of
from flows.vocabulary import BOUND
from flows.wording import COMPUTED, between, quote

Row = tuple[str, str, Pair, str]
"""A pair with the table and the name of what it is about, and with its words."""


def _side(name: str) -> tuple[Any, ...]:
    return (
        computed(f"{name}", "code", f"Code of the {name} claim.", required=True),
        computed(f"{name}_claimant", "code", f"Code of the institution that asserts the {name} claim.", required=True),
        computed(f"{name}_bound", "coded", BOUND.meaning, of=BOUND, required=True),
        computed(f"{name}_low", "number", "Its floor; empty where unknown."),
        computed(f"{name}_point", "number", "Its one figure; empty where unknown."),
        computed(f"{name}_high", "number", "Its ceiling; empty where unknown."),
        computed(f"{name}_period", "text", "The time that it is about, in words; empty where unknown."),
        computed(f"{name}_claimed_on", "day", "The day on which it was stated.", required=True),
        computed(f"{name}_text", "text", "The phrase that may be quoted.", required=True),
        computed(f"{name}_url", "link", "Its page.", required=True),
    )


_FIELDS = (
    computed("about", "name", "The table of the two claims.", required=True),
    computed("thing", "text", "What both speak of, in words.", required=True),
    computed("verdict", "coded", VERDICT.meaning, of=VERDICT, required=True),
    computed("times_low", "number", "The least times that the left one holds the right one, whatever follows from it."),
    computed("times_high", "number", "The most times; empty where nothing bounds it, or where none is told."),
    computed("computed", "text", "That the size and the verdict were computed and nobody stated them.", required=True),
    computed("text", "text", "The two in words.", required=True),
    *_side("left"),
    *_side("right"),
)
HEADER: tuple[Column, ...] = tuple(map(column_of, _FIELDS))


def disagree_rows(pairs: Iterable[Row], site: str) -> Iterator[tuple[Any, ...]]:
    """The rows under `HEADER`, in the order given."""
    for table, name, pair, words in pairs:
        size = pair.size_digits
        ends = (size.low, size.high) if size else (None, None)
        sides = (*_values(pair.left, site), *_values(pair.right, site))
        yield (table, name, pair.verdict, *ends, COMPUTED, words, *sides)


def _values(claim: Figured, site: str) -> tuple[Any, ...]:
    quantity, period = claim.quantity, between(Period.of(claim))
    return (
        *(claim.code, claim.claimant, quantity.bound, quantity.low, quantity.point, quantity.high),
        *(period, claim.claimed_on, quote(claim, alone=True), claim_page(claim, site)),
    )
