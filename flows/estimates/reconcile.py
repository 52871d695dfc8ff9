"""Reconciliation: the fewest published changes after which two claims meet.

Nothing is assumed and nothing is allocated: each change puts a published claim in the place of another, and what comes
out is arithmetic that nobody stated. Open ends stay open, so a floor meets whatever lies above it; how near the stated
figures come is said beside that.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from heapq import nsmallest
from operator import attrgetter
from typing import Literal

from flows.estimates.conversion import DAYS_PER, of_figures, rounds_in
from flows.estimates.interval import Interval
from flows.estimates.nesting import Nesting
from flows.estimates.period import Period, alike
from flows.estimates.quotient import quotient
from flows.records import Rate, Shipment
from flows.vocabulary import Difference, Per, Reconciled, ReconcilingChange
from flows.vocabulary.code import closed_list

CHANGE = closed_list(
    "change",
    "Kind of change",
    "Which part of a figure a published claim takes the place of, so that two claims meet.",
    ReconcilingChange,
)
RECONCILED = closed_list(
    "reconciled",
    "Whether two claims can be reconciled",
    "Whether two claims meet as stated, after changes that have been published, or not at all.",
    Reconciled,
)
MOST_CHANGES = 3
MOST_WAYS = 10
"""Of many ways with equally few changes so many are given, the best first."""
MOST_READINGS = 2_000
"""Of very many readings of one claim after equally many changes so many are followed further."""

Side = Literal["left", "right"]
Stated = Shipment | Rate
_OF_COMPUTED = (Difference.MIXED_STAGE, Difference.MIXED_TEMPORAL)
_OF_STATED = (*_OF_COMPUTED, Difference.MIXED_BASIS, Difference.MIXED_MUNITION)
_OF_TIME = (Difference.DIFFERENT_PERIODS, Difference.UNKNOWN_PERIOD)


@dataclass(frozen=True, slots=True)
class Factor:
    """How many of something are in each carrier of a kind, by a claim that is computed from a count of these."""

    claim: Shipment
    carrier: str
    each: Interval

    @classmethod
    def of(cls, claim: Shipment, carriers: Shipment | None) -> Factor | None:
        """The factor that a claim names, or that follows from its figures and those of its carriers; None without."""
        if carriers is None or claim.origin is None or carriers.unit == claim.unit:
            return None
        each = of_figures(claim.quantity, claim.origin.quantity, claim.factor)
        return None if each is None else cls(claim, carriers.munition, each)


@dataclass(frozen=True, slots=True)
class Reading:
    """A claim as stated; or, with a factor, what so many carriers could hold at somebody's figure for each."""

    claim: Stated
    factor: Factor | None = None

    @property
    def is_computed(self) -> bool:
        """Whether nobody stated it."""
        return self.factor is not None

    @property
    def unit(self) -> str:
        """What it counts; of a pace, things a day."""
        if self.factor is not None:
            return self.factor.claim.unit
        return self.claim.unit if isinstance(self.claim, Shipment) else "a-day"

    @property
    def interval(self) -> Interval:
        """What it allows, in its unit. What a claimant itself said that its carriers could hold stands as stated."""
        claim, factor = self.claim, self.factor
        if factor is not None:
            if factor.claim.derived_from == claim.code:
                return Interval.of(factor.claim.quantity)
            return rounds_in(claim.quantity, factor.each)
        stated = Interval.of(claim.quantity)
        if isinstance(claim, Shipment) or claim.per == Per.DAY:
            return stated
        days = Interval(DAYS_PER[claim.per], DAYS_PER[claim.per])
        return stated / days

    @property
    def key(self) -> tuple[str, str]:
        """What makes it this reading: the codes of its two claims."""
        return self.claim.code, self.factor.claim.code if self.factor else ""


@dataclass(frozen=True, slots=True)
class Change:
    """One published claim in the place of another, and the reading that this makes."""

    kind: ReconcilingChange
    claim: Stated
    instead: Stated | None
    reading: Reading


@dataclass(frozen=True, slots=True)
class Step:
    """A change of one of the two claims: its figure before and after it, each with its unit."""

    side: Side
    change: Change
    before: Reading

    @property
    def after(self) -> Reading:
        """The reading that the change makes."""
        return self.change.reading


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two intervals that meet: what they have in common, None where they only come near; and how far apart the figures
    are that are stated, as a share of the larger: an open end comes no nearer."""

    overlap: Interval | None
    distance: Decimal


@dataclass(frozen=True, slots=True)
class Way:
    """Some steps after which two readings meet."""

    left: Reading
    right: Reading
    steps: tuple[Step, ...]
    meeting: Meeting

    @property
    def superseded(self) -> int:
        """How many of its changes take a claim that no longer stands."""
        return sum(step.change.claim.superseded_by is not None for step in self.steps)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What still differs between the two when their figures meet."""
        left, right = self.left.claim, self.right.claim
        if isinstance(left, Shipment) and isinstance(right, Shipment):
            computed = self.left.is_computed or self.right.is_computed
            asked = (*(_OF_COMPUTED if computed else _OF_STATED), *_OF_TIME)
            return tuple(one for one in quotient(left, right, Nesting()).differences if one in asked)
        one, other = Period.of(left), Period.of(right)
        found = [Difference.MIXED_MUNITION] if left.munition != right.munition else []
        if not one.is_known or not other.is_known:
            found.append(Difference.UNKNOWN_PERIOD)
        elif not alike(one, other):
            found.append(Difference.DIFFERENT_PERIODS)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Whether two claims can be reconciled, and the ways with the fewest changes, the best first; ``found`` is how many
    such ways there are."""

    outcome: Reconciled
    ways: tuple[Way, ...]
    found: int

    @property
    def best(self) -> Way | None:
        """The first way: of those with the fewest changes the one through claims that stand whose figures come nearest.

        None where there is none.
        """
        return self.ways[0] if self.ways else None


class Published:
    """The claims that changes are made of, and the factors."""

    def __init__(self, claims: Iterable[Stated], factors: Iterable[Factor] = ()) -> None:
        self.claims, self.factors = tuple(claims), tuple(factors)
        self._by_code = {claim.code: claim for claim in self.claims}
        self._by_claim = {factor.claim.code: factor for factor in self.factors}
        self._carriers = {factor.carrier for factor in self.factors}
        self._beside: dict[str, tuple[tuple[ReconcilingChange, Stated], ...]] = {}

    def changes(self, reading: Reading) -> Iterator[Change]:
        """Every change of a reading that has been published."""
        claim = reading.claim
        for carriers, own in self._carriers_of(reading):
            instead = own.claim if own else claim if claim is not carriers else None
            for factor in self.factors:
                if factor.carrier == carriers.munition and factor is not own and factor.claim.code != claim.code:
                    yield Change(ReconcilingChange.FACTOR, factor.claim, instead, Reading(carriers, factor))
            for count in self.claims if own else ():
                if isinstance(count, Shipment) and _counts_the_same(count, carriers):
                    yield Change(ReconcilingChange.COUNT, count, carriers, Reading(count, own))
        for kind, other in self._around(claim):
            yield Change(kind, other, claim, Reading(other, reading.factor))

    def _carriers_of(self, reading: Reading) -> Iterator[tuple[Shipment, Factor | None]]:
        """The counts that a reading rests on or is, each with the factor by which it does: a claim about containers may
        itself be derived from voyages."""
        claim = reading.claim
        if not isinstance(claim, Shipment):
            return
        origin = self._by_code.get(claim.derived_from or "") if reading.factor is None else None
        if isinstance(origin, Shipment) and origin.unit != claim.unit:
            yield origin, self._by_claim.get(claim.code)
        if reading.factor is not None or claim.munition in self._carriers:
            yield claim, reading.factor

    def _around(self, claim: Stated) -> tuple[tuple[ReconcilingChange, Stated], ...]:
        if claim.code not in self._beside:
            pairs = ((_kind(claim, other), other) for other in self.claims if other.code != claim.code)
            self._beside[claim.code] = tuple((kind, other) for kind, other in pairs if kind is not None)
        return self._beside[claim.code]


def _counts_the_same(count: Shipment, carriers: Shipment) -> bool:
    """Whether somebody else counts the same carriers, all of them; another count of the same claimant is of another day
    or stage."""
    alike = ("munition", "supplier", "recipient", "temporal")
    same = all(getattr(count, name) == getattr(carriers, name) for name in alike)
    return same and count.part_of is None and count.claimant != carriers.claimant


def _kind(claim: Stated, other: Stated) -> ReconcilingChange | None:
    """What changes where one claim takes the place of the other; None where nothing joins the two."""
    if isinstance(claim, Rate) or isinstance(other, Rate):
        return _kind_of_pace(claim, other) if isinstance(claim, Rate) and isinstance(other, Rate) else None
    if claim.unit != other.unit:
        return None
    if claim.alternative_group and claim.alternative_group == other.alternative_group:
        return ReconcilingChange.CALIBRE
    if claim.code == other.part_of or other.code == claim.part_of:
        return ReconcilingChange.SCOPE
    same = all(getattr(claim, name) == getattr(other, name) for name in ("claimant", "supplier", "recipient"))
    chained = claim.code == other.supersedes or other.code == claim.supersedes
    if not same or (claim.munition != other.munition and not chained):
        return None
    return ReconcilingChange.TIME if claim.stage == other.stage else ReconcilingChange.STAGE


def _kind_of_pace(claim: Rate, other: Rate) -> ReconcilingChange | None:
    if any(getattr(claim, name) != getattr(other, name) for name in ("claimant", "actor", "activity", "munition")):
        return None
    return ReconcilingChange.TIME if claim.place == other.place else ReconcilingChange.SCOPE


def are_apart(left: Stated, right: Stated, relations: Nesting) -> bool:
    """Whether two claims are about different parties, goods or activities, so that nothing is to be reconciled."""
    if isinstance(left, Rate) and isinstance(right, Rate):
        same = relations.same_party(left.actor, right.actor) and left.activity == right.activity
        return not same or not _akin(left.munition, right.munition, relations)
    if isinstance(left, Shipment) and isinstance(right, Shipment):
        same = relations.same_party(left.supplier, right.supplier)
        same = same and relations.same_party(left.recipient, right.recipient)
        return not same or (left.unit == right.unit and not _akin(left.munition, right.munition, relations))
    return True


def _akin(one: str, other: str, relations: Nesting) -> bool:
    """Whether one munition is the other or contains it, or both are of one kind below the roots of the tree."""
    shared = _kinds(one, relations) & _kinds(other, relations)
    return relations.same_kind(one, other) or any(relations.above.get(kind) for kind in shared)


def _kinds(munition: str, relations: Nesting) -> frozenset[str]:
    return frozenset({munition}) | relations.above.get(munition, frozenset())


def meeting(left: Interval, right: Interval, tolerance: Decimal) -> Meeting | None:
    """How two intervals meet: they overlap, or the nearest of their stated figures differ by at most a share of the
    larger. None where they do not, or where one states no figure."""
    distance = apart_by(left, right)
    if distance is None:
        return None
    overlap = _overlap(left, right)
    return Meeting(overlap, distance) if overlap is not None or distance <= tolerance else None


def apart_by(left: Interval, right: Interval) -> Decimal | None:
    """How far the nearest stated figures of two intervals lie apart, as a share of the larger; 0 where the figures
    themselves overlap, None where one states none. An open end reaches further, and brings nothing nearer."""
    one, other = _stated(left), _stated(right)
    if one is None or other is None:
        return None
    (low, high) = (one, other) if one[1] < other[0] else (other, one)
    if low[1] >= high[0]:
        return Decimal(0)
    return (high[0] - low[1]) / high[0]


def _stated(interval: Interval) -> tuple[Decimal, Decimal] | None:
    low = interval.low if interval.low is not None else interval.high
    high = interval.high if interval.high is not None else interval.low
    return None if low is None or high is None else (low, high)


def _overlap(left: Interval, right: Interval) -> Interval | None:
    low = max((end for end in (left.low, right.low) if end is not None), default=None)
    high = min((end for end in (left.high, right.high) if end is not None), default=None)
    return None if low is not None and high is not None and low > high else Interval(low, high)


@dataclass(frozen=True, slots=True)
class _State:
    """A reading that was reached, its figures, and by which steps."""

    reading: Reading
    unit: str
    interval: Interval
    steps: tuple[Step, ...]
    superseded: int

    @property
    def order(self) -> tuple[int, tuple[str, ...]]:
        return self.superseded, tuple(step.change.claim.code for step in self.steps)


class _Levels:
    """The readings of one claim by how many changes they take; each is made when it is asked for."""

    def __init__(self, side: Side, claim: Stated, published: Published) -> None:
        self.side, self.published = side, published
        start = Reading(claim)
        self.levels = [[_State(start, start.unit, start.interval, (), 0)]]
        self.seen = {start.key}

    def __getitem__(self, changes: int) -> list[_State]:
        while len(self.levels) <= changes:
            found: dict[tuple[str, str], _State] = {}
            for state in self.levels[-1]:
                for change in self.published.changes(state.reading):
                    key = change.reading.key
                    if key in self.seen:
                        continue
                    reached = self._after(state, change)
                    if key not in found or reached.order < found[key].order:
                        found[key] = reached
            self.seen |= found.keys()
            self.levels.append(sorted(found.values(), key=attrgetter("order"))[:MOST_READINGS])
        return self.levels[changes]

    def _after(self, state: _State, change: Change) -> _State:
        step = Step(self.side, change, state.reading)
        gone = change.claim.superseded_by is not None
        made = change.reading
        return _State(made, made.unit, made.interval, (*state.steps, step), state.superseded + gone)


def reconcile(
    left: Stated, right: Stated, published: Published, tolerance: Decimal, relations: Nesting | None = None
) -> Reconciliation:
    """The fewest changes after which two claims meet, at most `MOST_CHANGES`, breadth first.

    ``tolerance`` is a share: 0.05 is 5 %. Of ways with equally many changes those come first that take fewest claims
    which no longer stand, then those whose stated figures come nearest, then by their codes.
    """
    if are_apart(left, right, relations or Nesting()):
        return Reconciliation(Reconciled.APART, (), 0)
    if not left.quantity.figures or not right.quantity.figures:
        return Reconciliation(Reconciled.NO_FIGURE, (), 0)
    one, other = _Levels("left", left, published), _Levels("right", right, published)
    joined = False
    for changes in range(MOST_CHANGES + 1):
        ways: list[Way] = []
        for on_left in range(changes + 1):
            by_unit: dict[str, list[_State]] = defaultdict(list)
            for state in other[changes - on_left]:
                by_unit[state.unit].append(state)
            for state in one[on_left]:
                for beside in by_unit.get(state.unit, ()):
                    joined = True
                    found = meeting(state.interval, beside.interval, tolerance)
                    if found is not None:
                        ways.append(Way(state.reading, beside.reading, (*state.steps, *beside.steps), found))
        if ways:
            outcome = Reconciled.CHANGED if changes else Reconciled.MEET
            return Reconciliation(outcome, tuple(nsmallest(MOST_WAYS, ways, key=_order)), len(ways))
    return Reconciliation(Reconciled.NONE if joined else Reconciled.UNITS, (), 0)


def _order(way: Way) -> tuple[int, Decimal, tuple[str, ...]]:
    return way.superseded, way.meeting.distance, tuple(step.change.claim.code for step in way.steps)


def factors(claims: Iterable[Shipment], carriers: Mapping[str, Shipment]) -> tuple[Factor, ...]:
    """Every factor that these claims give, of those whose carriers are given by code; by day and code."""
    found = (Factor.of(claim, carriers.get(claim.derived_from or "")) for claim in claims)
    return tuple(
        sorted((one for one in found if one is not None), key=lambda one: (one.claim.claimed_on, one.claim.code))
    )
