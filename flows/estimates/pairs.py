"""Two figures about one thing, and how they stand to each other: one verdict, whoever asks.

Two figures are compared where they count the same thing over the same time. Three more comparisons need no such
likeness, and hold without it: what moved in a shorter time is no more than what moved in a longer one around it, what
arrived is no more than what was sent, and a narrower kind is no more than a wider one that holds it. A total whose
start its claimant did not name is placed by the other totals of its series, and the pair says that its verdict holds
only if it counts from there. Nothing here says who is right.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from flows.estimates.interval import Interval
from flows.estimates.nesting import unlike
from flows.estimates.period import Period, alike, share_a_day
from flows.estimates.quotient import outward
from flows.records import Rate, Ratio, Shipment
from flows.vocabulary import MOVED, Bound, RatioWording, Stage, Temporal, Verdict
from flows.vocabulary.code import closed_list

VERDICT = closed_list(
    "verdict",
    "How two figures stand to each other",
    "How far the figures of two claimants about one thing agree, and where they were not compared, why not.",
    Verdict,
)
Figured = Shipment | Rate | Ratio
"""A claim whose figure is held against those of others."""
Overlaps = Mapping[str, frozenset[str]]
Above = Mapping[str, frozenset[str]]
"""For each kind of goods those over it in the tree."""
NO_TREE: Above = {}
NEAR = Decimal("1.1")
"""A figure given as "about" is not contradicted by one that lies within a tenth of it."""
SIZED = (Verdict.DIFFERENT_PERIODS, Verdict.WIDER_KIND)
"""What two figures are of which neither contradicts the other, and of which a size is told."""
_OF_ALL_GOODS = (*MOVED, Stage.PRODUCED)
"""The stages at which a figure for a time is of all goods of that time, and not of one deal."""
FAR = 1_000_000


@dataclass(frozen=True, slots=True)
class Pair:
    """Two figures of two claimants, and how they stand to each other.

    ``left`` is the one with the larger figure. ``ratio`` is that of the left to the right one, open where the right
    one is zero; of figures of different times, or of a kind and a wider one, it is a size of which nothing follows, and
    there is none of figures that overlap or were not compared. ``wider`` is the code of the claim whose kind of goods
    holds that of the other; empty where they are about one kind. ``in_series`` says that the verdict holds only if a
    total whose start was not stated counts from the day from which others of its series do.
    """

    left: Figured
    right: Figured
    verdict: Verdict
    ratio: Interval | None = None
    wider: str = ""
    in_series: bool = False

    @property
    def size(self) -> Decimal:
        """By how much they differ at the least, to sort by; without limit where one of them is zero."""
        if self.ratio is None or not self.is_told_apart:
            return Decimal(0)
        return Decimal("Infinity") if self.ratio.low is None else self.ratio.low

    @property
    def size_digits(self) -> Interval | None:
        """The ratio as it is printed: to a few digits, its ends outward; None where there is none."""
        return outward(self.ratio) if self.ratio is not None else None

    def other(self, claim: Figured) -> Figured:
        """The one beside this one."""
        return self.right if claim.code == self.left.code else self.left

    @property
    def is_told_apart(self) -> bool:
        """Whether they differ, or would if a total counted as its series does."""
        return self.verdict.differs or self.verdict is Verdict.IF_OF_SERIES


@dataclass(frozen=True, slots=True)
class Read:
    """A claim with what each of many comparisons asks of it: its time, where it is placed, its values, its kind."""

    claim: Figured
    time: Period
    placed: Period
    values: Interval
    goods: str
    largest: tuple[Decimal, str]
    """Its largest figure with its code: by this two stand in one order, whichever is asked about."""
    counts: tuple[object, ...]
    """What two have in common that are held against each other in any way."""
    is_denial: bool
    is_partial: bool
    """Whether it is a part of another figure, or one of several readings."""

    @classmethod
    def of(cls, claim: Figured) -> Read:
        time, quantity = Period.of(claim), claim.quantity
        flow = claim if isinstance(claim, Shipment) else None
        return cls(
            claim,
            time,
            time if claim.start_basis.names else Period.placed(claim),
            Interval.of(quantity),
            "" if isinstance(claim, Ratio) else claim.munition,
            (max(quantity.figures, default=Decimal(0)), claim.code),
            _counts(claim),
            flow is not None and flow.stance.is_denial,
            flow is not None and bool(flow.part_of or flow.alternative_group),
        )

    @property
    def has_figure(self) -> bool:
        return self.values.low is not None or self.values.high is not None

    @property
    def is_of_a_day(self) -> bool:
        """Whether it says what there was on a day."""
        return isinstance(self.claim, Shipment) and self.claim.temporal is Temporal.SNAPSHOT

    def in_series(self) -> Read:
        """The same as if it had stated the start that its series has."""
        return self if self.claim.start_basis.names else replace(self, time=self.placed)


def compare(
    one: Figured, other: Figured, overlaps: Overlaps, above: Above = NO_TREE, *, one_origin: bool = False
) -> Pair:
    """How two figures about one thing, or about it and a part of it, stand to each other."""
    return held(Read.of(one), Read.of(other), overlaps, above, one_origin=one_origin)


def held(left: Read, right: Read, overlaps: Overlaps, above: Above, *, one_origin: bool) -> Pair:
    one, other = (left, right) if left.largest > right.largest else (right, left)
    found = _compared(one, other, overlaps, above, one_origin=one_origin)
    if found.verdict is not Verdict.UNKNOWN_PERIOD or (one.claim.start_basis.names and other.claim.start_basis.names):
        return found
    placed = _compared(one.in_series(), other.in_series(), overlaps, above, one_origin=one_origin)
    if placed.verdict in (Verdict.UNKNOWN_PERIOD, Verdict.OTHER_COUNT):
        return placed
    if placed.verdict.differs and placed.ratio is not None:
        placed = replace(placed, verdict=Verdict.IF_OF_SERIES, ratio=Interval(placed.ratio.low, None))
    return replace(placed, in_series=True)


def _compared(larger: Read, smaller: Read, overlaps: Overlaps, above: Above, *, one_origin: bool) -> Pair:
    one, other, wider = larger.claim, smaller.claim, _wider(larger, smaller, above)
    verdict = _why_not(larger, smaller, overlaps, one_origin=one_origin)
    if verdict is None and not wider and larger.goods != smaller.goods:
        verdict = Verdict.OTHER_COUNT
    if verdict is not None:
        return Pair(one, other, verdict, wider=wider)
    same_time = _of_one_time(larger, smaller)
    agree = Verdict.WIDER_KIND if wider else Verdict.OVERLAP
    if not _is_above(larger, smaller) or one.code == wider or not _bars(larger, smaller):
        if not same_time:
            agree = _of_times(larger, smaller)
        elif not _counts_alike(one, other):
            agree = Verdict.OTHER_COUNT
        return Pair(one, other, agree, _size(larger, smaller) if agree in SIZED else None, wider)
    ratio = larger.values / smaller.values
    if _nearly(one, other, ratio):
        return Pair(one, other, agree, _size(larger, smaller) if wider else None, wider)
    if same_time and not wider:
        return Pair(one, other, Verdict.APART, ratio)
    # How much more the longer time or the wider kind should hold is not known: only by how much they differ at least.
    part = Verdict.MORE_OF_A_PART if wider else Verdict.MORE_IN_LESS_TIME
    return Pair(one, other, part, Interval(ratio.low, None), wider)


def _size(one: Read, other: Read) -> Interval | None:
    """How many times one figure holds the other; None beside nothing at all, or where nothing bounds it."""
    if 0 in (one.values.high, other.values.high):
        return None
    ratio = one.values / other.values
    return None if ratio.low is ratio.high is None else ratio


def _of_one_time(one: Read, other: Read) -> bool:
    """Whether two figures are about the same time: within a quarter at each end, and, unless they say what there was
    on a day, with a day in common. January and February are two times."""
    if not alike(one.time, other.time):
        return False
    return share_a_day(one.time, other.time) or one.is_of_a_day or other.is_of_a_day


def distance(one: Read, other: Read) -> tuple[int, int]:
    """How far apart the times of two claims lie, in days: their starts and their ends, then the days of statement.

    An end that is not known lies far away.
    """
    left, right = one.placed, other.placed
    starts = FAR if left.start is None or right.start is None else abs((left.start - right.start).days)
    ends = FAR if left.end is None or right.end is None else abs((left.end - right.end).days)
    return starts + ends, abs((one.claim.claimed_on - other.claim.claimed_on).days)


def _why_not(left: Read, right: Read, overlaps: Overlaps, *, one_origin: bool) -> Verdict | None:
    """Why two claims are not held against each other, whatever their figures; None where they are."""
    one, other = left.claim, right.claim
    if one_origin or other.claimant in (one.claimant, *overlaps.get(one.claimant, ())):
        return Verdict.NOT_INDEPENDENT
    if left.is_denial or right.is_denial:
        return Verdict.DENIED if _can_deny(left, right) else Verdict.DIFFERENT_PERIODS
    if not left.has_figure or not right.has_figure:
        return Verdict.NO_FIGURE
    if left.is_partial or right.is_partial:
        return Verdict.PART_OR_READING
    return None if _comparable(left, right) else Verdict.OTHER_COUNT


def _can_deny(one: Read, other: Read) -> bool:
    """Whether neither was stated before the time that the other is about began: a denial is of its past."""
    return began_by(one.time, other.claim.claimed_on) and began_by(other.time, one.claim.claimed_on)


def began_by(time: Period, day: date) -> bool:
    """Whether the time that a figure is about had begun by a day; of a start that is not known nothing speaks against
    it."""
    start = time.start
    return start is None or start <= day


def _counts(claim: Figured) -> tuple[object, ...]:
    match claim:
        case Shipment():
            return claim.unit, claim.temporal is Temporal.SNAPSHOT
        case Rate():
            return (claim.per,)
        case Ratio():
            return (claim.wording is RatioWording.FORECAST,)


def _comparable(one: Read, other: Read) -> bool:
    """Whether what they count can be held against each other in one direction at least."""
    left, right = one.claim, other.claim
    if one.counts != other.counts or not isinstance(left, Shipment) or not isinstance(right, Shipment):
        return one.counts == other.counts
    if left.stage != right.stage:
        return left.stage in MOVED and right.stage in MOVED
    # One pledge or contract is not another: only what all of them come to is one thing to speak of.
    return left.stage in _OF_ALL_GOODS or (left.temporal.accumulates and right.temporal.accumulates)


def _wider(one: Read, other: Read, above: Above) -> str:
    """The code of the one whose kind of goods holds that of the other; empty where neither does."""
    if one.goods == other.goods or unlike(one.goods, other.goods, above):
        return ""
    if one.goods in above.get(other.goods, ()):
        return one.claim.code
    return other.claim.code if other.goods in above.get(one.goods, ()) else ""


def _counts_alike(one: Figured, other: Figured) -> bool:
    return not isinstance(one, Shipment) or not isinstance(other, Shipment) or one.stage == other.stage


def _bars(larger: Read, smaller: Read) -> bool:
    """Whether the times and stages are such that the larger figure disagrees with the smaller: over the same time, or a
    shorter one within it. More may have been sent than arrived."""
    if isinstance(larger.claim, Shipment) and isinstance(smaller.claim, Shipment):
        under_way = larger.claim.stage != smaller.claim.stage and smaller.claim.stage == Stage.DELIVERED
        if under_way:
            return False
        accumulate = not (larger.is_of_a_day or smaller.is_of_a_day)
        if accumulate and is_within(larger.time, smaller.time):
            return True
    return _of_one_time(larger, smaller)


def is_within(inner: Period, outer: Period) -> bool:
    """Whether every day of one known period is one of the other."""
    if inner.start is None or inner.end is None or outer.start is None or outer.end is None:
        return False
    return outer.start <= inner.start and inner.end <= outer.end


def _is_above(one: Read, other: Read) -> bool:
    """Whether every value of one lies above every value of the other."""
    floor, ceiling = one.values.low, other.values.high
    return floor is not None and ceiling is not None and floor > ceiling


def _nearly(one: Figured, other: Figured, ratio: Interval) -> bool:
    return Bound.ABOUT in (one.bound, other.bound) and ratio.low is not None and ratio.low <= NEAR


def _of_times(one: Read, other: Read) -> Verdict:
    known = one.time.is_known and other.time.is_known
    return Verdict.DIFFERENT_PERIODS if known else Verdict.UNKNOWN_PERIOD
