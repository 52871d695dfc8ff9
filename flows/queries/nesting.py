"""What is contained in what, read from the tables. Three queries beside the catalogue's two."""

from __future__ import annotations

from collections import defaultdict

from flows import models
from flows.estimates.nesting import Nesting
from flows.queries.catalogue import Catalogue, claimant_overlaps
from flows.queries.rows import visible


def nesting(tree: Catalogue) -> Nesting:
    """The relations between actors, claimants and munitions, for the rules of additivity."""
    actors: dict[str, set[str]] = defaultdict(set)
    for actor in tree.actors.values():
        above = actor.part_of
        while above is not None and above not in actors[actor.code]:
            actors[actor.code].add(above)
            actors[above].add(actor.code)
            above = tree.actors[above].part_of
    for one, other in visible(models.ActorOverlap).values_list("actor_id", "overlaps_id"):
        actors[one].add(other)
        actors[other].add(one)
    return Nesting(
        actors={code: frozenset(others - {code}) for code, others in actors.items()},
        claimants=claimant_overlaps(),
        above={code: frozenset(tree.above(code)) for code in tree.munitions},
    )
