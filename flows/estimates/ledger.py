"""The ledger: which claims stand on a day, which do not, and why.

A claim stands on day D if it asserts, was stated by D, is not retracted, is not superseded by a claim
stated by D, and its alternative group has not fallen. Where a grade is asked for, a claim below it does not
stand and supersedes nothing. Everything here is linear in the number of claims and independent of their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain
from operator import attrgetter
from typing import TypeVar

from flows.estimates.interval import Interval, hull
from flows.estimates.period import ALIKE_DAYS, Period
from flows.records import Shipment
from flows.vocabulary import Reliability, Stance, Status

V = TypeVar("V", bound=Hashable)

Series = tuple[str, str, str, date | None, date | None]
"""What figures for one period share: claimant, stage, unit, start and end."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that was known and does not stand: the reason's code and, where there is one, the claim behind it."""

    claim: Shipment
    reason: str
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Ledger:
    """The claims of a flow known on a day: those that stand and those left out, each ordered by day and code."""

    as_of: date | None
    standing: tuple[Shipment, ...]
    left_out: tuple[LeftOut, ...]

    @property
    def known(self) -> tuple[Shipment, ...]:
        """Every claim stated by the day, by day and code."""
        return tuple(sorted(chain(self.standing, (out.claim for out in self.left_out)), key=_by_day))

    @property
    def denials(self) -> tuple[Shipment, ...]:
        """The denials stated by the day that are not retracted; none of them carries a number into a total."""
        return tuple(out.claim for out in self.left_out if out.reason == "denial")


@dataclass(frozen=True, slots=True)
class Span:
    """What the heads of one stage and unit span.

    ``low`` and ``high`` are the ends of all heads together, None where any head is open. ``lowest`` and
    ``highest`` are the smallest and the largest figure that any head states: ends of what was said, not of
    what may be; ``lowest_weak`` and ``highest_weak`` are the heads that state them where all of these are weak, and
    empty where one is not. ``lowest_sent`` and ``highest_sent`` are those of the heads that are no capacities, None
    where all are. ``first_start`` and ``last_start`` are the earliest and the latest day from which a head
    says that it counts, None where none does.
    """

    stage: str
    unit: str
    low: Decimal | None
    high: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    heads: int
    first_start: date | None
    last_start: date | None
    # What a span is does not hang on who states its ends.
    lowest_weak: tuple[Shipment, ...] = field(default=(), compare=False)
    highest_weak: tuple[Shipment, ...] = field(default=(), compare=False)
    lowest_sent: Decimal | None = field(default=None, compare=False)
    highest_sent: Decimal | None = field(default=None, compare=False)

    @property
    def starts_apart(self) -> bool:
        """Whether its heads count from days so far apart that part of what lies between them is time."""
        first, last = self.first_start, self.last_start
        return first is not None and last is not None and last - first > timedelta(days=ALIKE_DAYS)


def resolve(
    claims: Iterable[Shipment],
    as_of: date | None = None,
    about: Iterable[str] | None = None,
    grade: Reliability | None = None,
) -> Ledger:
    """What stands among these claims on a day (None: everything stated so far), graded so or better (None: all).

    ``claims`` must hold, besides the claims in question, the successors and the other readings that decide
    about them; ``about`` then names the codes in question, and only those are returned. Returned records
    carry the successor known on the day, so "superseded by" is never ahead of the question.
    """
    known = sorted((c for c in claims if as_of is None or c.claimed_on <= as_of), key=_by_day)
    successors = {c.supersedes: c for c in known if c.supersedes and counts(c) and c.is_graded(grade)}
    fallen = {c.alternative_group: successors[c.code] for c in known if c.alternative_group and c.code in successors}
    asked = None if about is None else set(about)
    standing: list[Shipment] = []
    left_out: list[LeftOut] = []
    for claim in known:
        if asked is not None and claim.code not in asked:
            continue
        successor = successors.get(claim.code)
        seen = _with_successor(claim, successor)
        reason = _why_left_out(seen, successor, fallen, grade)
        if reason is None:
            standing.append(seen)
        else:
            left_out.append(reason)
    return Ledger(as_of, tuple(standing), tuple(left_out))


def counts(claim: Shipment) -> bool:
    """Whether a claim may replace another: it asserts, and is not retracted."""
    return claim.stance == Stance.ASSERTS and claim.status != Status.RETRACTED


def heads(standing: Iterable[Shipment]) -> tuple[Shipment, ...]:
    """The running totals that stand and that no newer one covers, with the other readings of their groups.

    A total covers an older one of the same claimant, stage and unit where it starts no later; an unknown start counts
    as earliest. What is part of another head is left out, and what is part of something covers nothing: a newer
    count of one type is no newer total of all. Where a claimant gave several totals on one day, none of them covers
    another: nothing in them says which to prefer.
    """
    totals = [claim for claim in standing if claim.temporal.accumulates]
    series: dict[tuple[str, str, str], list[Shipment]] = defaultdict(list)
    for claim in totals:
        series[claim.claimant, claim.stage, claim.unit].append(claim)
    chosen = {claim.code: claim for members in series.values() for claim in _uncovered(members)}
    whole = {code: claim for code, claim in chosen.items() if claim.part_of not in chosen}
    groups = {claim.alternative_group for claim in whole.values() if claim.alternative_group}
    readings = {claim.code: claim for claim in totals if claim.alternative_group in groups}
    return tuple(sorted({**whole, **readings}.values(), key=_by_day))


def _uncovered(series: list[Shipment]) -> Iterator[Shipment]:
    """Of the totals of one claimant, stage and unit, those that start before every whole one of a later day."""
    newer = of_day_and_newer = date.max
    day = None
    for claim in sorted(series, key=attrgetter("claimed_on"), reverse=True):
        if claim.claimed_on != day:
            day, newer = claim.claimed_on, of_day_and_newer
        start = claim.period_start or date.min
        if start < newer:
            yield claim
        if claim.part_of is None:
            of_day_and_newer = min(of_day_and_newer, start)


def period_heads(standing: Iterable[Shipment]) -> tuple[Shipment, ...]:
    """The figures for a period that stand, the newest of each claimant, stage, unit and period; by period and day.

    Periods are the same where both ends are. A part replaces nothing: its whole, though older, is listed beside it.
    """
    figures = [
        claim for claim in standing if not claim.temporal.accumulates and (claim.period_start or claim.period_end)
    ]
    codes = {claim.code for claim in figures}
    newest: dict[Series, date] = {}
    for claim in figures:
        if claim.part_of not in codes:
            newest[_series(claim)] = max(newest.get(_series(claim), date.min), claim.claimed_on)
    chosen = [claim for claim in figures if claim.claimed_on >= newest.get(_series(claim), date.min)]
    return tuple(sorted(chosen, key=_by_period))


def undated(standing: Iterable[Shipment]) -> tuple[Shipment, ...]:
    """What stands and is neither a running total nor about a stated period, in the order given."""
    return tuple(
        claim
        for claim in standing
        if not claim.temporal.accumulates and claim.period_start is None and claim.period_end is None
    )


def _series(claim: Shipment) -> Series:
    return claim.claimant, claim.stage, claim.unit, claim.period_start, claim.period_end


def _by_period(claim: Shipment) -> tuple[date, date, date, str]:
    return claim.period_start or date.min, claim.period_end or date.max, claim.claimed_on, claim.code


@dataclass(frozen=True, slots=True)
class ByYear:
    """Figures for a period by the calendar year that each lies within, and those that cross years, which are not split.

    A figure that lacks an end crosses years: nobody said where it ends.
    """

    years: Mapping[int, tuple[Shipment, ...]]
    across: tuple[Shipment, ...]


def by_year(figures: Iterable[Shipment]) -> ByYear:
    """These figures for a period by year, the years ascending; those of a year in their order here."""
    years: dict[int, list[Shipment]] = defaultdict(list)
    across: list[Shipment] = []
    for claim in figures:
        year = Period.of(claim).year
        (across if year is None else years[year]).append(claim)
    return ByYear({year: tuple(years[year]) for year in sorted(years)}, tuple(across))


def by_age(heads: Iterable[Shipment], window: timedelta | None) -> tuple[tuple[Shipment, ...], tuple[Shipment, ...]]:
    """The heads stated within the window of the newest one of their stage and unit, and the older ones.

    None is no window: no head is older.
    """
    every = tuple(heads)
    if window is None:
        return every, ()
    newest: dict[tuple[str, str], date] = {}
    for claim in every:
        key = claim.stage, claim.unit
        newest[key] = max(newest.get(key, claim.claimed_on), claim.claimed_on)
    older = {claim.code for claim in every if newest[claim.stage, claim.unit] - claim.claimed_on > window}
    return (
        tuple(claim for claim in every if claim.code not in older),
        tuple(claim for claim in every if claim.code in older),
    )


def spans(heads: Iterable[Shipment], window: timedelta | None) -> tuple[Span, ...]:
    """One span for each stage and unit among the heads, ordered by stage and unit.

    Heads that are older than the newest one by more than the window stay out of it; None takes all of them, and is
    what has been said over the years.
    """
    grouped: dict[tuple[str, str], list[Shipment]] = defaultdict(list)
    recent, _ = by_age(heads, window)
    for claim in recent:
        grouped[claim.stage, claim.unit].append(claim)
    answer = []
    for (stage, unit), members in sorted(grouped.items()):
        together = hull(Interval.of(member.quantity) for member in members)
        figures = [figure for member in members for figure in member.quantity.figures]
        sent = [figure for member in members if not member.basis.is_capacity for figure in member.quantity.figures]
        starts = [start for member in members if (start := Period.of(member).start) is not None]
        answer.append(
            Span(
                stage,
                unit,
                together.low if together else None,
                together.high if together else None,
                min(figures, default=None),
                max(figures, default=None),
                len(members),
                min(starts, default=None),
                max(starts, default=None),
                weak_alone(members, min(figures, default=None)),
                weak_alone(members, max(figures, default=None)),
                min(sent, default=None),
                max(sent, default=None),
            )
        )
    return tuple(answer)


def weak_alone(claims: Iterable[Shipment], figure: Decimal | None) -> tuple[Shipment, ...]:
    """The claims that state a figure, where every one of them is weak; empty where one is not, or none states it."""
    found = tuple(claim for claim in claims if figure in claim.quantity.figures)
    return found if all(claim.is_weak for claim in found) else ()


def independent(voices: Iterable[V], clashes: Mapping[V, frozenset[V]]) -> int:
    """How many of these are independent: the size of the largest set without two that clash, as claimants that overlap.

    A team that counts two governments among its members clashes with each of them, and these not with one another:
    the three together are two independent claimants, not three and not one.
    """

    def near(one: V, left: frozenset[V]) -> frozenset[V]:
        return clashes.get(one, frozenset()) & left - {one}

    def largest(left: frozenset[V]) -> int:
        alone = frozenset(one for one in left if not near(one, left))
        rest = left - alone
        for one in rest:
            beside = near(one, rest)
            # All that clash with it clash with one another: at most one of them counts, and this one may.
            if all(beside <= clashes[other] | {other} for other in beside):
                return len(alone) + 1 + largest(rest - beside - {one})
        if not rest:
            return len(alone)
        worst = max(rest, key=lambda one: len(near(one, rest)))
        without = rest - {worst}
        return len(alone) + max(largest(without), 1 + largest(without - clashes[worst]))

    return largest(frozenset(voices))


def _with_successor(claim: Shipment, successor: Shipment | None) -> Shipment:
    # Copying a record is most of the work of a ledger, and most records are already as the day shows them.
    by = successor.code if successor else None
    if claim.superseded_by == by:
        return claim
    return replace(claim, superseded_by=by, superseded_on=successor.claimed_on if successor else None)


def _why_left_out(
    claim: Shipment, successor: Shipment | None, fallen: Mapping[str, Shipment], grade: Reliability | None
) -> LeftOut | None:
    if claim.status == Status.RETRACTED:
        return LeftOut(claim, "retracted")
    # A denial carries no figure, so a grade takes none out: what was denied, and by whom, stays on the page.
    if claim.stance == Stance.DENIES:
        return LeftOut(claim, "denial")
    if not claim.is_graded(grade):
        return LeftOut(claim, "below_grade")
    if successor is not None:
        return LeftOut(claim, "superseded", successor.code)
    if claim.alternative_group in fallen:
        return LeftOut(claim, "alternative_fell", fallen[claim.alternative_group].code)
    return None


def _by_day(claim: Shipment) -> tuple[date, str]:
    return claim.claimed_on, claim.code
