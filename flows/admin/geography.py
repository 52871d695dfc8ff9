"""Data entry for where things move: places, routes with their legs, events."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from flows.admin.additions import AddedAdmin
from flows.admin.choosing import ChosenByName
from flows.admin.entry import EntryForm, Fields
from flows.importing.tables import TABLE_OF_MODEL, Table
from flows.models import Event, Leg, Place, Route


@admin.register(Place)
class PlaceAdmin(ChosenByName, AddedAdmin):
    """Places, with coordinates only where a point is meant."""

    list_display = ("name", "code", "kind", "actor", "role", "coordinate_basis")
    list_filter = ("kind", "coordinate_basis", ("actor", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("actor",)
    search_fields = ("code", "name", "role", "notes")
    autocomplete_fields = ("actor", "source")
    fieldsets = (
        (None, {"fields": ("code", "name", "kind", "actor", "role")}),
        ("Where", {"fields": ("lat", "lon", "coordinate_basis")}),
        ("Evidence", {"fields": ("source", "notes")}),
    )


class LegInline(Fields, admin.StackedInline):
    """The legs of a route, in travelling order."""

    model = Leg
    form = EntryForm
    extra = 0
    autocomplete_fields = ("from_place", "to_place", "source")
    fields = ("number", ("from_place", "to_place"), "mode", ("distance_km", "distance_basis"), "source", "notes")


@admin.register(Route)
class RouteAdmin(AddedAdmin):
    """Ways that munitions are said to travel."""

    list_display = ("code", "way")
    list_filter = ("legs__mode",)
    search_fields = ("code", "legs__notes", "legs__from_place__name", "legs__to_place__name")
    inlines = (LegInline,)
    fields = ("code",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Route]:
        """Routes with the places of their legs at hand."""
        return super().get_queryset(request).prefetch_related("legs__from_place", "legs__to_place")

    @admin.display(description="Way")
    def way(self, route: Route) -> str:
        """The places in travelling order: Rajin → Dunai → Tikhoretsk."""
        legs = sorted(route.legs.all(), key=lambda leg: leg.number)
        names = [str(leg.from_place) for leg in legs[:1]] + [str(leg.to_place) for leg in legs]
        return " → ".join(names) or "no leg yet"

    def exported(self, listed: QuerySet[Any]) -> tuple[Table, QuerySet[Any]]:
        """The format has a row for each leg."""
        return TABLE_OF_MODEL[Leg], Leg.objects.filter(route__in=listed.order_by().values("pk"))


@admin.register(Event)
class EventAdmin(AddedAdmin):
    """Summits, port visits, strikes: what happened on known days."""

    list_display = ("title", "starts_on", "ends_on", "kind", "place")
    list_filter = ("kind", ("actors", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("place",)
    date_hierarchy = "starts_on"
    search_fields = ("code", "title", "notes", "place__name")
    autocomplete_fields = ("actors", "place", "source")
    fieldsets = (
        (None, {"fields": ("code", "title", "kind")}),
        ("When and where", {"fields": ("starts_on", "ends_on", "place")}),
        ("Who, and who says so", {"fields": ("actors", "source", "known_on", "notes")}),
    )
