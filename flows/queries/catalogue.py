"""The small reference tables at once: actors, the tree of munitions, who overlaps whom. Three queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models.functions import Coalesce

from flows import models, records
from flows.queries.rows import by_code, public, records_of, selected, visible


@dataclass(frozen=True)
class Catalogue:
    """Actors and munitions by code, with the tree walked both ways."""

    actors: Mapping[str, records.Actor]
    munitions: Mapping[str, records.Munition]

    @cached_property
    def _children(self) -> Mapping[str, tuple[str, ...]]:
        children: dict[str, list[str]] = defaultdict(list)
        for munition in self.munitions.values():
            if munition.parent:
                children[munition.parent].append(munition.code)
        return {parent: tuple(sorted(codes)) for parent, codes in children.items()}

    def within(self, munition: str) -> tuple[str, ...]:
        """The munition and all that is under it in the tree, sorted; empty for an unknown code."""
        if munition not in self.munitions:
            return ()
        found, waiting = set(), [munition]
        while waiting:
            code = waiting.pop()
            if code not in found:
                found.add(code)
                waiting.extend(self._children.get(code, ()))
        return tuple(sorted(found))

    def family(self, munition: str) -> str:
        """The widest munition above this one that still names a type; the munition itself where it names none."""
        path = (munition, *self.above(munition))
        return path[-2] if len(path) > 1 else munition

    def above(self, munition: str) -> tuple[str, ...]:
        """The munitions above this one, nearest first."""
        path: list[str] = []
        at = self.munitions[munition].parent
        while at is not None and at not in path:
            path.append(at)
            at = self.munitions[at].parent
        return tuple(path)


def catalogue() -> Catalogue:
    """Every public actor and munition: two queries."""
    return Catalogue(
        by_code(records_of(selected("actors"), records.Actor)),
        by_code(records_of(selected("munitions"), records.Munition)),
    )


def catalogue_of_the_desk() -> Catalogue:
    """The same with those that were added and are not public yet; not for public pages."""
    return Catalogue(
        by_code(records_of(models.Actor.objects.all(), records.Actor)),
        by_code(records_of(models.Munition.objects.all(), records.Munition)),
    )


def claimant_names() -> dict[str, str]:
    """The short name of every public claimant by code. One query."""
    return dict(public("claimants").order_by("code").values_list("code", "short_name"))


def kinds_within(munitions: Iterable[str]) -> frozenset[str]:
    """These munitions and all that is under any of them in the tree. One query."""
    tree = Catalogue({}, by_code(records_of(selected("munitions"), records.Munition)))
    return frozenset(code for munition in munitions for code in tree.within(munition))


def claimant_overlaps(as_of: date | None = None) -> Mapping[str, frozenset[str]]:
    """For each claimant, those that it is not independent of as known on the day. Two queries."""
    return dated_claimant_overlaps()(as_of)


def dated_claimant_overlaps() -> Callable[[date | None], Mapping[str, frozenset[str]]]:
    """What gives, for any day, those that each claimant is not independent of: listed pairs that were known, and
    claimants of one actor. Two queries."""
    by_actor: dict[str, list[str]] = defaultdict(list)
    for code, actor in models.Claimant.objects.exclude(actor=None).values_list("code", "actor_id"):
        by_actor[actor].append(code)
    pairs = dated_pairs(models.ClaimantOverlap, "claimant")

    def on(as_of: date | None) -> Mapping[str, frozenset[str]]:
        overlaps: dict[str, set[str]] = defaultdict(set)
        for family in by_actor.values():
            for code in family:
                overlaps[code].update(family)
        return with_pairs(overlaps, pairs, as_of)

    return on


def dated_pairs(model: Any, one: str) -> tuple[tuple[str, str, date | None], ...]:
    """The public overlaps of a table: the two, and since when they are known; None where nothing dates them."""
    since = Coalesce("known_on", "source__published_on", "source__accessed_on")
    return tuple(visible(model).values_list(f"{one}_id", "overlaps_id", since))


def with_pairs(
    overlaps: Mapping[str, set[str]], pairs: Iterable[tuple[str, str, date | None]], as_of: date | None
) -> Mapping[str, frozenset[str]]:
    """These overlaps with the pairs that were known on a day, both ways round and without oneself."""
    found = defaultdict(set, overlaps)
    for one, other, since in pairs:
        if since is None or as_of is None or since <= as_of:
            found[one].add(other)
            found[other].add(one)
    return {code: frozenset(others - {code}) for code, others in found.items()}
