"""The other names of one thing: short forms, spellings, other languages and scripts."""

from __future__ import annotations

from typing import NamedTuple

from flows import models
from flows.queries.rows import visible


class OtherName(NamedTuple):
    """One more name of a thing, and the ISO 639 code of its language."""

    name: str
    language: str


def other_names(field: str, code: str) -> tuple[OtherName, ...]:
    """The public names of a party, a munition, a claimant or a place, by language and name; ``field`` says of which.

    One query. They are words of ours, and so of every day.
    """
    rows = visible(models.OtherName).filter(**{field: code}).order_by("language", "name", "code")
    return tuple(OtherName(*row) for row in rows.values_list("name", "language"))
