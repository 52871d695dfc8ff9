"""Tables of parties, munitions, documents and places: what is added waits to become public, and the form says so."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.http import HttpRequest

from flows.actions.additions import publish, publish_named
from flows.actions.record import remove
from flows.admin.entry import EntryAdmin
from flows.models import Addition
from flows.queries.rows import ADDED
from flows.roles import CLAIMS

_WAITS = "Not public yet: shown with the first public record that names it, or once somebody else makes it public here."


@admin.action(description="Make selected rows public", permissions=["review"])
def publish_selected(modeladmin: Any, request: HttpRequest, rows: QuerySet[Any]) -> None:
    """Make the chosen rows public that wait, all or none; nobody's own."""
    chosen = tuple(rows)
    waiting = [row for row in chosen if row.waits]
    try:
        count = publish(waiting, request.user)
    except ValidationError as error:
        for message in (*error.messages, "Nothing was made public."):
            modeladmin.message_user(request, message, messages.ERROR)
        return
    for row in waiting:
        modeladmin.log_change(request, row, "Made public.")
    said = "1 row is" if count == 1 else f"{count} rows are"
    modeladmin.message_user(request, f"{said} public now.", messages.SUCCESS)


class AddedAdmin(EntryAdmin):
    """A table whose rows are no claims: readers see them with the first public record that names them."""

    actions = (publish_selected,)

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may make rows public: whoever reviews claims of every kind."""
        return bool(request.user.has_perms([f"flows.review_{claim}" for claim in CLAIMS]))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows, each with whether it waits."""
        open_ = Addition.objects.filter(kind=ADDED[self.model], code=OuterRef("pk"), public_at=None)
        rows: QuerySet[Any] = super().get_queryset(request).annotate(waits=Exists(open_))
        return rows

    def get_list_display(self, request: HttpRequest) -> Any:
        """The table's own columns, and after the first one whether readers see the row."""
        first, *others = super().get_list_display(request)
        return (first, "is_public", *others)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """The usual ones, and whether readers see the row."""
        return (*super().get_readonly_fields(request, obj), "standing")

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The usual ones, with the standing of a row that exists."""
        usual = list(super().get_fieldsets(request, obj))
        return [*usual, ("In public", {"fields": ("standing",)})] if obj is not None else usual

    @admin.display(description="Public", boolean=True)
    def is_public(self, row: Any) -> bool:
        """Whether readers see it."""
        return not row.waits

    @admin.display(description="Readers see it")
    def standing(self, row: Any) -> str:
        """Whether readers see it; if it was added at the desk, since when and with what."""
        held = Addition.objects.filter(kind=ADDED[self.model], code=row.pk).select_related("by", "public_by").first()
        if held is None:
            return "yes"
        if held.public_at is None:
            return f"{_WAITS} Added by {held.by}, {held.at:%d %B %Y}."
        how = f" with {held.public_with}" if held.public_with and held.public_with != row.pk else ""
        who = f", approved by {held.public_by}" if held.public_by else ""
        return f"yes, since {held.public_at:%d %B %Y}{how}{who}. Added by {held.by}."

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The usual, and then what a public row now names is public with it."""
        super().save_related(request, form, formsets, change)
        publish_named(request.user)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        """Through the actions."""
        remove([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Through the actions."""
        remove(queryset)
