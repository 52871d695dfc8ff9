"""The pace of a running total: what one claimant's newer total adds to its older one, spread over the days between.

Growth is that of `flows.estimates.years`; this spreads it, says why two totals yield none, and finds the stated rates
of the same time to stand beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from flows.estimates.conversion import DAYS_PER
from flows.estimates.interval import Interval, as_quantity
from flows.estimates.period import Period, alike, share_a_day
from flows.estimates.quotient import outward
from flows.estimates.years import Growth, can_grow, grown, growths_by_day, until
from flows.records import Quantity, Rate, Shipment
from flows.vocabulary import Bound, Nearness, PaceRefusal, Per
from flows.vocabulary.code import closed_list

PACE_REFUSAL = closed_list(
    "pace_refusal",
    "Why no pace follows",
    "Why one running total is not taken from another.",
    PaceRefusal,
)

NEARNESS = closed_list(
    "nearness",
    "How the time of a rate stands to that of a pace",
    "Of which time a stated rate is that stands beside a pace.",
    Nearness,
)


@dataclass(frozen=True, slots=True)
class Pace:
    """Growth a day between the days until which two running totals count: computed, and stated by nobody.

    ``per_day`` is None where the growth has no figure: the bounds of the two totals leave it open, the later one is no
    higher, or it lies wholly below, so that one of the two was revised, since a running total cannot fall.
    """

    growth: Growth
    per_day: Interval | None

    @property
    def days(self) -> int:
        """How many days lie between the two."""
        return (until(self.growth.later) - until(self.growth.earlier)).days

    @property
    def quantity(self) -> Quantity:
        """The pace with its bound; unquantified where nothing follows."""
        exact = self.growth.quantity.bound == Bound.EXACT
        return as_quantity(self.per_day or Interval(None, None), exact=exact)

    @property
    def capacity(self) -> bool:
        """Whether it is the growth of what could be held, and not of what was."""
        return self.growth.later.basis.is_capacity


@dataclass(frozen=True, slots=True)
class Refused:
    """Two claims of which the one is not taken from the other, with every reason."""

    earlier: Shipment
    later: Shipment
    reasons: tuple[PaceRefusal, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """A stated rate of about the time of a pace, by the day; ``whole`` says that its ends lie within 92 days of those
    of the pace, otherwise it is about a part of that time. ``wider`` that it counts more kinds of things, and ``near``
    how its time stands to that of the pace."""

    rate: Rate
    per_day: Interval
    whole: bool
    wider: bool
    near: Nearness

    @property
    def computed(self) -> bool:
        """Whether the figure a day was computed: the rate was stated by the month or the year."""
        return self.rate.per != Per.DAY


@dataclass(frozen=True, slots=True)
class PaceRow:
    """One pace with the rates of its time: of fire by the recipient, of production by the supplier or the recipient."""

    pace: Pace
    beside: tuple[Beside, ...]


def paces(claims: Iterable[Shipment]) -> tuple[Pace, ...]:
    """The pace between each running total and the one before it of the same series, by the day that it ends."""
    return tuple(map(paced, growths_by_day(claims)))


def paced(growth: Growth) -> Pace:
    """Growth spread over the days between its two totals, its ends outward; ValueError where no day lies between."""
    days = (until(growth.later) - until(growth.earlier)).days
    if days < 1:
        raise ValueError("a pace needs two days")
    if growth.interval is None or not growth.quantity.figures:
        return Pace(growth, None)
    return Pace(growth, outward(growth.interval / Interval(Decimal(days), Decimal(days))))


def pace_of(one: Shipment, other: Shipment) -> Pace | Refused:
    """The pace between two claims, whichever is the earlier one; or why there is none."""
    earlier, later = sorted((one, other), key=lambda claim: (until(claim), claim.claimed_on, claim.code))
    reasons = tuple(_reasons(earlier, later))
    return Refused(earlier, later, reasons) if reasons else paced(grown(earlier, later))


def refusals(claims: Sequence[Shipment]) -> tuple[Refused, ...]:
    """Each running total from which no pace to the one before it follows: of one claimant, flow and kind of thing."""
    ended = {pace.growth.later.code for pace in paces(claims)}
    series: dict[tuple[str, str, str, str], list[Shipment]] = defaultdict(list)
    for claim in claims:
        if claim.temporal.accumulates:
            series[claim.claimant, claim.supplier, claim.recipient, claim.munition].append(claim)
    found = []
    for totals in series.values():
        by_day = sorted(totals, key=lambda claim: (until(claim), claim.claimed_on, claim.code))
        for earlier, later in pairwise(by_day):
            pair = pace_of(earlier, later) if later.code not in ended else None
            if isinstance(pair, Refused):
                found.append(pair)
    return tuple(sorted(found, key=lambda pair: (until(pair.later), pair.later.code)))


def beside(pace: Pace, rates: Iterable[Rate], kinds: Collection[str], above: Collection[str]) -> tuple[Beside, ...]:
    """The rates of the time of a pace, those of the whole of it first.

    ``kinds`` are the munition of the pace and what is under it, ``above`` what it is a part of. A rate is of the time
    where the two are about the same time, or where its period lies within that of the pace.
    """
    period = pace.growth.period
    found = []
    for rate in rates:
        wider = rate.munition in above
        if not rate.quantity.figures or not (wider or rate.munition in kinds):
            continue
        own = Period.of(rate)
        same = alike(own, period)
        if same or _lies_in(own, period):
            found.append(Beside(rate, outward(by_the_day(rate)), same, wider, nearness(own, period)))
    return tuple(sorted(found, key=lambda each: (not each.whole, each.rate.claimed_on, each.rate.code)))


def nearness(own: Period, period: Period) -> Nearness:
    """How the time of a rate stands to that of a pace that it stands beside."""
    if own == period:
        return Nearness.SAME
    if _lies_in(own, period):
        return Nearness.PART
    return Nearness.ABOUT if share_a_day(own, period) else Nearness.NEAR


def by_the_day(rate: Rate) -> Interval:
    """A stated rate by the day; a monthly or a yearly one over the mean month or year."""
    return Interval.of(rate.quantity) / Interval(DAYS_PER[rate.per], DAYS_PER[rate.per])


def _reasons(earlier: Shipment, later: Shipment) -> Iterator[PaceRefusal]:
    if not can_grow(earlier) or not can_grow(later):
        yield PaceRefusal.NO_TOTAL
    if earlier.claimant != later.claimant:
        yield PaceRefusal.OTHER_CLAIMANT
    if (earlier.supplier, earlier.recipient) != (later.supplier, later.recipient):
        yield PaceRefusal.OTHER_PARTIES
    if (earlier.munition, earlier.unit) != (later.munition, later.unit):
        yield PaceRefusal.OTHER_MUNITION
    if earlier.stage != later.stage:
        yield PaceRefusal.OTHER_STAGE
    if earlier.basis != later.basis:
        yield PaceRefusal.OTHER_BASIS
    if earlier.period_start is None or later.period_start is None:
        yield PaceRefusal.START_UNKNOWN
    elif earlier.period_start != later.period_start:
        yield PaceRefusal.OTHER_START
    if until(earlier) == until(later):
        yield PaceRefusal.SAME_DAY


def _lies_in(part: Period, whole: Period) -> bool:
    if part.start is None or part.end is None or whole.start is None or whole.end is None:
        return False
    return whole.start <= part.start and part.end <= whole.end
