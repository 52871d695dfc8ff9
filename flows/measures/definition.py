"""What stands beside every published number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """One published number in words: what it is, in which unit, how it is made, and what it is not."""

    slug: str
    title: str
    unit: str
    definition: str
    method: str
    caveats: tuple[str, ...]
