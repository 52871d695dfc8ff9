"""The ledger: which claims stand on a day, which do not, and why.

A claim stands on day D if it asserts, was stated by D, is not retracted, is not superseded by a claim
stated by D, and its alternative group has not fallen. Everything here is linear in the number of claims
and independent of their order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import chain

from flows.estimates.interval import Interval, hull
from flows.records import Shipment
from flows.vocabulary import Stance, Status, Temporal


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
    what may be.
    """

    stage: str
    unit: str
    low: Decimal | None
    high: Decimal | None
    lowest: Decimal | None
    highest: Decimal | None
    heads: int


def resolve(claims: Iterable[Shipment], as_of: date | None = None, about: Iterable[str] | None = None) -> Ledger:
    """What stands among these claims on a day (None: everything stated so far).

    ``claims`` must hold, besides the claims in question, the successors and the other readings that decide
    about them; ``about`` then names the codes in question, and only those are returned. Returned records
    carry the successor known on the day, so "superseded by" is never ahead of the question.
    """
    known = sorted((c for c in claims if as_of is None or c.claimed_on <= as_of), key=_by_day)
    successors = {c.supersedes: c for c in known if c.supersedes and counts(c)}
    fallen = {c.alternative_group: successors[c.code] for c in known if c.alternative_group and c.code in successors}
    asked = None if about is None else set(about)
    standing: list[Shipment] = []
    left_out: list[LeftOut] = []
    for claim in known:
        if asked is not None and claim.code not in asked:
            continue
        successor = successors.get(claim.code)
        seen = _with_successor(claim, successor)
        reason = _why_left_out(seen, successor, fallen)
        if reason is None:
            standing.append(seen)
        else:
            left_out.append(reason)
    return Ledger(as_of, tuple(standing), tuple(left_out))


def counts(claim: Shipment) -> bool:
    """Whether a claim may replace another: it asserts, and is not retracted."""
    return claim.stance == Stance.ASSERTS and claim.status != Status.RETRACTED


def heads(standing: Iterable[Shipment]) -> tuple[Shipment, ...]:
    """For each claimant and stage, the newest running total that stands, with the other readings of its group.

    Where a claimant gave several totals on its newest day and none is part of another, all of them are
    heads: nothing in them says which to prefer.
    """
    totals = [claim for claim in standing if claim.temporal == Temporal.CUMULATIVE]
    newest: dict[tuple[str, str], date] = {}
    for claim in totals:
        key = (claim.claimant, claim.stage)
        newest[key] = max(newest.get(key, claim.claimed_on), claim.claimed_on)
    chosen = {c.code: c for c in totals if c.claimed_on == newest[c.claimant, c.stage]}
    groups = {c.alternative_group for c in chosen.values() if c.alternative_group}
    readings = [c for c in totals if c.alternative_group in groups]
    whole = [c for c in chosen.values() if c.part_of not in chosen]
    return tuple(sorted({c.code: c for c in [*whole, *readings]}.values(), key=_by_day))


def spans(heads: Iterable[Shipment]) -> tuple[Span, ...]:
    """One span for each stage and unit among the heads, ordered by stage and unit."""
    grouped: dict[tuple[str, str], list[Shipment]] = defaultdict(list)
    for claim in heads:
        grouped[claim.stage, claim.unit].append(claim)
    answer = []
    for (stage, unit), members in sorted(grouped.items()):
        together = hull(Interval.of(member.quantity) for member in members)
        figures = [figure for member in members for figure in member.quantity.figures]
        answer.append(
            Span(
                stage,
                unit,
                together.low if together else None,
                together.high if together else None,
                min(figures, default=None),
                max(figures, default=None),
                len(members),
            )
        )
    return tuple(answer)


def independent(claimants: Iterable[str], overlaps: Mapping[str, frozenset[str]]) -> int:
    """How many of these claimants are independent: the size of the largest set without an overlapping pair.

    The Multilateral Sanctions Monitoring Team counts the United States and South Korea among its members,
    so the three together are two independent claimants, not three and not one.
    """

    def largest(left: frozenset[str]) -> int:
        conflicted = [c for c in sorted(left) if overlaps.get(c, frozenset()) & left - {c}]
        if not conflicted:
            return len(left)
        worst = max(conflicted, key=lambda c: len(overlaps[c] & left))
        return max(largest(left - {worst}), 1 + largest(left - {worst} - overlaps[worst]))

    return largest(frozenset(claimants))


def _with_successor(claim: Shipment, successor: Shipment | None) -> Shipment:
    # Copying a record is most of the work of a ledger, and most records are already as the day shows them.
    by = successor.code if successor else None
    if claim.superseded_by == by:
        return claim
    return replace(claim, superseded_by=by, superseded_on=successor.claimed_on if successor else None)


def _why_left_out(claim: Shipment, successor: Shipment | None, fallen: Mapping[str, Shipment]) -> LeftOut | None:
    if claim.status == Status.RETRACTED:
        return LeftOut(claim, "retracted")
    if claim.stance == Stance.DENIES:
        return LeftOut(claim, "denial")
    if successor is not None:
        return LeftOut(claim, "superseded", successor.code)
    if claim.alternative_group in fallen:
        return LeftOut(claim, "alternative_fell", fallen[claim.alternative_group].code)
    return None


def _by_day(claim: Shipment) -> tuple[date, str]:
    return claim.claimed_on, claim.code
