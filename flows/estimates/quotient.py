"""Computed ratios: one claim over another, with its interval and whether the two may be set side by side."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from flows.estimates.interval import Interval
from flows.records import Quantity, Shipment
from flows.vocabulary import Bound, CodedList, Term

DIFFERENCE = CodedList(
    "difference",
    "Why two claims are not comparable",
    "What differs between the two sides of a computed ratio, so that it is arithmetic and not a finding.",
    (
        Term("mixed_unit", "different units", "One side counts something else; no ratio is computed."),
        Term("mixed_stage", "different stages", "One side is further along than the other, as pledged and delivered."),
        Term("mixed_basis", "different bases", "The figures rest on different grounds, as capacity and a count."),
        Term("mixed_temporal", "different kinds of period", "One is a running total, the other is not."),
        Term("mixed_munition", "different munitions", "One side names another calibre or a wider class of munition."),
        Term("unquantified", "no figure", "At least one side gives no figure."),
        Term("open", "nothing between the bounds", "The bounds leave the ratio open at both ends."),
    ),
)
"""The reasons that a computed ratio can carry; ``comparable`` means that it carries none of the first six."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """One claim over another: the ratio as a bounded quantity, and the differences that stand against it.

    The ratio of "up to 4.8M" over "1M" is "up to 4.8"; of "at least 2.5M" over "up to 1M", "at least 2.5".
    It is arithmetic on two claims and never a claim itself: nobody stated it.
    """

    left: Shipment
    right: Shipment
    ratio: Quantity
    differences: tuple[str, ...]

    @property
    def comparable(self) -> bool:
        """Whether unit, stage, basis, kind of period and munition all match and both sides have figures."""
        return not set(self.differences) - {"open"}


def quotient(left: Shipment, right: Shipment) -> Quotient:
    """The left claim over the right one, with every difference between the two named."""
    differences = []
    if left.unit != right.unit:
        differences.append("mixed_unit")
    if left.stage != right.stage:
        differences.append("mixed_stage")
    if left.basis != right.basis:
        differences.append("mixed_basis")
    if left.temporal != right.temporal:
        differences.append("mixed_temporal")
    if left.munition != right.munition:
        differences.append("mixed_munition")
    if not left.quantity.figures or not right.quantity.figures:
        differences.append("unquantified")
    ratio = Quantity(Bound.UNQUANTIFIED) if left.unit != right.unit else divide(left.quantity, right.quantity)
    if ratio.bound == Bound.UNQUANTIFIED and "mixed_unit" not in differences and "unquantified" not in differences:
        differences.append("open")
    return Quotient(left, right, ratio, tuple(differences))


def divide(left: Quantity, right: Quantity) -> Quantity:
    """One stated quantity over another, to four significant digits, with a bound of its own.

    Unquantified where the bounds of the two leave the quotient open at both ends.
    """
    interval = Interval.of(left) / Interval.of(right)
    low, high = rounded(interval.low), rounded(interval.high)
    if low is None and high is None:
        return Quantity(Bound.UNQUANTIFIED)
    if high is None:
        return Quantity(Bound.AT_LEAST, low=low)
    if low is None:
        return Quantity(Bound.UP_TO, high=high)
    if low == high:
        exact = left.bound == Bound.EXACT and right.bound == Bound.EXACT
        return Quantity(Bound.EXACT if exact else Bound.ABOUT, point=low)
    return Quantity(Bound.BETWEEN, low=low, high=high)


def rounded(value: Decimal | None, digits: int = 4) -> Decimal | None:
    """A computed figure to so many significant digits; stated figures are never rounded."""
    if value is None or value == 0:
        return value
    short = round(value, digits - 1 - value.adjusted())
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short.normalize()
