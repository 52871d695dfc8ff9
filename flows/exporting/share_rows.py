"""The shares of a supplier as one table: a row for each that was stated, for each that follows, for each refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flows.dictionary import computed
from flows.estimates.period import Period
from flows.estimates.share import SHARE_REFUSAL, Shares
from flows.exporting.addresses import claim_page
from flows.exporting.columns import Column, column_of
from flows.records import AnyClaim, Indicator
from flows.vocabulary import BASIS, BOUND, CodedList, Term
from flows.wording import COMPUTED, between, quote, quote_share

ENTRY = CodedList(
    "share_entry",
    "What a row is",
    "Whether a share was stated, follows from two claims, or does not follow.",
    (
        Term("stated", "stated", "A share that somebody stated."),
        Term("computed", "computed", "A supply over a rate of fire; nobody stated it."),
        Term("refused", "refused", "A claim about supply of which no share follows."),
    ),
)
_FIELDS = (
    computed("entry", "coded", ENTRY.meaning, of=ENTRY, required=True),
    computed("computed", "text", "That the share was computed and nobody stated it; empty for a claim."),
    computed("claim", "code", "Code of the stated share, or of the claim about supply.", required=True),
    computed("rate", "code", "Of a computed share: code of the rate of fire."),
    computed("claimant", "code", "Code of the institution that asserts.", required=True),
    computed("measured", "text", "Of a stated share: what it is a share of."),
    computed("basis", "coded", BASIS.meaning, of=BASIS),
    computed("bound", "coded", BOUND.meaning, of=BOUND),
    computed("low", "number", "The least, in percent; empty where unknown."),
    computed("point", "number", "The one figure, in percent; empty where unknown."),
    computed("high", "number", "The most, in percent; empty where unknown."),
    computed("period_start", "day", "The first day of what the claim is about; empty where it was not stated."),
    computed("period_end", "day", "The last day of what the claim is about; empty where it was not stated."),
    computed("period", "text", "That time in words."),
    computed("rate_period", "text", "Of a computed share: the time of the rate of fire in words."),
    computed("claimed_on", "day", "The day on which the claim was stated.", required=True),
    computed("reasons", "text", f"{SHARE_REFUSAL.meaning} Codes, parted by spaces."),
    computed("text", "text", "The phrase that may be quoted.", required=True),
    computed("url", "link", "The page of the claim.", required=True),
)
HEADER: tuple[Column, ...] = tuple(map(column_of, _FIELDS))


def share_rows(stated: Iterable[Indicator], shares: Shares, site: str) -> Iterator[tuple[Any, ...]]:
    """The rows under `HEADER`: what was stated, then what follows, then what does not."""
    for said in stated:
        yield (
            *("stated", "", said.code, None, said.claimant, said.measured, None),
            *_figures(said.quantity),
            *_times(said, ""),
            *("", quote(said), claim_page(said, site)),
        )
    for share in shares.computed:
        supply = share.supply
        yield (
            *("computed", COMPUTED, supply.code, share.rate.code, supply.claimant, "", supply.basis),
            *_figures(share.quantity),
            *_times(supply, between(share.periods[1])),
            *("", quote_share(share), claim_page(supply, site)),
        )
    for none in shares.refused:
        supply = none.supply
        yield (
            *("refused", "", supply.code, None, supply.claimant, "", supply.basis),
            *(None, None, None, None),
            *_times(supply, ""),
            *(" ".join(none.reasons), quote(supply, alone=True), claim_page(supply, site)),
        )


def _figures(quantity: Any) -> tuple[Any, ...]:
    return quantity.bound, quantity.low, quantity.point, quantity.high


def _times(claim: AnyClaim, rate: str) -> tuple[Any, ...]:
    period = Period.of(claim)
    return period.start, period.end, between(period), rate, claim.claimed_on
