"""What is balanced, what a claim says of one term of it, and the floor that several such readings come to.

Readings of one thing are rivals, of which any may hold: they agree on the lowest of their floors. A part is no rival
of what holds it: the floor of a part is one of the whole, as far as what is said of the whole leaves room for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from flows.estimates.interval import Interval
from flows.estimates.period import Period, holds
from flows.records import AnyClaim, Rate, Shipment
from flows.vocabulary import BalanceTerm, Caution

OPEN = Interval(Decimal(0), None)
"""What is unknown: anything from nothing on."""
OF_A_PART = frozenset(
    {
        Caution.NARROWER_KIND,
        Caution.PART_OF_TIME,
        Caution.ONE_PLACE,
        Caution.ONE_OF_SUPPLIERS,
        Caution.SEVERAL_SUPPLIERS,
    }
)
"""What a figure without a ceiling carries where it counts a part: it leaves the ceiling of the whole as it is."""
OF_OTHER_TIME = frozenset({Caution.LONGER_TIME, Caution.START_NOT_STATED, Caution.OTHER_TIME, Caution.TIME_NOT_STATED})
"""What a total carries that is not of the time alone: where it bounds it at all, it is a ceiling."""
OF_MORE = OF_OTHER_TIME | {Caution.CAPACITY, Caution.WIDER_KIND}
"""What a figure without a floor carries where it counts more than the term: it says nothing of a floor."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is balanced: whose, in which unit, which kinds of munition with those around them, from when to when.

    ``kinds`` are the one asked about and all under it; ``wider`` those above it.
    """

    side: str
    unit: str
    munition: str
    kinds: frozenset[str]
    wider: frozenset[str]
    start: date
    end: date

    @property
    def days(self) -> int:
        """The days of the time, both ends included."""
        return (self.end - self.start).days + 1

    @property
    def period(self) -> Period:
        """The time."""
        return Period(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of a term some readings are of: empty, or None, where they are of all of it.

    ``whose`` are the suppliers that it is of, or of several claims that were added these. ``paced`` are those of paces
    that count for their own days: which days these are sets no two of them apart, so that they are rivals, and the
    pace of one season is not set above that of another.
    """

    whose: tuple[str, ...] = ()
    kind: str = ""
    place: str = ""
    period: Period | None = None
    paced: bool = False

    def holds(self, other: Scope) -> bool:
        """Whether it is of all that another is of; of kinds only the whole is known to hold a narrower one."""
        return (
            (not self.whose or self.whose == other.whose)
            and (not self.kind or self.kind == other.kind)
            and (not self.place or self.place == other.place)
            and (not self.paced or other.paced)
            and (self.period is None or (other.period is not None and holds(self.period, other.period)))
        )


@dataclass(frozen=True, slots=True)
class Reading:
    """What some claims say together of a term: from a floor to a ceiling, in whole units, and what to know of it.

    Several claims are one reading only where they may be added; ``floors`` are then the parts of the floor, one for
    each claim. ``own_high`` is the ceiling of the part that it is of, which is none of the whole. ``days`` are those
    that a pace is taken for; None where it is of no pace.
    """

    term: BalanceTerm
    claims: tuple[AnyClaim, ...]
    interval: Interval
    cautions: tuple[Caution, ...]
    floors: tuple[Decimal, ...]
    own_high: Decimal | None = None
    days: int | None = None

    @property
    def low(self) -> Decimal:
        """The floor: nothing at the least."""
        return self.interval.low or Decimal(0)

    @property
    def high(self) -> Decimal | None:
        """The ceiling; None where nothing bounds it."""
        return self.interval.high

    @property
    def is_of_a_part(self) -> bool:
        """Whether it is only a floor of the whole: of a narrower kind, a part of the time, one place or supplier."""
        return self.high is None and not OF_A_PART.isdisjoint(self.cautions)

    @property
    def is_of_more(self) -> bool:
        """Whether it is only a ceiling: of what could be made, of a longer time, of a wider kind."""
        return not self.low and not OF_MORE.isdisjoint(self.cautions)

    @property
    def is_silent(self) -> bool:
        """Whether its claims say "up to", and so nothing of a floor."""
        return not self.low and all(claim.quantity.bound.is_ceiling for claim in self.claims)

    @property
    def is_weak(self) -> bool:
        """Whether it rests on weak evidence: what several claims say together is as weak as the weakest of them."""
        return any(claim.is_weak for claim in self.claims)

    @property
    def is_projection(self) -> bool:
        """Whether it is what was expected when it was stated, and no account of what was."""
        return Caution.PROJECTION in self.cautions

    @property
    def is_of_other_time(self) -> bool:
        """Whether its figures are of a longer or another time, or of one that nobody stated whole."""
        return not OF_OTHER_TIME.isdisjoint(self.cautions)

    @property
    def is_own_pace(self) -> bool:
        """Whether it is a pace that counts for the days alone of which it speaks."""
        return len(self.claims) == 1 and isinstance(self.claims[0], Rate) and Caution.PART_OF_TIME in self.cautions

    @property
    def room(self) -> Decimal | None:
        """The most that it leaves to what it is of: its ceiling, or that of its part; None where nothing bounds it."""
        return self.own_high if self.high is None else self.high

    @property
    def scope(self) -> Scope:
        """Which part of the term it is of."""
        if not self.is_of_a_part:
            return Scope()
        if len(self.claims) > 1:
            return Scope(self.codes)
        (claim,) = self.claims
        return Scope(
            (claim.supplier,) if isinstance(claim, Shipment) and Caution.ONE_OF_SUPPLIERS in self.cautions else (),
            getattr(claim, "munition", "") if Caution.NARROWER_KIND in self.cautions else "",
            (claim.place or "") if isinstance(claim, Rate) and Caution.ONE_PLACE in self.cautions else "",
            Period.of(claim) if Caution.PART_OF_TIME in self.cautions and not self.is_own_pace else None,
            self.is_own_pace,
        )

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of its claims."""
        return tuple(claim.code for claim in self.claims)


def floor_of(readings: Sequence[Reading]) -> Reading | None:
    """The reading whose floor is that of all of them together; None where that is nothing.

    Rivals are readings of one scope: of these the lowest floor counts. What one of them says gives way to the highest
    floor of a part that it leaves room for. Where a ceiling of more than the term lies below that, nothing is left.
    """
    scopes: dict[Scope, list[Reading]] = defaultdict(list)
    for reading in readings:
        if not reading.is_of_more:
            scopes[reading.scope].append(reading)
    found = _floor(Scope(), scopes, {})
    if found is None or any(one.is_of_more and one.high is not None and one.high < found.low for one in readings):
        return None
    return found


def ceiling_of(readings: Sequence[Reading]) -> Reading | None:
    """The reading with the highest ceiling of the whole; None where one that is of the whole has none."""
    whole = [reading for reading in readings if not reading.is_of_a_part]
    if not whole or any(reading.high is None for reading in whole):
        return None
    return max(whole, key=_by_high)


def _by_high(reading: Reading) -> tuple[Decimal, bool, tuple[str, ...]]:
    """Of equal ceilings one that is of its own time comes last."""
    return reading.high or Decimal(0), Caution.OUTSIDE_ITS_TIME not in reading.cautions, reading.codes


def _floor(
    scope: Scope, scopes: Mapping[Scope, Sequence[Reading]], known: dict[Scope, Reading | None]
) -> Reading | None:
    """The reading whose floor is that of one scope; ``known`` are those found before."""
    if scope not in known:
        inside = [other for other in scopes if other != scope and scope.holds(other)]
        # What lies in a part has its say there, where the accounts of that part may leave no room for it.
        direct = [one for one in inside if not any(other != one and other.holds(one) for other in inside)]
        parts = [part for other in direct if (part := _floor(other, scopes, known)) is not None]
        rivals = scopes.get(scope, ())
        told = [_fitting(rival, parts) for rival in rivals if not rival.is_silent]
        least = min(told, key=_by_low) if told else None
        # Who said "up to" named no floor, and counts for one only where the floor of the others finds no room in it.
        silent = [rival for rival in rivals if rival.is_silent and not (told and _leaves_room(rival, least))]
        found = [*told, *(_fitting(rival, parts) for rival in silent)]
        known[scope] = min(found, key=_by_low) if found else _fitting(None, parts)
    return known[scope]


def _leaves_room(reading: Reading, other: Reading | None) -> bool:
    """Whether a reading allows the floor of another."""
    return other is None or reading.room is None or other.low <= reading.room


def _fitting(rival: Reading | None, parts: Sequence[Reading]) -> Reading | None:
    """What one reading, or nothing at all, leaves as the floor: its own, or the highest of a part that fits in it."""
    room = rival.room if rival else None
    fits = [part for part in parts if room is None or part.low <= room]
    if rival is not None and rival.low:
        fits.append(rival)
    return max(fits, key=lambda reading: (reading.low, reading.codes), default=None)


def _by_low(reading: Reading | None) -> tuple[Decimal, tuple[str, ...]]:
    return (reading.low, reading.codes) if reading else (Decimal(0), ())
