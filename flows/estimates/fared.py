"""How the figures of one claimant moved and how they fared: counts of what it and others said, and no verdict.

What others say of the same is compared only where the time is the same too, and only where they are independent of the
claimant and go back to another statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from flows.estimates.interval import Interval
from flows.estimates.ledger import heads, period_heads
from flows.estimates.nesting import Nesting
from flows.estimates.origins import independent_claimants, origins, shared
from flows.estimates.period import Period, alike
from flows.records import Shipment
from flows.vocabulary import Stance, Status

Relation = Literal["meets", "higher", "lower"]
Key = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class Course:
    """The running totals of one claimant about one flow, stage and unit, by day: two or more."""

    totals: tuple[Shipment, ...]

    @property
    def newest(self) -> Shipment:
        """The last of them to be stated."""
        return self.totals[-1]


@dataclass(frozen=True, slots=True)
class Beside:
    """A newest figure of a claimant, and how many figures of independent others about the same goods and time leave
    room for it, lie wholly above it, or wholly below it; and how many independent claimants state these."""

    claim: Shipment
    meets: int
    higher: int
    lower: int
    claimants: int

    @property
    def figures(self) -> int:
        """How many figures of others there are in all."""
        return self.meets + self.higher + self.lower


@dataclass(frozen=True, slots=True)
class Fared:
    """What became of the claims of one claimant about flows.

    ``superseded`` by itself, ``fell`` with another reading that was; ``denied`` are those of whose goods an independent
    claimant denies the transfer, by the ``deniers``; ``alone`` are the newest figures of which no independent claimant
    states one for the same goods and time, ``beside`` the others.
    """

    claims: int
    standing: int
    superseded: int
    fell: int
    retracted: int
    denials: int
    denied: int
    deniers: tuple[Shipment, ...]
    alone: int
    beside: tuple[Beside, ...]


def courses(claims: Iterable[Shipment]) -> tuple[Course, ...]:
    """How the running totals of one claimant moved, those that moved last first; each by the day of the statement."""
    series: dict[Key, list[Shipment]] = defaultdict(list)
    for claim in claims:
        if claim.temporal.accumulates and claim.stance == Stance.ASSERTS and claim.status != Status.RETRACTED:
            series[claim.supplier, claim.recipient, claim.munition, claim.stage, claim.unit].append(claim)
    found = [Course(tuple(sorted(totals, key=_by_day))) for totals in series.values() if len(totals) > 1]
    return tuple(sorted(found, key=lambda course: _by_day(course.newest), reverse=True))


def fared(claims: Sequence[Shipment], standing: Collection[str], claimant: str, nesting: Nesting) -> Fared:
    """What became of the claims of a claimant among all those about its flows, of which those that stand are named."""
    own = [claim for claim in claims if claim.claimant == claimant]
    near = nesting.claimants.get(claimant, frozenset()) | {claimant}
    denials = [
        claim
        for claim in claims
        if claim.stance == Stance.DENIES and claim.status != Status.RETRACTED and claim.claimant not in near
    ]
    said = [claim for claim in own if claim.stance == Stance.ASSERTS and claim.status != Status.RETRACTED]
    deniers = tuple(denial for denial in denials if any(_same(denial, claim, nesting) for claim in said))
    beside = _beside(claims, standing, claimant, nesting)
    return Fared(
        claims=len(own),
        standing=sum(claim.code in standing for claim in own),
        superseded=sum(claim.superseded_by is not None for claim in said),
        fell=sum(claim.superseded_by is None and claim.code not in standing for claim in said),
        retracted=sum(claim.status == Status.RETRACTED for claim in own),
        denials=sum(claim.stance == Stance.DENIES and claim.status != Status.RETRACTED for claim in own),
        denied=sum(any(_same(denial, claim, nesting) for denial in denials) for claim in said),
        deniers=deniers,
        alone=sum(not each.figures for each in beside),
        beside=tuple(each for each in beside if each.figures),
    )


def relation(one: Shipment, other: Shipment) -> Relation:
    """Whether another figure leaves room for one, or lies wholly above or below it; an open end leaves room."""
    mine, theirs = Interval.of(one.quantity), Interval.of(other.quantity)
    if theirs.low is not None and mine.high is not None and theirs.low > mine.high:
        return "higher"
    if theirs.high is not None and mine.low is not None and theirs.high < mine.low:
        return "lower"
    return "meets"


def _beside(
    claims: Sequence[Shipment], standing: Collection[str], claimant: str, nesting: Nesting
) -> tuple[Beside, ...]:
    flows: dict[tuple[str, str, str], list[Shipment]] = defaultdict(list)
    for claim in claims:
        if claim.code in standing:
            flows[claim.supplier, claim.recipient, claim.munition].append(claim)
    origin = origins(claims)
    near = nesting.claimants.get(claimant, frozenset()) | {claimant}
    found = []
    for members in flows.values():
        figures = [claim for claim in (*heads(members), *period_heads(members)) if claim.quantity.figures]
        for mine in (claim for claim in figures if claim.claimant == claimant):
            others = [
                other
                for other in figures
                if other.claimant not in near
                and origin[other.code] != origin[mine.code]
                and (other.stage, other.unit) == (mine.stage, mine.unit)
                and alike(Period.of(mine), Period.of(other))
            ]
            found.append(_counted(mine, others, claims, nesting))
    return tuple(sorted(found, key=lambda each: _by_day(each.claim), reverse=True))


def _counted(mine: Shipment, others: Sequence[Shipment], claims: Sequence[Shipment], nesting: Nesting) -> Beside:
    relations = [relation(mine, other) for other in others]
    return Beside(
        mine,
        relations.count("meets"),
        relations.count("higher"),
        relations.count("lower"),
        independent_claimants(others, shared(others, claims), nesting.claimants) if others else 0,
    )


def _same(denial: Shipment, claim: Shipment, nesting: Nesting) -> bool:
    parties = (denial.supplier, denial.recipient) == (claim.supplier, claim.recipient)
    return parties and nesting.same_kind(denial.munition, claim.munition)


def _by_day(claim: Shipment) -> tuple[date, str]:
    return claim.claimed_on, claim.code
