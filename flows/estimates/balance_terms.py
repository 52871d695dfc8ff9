"""What a claim says of one term of got, made and fired, in a time: an interval in whole units, and what to know of it.

A count is never below nothing, so a reading always has a floor; where nobody bounds it above, it has no ceiling. A
claim that was chosen is taken for the figure of the time, with what speaks against that named; one that was not
chosen counts only for what it bounds.
"""

from __future__ import annotations

import calendar
import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import combinations, pairwise
from typing import assert_never

from flows.estimates.balance_reading import OF_MORE, OPEN, Reading, Subject, ceiling_of, floor_of
from flows.estimates.balance_time import (
    begun,
    days_of_pace,
    is_about,
    is_projection,
    is_same_time,
    of_pace,
    of_total,
    stock_day,
    year_total,
)
from flows.estimates.interval import Interval
from flows.estimates.nesting import Nesting
from flows.estimates.totals import Refusal, total
from flows.records import AnyClaim, Indicator, Rate, Ratio, Shipment
from flows.vocabulary import (
    Activity,
    BalanceTerm,
    Basis,
    Caution,
    CodedList,
    Per,
    Stage,
    Stance,
    Status,
    Temporal,
    Term,
    TermSource,
)
from flows.vocabulary.code import closed_list

A_YEAR = 365
BALANCE_TERM = closed_list(
    "balance_term", "Term of a balance", "What adds to a side's stock in a time, and what takes from it.", BalanceTerm
)
TERM_SOURCE = closed_list(
    "term_source", "What a term of a balance is made of", "Which claims make up a term of a balance.", TermSource
)
NOT_IN_TERM = CodedList(
    "not_in_term",
    "Why a claim cannot stand in a balance",
    "The reasons for which a claim is refused as a term of got, made and fired.",
    (
        Term("no_figure", "gives no figure", "A claim without a figure bounds nothing, and is not zero."),
        Term("denial", "is a denial", "A denial carries no quantity."),
        Term("retracted", "was retracted", "We withdrew the record."),
        Term(
            "other_side", "is about another side", "What one side got, made or fired is no part of another's balance."
        ),
        Term("other_kind", "counts something else", "Its unit or its kind of munition is not what is asked about."),
        Term(
            "not_moved",
            "is of a stage before delivery",
            "What was promised, bought or made has not come: a promise is not a delivery.",
        ),
        Term("no_output", "is a need or a target", "What is needed or aimed for is not made."),
        Term("other_term", "is not about this term", "It says nothing of what this term counts."),
    ),
)
"""The machine-readable reasons, in the order in which they are looked for."""

NOT_COUNTED = CodedList(
    "not_counted",
    "Why a claim does not count in a balance",
    "The reasons for which a claim that stands and fits a term does not count in it.",
    (
        Term("not_chosen", "not chosen", "Other claims were chosen for the term."),
        Term("another_time", "of another time", "It is about another time, or nobody said about which."),
        Term(
            "bounds_nothing",
            "bounds nothing",
            "For this time and kind it gives neither a floor nor a ceiling, as what one of several suppliers sent at "
            "the most.",
        ),
    ),
)
"""The machine-readable reasons, none of which says that the claim is wrong."""

STOCK_WORDS, LOSS_WORDS, FIRED_WORDS = frozenset({"stock"}), frozenset({"loss", "losses", "lost"}), frozenset({"fired"})
AIM_WORDS = frozenset({"goal", "target", "norm", "planned", "need"})
"""Words in the name of a context figure: which term it is about, and that it says what should be."""


@lru_cache(maxsize=4096)
def times_in(per: Per, start: date, end: date) -> Fraction:
    """How many days, calendar months or calendar years lie in a time: January to May 2024 are 152/366 of a year."""
    match per:
        case Per.DAY:
            return Fraction((end - start).days + 1)
        case Per.MONTH | Per.YEAR:
            return sum((_share(*unit, start, end) for unit in _units(per, start, end)), Fraction(0))
        case _:
            assert_never(per)


def _times(rate: Rate, subject: Subject) -> Fraction:
    """How often a rate is taken in a time: by the calendar, but a total of less than a year by the days of its own."""
    total = year_total(rate)
    own = A_YEAR if total is None or total.days is None else total.days
    return Fraction(subject.days, own) if own < A_YEAR else times_in(rate.per, subject.start, subject.end)


def _units(per: Per, start: date, end: date) -> list[tuple[date, date]]:
    """The first and last day of each calendar month or year that a time touches."""
    if per == Per.YEAR:
        return [(date(year, 1, 1), date(year, 12, 31)) for year in range(start.year, end.year + 1)]
    months = range(start.year * 12 + start.month - 1, end.year * 12 + end.month)
    named = [(month // 12, month % 12 + 1) for month in months]
    return [(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])) for year, month in named]


def _share(first: date, last: date, start: date, end: date) -> Fraction:
    inside = (min(last, end) - max(first, start)).days + 1
    return Fraction(inside, (last - first).days + 1)


def unfit(claim: AnyClaim, term: BalanceTerm, subject: Subject) -> str | None:
    """Why a claim cannot stand in a term, as a code of `NOT_IN_TERM`; None where it can."""
    if claim.status == Status.RETRACTED:
        return "retracted"
    if isinstance(claim, Shipment) and claim.stance == Stance.DENIES:
        return "denial"
    if not claim.quantity.figures:
        return "no_figure"
    match claim:
        case Shipment():
            return _unfit_shipment(claim, term, subject)
        case Rate():
            return _unfit_rate(claim, term, subject)
        case Indicator():
            return _unfit_indicator(claim, term, subject)
        case _:
            return "other_term"


def _unfit_shipment(claim: Shipment, term: BalanceTerm, subject: Subject) -> str | None:
    if term != BalanceTerm.RECEIVED:
        return "other_term"
    if claim.recipient != subject.side or claim.supplier == subject.side:
        return "other_side"
    if claim.unit != subject.unit or not _is_kind(claim.munition, subject):
        return "other_kind"
    return None if claim.stage.is_movement else "not_moved"


def _unfit_rate(claim: Rate, term: BalanceTerm, subject: Subject) -> str | None:
    match claim.activity:
        case Activity.FIRED:
            right, reason = term == BalanceTerm.FIRED, "other_term"
        case Activity.PRODUCED | Activity.CAPACITY:
            right, reason = term == BalanceTerm.PRODUCED, "other_term"
        case Activity.NEEDED | Activity.TARGET:
            right, reason = False, "no_output"
        case Activity.DELIVERED:
            # Of such a pace it is not recorded who received.
            right, reason = False, "other_term"
        case _:
            assert_never(claim.activity)
    if not right:
        return reason
    if claim.actor != subject.side:
        return "other_side"
    return None if _is_kind(claim.munition, subject) else "other_kind"


def _unfit_indicator(claim: Indicator, term: BalanceTerm, subject: Subject) -> str | None:
    words = set(claim.name.split("-"))
    match term:
        case BalanceTerm.STOCK:
            right = bool(words & STOCK_WORDS)
        case BalanceTerm.FIRED:
            right = bool(words & FIRED_WORDS)
        case BalanceTerm.LOST:
            right = bool(words & LOSS_WORDS)
        case BalanceTerm.PRODUCED | BalanceTerm.RECEIVED:
            right = False
        case _:
            assert_never(term)
    if not right:
        return "other_term"
    if claim.actor != subject.side:
        return "other_side"
    if claim.unit != subject.unit:
        return "other_kind"
    return "no_output" if words & AIM_WORDS else None


def _is_kind(munition: str, subject: Subject) -> bool:
    return munition in subject.kinds or munition in subject.wider


def reading_of(claim: AnyClaim, term: BalanceTerm, subject: Subject, *, chosen: bool) -> Reading:
    """What a fit claim says of a term in the time of a subject.

    A pace is scaled by the calendar; one of a part of more than half a year that was not chosen counts for its own days
    alone, and a total that is stated by the year as it stands for its own time. A total for a longer time is a ceiling
    and no floor; one for a part of the time a floor, and a ceiling only where it was chosen. What cannot be placed in
    time bounds nothing, unless it was chosen.
    """
    cautions: list[Caution] = []
    of_a_part = False
    days = None
    stated = Interval.of(claim.quantity)
    low, high = stated.low or Decimal(0), stated.high
    if _is_capacity(claim):
        cautions.append(Caution.CAPACITY)
        low = Decimal(0)
    whole = year_total(claim) if isinstance(claim, Rate) else None
    if whole is not None and is_same_time(whole, subject):
        of_time = None
    elif isinstance(claim, Rate):
        own = None if chosen else days_of_pace(claim, subject)
        of_a_part = own is not None
        asked = subject if own is None else replace(subject, start=own[0], end=own[1])
        days = asked.days
        low, high = _scaled(low, high, _times(claim, asked))
        of_time = Caution.PART_OF_TIME if own else of_pace(claim, subject)
    elif term == BalanceTerm.STOCK:
        of_time = None if stock_day(claim) == subject.start else Caution.OTHER_DAY
    else:
        of_time = of_total(claim, subject)
        if of_time in OF_MORE:
            low = Decimal(0)
        of_a_part = of_time in (Caution.PART_OF_TIME, Caution.OTHER_TIME, Caution.TIME_NOT_STATED)
    of_kind = _of_kind(claim, subject)
    if of_kind == Caution.WIDER_KIND:
        low = Decimal(0)
    of_place = Caution.ONE_PLACE if isinstance(claim, Rate) and is_local(claim) else None
    of_a_part |= of_kind == Caution.NARROWER_KIND or of_place is not None
    cautions += [caution for caution in (of_time, of_kind, of_place) if caution]
    if term == BalanceTerm.RECEIVED:
        cautions.append(Caution.ONE_SUPPLIER)
    if getattr(claim, "superseded_by", None):
        cautions.append(Caution.SUPERSEDED)
    if claim.is_weak:
        cautions.append(Caution.WEAK_EVIDENCE)
    if is_projection(claim) and not _is_capacity(claim):
        cautions.append(Caution.PROJECTION)
    low, high = _scaled(low, high, Fraction(1))
    stands = Interval(low, None if of_a_part and not chosen else high)
    return Reading(term, (claim,), stands, tuple(cautions), (low,), high, days)


def _is_capacity(claim: AnyClaim) -> bool:
    return (isinstance(claim, Rate) and claim.activity == Activity.CAPACITY) or (
        isinstance(claim, Shipment) and claim.basis.is_capacity
    )


def _scaled(low: Decimal, high: Decimal | None, times: Fraction) -> tuple[Decimal, Decimal | None]:
    """Both ends times so much, in whole units outward, so that nothing in between is lost."""
    floor = Decimal(math.floor(Fraction(low) * times))
    return floor, None if high is None else Decimal(math.ceil(Fraction(high) * times))


def _of_kind(claim: AnyClaim, subject: Subject) -> Caution | None:
    if not isinstance(claim, Shipment | Rate) or claim.munition == subject.munition:
        return None
    return Caution.NARROWER_KIND if claim.munition in subject.kinds else Caution.WIDER_KIND


def is_local(claim: Rate | Ratio) -> bool:
    """Whether a pace or a ratio is that of one stretch of the front: whatever is not called the whole of it."""
    return bool(claim.place) and not claim.place_name.startswith("Whole")


def about_the_time(claims: Sequence[AnyClaim], term: BalanceTerm, subject: Subject) -> tuple[AnyClaim, ...]:
    """Those of these claims that fit a term and are about the time, in their order."""
    fit = [claim for claim in claims if unfit(claim, term, subject) is None]
    first = begun(fit)
    return tuple(claim for claim in fit if is_about(claim, term, subject, first))


def candidates(
    claims: Sequence[AnyClaim], term: BalanceTerm, subject: Subject, nesting: Nesting
) -> tuple[Reading, ...]:
    """The readings of those claims that fit a term, are about the time and bound it at all; by day and code."""
    return bounding(readings_about(claims, term, subject, nesting))


def bounding(readings: Iterable[Reading]) -> tuple[Reading, ...]:
    """Those that have a floor or a ceiling."""
    return tuple(reading for reading in readings if reading.interval != OPEN)


def readings_about(
    claims: Sequence[AnyClaim], term: BalanceTerm, subject: Subject, nesting: Nesting
) -> tuple[Reading, ...]:
    """The readings of those claims that fit a term and are about the time, also of those that bound nothing.

    What several suppliers sent has a ceiling only where that of each may be added to those of the others; what one of
    them sent is a floor of it, and so is what several did where theirs may be added.
    """
    ordered = sorted(claims, key=lambda claim: (claim.claimed_on, claim.code))
    fit = [claim for claim in ordered if unfit(claim, term, subject) is None]
    found = [reading_of(claim, term, subject, chosen=False) for claim in about_the_time(fit, term, subject)]
    suppliers = {claim.supplier for claim in fit if isinstance(claim, Shipment)}
    if len(suppliers) > 1:
        found = [*map(_of_one_among_several, found), *_of_suppliers(found, suppliers, subject, nesting)]
    return tuple(found)


def _of_one_among_several(reading: Reading) -> Reading:
    cautions = tuple(Caution.ONE_OF_SUPPLIERS if one == Caution.ONE_SUPPLIER else one for one in reading.cautions)
    return replace(reading, interval=Interval(reading.low, None), cautions=cautions)


def _of_suppliers(
    readings: Sequence[Reading], suppliers: set[str], subject: Subject, nesting: Nesting
) -> Iterator[Reading]:
    """What suppliers sent together: their floors added, and where each of all has a ceiling these; each only where the
    rules of sums allow it."""
    of_each: dict[str, list[Reading]] = {supplier: [] for supplier in sorted(suppliers)}
    for reading in readings:
        of_each[_supplier(reading)].append(reading)
    floors = [floor for each in of_each.values() if (floor := floor_of(each))]
    ceilings = [ceiling for each in of_each.values() if (ceiling := ceiling_of(each))]
    bounded = len(ceilings) == len(suppliers)
    for some in [floors, ceilings] if bounded and floors != ceilings else [floors]:
        claims = _flows([claim for one in some for claim in one.claims])
        if len(some) > 1 and not isinstance(total(claims, nesting), Refusal):
            is_whole = bounded and len(some) == len(suppliers) and all(one.high is not None for one in some)
            yield _together(_sum(some, claims, subject), is_whole=is_whole)


def _together(added: Reading, *, is_whole: bool) -> Reading:
    """A sum over suppliers: of all of them, or of several, which is a floor alone."""
    cautions = {one for one in added.cautions if one != Caution.ONE_SUPPLIER}
    if is_whole:
        return replace(added, cautions=_in_order(cautions))
    interval = Interval(added.low, None)
    return replace(added, interval=interval, cautions=_in_order(cautions | {Caution.SEVERAL_SUPPLIERS}))


def _supplier(reading: Reading) -> str:
    (claim,) = _flows(reading.claims)
    return claim.supplier


def _flows(claims: Sequence[AnyClaim]) -> list[Shipment]:
    return [claim for claim in claims if isinstance(claim, Shipment)]


def readings_of_chosen(
    claims: Sequence[AnyClaim], term: BalanceTerm, subject: Subject, nesting: Nesting
) -> tuple[tuple[Reading, ...], Refusal | None]:
    """What chosen claims say of a term: one reading where they may be added, else one each, with why they may not.

    Context figures do not say what they count of each other, so several of them are never added.
    """
    if len(claims) < 2:
        return tuple(reading_of(claim, term, subject, chosen=True) for claim in claims), None
    if any(isinstance(claim, Indicator) for claim in claims):
        return tuple(reading_of(claim, term, subject, chosen=True) for claim in claims), None
    outcome = total([_as_flow(claim) for claim in claims], nesting)
    if isinstance(outcome, Refusal):
        return tuple(reading_of(claim, term, subject, chosen=True) for claim in claims), outcome
    return (_sum([_part(claim, claims, term, subject, nesting) for claim in claims], claims, subject),), None


def _as_flow(claim: AnyClaim) -> Shipment:
    """The claim as the rules of sums read it: what a party fired or made is a flow from itself to itself."""
    if isinstance(claim, Shipment):
        return claim
    if not isinstance(claim, Rate):
        raise TypeError(f"{claim.code} is neither a flow nor a pace")
    common = {name: getattr(claim, name) for name in _COMMON}
    return Shipment(
        **common,
        stance=Stance.ASSERTS,
        supplier=claim.actor,
        supplier_name=claim.actor_name,
        recipient=claim.actor,
        recipient_name=claim.actor_name,
        stage=Stage.PRODUCED,
        basis=Basis.CAPACITY_IF_FULL if claim.activity == Activity.CAPACITY else Basis.ESTIMATE,
        words="",
        temporal=Temporal.INTERVAL,
        alternative_group="",
        part_of=None,
        derived_from=None,
        origin=None,
        factor=None,
    )


_COMMON = tuple(name for name in Shipment.__dataclass_fields__ if name in Rate.__dataclass_fields__)


def _part(
    claim: AnyClaim, claims: Sequence[AnyClaim], term: BalanceTerm, subject: Subject, nesting: Nesting
) -> Reading:
    """A claim as one part of a sum: a pace beside others of its kind counts for the days of its own time."""
    if not isinstance(claim, Rate) or not _is_beside(claim, claims, nesting):
        return reading_of(claim, term, subject, chosen=True)
    start, end = max(claim.period_start or date.min, subject.start), min(claim.period_end or date.max, subject.end)
    if start > end:
        nothing = Interval(Decimal(0), Decimal(0))
        return replace(reading_of(claim, term, subject, chosen=True), interval=nothing, floors=(Decimal(0),))
    return reading_of(claim, term, replace(subject, start=start, end=end), chosen=True)


def _is_beside(claim: Rate, claims: Sequence[AnyClaim], nesting: Nesting) -> bool:
    others = (other for other in claims if isinstance(other, Rate) and other is not claim)
    return any(nesting.same_kind(claim.munition, other.munition) for other in others)


def _sum(parts: Sequence[Reading], claims: Sequence[AnyClaim], subject: Subject) -> Reading:
    """The sum of parts; of paces for times of their own there is no ceiling where these leave days out."""
    low = sum((part.low for part in parts), Decimal(0))
    high: Decimal | None = Decimal(0)
    for part in parts:
        high = None if high is None or part.high is None else high + part.high
    cautions = {caution for part in parts for caution in part.cautions}
    if all(isinstance(claim, Rate) for claim in claims) and _leaves_out(claims, subject):
        high = None
        cautions.add(Caution.PART_OF_TIME)
    return Reading(
        parts[0].term,
        tuple(claims),
        Interval(low, high),
        _in_order(cautions),
        tuple(part.low for part in parts),
        days=subject.days if any(part.days for part in parts) else None,
    )


def _in_order(cautions: Collection[Caution]) -> tuple[Caution, ...]:
    return tuple(caution for caution in Caution if caution in cautions)


def _leaves_out(claims: Sequence[AnyClaim], subject: Subject) -> bool:
    """Whether paces that follow one another leave days of the time without any."""
    periods = sorted((claim.period_start or date.min, claim.period_end or date.max) for claim in claims)
    if any(one[1] >= other[0] for one, other in combinations(periods, 2)):
        return False
    gaps = any(after[0] - before[1] > timedelta(days=1) for before, after in pairwise(periods))
    return gaps or periods[0][0] > subject.start or periods[-1][1] < subject.end
