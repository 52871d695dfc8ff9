"""A sum that is right, as its parts: each begins where the one before ended, and the sum stands below them.

The parts are claims, so each is named by claimant, amount and time; the table beside the picture has their links.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from dashboard.charts.computed import Row, Rows, added
from dashboard.charts.computed_rows import draw_computed
from dashboard.charts.marks import side_of
from flows.estimates.interval import Interval
from flows.estimates.period import Period
from flows.estimates.totals import Total
from flows.records import Shipment
from flows.vocabulary import UNIT
from flows.wording import COMPUTED, bounded, label, short

MOST_PARTS = 24
"""Of more parts than this no picture is drawn: the table has them all."""


@dataclass(frozen=True, slots=True)
class SumParts:
    """A sum as its parts: what it is the sum of, the picture in both layouts, none of very many parts, and the parts in
    the order drawn."""

    name: str
    drawings: tuple[str, ...]
    parts: tuple[Shipment, ...]


def sum_parts(total: Total, slug: str, of: str = "") -> SumParts | None:
    """The parts of a sum by their time, drawn on one scale; None where there is nothing to add. ``slug`` is its anchor,
    and ``of`` what tells it from other sums of its page, as "Sender, 2023"."""
    if len(total.claims) < 2:
        return None
    parts = in_order(total.claims)
    name = f"the parts of the sum{f' of {of}' if of else ''}"
    if len(parts) > MOST_PARTS:
        return SumParts(name, (), parts)
    unit = UNIT.label(parts[0].unit)
    recipients = {claim.recipient for claim in parts}
    side = side_of(recipients.pop()) if len(recipients) == 1 else "neutral"
    title = f"The sum of {len(parts)} claims as its parts: {COMPUTED}"
    shown = Rows(slug, title, f"{unit}, computed", side, rows_of(total))
    return SumParts(name, (draw_computed(shown, "wide"), draw_computed(shown, "narrow")), parts)


def in_order(claims: Iterable[Shipment]) -> tuple[Shipment, ...]:
    """The parts by the time that they are about, then by whom."""
    return tuple(sorted(claims, key=lambda claim: (Period.of(claim).start or claim.claimed_on, claim.code)))


def rows_of(total: Total) -> tuple[Row, ...]:
    """A row for each part from where the one before ended, at its ceiling or where it has none its floor; then the sum
    from nothing."""
    rows: list[Row] = []
    at = Decimal(0)
    for claim in in_order(total.claims):
        interval = Interval.of(claim.quantity)
        low, high = interval.low or Decimal(0), interval.high
        name = label(claim, UNIT.label(claim.unit))
        goods = f"{claim.munition_plural}, {claim.supplier_name} to {claim.recipient_name}"
        weak = (claim.is_weak, claim.is_weak)
        rows.append(added(name, goods, at, low, high, hatched=claim.basis.is_capacity, weak=weak))
        at += low if high is None else high
    quantity, whole = total.quantity, Interval.of(total.quantity)
    words = f"Together, {bounded(quantity, short)} {UNIT.label(total.claims[0].unit)}"
    weak = (any(claim.is_weak for claim in total.claims),) * 2
    return (*rows, added(words, COMPUTED, Decimal(0), whole.low or Decimal(0), whole.high, weak=weak))
