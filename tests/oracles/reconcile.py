"""How few published changes make two claims meet, once more and literally: every sequence of them in every order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from flows.estimates.conversion import of_figures, rounds_in
from flows.records import Shipment

Reading = tuple[Shipment, Shipment | None]
"""A claim, and the claim whose factor it is multiplied by; None as stated."""
Ends = tuple[Decimal | None, Decimal | None]


def gives_factor(claim: Shipment, world: Iterable[Shipment]) -> Shipment | None:
    """The carriers of a claim that gives a factor; None for a claim that gives none."""
    for carriers in world:
        of_these = carriers.code == claim.derived_from and claim.origin and carriers.unit != claim.unit
        if of_these and of_figures(claim.quantity, carriers.quantity, claim.factor) is not None:
            return carriers
    return None


def counts_behind(reading: Reading, world: list[Shipment]) -> list[tuple[Shipment, Shipment | None]]:
    """The counts of carriers that a reading is or rests on, each with the claim whose factor it uses."""
    claim, by = reading
    if by is not None:
        return [(claim, by)]
    carry = {carriers.munition for one in world if (carriers := gives_factor(one, world))}
    own = claim if gives_factor(claim, world) else None
    behind = [(one, own) for one in world if one.code == claim.derived_from and one.unit != claim.unit]
    return [*behind, (claim, None)] if claim.munition in carry else behind


def ends(reading: Reading) -> Ends:
    claim, by = reading
    if by is None or by.derived_from == claim.code:
        of = by or claim
        return (of.point, of.point) if of.point is not None else (of.low, of.high)
    assert by.origin
    each = of_figures(by.quantity, by.origin.quantity, by.factor)
    assert each
    made = rounds_in(claim.quantity, each)
    return made.low, made.high


def moves(reading: Reading, world: list[Shipment]) -> Iterator[tuple[Reading, Shipment]]:
    """Every reading that one change makes of another, with the claim that it takes."""
    claim, by = reading
    givers = [(one, carriers) for one in world if (carriers := gives_factor(one, world))]
    for carriers, used in counts_behind(reading, world):
        for one, kind in givers:
            if kind.munition == carriers.munition and one is not used and one is not claim:
                yield (carriers, one), one
        for other in world:
            if (
                used is not None
                and other.munition == carriers.munition
                and other.claimant != carriers.claimant
                and other.temporal == carriers.temporal
                and other.part_of is None
            ):
                yield (other, used), other
    for other in world:
        if other is claim or other.unit != claim.unit:
            continue
        reading_of_one = claim.alternative_group != "" and other.alternative_group == claim.alternative_group
        inside = claim.code == other.part_of or other.code == claim.part_of
        replaces = claim.code == other.supersedes or other.code == claim.supersedes
        same_voice = other.claimant == claim.claimant and (other.munition == claim.munition or replaces)
        if reading_of_one or inside or same_voice:
            yield (other, by), other


def distance(left: Ends, right: Ends) -> Decimal | None:
    """How far the stated figures lie apart, as a share of the larger."""
    one, other = ([end for end in side if end is not None] for side in (left, right))
    if not one or not other:
        return None
    if max(one) < min(other):
        return (min(other) - max(one)) / min(other)
    if max(other) < min(one):
        return (min(one) - max(other)) / min(one)
    return Decimal(0)


def overlap(left: Ends, right: Ends) -> bool:
    """Whether some number lies within both; an open end reaches any."""

    def reaches(low: Decimal | None, high: Decimal | None) -> bool:
        return low is None or high is None or low <= high

    return reaches(left[0], right[1]) and reaches(right[0], left[1])


def fewest(
    left: Shipment, right: Shipment, world: list[Shipment], tolerance: Decimal, most: int
) -> tuple[int, int, Decimal] | None:
    """The least number of changes; of the ways with so many the least superseded claims, then the least distance.

    None where no way with ``most`` changes or fewer makes the two meet.
    """
    reached: list[tuple[Reading, Reading, int]] = [((left, None), (right, None), 0)]
    for changes in range(most + 1):
        found = []
        for one, other, gone in reached:
            apart = distance(ends(one), ends(other))
            same = (one[1] or one[0]).unit == (other[1] or other[0]).unit
            if same and apart is not None and (overlap(ends(one), ends(other)) or apart <= tolerance):
                found.append((gone, apart))
        if found:
            return changes, *min(found)
        reached = [
            *(
                (made, other, gone + (taken.superseded_by is not None))
                for one, other, gone in reached
                for made, taken in moves(one, world)
            ),
            *(
                (one, made, gone + (taken.superseded_by is not None))
                for one, other, gone in reached
                for made, taken in moves(other, world)
            ),
        ]
    return None
