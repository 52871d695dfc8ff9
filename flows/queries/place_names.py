"""The other names of places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from flows import models
from flows.queries.rows import visible


def other_names_of(places: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    """By place the further names on record, of places that have one. One query."""
    found: dict[str, list[str]] = defaultdict(list)
    rows = visible(models.OtherName).filter(place__in=sorted(places)).order_by("name", "code")
    for place, name in rows.values_list("place_id", "name"):
        found[place].append(name)
    return {place: tuple(names) for place, names in found.items()}
