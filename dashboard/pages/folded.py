"""A list of which the first few are open and the rest folded away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Item = TypeVar("Item")
OPEN = 3
"""How many of a list are open at once; the others are folded away below them."""


@dataclass(frozen=True, slots=True)
class Folded(Generic[Item]):
    """A list under a heading, the first few of it open and the rest folded away."""

    heading: str
    first: tuple[Item, ...]
    rest: tuple[Item, ...]

    @classmethod
    def of(cls, heading: str, items: Sequence[Item], most: int = OPEN) -> Folded[Item]:
        """The list, so many of it open; what would fold a single one away is open."""
        most = most if len(items) > most + 1 else len(items)
        return cls(heading, tuple(items[:most]), tuple(items[most:]))

    @property
    def total(self) -> int:
        """How many there are in all."""
        return len(self.first) + len(self.rest)
