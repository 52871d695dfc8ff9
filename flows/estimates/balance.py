"""Got, made and fired: opening stock + produced + received - fired - lost = closing stock, and what cannot be.

Note 1: a stock cannot fall below nothing, which is one inequality: what was there, was made and came, at the most, is
no less than what was fired and lost, at the least. Claims that cannot all be true are therefore one ceiling for each
of the three terms that add, and as few floors of the two others as exceed their sum; a term without a ceiling makes
everything possible. The smallest ceilings and the largest floors miss by most, so sets are taken off a heap in the
order in which they miss, and counted over sorted sums; nothing tries all subsets.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from heapq import heappop, heappush
from itertools import accumulate, product

from flows.estimates.balance_reading import OPEN, Reading, ceiling_of, floor_of
from flows.estimates.balance_time import is_sure_of_time
from flows.estimates.interval import Interval
from flows.records import AnyClaim
from flows.vocabulary import BalanceTerm, Caution, TermSource

MOST_SETS = 30
"""So many sets of claims that cannot all be true are named; the others are counted."""
MOST_BESIDE = 12
"""Where floors are sums, so many readings of each term are tried against one another."""
MOST_TRIED = 20_000
"""Of sets of five, so many are looked at for those that need all five."""
ADDING = tuple(term for term in BalanceTerm if term.adds)
TAKING = tuple(term for term in BalanceTerm if not term.adds)

Readings = Mapping[BalanceTerm, Sequence[Reading]]


@dataclass(frozen=True, slots=True)
class TermAnswer:
    """A term: from its lowest floor to its highest ceiling, what it is made of, and each reading in it."""

    term: BalanceTerm
    interval: Interval
    source: TermSource
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """One claim of a set that cannot all be true, the term that it bounds, and what to know of its use there."""

    term: BalanceTerm
    claim: AnyClaim
    cautions: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Impossible:
    """Claims that cannot all be true, though any of them left out could be: and by how much they miss."""

    members: tuple[Member, ...]
    short_by: Decimal

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the claims, in the order of the terms."""
        return tuple(member.claim.code for member in self.members)


@dataclass(frozen=True, slots=True)
class Needed:
    """A ceiling without which it fails: its reading, the next lower one that stands, or None, and the miss with that.

    Where ``instead`` is None, nothing at all is put in its place.
    """

    reading: Reading
    instead: Reading | None
    short_by: Decimal


@dataclass(frozen=True, slots=True)
class Settled:
    """The closing stock; ``short_by`` is by how much the best case misses nothing at all, None where it does not.

    ``closing`` is None where no closing stock of zero or more is possible. ``added`` are the ceilings of what adds,
    None where one has none, and ``taken`` the floors of what takes away; ``largest`` is the largest figure in it.
    """

    closing: Interval | None
    short_by: Decimal | None
    added: Decimal | None = None
    taken: Decimal = Decimal(0)
    largest: Decimal = Decimal(0)


def term_of(term: BalanceTerm, readings: Sequence[Reading], *, chosen: bool) -> TermAnswer:
    """A term from its readings, of which any may hold; without one it is unknown, and open above.

    A figure of a part is no other figure of the whole: it takes no ceiling of it away, and is a floor of it.
    """
    if not readings:
        return TermAnswer(term, OPEN, TermSource.UNKNOWN, ())
    floor, ceiling = floor_of(readings), ceiling_of(readings)
    together = Interval(floor.low if floor else Decimal(0), ceiling.high if ceiling else None)
    return TermAnswer(term, together, TermSource.CHOSEN if chosen else TermSource.WIDEST, tuple(readings))


def just_fitting(readings: Readings) -> tuple[Reading, ...] | None:
    """The ceilings that leave least over the highest floor of what was fired, with that, in the order of the terms;
    None where none do. Of equal ones those on stronger evidence, then the earliest."""
    fired = max(readings.get(BalanceTerm.FIRED, ()), key=lambda one: (one.low, one.codes), default=None)
    stock, made, came = (sorted(_with_ceiling(readings.get(term, ())), key=_by_evidence) for term in ADDING)
    if fired is None or not fired.low or not came:
        return None
    best: tuple[Decimal, tuple[Reading, ...]] | None = None
    heights = [_ceiling(one) for one in came]
    for one, other in product(stock, made):
        place = bisect_left(heights, fired.low - _ceiling(one) - _ceiling(other))
        if place < len(came):
            over = _ceiling(one) + _ceiling(other) + heights[place] - fired.low
            if best is None or over < best[0]:
                best = over, (one, other, came[place], fired)
    return best[1] if best else None


def _by_evidence(reading: Reading) -> tuple[Decimal, bool, date, tuple[str, ...]]:
    weak = Caution.WEAK_EVIDENCE in reading.cautions
    return _ceiling(reading), weak, min(claim.claimed_on for claim in reading.claims), reading.codes


def carried(closing: Interval) -> TermAnswer:
    """The opening stock of a time that follows another: the closing stock of that."""
    return TermAnswer(BalanceTerm.STOCK, closing, TermSource.CARRIED, ())


def settle(terms: Iterable[TermAnswer]) -> Settled:
    """The closing stock that the terms allow: never below nothing, open above where one that adds is."""
    added: Decimal | None = Decimal(0)
    least: Decimal | None = Decimal(0)
    taken = largest = Decimal(0)
    for answer in terms:
        low, high = answer.interval.low or Decimal(0), answer.interval.high
        largest = max(largest, low, high or Decimal(0))
        if answer.term.adds:
            added = None if added is None or high is None else added + high
            least = None if least is None else least + low
        else:
            taken += low
            least = None if least is None or high is None else least - high
    most = None if added is None else added - taken
    if most is not None and most < 0:
        return Settled(None, -most, added, taken, largest)
    return Settled(Interval(max(least or Decimal(0), Decimal(0)), most), None, added, taken, largest)


def needed(terms: Mapping[BalanceTerm, TermAnswer], standing: Readings) -> tuple[Needed, ...]:
    """The ceilings that have to hold at once, where the closing stock has one and is not impossible.

    Each is the highest of its term. It is needed where the next lower one that stands, or nothing where there is none,
    in its place leaves no closing stock.
    """
    settled = settle(terms.values())
    if settled.closing is None or settled.closing.high is None:
        return ()
    slack = settled.closing.high
    found = []
    for term in ADDING:
        readings = terms[term].readings
        if not readings:
            continue
        highest = max(readings, key=lambda reading: (_ceiling(reading), reading.codes))
        ceiling = _ceiling(highest)
        lower = [
            reading
            for reading in (*readings, *standing.get(term, ()))
            if reading.high is not None and reading.high < ceiling
        ]
        instead = max(lower, key=lambda reading: (_ceiling(reading), reading.codes), default=None)
        missing = ceiling - (_ceiling(instead) if instead else Decimal(0)) - slack
        if missing > 0:
            found.append(Needed(highest, instead, missing))
    return tuple(found)


def _ceiling(reading: Reading) -> Decimal:
    """The ceiling of a reading that is known to have one."""
    return reading.high if reading.high is not None else Decimal(0)


@dataclass(frozen=True, slots=True)
class Certificate:
    """Sets of claims that cannot all be true, the smallest first and of these those that miss by most; and how many
    such sets there are in all; where that was not ``counted`` to the end, there may be more."""

    sets: tuple[Impossible, ...]
    number: int
    counted: bool = True

    @property
    def unlisted(self) -> int:
        """How many of the sets that were counted are not named."""
        return self.number - len(self.sets)


def certificate(readings: Readings, most: int = MOST_SETS) -> Certificate:
    """The minimal sets of claims among these readings that cannot all be true.

    Each holds one reading's ceiling for every term that adds, and one or two floors. Whatever is left out of one, the
    rest is possible. Those with a ceiling of which nobody said from when it counts come after all others.
    """
    every = _certificate(readings, most)
    sure = {term: [one for one in each if is_sure_of_time(one.cautions)] for term, each in readings.items()}
    if all(len(sure[term]) == len(each) for term, each in readings.items()):
        return every
    first = _certificate(sure, most).sets
    return replace(every, sets=(*first, *(one for one in every.sets if one not in first))[:most])


def _certificate(readings: Readings, most: int) -> Certificate:
    """The same by size and miss alone."""
    ceilings = [_by_ceiling(readings.get(term, ())) for term in ADDING]
    if any(len(reading.claims) > 1 for term in TAKING for reading in readings.get(term, ())):
        return _of_sums(ceilings, readings, most)
    floors = [_by_floor(readings.get(term, ())) for term in TAKING]
    number = _number(ceilings, floors)
    found = [*_taken(ceilings, [floors[0]], most), *_taken(ceilings, [floors[1]], most)]
    found.sort(key=_rank)
    if len(found) < min(most, number):
        found += sorted(_taken(ceilings, floors, most - len(found)), key=_rank)
    return Certificate(tuple(found[:most]), number)


def one_certificate(terms: Iterable[TermAnswer]) -> Impossible | None:
    """One minimal set of claims of several times that cannot all be true, where their best case already fails.

    Of each term and time the highest ceiling and the lowest floor are taken, and of the floors as few claims as exceed
    the ceilings.
    """
    members: dict[str, Member] = {}
    most = Decimal(0)
    floors: dict[str, tuple[Member, Decimal]] = {}
    for answer in terms:
        if answer.source == TermSource.CARRIED:
            continue
        if answer.term.adds:
            if answer.interval.high is None:
                return None
            best = max(_with_ceiling(answer.readings), key=lambda reading: (_ceiling(reading), reading.codes))
            most += _ceiling(best)
            members |= {claim.code: Member(answer.term, claim, best.cautions) for claim in best.claims}
        elif least := floor_of(answer.readings):
            for claim, floor in zip(least.claims, least.floors, strict=True):
                before = floors[claim.code][1] if claim.code in floors else Decimal(0)
                floors[claim.code] = Member(answer.term, claim, least.cautions), before + floor
    enough = _Pool.of(floors.values()).fewest(most)
    return Impossible(_in_order((*members.values(), *enough[0])), enough[1]) if enough else None


def _with_ceiling(readings: Iterable[Reading]) -> list[Reading]:
    return [reading for reading in readings if reading.high is not None]


def _by_ceiling(readings: Iterable[Reading]) -> list[Reading]:
    """Those with a ceiling, the lowest first."""
    return sorted(_with_ceiling(readings), key=lambda reading: (_ceiling(reading), reading.codes))


def _by_floor(readings: Iterable[Reading]) -> list[Reading]:
    """Those with a floor above nothing, the highest first."""
    return sorted((r for r in readings if r.low > 0), key=lambda reading: (-reading.low, reading.codes))


def _rank(found: Impossible) -> tuple[int, Decimal, tuple[str, ...]]:
    return len(found.members), -found.short_by, found.codes


def _taken(ceilings: Sequence[list[Reading]], floors: Sequence[list[Reading]], most: int) -> Iterator[Impossible]:
    """The sets of one reading of each list, those that miss by most first; of two floors only where both are needed."""
    lists = [*ceilings, *floors]
    if not all(lists):
        return
    amounts = [[-_ceiling(one) for one in each] for each in ceilings]
    amounts += [[one.low for one in each] for each in floors]
    start = (0,) * len(lists)
    waiting = [(-sum((each[0] for each in amounts), Decimal(0)), start)]
    seen = {start}
    found = tried = 0
    while waiting and found < most and tried < MOST_TRIED:
        missing, places = heappop(waiting)
        if missing >= 0:
            return
        tried += 1
        parts = [each[place] for each, place in zip(amounts, places, strict=True)]
        above = -sum(parts[: len(ceilings)], Decimal(0))
        if len(floors) == 1 or all(part <= above for part in parts[len(ceilings) :]):
            found += 1
            yield _impossible([each[place] for each, place in zip(lists, places, strict=True)], -missing)
        for turn, place in enumerate(places):
            if place + 1 < len(lists[turn]):
                after = (*places[:turn], place + 1, *places[turn + 1 :])
                if after not in seen:
                    seen.add(after)
                    step = amounts[turn][place] - amounts[turn][place + 1]
                    heappush(waiting, (missing + step, after))


def _impossible(readings: Iterable[Reading], short_by: Decimal, floors: Iterable[Member] = ()) -> Impossible:
    members = (Member(reading.term, claim, reading.cautions) for reading in readings for claim in reading.claims)
    return Impossible(_in_order((*members, *floors)), short_by)


def _in_order(members: Iterable[Member]) -> tuple[Member, ...]:
    order = tuple(BalanceTerm)
    return tuple(sorted(members, key=lambda member: (order.index(member.term), member.claim.code)))


def _number(ceilings: Sequence[list[Reading]], floors: Sequence[list[Reading]]) -> int:
    """How many minimal sets there are: for each sum of ceilings, the floors above it, and the pairs of floors that
    exceed it only together."""
    stock, made, came = ([int(_ceiling(one)) for one in each] for each in ceilings)
    fired, lost = (sorted(int(one.low) for one in each) for each in floors)
    pairs = sorted(one + other for one in fired for other in lost)
    highest = max((each[-1] for each in (fired, lost, pairs) if each), default=0)
    number = 0
    for first in stock:
        for second in made:
            for third in came:
                above = first + second + third
                if above >= highest:
                    break
                fires, loses = len(fired) - bisect_right(fired, above), len(lost) - bisect_right(lost, above)
                number += fires + loses
                if pairs:
                    # A pair of which one alone exceeds the sum is not minimal.
                    alone = fires * len(lost) + loses * len(fired) - fires * loses
                    number += len(pairs) - bisect_right(pairs, above) - alone
    return number


@dataclass(frozen=True, slots=True)
class _Pool:
    """Floors that may be added, the largest first, with the sum of each and all before it."""

    members: tuple[Member, ...]
    sums: tuple[Decimal, ...]

    @classmethod
    def of(cls, parts: Iterable[tuple[Member, Decimal]]) -> _Pool:
        """The pool of some floors."""
        ordered = sorted(parts, key=lambda part: (-part[1], part[0].claim.code))
        return cls(tuple(member for member, _ in ordered), tuple(accumulate(floor for _, floor in ordered)))

    def fewest(self, above: Decimal) -> tuple[tuple[Member, ...], Decimal] | None:
        """The fewest floors whose sum exceeds a sum of ceilings, and by how much; None where all do not.

        None of them can be left out: the largest without the last do not exceed it.
        """
        last = bisect_right(self.sums, above)
        return None if last == len(self.sums) else (self.members[: last + 1], self.sums[last] - above)


def _floors(reading: Reading) -> Iterator[tuple[Member, Decimal]]:
    for claim, floor in zip(reading.claims, reading.floors, strict=True):
        yield Member(reading.term, claim, reading.cautions), floor


def _of_sums(ceilings: Sequence[list[Reading]], readings: Readings, most: int) -> Certificate:
    """The same where floors are sums: of each choice of readings, as few of their claims as are needed."""
    fired, lost = ([None, *_by_floor(readings.get(term, ()))[:MOST_BESIDE]] for term in TAKING)
    pools = [
        _Pool.of(part for reading in pair if reading is not None for part in _floors(reading))
        for pair in product(fired, lost)
    ]
    found: dict[frozenset[str], Impossible] = {}
    for chosen in product(*(each[:MOST_BESIDE] for each in ceilings)):
        above = sum((_ceiling(reading) for reading in chosen), Decimal(0))
        for pool in pools:
            enough = pool.fewest(above)
            if enough is not None:
                made = _impossible(chosen, enough[1], enough[0])
                found[frozenset(made.codes)] = made
    ordered = sorted(found.values(), key=_rank)
    complete = all(len(readings.get(term, ())) <= MOST_BESIDE for term in BalanceTerm)
    return Certificate(tuple(ordered[:most]), len(ordered), complete)
