"""Other names of what claims are about: short forms, spellings, other languages and scripts."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import Any

from django.db import models
from django.db.models import CheckConstraint, Q

from flows.models.geography import Place
from flows.models.reference import Actor, Claimant, Munition
from flows.models.rules import code_field

NAMED = ("actor", "munition", "claimant", "place")
"""The fields of which one says what a name is of."""


def _named(model: Any) -> models.ForeignKey[Any, Any]:
    return models.ForeignKey(model, models.PROTECT, null=True, blank=True, related_name="other_names")


class OtherName(models.Model):
    """One more name of a party, a munition, a claimant or a place.

    One name may be of several things, each in a row of its own: a palace is a party and who speaks for it.
    """

    code = code_field()
    name = models.CharField(max_length=120)
    actor = _named(Actor)
    munition = _named(Munition)
    claimant = _named(Claimant)
    place = _named(Place)
    language = models.CharField(max_length=10)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ("name", "code")
        constraints = (
            CheckConstraint(
                condition=reduce(or_, (Q(**{f"{each}__isnull": each != one for each in NAMED}) for one in NAMED)),
                name="other_name_of_one_thing",
                violation_error_message="A name is of one thing: fill one of party, munition, claimant and place.",
            ),
        )

    def __str__(self) -> str:
        return self.name
