"""How much of what could be tried is tried: everything where CI is set, as `.ci/run` and `make coverage` do it, and a
fixed part of it in `make test`, which many wait for."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

THOROUGH = bool(os.environ.get("CI"))
T = TypeVar("T")


def some_of_each(
    things: Iterable[T], kind: Callable[[T], Hashable], most: int, *, thorough: bool = THOROUGH
) -> list[T]:
    """At most so many things of each kind, the same ones each time and spread over all of them; all where thorough."""
    kinds: dict[Hashable, list[T]] = {}
    for thing in things:
        kinds.setdefault(kind(thing), []).append(thing)
    return [one for alike in kinds.values() for one in (alike if thorough else alike[:: -(-len(alike) // most)])]
