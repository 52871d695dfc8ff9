"""Computed ratios: one claim over another, with its interval and whether the two may be set side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Context, Decimal

from flows.estimates.interval import Interval, as_quantity
from flows.estimates.nesting import Nesting
from flows.estimates.period import Period, alike
from flows.records import Quantity, Shipment
from flows.vocabulary import Bound, Difference
from flows.vocabulary.code import closed_list

DIFFERENCE = closed_list(
    "difference",
    "Why two claims are not comparable",
    "What differs between the two sides of a computed ratio, so that it is arithmetic and not a finding.",
    Difference,
)
"""The reasons that a computed ratio can carry; ``comparable`` means that it carries none that bars."""
DIGITS = 4
"""The significant digits of a computed figure."""
_EXACT = Context(prec=24)


@dataclass(frozen=True, slots=True)
class Quotient:
    """One claim over another: the ratio as a bounded quantity, and the differences that stand against it.

    The ratio of "up to 4.8M" over "1M" is "up to 4.8"; of "at least 2.5M" over "up to 1M", "at least 2.5".
    It is arithmetic on two claims and never a claim itself: nobody stated it.
    """

    left: Shipment
    right: Shipment
    ratio: Quantity
    differences: tuple[Difference, ...]

    @property
    def comparable(self) -> bool:
        """Whether unit, stage, basis, kind of period, munition and time match, no goods are on both sides, and both
        sides have figures."""
        return not any(difference.bars for difference in self.differences)

    @property
    def periods(self) -> tuple[Period, Period]:
        """What the left claim is about, and the right one."""
        return Period.of(self.left), Period.of(self.right)


def quotient(left: Shipment, right: Shipment, relations: Nesting) -> Quotient:
    """The left claim over the right one, with every difference between the two named."""
    ratio = Quantity(Bound.UNQUANTIFIED) if left.unit != right.unit else divide(left.quantity, right.quantity)
    found = [*_of_records(left, right), *_of_times(left, right), *_of_goods(left, right, relations)]
    if not left.quantity.figures or not right.quantity.figures:
        found.append(Difference.UNQUANTIFIED)
    elif ratio.bound == Bound.UNQUANTIFIED and left.unit == right.unit:
        found.append(Difference.OPEN)
    return Quotient(left, right, ratio, tuple(found))


def comparable_first(pairs: Iterable[Quotient]) -> tuple[Quotient, ...]:
    """The pairs that are comparable, then the others; each in their order here."""
    return tuple(sorted(pairs, key=lambda pair: not pair.comparable))


def _of_records(left: Shipment, right: Shipment) -> Iterator[Difference]:
    if left.unit != right.unit:
        yield Difference.MIXED_UNIT
    if left.stage != right.stage:
        yield Difference.MIXED_STAGE
    if left.basis != right.basis:
        yield Difference.MIXED_BASIS
    if left.temporal != right.temporal:
        yield Difference.MIXED_TEMPORAL
    if left.munition != right.munition:
        yield Difference.MIXED_MUNITION


def _of_times(left: Shipment, right: Shipment) -> Iterator[Difference]:
    one, other = Period.of(left), Period.of(right)
    if not one.is_known or not other.is_known:
        yield Difference.UNKNOWN_PERIOD
    elif not alike(one, other):
        yield Difference.DIFFERENT_PERIODS


def _of_goods(left: Shipment, right: Shipment, relations: Nesting) -> Iterator[Difference]:
    if relations.same_goods(left, right):
        yield Difference.SAME_FLOW if left.supplier == right.supplier else Difference.OVERLAPPING_SUPPLIERS


def divide(left: Quantity, right: Quantity) -> Quantity:
    """One stated quantity over another, to four significant digits, with a bound of its own.

    Unquantified where the bounds of the two leave the quotient open at both ends.
    """
    exact = left.bound == Bound.EXACT and right.bound == Bound.EXACT
    return shortened(as_quantity(Interval.of(left) / Interval.of(right), exact=exact))


def shortened(quantity: Quantity, digits: int = DIGITS) -> Quantity:
    """A computed quantity with each figure to so many significant digits, its ends outward.

    A point is the nearest, and "exactly" becomes "about" where rounding moved it.
    """
    low, high = rounded(quantity.low, digits, ROUND_FLOOR), rounded(quantity.high, digits, ROUND_CEILING)
    point = rounded(quantity.point, digits)
    moved = quantity.bound == Bound.EXACT and point != quantity.point
    return Quantity(Bound.ABOUT if moved else quantity.bound, low, point, high, quantity.words)


def outward(interval: Interval, digits: int = DIGITS) -> Interval:
    """A computed interval with each end to so many significant digits, so that nothing in it is lost.

    0.142857 becomes 0.1428 as a low end and 0.1429 as a high one. A single value stays one, the nearest.
    """
    if interval.low is not None and interval.low == interval.high:
        point = rounded(interval.low, digits)
        return Interval(point, point)
    return Interval(rounded(interval.low, digits, ROUND_FLOOR), rounded(interval.high, digits, ROUND_CEILING))


def rounded(value: Decimal | None, digits: int = DIGITS, direction: str = ROUND_HALF_EVEN) -> Decimal | None:
    """A computed figure to so many significant digits, in a direction of `decimal`; never for stated ones."""
    if value is None or value == 0:
        return value
    # What a division left over in its last places is no reason to step outward: 100 / (10 / 5.8) is 58, and not 59.
    value = _EXACT.plus(value)
    short = value.quantize(Decimal(1).scaleb(value.adjusted() + 1 - digits), rounding=direction)
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short.normalize()
