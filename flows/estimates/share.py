"""What share of a side's fire a supply could make up: one claim about supply over one rate of fire of the same time.

It is arithmetic on two claims and says nothing of what was fired: rounds go into stock. Whatever does not belong
together is refused with every reason.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from flows.estimates.balance_terms import is_local
from flows.estimates.interval import Interval, as_quantity
from flows.estimates.pace import by_the_day
from flows.estimates.period import Period, alike, share_a_day
from flows.estimates.quotient import outward
from flows.records import Quantity, Rate, Shipment
from flows.vocabulary import Activity, Bound, ShareRefusal
from flows.vocabulary.code import closed_list

SHARE_REFUSAL = closed_list(
    "share_refusal",
    "Why no share follows",
    "Why a claim about supply is not set over a rate of fire.",
    ShareRefusal,
)
DIGITS = 3
"""The significant digits of a share: of claims about supply and fire no more can be told."""
_WHOLE = Decimal(100)
PERCENT = Interval(_WHOLE, _WHOLE)


@dataclass(frozen=True, slots=True)
class ComputedShare:
    """A supply a day over the fire of a day, in percent: computed, and stated by nobody.

    More than 100 is possible: more came than was fired. ``narrower`` says that the fire counts more kinds of things
    than the supply.
    """

    supply: Shipment
    rate: Rate
    interval: Interval
    narrower: bool

    @property
    def quantity(self) -> Quantity:
        """The share with its bound; unquantified where nothing follows."""
        exact = self.supply.bound == self.rate.bound == Bound.EXACT
        return as_quantity(self.interval, exact=exact)

    @property
    def is_open(self) -> bool:
        """Whether the bounds of the two claims leave the share open at both ends, so that no number follows."""
        return self.interval == Interval(None, None)

    @property
    def capacity(self) -> bool:
        """Whether the supply is what could be held, so that the share is a ceiling and no floor."""
        return self.supply.basis.is_capacity

    @property
    def exceeds(self) -> bool:
        """Whether the figures that bound it reach above all that was fired."""
        return any(end is not None and end > _WHOLE for end in (self.interval.low, self.interval.high))

    @property
    def periods(self) -> tuple[Period, Period]:
        """What the supply is about, and the rate."""
        return Period.of(self.supply), Period.of(self.rate)

    @property
    def lengths(self) -> tuple[int, int]:
        """How many days each of the two is about, both ends counted."""
        supply, fire = self.periods
        return _days(supply), _days(fire)


@dataclass(frozen=True, slots=True)
class NoShare:
    """A claim about supply of which no share follows, with every reason and the rates behind each."""

    supply: Shipment
    reasons: Mapping[ShareRefusal, tuple[Rate, ...]]
    rates: int

    @property
    def decisive(self) -> tuple[ShareRefusal, ...]:
        """The reasons that stand against every rate, so that no rate of another time could help; else all of them."""
        every = tuple(reason for reason, rates in self.reasons.items() if len(rates) == self.rates)
        return every or tuple(self.reasons)


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares that follow, by the time of the supply, and the supplies of which none does."""

    computed: tuple[ComputedShare, ...]
    refused: tuple[NoShare, ...]


def shares(supplies: Iterable[Shipment], rates: Iterable[Rate], above: Mapping[str, Collection[str]]) -> Shares:
    """Every supply over every rate of fire of the same time; ``above`` has what each kind of thing is a part of."""
    fire = tuple(rates)
    computed: list[ComputedShare] = []
    refused: list[NoShare] = []
    for supply in supplies:
        reasons: dict[ShareRefusal, list[Rate]] = {}
        follows = False
        for rate in fire:
            found = share_of(supply, rate, above)
            if isinstance(found, ComputedShare):
                computed.append(found)
                follows = True
            else:
                for reason in found:
                    reasons.setdefault(reason, []).append(rate)
        if not follows:
            found_against = {reason: tuple(reasons[reason]) for reason in ShareRefusal if reason in reasons}
            refused.append(NoShare(supply, found_against, len(fire)))
    return Shares(tuple(sorted(computed, key=_in_order)), tuple(refused))


def share_of(
    supply: Shipment, rate: Rate, above: Mapping[str, Collection[str]]
) -> ComputedShare | tuple[ShareRefusal, ...]:
    """One supply over one rate, in percent, its ends outward; or every reason why none follows."""
    reasons = tuple(_reasons(supply, rate, above))
    if reasons:
        return reasons
    came = Interval.of(supply.quantity)
    if supply.basis.is_capacity:
        # Room for so many says nothing of how many there were at the least.
        came = Interval(None, came.high)
    days = Decimal(_days(Period.of(supply)))
    interval = outward(came / (by_the_day(rate) * Interval(days, days)) * PERCENT, DIGITS)
    return ComputedShare(supply, rate, interval, supply.munition != rate.munition)


def _reasons(supply: Shipment, rate: Rate, above: Mapping[str, Collection[str]]) -> Iterator[ShareRefusal]:
    if not supply.stage.is_movement:
        yield ShareRefusal.NOT_MOVED
    if not supply.quantity.figures or not rate.quantity.figures:
        yield ShareRefusal.NO_FIGURE
    if supply.unit != "round":
        yield ShareRefusal.OTHER_UNIT
    if supply.recipient != rate.actor:
        yield ShareRefusal.OTHER_PARTY
    if rate.activity != Activity.FIRED:
        yield ShareRefusal.OTHER_ACTIVITY
    if supply.munition != rate.munition and rate.munition not in above.get(supply.munition, ()):
        yield ShareRefusal.UNLIKE_KINDS
    if is_local(rate):
        yield ShareRefusal.LOCAL_FIRE
    yield from _of_times(Period.of(supply), Period.of(rate))


def _of_times(supply: Period, fire: Period) -> Iterator[ShareRefusal]:
    if not (supply.is_known and fire.is_known):
        yield ShareRefusal.TIME_UNKNOWN
    elif not (alike(supply, fire) and share_a_day(supply, fire)):
        yield ShareRefusal.OTHER_TIME


def _days(period: Period) -> int:
    """How many days a known period has, both ends counted."""
    if period.start is None or period.end is None:
        raise ValueError("a period of which an end is not known has no length")
    return (period.end - period.start).days + 1


def _in_order(share: ComputedShare) -> tuple[object, ...]:
    period = Period.of(share.supply)
    return period.start, period.end, share.supply.code, share.rate.claimed_on, share.rate.code
