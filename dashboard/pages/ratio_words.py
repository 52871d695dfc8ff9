"""Computed ratios in words: two significant digits, since what they are made of has no more."""

from __future__ import annotations

from decimal import Decimal

from flows.estimates.quotient import rounded
from flows.records import Quantity
from flows.wording import to_one

DIGITS = 2


def computed_to_one(ratio: Quantity) -> str:
    """A computed ratio with its bound: "up to 4.8 to 1", "about 14 to 1". Stated ratios are never rounded."""
    return to_one(shortened(ratio))


def shortened(ratio: Quantity) -> Quantity:
    """A computed ratio with each of its figures to two significant digits."""
    return Quantity(ratio.bound, _short(ratio.low), _short(ratio.point), _short(ratio.high))


def _short(value: Decimal | None) -> Decimal | None:
    return rounded(value, DIGITS)
