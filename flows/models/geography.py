"""Where it moves: places, routes with their legs, and events."""

from __future__ import annotations

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from flows import vocabulary as v
from flows.models.reference import Actor, Source
from flows.models.rules import code_field, coded_field, coded_rule, order_rule


class Place(models.Model):
    """A place; coordinates only where a point is meant, with what they stand for."""

    code = code_field()
    name = models.CharField(max_length=120, unique=True)
    kind = coded_field(v.PLACE_KIND)
    lat = models.DecimalField("latitude", max_digits=7, decimal_places=4, null=True, blank=True)
    lon = models.DecimalField("longitude", max_digits=7, decimal_places=4, null=True, blank=True)
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="places")
    role = models.CharField(max_length=200)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="places")
    coordinate_basis = coded_field(v.COORDINATE_BASIS)
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (
            coded_rule("place", "kind", v.PLACE_KIND),
            coded_rule("place", "coordinate_basis", v.COORDINATE_BASIS),
            CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True, coordinate_basis="none")
                # Said outright that both are given: a comparison with an empty value is open, and breaks no rule.
                | (
                    Q(lat__isnull=False, lon__isnull=False)
                    & Q(lat__gte=-90, lat__lte=90, lon__gte=-180, lon__lte=180)
                    & ~Q(coordinate_basis="none")
                ),
                name="place_on_the_globe",
                violation_error_message=(
                    "Give latitude (-90 to 90) and longitude (-180 to 180) together with what they stand for, or none."
                ),
            ),
        )

    def __str__(self) -> str:
        return self.name


class Route(models.Model):
    """A way that munitions are said to travel."""

    code = code_field()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Leg(models.Model):
    """One leg of a route, with the document that names it."""

    route = models.ForeignKey(Route, models.CASCADE, related_name="legs")
    number = models.PositiveSmallIntegerField()
    from_place = models.ForeignKey(Place, models.PROTECT, related_name="legs_out")
    to_place = models.ForeignKey(Place, models.PROTECT, related_name="legs_in")
    mode = coded_field(v.MODE)
    distance_km = models.DecimalField("distance in km", max_digits=8, decimal_places=1, null=True, blank=True)
    distance_basis = models.CharField(max_length=60)
    source = models.ForeignKey(Source, models.PROTECT, related_name="legs")
    notes = models.TextField(blank=True)

    class Meta:
        ordering = ("route", "number")
        constraints = (
            UniqueConstraint(fields=["route", "number"], name="leg_number_once"),
            coded_rule("leg", "mode", v.MODE),
            CheckConstraint(
                condition=~Q(from_place=F("to_place")),
                name="leg_goes_somewhere",
                violation_error_message="A leg runs between two different places.",
            ),
            CheckConstraint(
                condition=Q(distance_km__isnull=True) | Q(distance_km__gt=0),
                name="leg_distance_positive",
                violation_error_message="A distance is more than zero.",
            ),
        )

    def __str__(self) -> str:
        return f"{self.route_id} {self.number}"


class Event(models.Model):
    """Something that happened on known days."""

    code = code_field()
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    kind = coded_field(v.EVENT_KIND)
    title = models.CharField(max_length=200)
    actors = models.ManyToManyField(Actor, related_name="events")
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="events")
    source = models.ForeignKey(Source, models.PROTECT, related_name="events")
    notes = models.TextField(blank=True)
    known_on = models.DateField("known on", null=True, blank=True)

    class Meta:
        ordering = ("starts_on", "code")
        constraints = (
            coded_rule("event", "kind", v.EVENT_KIND),
            order_rule("event", "starts_on", "ends_on", "An event cannot end before it starts."),
            order_rule("event", "starts_on", "known_on", "An event cannot be known before it starts."),
        )

    def __str__(self) -> str:
        return self.title
