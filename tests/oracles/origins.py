"""Origins and independence once more, as slowly and literally as the design states them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations

from flows.records import Shipment
from flows.vocabulary import Basis


def one_origin(one: Shipment, other: Shipment, claims: Sequence[Shipment]) -> bool:
    """Whether two claims go back to one statement, by walking from each to all that it touches."""
    reached, names = {one.code}, _names(one)
    grown = True
    while grown:
        grown = False
        for claim in claims:
            if claim.code not in reached and names & _names(claim):
                reached.add(claim.code)
                names |= _names(claim)
                grown = True
    return other.code in reached


def _names(claim: Shipment) -> set[tuple[str, str]]:
    found = {("claim", claim.code)} | {("document", code) for code in claim.originals}
    if claim.derived_from and claim.basis != Basis.PERCENT_OF_TARGET:
        found.add(("claim", claim.derived_from))
    return found


def independent_claimants(
    heads: Sequence[Shipment], claims: Sequence[Shipment], overlaps: Mapping[str, frozenset[str]]
) -> int:
    """The size of the largest set of heads without two of one claimant, of overlapping ones, or of one origin."""

    def clash(one: Shipment, other: Shipment) -> bool:
        return (
            one.claimant == other.claimant
            or other.claimant in overlaps.get(one.claimant, ())
            or one_origin(one, other, claims)
        )

    for size in range(len(heads), 0, -1):
        for some in combinations(heads, size):
            if not any(clash(one, other) for one, other in combinations(some, 2)):
                return size
    return 0
