"""What is contained in what, read from the tables. Three queries beside the catalogue's two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from datetime import date

from flows import models
from flows.estimates.nesting import Nesting
from flows.queries.catalogue import Catalogue, dated_claimant_overlaps, dated_pairs, with_pairs


def nesting(tree: Catalogue, as_of: date | None = None) -> Nesting:
    """The relations between actors, claimants and munitions for the rules of additivity, as known on a day."""
    return nestings(tree)(as_of)


def nestings(tree: Catalogue) -> Callable[[date | None], Nesting]:
    """What gives these relations as known on any day, read once."""
    pairs = dated_pairs(models.ActorOverlap, "actor")
    claimants = dated_claimant_overlaps()
    above = {code: frozenset(tree.above(code)) for code in tree.munitions}

    def on(as_of: date | None) -> Nesting:
        return Nesting(with_pairs(_wholes(tree), pairs, as_of), claimants(as_of), above)

    return on


def _wholes(tree: Catalogue) -> dict[str, set[str]]:
    """For each party those that it is part of, and those that are part of it."""
    actors: dict[str, set[str]] = defaultdict(set)
    for actor in tree.actors.values():
        above = actor.part_of
        while above is not None and above not in actors[actor.code]:
            actors[actor.code].add(above)
            actors[above].add(actor.code)
            above = tree.actors[above].part_of
    return actors
