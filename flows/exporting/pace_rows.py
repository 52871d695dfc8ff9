"""The paces of a flow as one table: a row for each pace, for each stated rate beside it, and for each refused pair."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flows.dictionary import computed
from flows.estimates.interval import Interval
from flows.estimates.pace import PACE_REFUSAL, Beside, PaceRow, Refused
from flows.estimates.period import Period
from flows.exporting.addresses import claim_page
from flows.exporting.columns import Column, column_of
from flows.vocabulary import BASIS, CodedList, Term
from flows.wording import COMPUTED, between, quote, quote_pace

ENTRY = CodedList(
    "pace_entry",
    "What a row is",
    "Whether a row is a pace that was computed, a stated rate beside it, or a pair without a pace.",
    (
        Term("pace", "pace", "Computed from two running totals of one claimant; nobody stated it."),
        Term("beside", "beside", "A stated rate of fire or production of about the time of the pace above it."),
        Term("refused", "refused", "Two claims of which the one is not taken from the other."),
    ),
)
_FIELDS = (
    computed("entry", "coded", ENTRY.meaning, of=ENTRY, required=True),
    computed(
        "computed",
        "text",
        "That the figures were computed and nobody stated them; empty for figures a day that were stated.",
    ),
    computed("claim", "code", "Code of the later running total, or of the rate.", required=True),
    computed("less", "code", "Code of the earlier running total, which is taken from it."),
    computed("beside", "code", "Of a rate: code of the later running total of the pace that it stands beside."),
    computed("claimant", "code", "Code of the institution that asserts.", required=True),
    computed("munition", "code", "Code of the kind of thing.", required=True),
    computed("basis", "coded", BASIS.meaning, of=BASIS),
    computed("low", "number", "The least a day; empty where unknown."),
    computed("high", "number", "The most a day; empty where unknown."),
    computed("days", "whole", "How many days lie between the two totals."),
    computed("period_start", "day", "The first day of the time; empty where it was not stated."),
    computed("period_end", "day", "The last day of the time; empty where it was not stated."),
    computed("period", "text", "That time in words."),
    computed("reasons", "text", f"{PACE_REFUSAL.meaning} Codes, parted by spaces."),
    computed("text", "text", "The phrase that may be quoted.", required=True),
    computed("url", "link", "The page of the claim.", required=True),
)
HEADER: tuple[Column, ...] = tuple(map(column_of, _FIELDS))


def pace_rows(found: Iterable[PaceRow | Refused], site: str) -> Iterator[tuple[Any, ...]]:
    """The rows under `HEADER`: each pace with what stands beside it, and each pair without one."""
    for each in found:
        if isinstance(each, Refused):
            yield _none(each, site)
            continue
        yield _pace(each, site)
        for rate in each.beside:
            yield _rate(rate, each, site)


def _pace(row: PaceRow, site: str) -> tuple[Any, ...]:
    pace, later = row.pace, row.pace.growth.later
    ends = pace.per_day or Interval(None, None)
    return (
        *("pace", COMPUTED, later.code, pace.growth.earlier.code, None, later.claimant, later.munition, later.basis),
        *(ends.low, ends.high, pace.days, *_time(pace.growth.period)),
        *("", quote_pace(pace), claim_page(later, site)),
    )


def _rate(each: Beside, row: PaceRow, site: str) -> tuple[Any, ...]:
    rate = each.rate
    return (
        *(
            "beside",
            COMPUTED if each.computed else "",
            rate.code,
            None,
            row.pace.growth.later.code,
            rate.claimant,
            rate.munition,
            None,
        ),
        *(each.per_day.low, each.per_day.high, None, *_time(Period.of(rate))),
        *("", quote(rate), claim_page(rate, site)),
    )


def _none(pair: Refused, site: str) -> tuple[Any, ...]:
    later = pair.later
    return (
        *("refused", "", later.code, pair.earlier.code, None, later.claimant, later.munition, later.basis),
        *(None, None, None, *_time(Period.of(later))),
        *(" ".join(pair.reasons), quote(later, alone=True), claim_page(later, site)),
    )


def _time(period: Period) -> tuple[Any, ...]:
    return period.start, period.end, between(period)
