"""What is contained in what: suppliers, munitions and claimants that may count the same thing. Data, not code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.records import Shipment


@dataclass(frozen=True, slots=True)
class Nesting:
    """The relations that decide whether two claims may count the same goods.

    ``actors`` and ``claimants`` hold, for each code, the others that it overlaps, both ways round.
    ``above`` holds, for each munition, those over it in the tree.
    """

    actors: Mapping[str, frozenset[str]] = field(default_factory=dict)
    claimants: Mapping[str, frozenset[str]] = field(default_factory=dict)
    above: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def same_party(self, one: str, other: str) -> bool:
        """Whether the totals of two actors may count the same goods."""
        return one == other or other in self.actors.get(one, frozenset())

    def same_kind(self, one: str, other: str) -> bool:
        """Whether one munition is the other, or contains it."""
        return one == other or one in self.above.get(other, frozenset()) or other in self.above.get(one, frozenset())

    def same_goods(self, one: Shipment, other: Shipment) -> bool:
        """Whether two claims may count the same goods, for the parties and the munitions that they name."""
        return (
            self.same_party(one.supplier, other.supplier)
            and self.same_party(one.recipient, other.recipient)
            and self.same_kind(one.munition, other.munition)
        )


def unlike(one: str, other: str, above: Mapping[str, frozenset[str]]) -> bool:
    """Whether two munitions have nothing in common but a root of the tree, as cartridges and shells have.

    A root is a kind of which nothing more was stated: it holds none of the others.
    """
    if one == other or one not in above or other not in above:
        return False
    common = {one, *above[one]} & {other, *above[other]}
    return not any(above.get(kind) for kind in common)
