"""The ledger's rules once more, as slowly and literally as the design states them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from flows.records import Shipment
from tests.oracles.starts import named_start

Ends = tuple[Decimal | None, Decimal | None, Decimal | None, Decimal | None, int, set[date]]


def below(claim: Shipment, grade: str | None) -> bool:
    """Whether a claim is graded lower than asked for: a worse source, or a weak statement at A to C."""
    if grade is None:
        return False
    return claim.grade > grade or (grade <= "C" and claim.credibility > "3")


def stands(claim: Shipment, claims: Sequence[Shipment], as_of: date | None, grade: str | None = None) -> bool:
    """Whether a claim stands on a day, of a grade or better, by reading every claim for every question."""
    known = [other for other in claims if as_of is None or other.claimed_on <= as_of]
    known = [other for other in known if not below(other, grade)]
    if claim not in known or claim.stance == "denies" or claim.status == "retracted":
        return False

    def superseded(one: Shipment) -> bool:
        return any(
            later.supersedes == one.code and later.stance == "asserts" and later.status != "retracted"
            for later in known
        )

    if superseded(claim):
        return False
    group = [other for other in known if other.alternative_group and other.alternative_group == claim.alternative_group]
    return not any(superseded(reading) for reading in group)


def covers(newer: Shipment, older: Shipment) -> bool:
    """Whether a running total leaves nothing to an older one: the same series, and no later start."""
    if (newer.claimant, newer.stage, newer.unit) != (older.claimant, older.stage, older.unit):
        return False
    if newer.claimed_on <= older.claimed_on:
        return False
    if newer.period_start is None:
        return True
    return older.period_start is not None and newer.period_start <= older.period_start


def heads(claims: Sequence[Shipment], as_of: date | None, grade: str | None = None) -> set[str]:
    """The codes of the heads on a day, by comparing every pair of claims that stand."""
    standing = [c for c in claims if stands(c, claims, as_of, grade) and c.temporal == "cumulative"]
    wholes = [claim for claim in standing if claim.part_of is None]
    uncovered = {claim.code: claim for claim in standing if not any(covers(other, claim) for other in wholes)}
    whole = [claim for claim in uncovered.values() if claim.part_of not in uncovered]
    groups = {claim.alternative_group for claim in whole if claim.alternative_group}
    return {claim.code for claim in whole} | {c.code for c in standing if c.alternative_group in groups}


def period_heads(claims: Sequence[Shipment], as_of: date | None, grade: str | None = None) -> list[str]:
    """The codes of the newest figures for each period on a day, by period, by comparing every pair."""
    figures = [
        claim
        for claim in claims
        if stands(claim, claims, as_of, grade)
        and claim.temporal != "cumulative"
        and (claim.period_start is not None or claim.period_end is not None)
    ]

    def series(claim: Shipment) -> tuple[object, ...]:
        return claim.claimant, claim.stage, claim.unit, claim.period_start, claim.period_end

    def is_part(claim: Shipment) -> bool:
        return claim.part_of in [figure.code for figure in figures]

    newest = [
        claim
        for claim in figures
        if not any(
            series(other) == series(claim) and other.claimed_on > claim.claimed_on and not is_part(other)
            for other in figures
        )
    ]
    # A start that nobody stated sorts first, an end that nobody stated last.
    return [
        claim.code
        for claim in sorted(
            newest,
            key=lambda c: (str(c.period_start or ""), str(c.period_end or "~"), str(c.claimed_on), c.code),
        )
    ]


def spans(heads: Sequence[Shipment], window: int | None) -> Mapping[tuple[str, str], Ends]:
    """For each stage and unit the ends, the number and the starts of the heads within the window of the newest."""
    answer: dict[tuple[str, str], Ends] = {}
    for key in {(claim.stage, claim.unit) for claim in heads}:
        alike = [claim for claim in heads if (claim.stage, claim.unit) == key]
        last = max(claim.claimed_on for claim in alike)
        members = [c for c in alike if window is None or (last - c.claimed_on).days <= window]
        lows = [c.low if c.point is None else c.point for c in members]
        highs = [c.high if c.point is None else c.point for c in members]
        figures = [figure for c in members for figure in (c.low, c.point, c.high) if figure is not None]
        answer[key] = (
            None if None in lows else min(low for low in lows if low is not None),
            None if None in highs else max(high for high in highs if high is not None),
            min(figures, default=None),
            max(figures, default=None),
            len(members),
            {start for c in members if (start := named_start(c)) is not None},
        )
    return answer


def years(claims: Sequence[Shipment]) -> dict[int | None, set[str]]:
    """The codes of figures for a period by the year of all its days; under None those of several or unknown years."""
    found: dict[int | None, set[str]] = defaultdict(set)
    for claim in claims:
        start, end = named_start(claim), claim.period_end
        within = set(range(start.year, end.year + 1)) if start and end else {0, 1}
        found[within.pop() if len(within) == 1 else None].add(claim.code)
    return dict(found)
