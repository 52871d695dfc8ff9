"""Additivity: a sum where one is right, and otherwise the reasons and the claims behind each.

Two claims may be added if they are at the same stage, on the same basis and in the same unit, and cannot count
the same goods: their suppliers, recipients or munitions are apart; or one claimant gives both, as figures for
periods that do not meet. Munitions are of kinds that have more in common than a root of the tree.

Note 1: most claims about one flow are by the same few claimants about the same few kinds of things, and what stands
between two of them follows from that. So such families are compared rather than claims, and only claims with a
relation or a period of their own are looked at one by one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import combinations, product

from flows.estimates.interval import Interval, as_quantity
from flows.estimates.nesting import Nesting, unlike
from flows.estimates.period import Period
from flows.records import Quantity, Shipment
from flows.vocabulary import Bound, CodedList, Stance, Status, Temporal, Term

NOT_ADDITIVE = CodedList(
    "not_additive",
    "Why claims do not add up",
    "The reasons for which a sum is refused, each with the codes of the claims behind it.",
    (
        Term("superseded", "superseded", "A later running total by the same claimant replaced it."),
        Term("retracted", "retracted", "We withdrew the record."),
        Term("denial", "denial", "A denial carries no quantity."),
        Term("alternative", "either/or readings", "Readings of one fact: at most one of them holds."),
        Term("part_of", "already inside another", "One claim is a part of the other, or is computed from it."),
        Term("overlapping_period", "periods that overlap", "Running totals, or figures for periods that meet."),
        Term(
            "overlapping_claimants",
            "several claimants on one flow",
            "They describe the same goods; claimants do not add.",
        ),
        Term("overlapping_suppliers", "suppliers that overlap", "One supplier's total may contain the other's goods."),
        Term("mixed_stage", "different stages", "Pledged, shipped and delivered are not parts of one sum."),
        Term("mixed_basis", "different bases", "Capacity, counts and estimates are not parts of one sum."),
        Term("mixed_unit", "different units", "Rounds, containers and tonnes are not parts of one sum."),
        Term(
            "mixed_kind",
            "unlike kinds",
            "Kinds that share nothing but the root of the tree, as cartridges and shells, are not parts of one sum.",
        ),
        Term("unquantified", "no figure", "A claim without a figure cannot be added, and is not zero."),
    ),
)
"""The machine-readable reasons of a refusal, in the order in which they are printed."""

MOST_COMPARED = 200
"""Of more claims than this, the newest are tried first; a refusal then names only claims among them."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason against a sum, with the codes of the claims that it concerns, sorted.

    ``periods`` are the times that these are about, each once and the earliest first, where it is the times that clash.
    """

    code: str
    claims: tuple[str, ...]
    periods: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of some claims that may be added, with its bound: without a ceiling where any part has none."""

    quantity: Quantity
    claims: tuple[Shipment, ...]

    @property
    def periods(self) -> tuple[Period, ...]:
        """The times that the claims are about, each once and the earliest first."""
        return periods_of(self.claims)


@dataclass(frozen=True, slots=True)
class Refusal:
    """No sum: every reason, in the order of `NOT_ADDITIVE`."""

    reasons: tuple[Reason, ...]


def total(claims: Sequence[Shipment], nesting: Nesting) -> Total | Refusal:
    """The sum of these claims, or why there is none; no claims at all is an unquantified total, never zero."""
    if len(claims) > MOST_COMPARED:
        # Pairs grow with the square; a refusal of some is a refusal of all, and names enough of them.
        newest = sorted(claims, key=lambda claim: (claim.claimed_on, claim.code))[-MOST_COMPARED:]
        if isinstance(refusal := total(newest, nesting), Refusal):
            return refusal
    found: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for reason in _alone(claim):
            found[reason].add(claim.code)
    for name in ("stage", "basis", "unit"):
        if len({getattr(claim, name) for claim in claims}) > 1:
            found[f"mixed_{name}"].update(claim.code for claim in claims)
    for claim, other in product(claims, {claim.munition: claim for claim in claims}.values()):
        if unlike(claim.munition, other.munition, nesting.above):
            found["mixed_kind"].add(claim.code)
    for against, one, other in _pairs(claims, nesting):
        found[against].update((one.code, other.code))
    if found:
        return Refusal(tuple(_reason(code, found[code], claims) for code in NOT_ADDITIVE.codes if code in found))
    ordered = tuple(sorted(claims, key=lambda claim: (claim.claimed_on, claim.code)))
    return Total(_sum([claim.quantity for claim in ordered]), ordered)


def _reason(code: str, concerned: set[str], claims: Sequence[Shipment]) -> Reason:
    if code != "overlapping_period":
        return Reason(code, tuple(sorted(concerned)))
    return Reason(code, tuple(sorted(concerned)), periods_of(claim for claim in claims if claim.code in concerned))


def periods_of(claims: Iterable[Shipment]) -> tuple[Period, ...]:
    """The times that claims are about, each once and the earliest first."""
    periods = {Period.of(claim) for claim in claims}
    return tuple(sorted(periods, key=lambda period: (period.start or date.min, period.end or date.max)))


def _alone(claim: Shipment) -> list[str]:
    reasons = []
    if claim.superseded_by:
        reasons.append("superseded")
    if claim.status == Status.RETRACTED:
        reasons.append("retracted")
    if claim.stance == Stance.DENIES:
        reasons.append("denial")
    elif not claim.quantity.figures:
        reasons.append("unquantified")
    return reasons


def _pairs(claims: Sequence[Shipment], nesting: Nesting) -> Iterator[tuple[str, Shipment, Shipment]]:
    """Pairs that cannot be added, with the reason: for each reason enough of them to name every claim it concerns."""
    inside = _containers_of(claims)
    related = list(_related(claims, inside))
    yield from related
    apart = {claim.code for _, *pair in related for claim in pair}
    families: dict[tuple[str, ...], list[Shipment]] = defaultdict(list)
    for claim in claims:
        families[claim.supplier, claim.recipient, claim.munition, claim.claimant].append(claim)
    members = list(families.values())
    for place, family in enumerate(members):
        for other in members[place:]:
            reason = _of_families(family[0], other[0], nesting)
            if reason is not None:
                yield from _across(reason, family, other, apart, inside)


def _related(claims: Sequence[Shipment], inside: dict[str, set[str]]) -> Iterator[tuple[str, Shipment, Shipment]]:
    """The pairs that are readings of one fact, or of which one is inside the other."""
    known = {claim.code: claim for claim in claims}
    groups: dict[str, list[Shipment]] = defaultdict(list)
    for claim in claims:
        if claim.alternative_group:
            groups[claim.alternative_group].append(claim)
        for code in inside[claim.code] & known.keys():
            if code != claim.code and not _readings(claim, known[code]):
                yield "part_of", claim, known[code]
    for group in groups.values():
        for reading in group[1:]:
            yield "alternative", group[0], reading


def _across(
    reason: str, family: list[Shipment], other: list[Shipment], related: set[str], inside: dict[str, set[str]]
) -> Iterator[tuple[str, Shipment, Shipment]]:
    """What stands between the claims of two families, or within one."""

    def by_itself(claim: Shipment) -> bool:
        return claim.code in related or (reason == "overlapping_period" and claim.temporal == Temporal.INTERVAL)

    # Whoever stands in no relation of its own meets every claim of the other family: one pair names each of both.
    for here, there in ((family, other), (other, family)):
        common = [claim for claim in here if not by_itself(claim)]
        for claim in common[:1]:
            yield from ((reason, claim, met) for met in there if met is not claim)
        yield from ((reason, claim, met) for claim in common for met in there[:1] if met is not claim)
    alone = [claim for claim in family if by_itself(claim)]
    pairs = combinations(alone, 2) if family is other else product(alone, (c for c in other if by_itself(c)))
    for one, two in pairs:
        if _readings(one, two) or two.code in inside[one.code] or one.code in inside[two.code]:
            continue
        if reason != "overlapping_period" or not _apart(one, two):
            yield reason, one, two


def _readings(one: Shipment, other: Shipment) -> bool:
    return bool(one.alternative_group) and one.alternative_group == other.alternative_group


def _of_families(one: Shipment, other: Shipment, nesting: Nesting) -> str | None:
    """What stands between two claims for whom they are by and what they are about; None where nothing can."""
    if not nesting.same_goods(one, other):
        return None
    if one.supplier != other.supplier:
        return "overlapping_suppliers"
    if one.claimant != other.claimant:
        return "overlapping_claimants"
    return "overlapping_period"


def _apart(one: Shipment, other: Shipment) -> bool:
    """Whether both are figures for a period and the periods do not meet; a missing end reaches without limit."""
    if one.temporal != Temporal.INTERVAL or other.temporal != Temporal.INTERVAL:
        return False
    return _ends_before(one, other) or _ends_before(other, one)


def _ends_before(one: Shipment, other: Shipment) -> bool:
    end, start = one.period_end, Period.of(other).start
    return end is not None and start is not None and end < start


def _containers_of(claims: Sequence[Shipment]) -> dict[str, set[str]]:
    """For each claim, every claim among these that contains it or that it is computed from, at any remove."""
    known = {claim.code: claim for claim in claims}
    answer: dict[str, set[str]] = {}
    for claim in claims:
        seen: set[str] = set()
        waiting = [claim.part_of, claim.derived_from]
        while waiting:
            code = waiting.pop()
            if code is None or code in seen:
                continue
            seen.add(code)
            if code in known:
                waiting += [known[code].part_of, known[code].derived_from]
        answer[claim.code] = seen
    return answer


def _sum(quantities: Sequence[Quantity]) -> Quantity:
    """The sum of some figures. A count is never below nothing, so what is only bounded above adds nothing to the floor;
    where nothing else does, nobody gave one."""
    if not quantities:
        return Quantity(Bound.UNQUANTIFIED)
    parts = [Interval.of(quantity) for quantity in quantities]
    together = Interval(Decimal(0), Decimal(0))
    for part in parts:
        together += Interval(part.low or Decimal(0), part.high)
    if not together.low and any(part.low is None for part in parts):
        together = Interval(None, together.high)
    return as_quantity(together, exact=all(quantity.bound == Bound.EXACT for quantity in quantities))
