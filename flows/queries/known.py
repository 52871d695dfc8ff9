"""What had become known by a day, for every table: a claim when it was stated, anything else as its table says.

Each rule is `flows.dictionary.Table.known` as SQL. What has no day of its own is known by what names it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, TextField, Value, When

from flows import models
from flows.dictionary import CLAIM_TABLES
from flows.queries.rows import of_claims, public, visible

_NAMING_ACTORS = (
    (models.Shipment, ("supplier", "recipient")),
    (models.Rate, ("actor",)),
    (models.Ratio, ("favours", "over")),
    (models.Indicator, ("actor", "whole_of")),
)


def known(table: str, as_of: date) -> Q:
    """The rows of a table that were known on a day."""
    return Q(claimed_on__lte=as_of) if table in CLAIM_TABLES else _KNOWN[table](as_of)


def published(as_of: date, document: str = "") -> Q:
    """The rows whose document, at the end of this path, was published by the day; read by then where that is open."""
    day = f"{document}__" if document else ""
    return Q(**{f"{day}published_on__lte": as_of}) | Q(
        **{f"{day}published_on__isnull": True, f"{day}accessed_on__lte": as_of}
    )


def overlapping(as_of: date) -> Q:
    """The overlaps that were known on a day, between whichever two; where nothing dates them, since ever."""
    undated = Q(known_on=None)
    return Q(known_on__lte=as_of) | undated & (Q(source=None) | published(as_of, "source"))


def evidence(as_of: date) -> Q:
    """The documents that hold what was known on a day, even if they were printed later: it cannot stand without."""
    rests = published(as_of)
    for table in CLAIM_TABLES:
        rests |= _exists(public(table), known(table, as_of), source=OuterRef("pk"))
    rests |= _exists(visible(models.Event), _events(as_of), source=OuterRef("pk"))
    for model in (models.ActorOverlap, models.ClaimantOverlap):
        rests |= _exists(visible(model), overlapping(as_of), source=OuterRef("pk"))
    return rests


def of_documents(as_of: date) -> dict[str, Case]:
    """What places say by their document, by the name of the column: known only once that was published.

    Until then one that a leg, an event or a claim named first is a name and a position.
    """
    by_then = Q(source=None) | published(as_of, "source")
    return {
        "source_id": Case(When(by_then, then=F("source_id")), default=None),
        "role": Case(When(by_then, then=F("role")), default=Value(""), output_field=TextField()),
    }


def legs(as_of: date) -> Q:
    """The legs that were known on a day."""
    return published(as_of, "source")


def _claimants(as_of: date) -> Q:
    said = Q()
    for table in CLAIM_TABLES:
        said |= _exists(public(table), Q(claimed_on__lte=as_of), claimant=OuterRef("pk"))
    return said


def _actors(as_of: date) -> Q:
    """A state has a code of its own; what contains something is as old as that."""
    found = ~Q(iso_alpha3="") | _exists(models.Actor.objects.all(), Q(), part_of=OuterRef("pk"))
    for model, columns in _NAMING_ACTORS:
        for column in columns:
            found |= _exists(visible(model), Q(claimed_on__lte=as_of), **{column: OuterRef("pk")})
    found |= _exists(visible(models.Claimant), _claimants(as_of), actor=OuterRef("pk"))
    return found | _exists(visible(models.Event), _events(as_of), actors=OuterRef("pk"))


def _places(as_of: date) -> Q:
    named = published(as_of, "source")
    for end in ("from_place", "to_place"):
        named |= _exists(visible(models.Leg), legs(as_of), **{end: OuterRef("pk")})
    named |= _exists(visible(models.Event), _events(as_of), place=OuterRef("pk"))
    for model in (models.Rate, models.Ratio):
        named |= _exists(visible(model), Q(claimed_on__lte=as_of), place=OuterRef("pk"))
    return named


def _events(as_of: date) -> Q:
    return Q(known_on__lte=as_of) | Q(known_on=None, starts_on__lte=as_of) & published(as_of, "source")


def _between(model: Any, one: str, of_side: Callable[[date], Q]) -> Callable[[date], Q]:
    """The rule of overlaps of parties or of claimants: both of the two were known as well."""

    def known_pairs(as_of: date) -> Q:
        side = model._meta.get_field(one).related_model
        sides = visible(side).filter(of_side(as_of)).values("pk")
        return overlapping(as_of) & Q(**{f"{one}__in": sides, "overlaps__in": sides})

    return known_pairs


def _other_names(as_of: date) -> Q:
    """A name is known with what it names."""
    found = ~Q(munition=None)
    for field, model, of in (
        ("actor", models.Actor, _actors),
        ("claimant", models.Claimant, _claimants),
        ("place", models.Place, _places),
    ):
        found |= Q(**{f"{field}__in": visible(model).filter(of(as_of)).values("pk")})
    return found


def _subjects(as_of: date) -> Q:
    parties = visible(models.Actor).filter(_actors(as_of)).values("pk")
    return Q(first_side__in=parties) & (Q(second_side=None) | Q(second_side__in=parties))


_KNOWN: dict[str, Callable[[date], Q]] = {
    "actors": _actors,
    "munitions": lambda _: Q(),
    "claimants": _claimants,
    "sources": published,
    "actor_overlaps": _between(models.ActorOverlap, "actor", _actors),
    "claimant_overlaps": _between(models.ClaimantOverlap, "claimant", _claimants),
    "places": _places,
    "routes": lambda as_of: Q(Exists(visible(models.Leg).filter(legs(as_of), route=OuterRef("pk")))),
    "legs": legs,
    "events": _events,
    "stories": lambda as_of: Q(day__lte=as_of),
    "subjects": _subjects,
    "names": _other_names,
    "appearances": lambda as_of: published(as_of, "source") & of_claims(claimed_on__lte=as_of),
}


def _exists(rows: Any, condition: Q, **named: OuterRef) -> Q:
    return Q(Exists(rows.filter(condition, **named)))
