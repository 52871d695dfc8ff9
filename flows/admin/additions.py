"""Tables of parties, munitions, documents and places: what is added waits to become public, and the form says so."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode

from flows.actions.additions import publish
from flows.actions.decisions import Along
from flows.actions.history import authors
from flows.actions.record import remove
from flows.actions.values import hold, waits
from flows.admin.change_many import change_selected
from flows.admin.confirming import as_shown, show, was_shown
from flows.admin.entry import EntryForm, write
from flows.admin.reviewing import Doing, Reviewed
from flows.admin.row_changes import effects
from flows.admin.versions import VersionedForm, clashes_of_parts
from flows.models import Addition, Proposal
from flows.models.merges import MERGED
from flows.queries.rows import ADDED, PARTS
from flows.roles import CLAIMS

_WAITS = "Not public yet: shown with the first public record that names it, or once somebody else makes it public here."


@admin.action(description="Make selected rows public", permissions=["review"])
def publish_selected(modeladmin: Any, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
    """Make the chosen rows public that wait, after showing every word of theirs: those that are still as shown, all or
    none; nobody's own."""
    if not was_shown(request):
        waiting = [row for row in rows if row.waits]
        words = {"title": f"Make {_rows(len(waiting))} public", "yes": "Make public", "verb": "publish"}
        return show(modeladmin, request, waiting, {row.pk: str(row) for row in waiting}, **words)
    found = as_shown(request, tuple(rows))
    for message in found.others:
        modeladmin.message_user(request, message, messages.ERROR)
    if not found.rows:
        return None
    try:
        count = publish(found.rows, request.user, found.along)
    except ValidationError as error:
        for message in (*error.messages, "Nothing was made public."):
            modeladmin.message_user(request, message, messages.ERROR)
        return None
    for row in found.rows:
        modeladmin.log_change(request, row, "Made public.")
    said = f"{_rows(count)} {'is' if count == 1 else 'are'} public now."
    modeladmin.message_user(request, said, messages.SUCCESS)
    return None


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


class ReferenceForm(VersionedForm, EntryForm):
    """A row's form, which knows the version that it was opened with."""


class AddedAdmin(Reviewed):
    """A table whose rows are no claims: readers see them with the first public record that names them, and changes to
    them once somebody else approves these."""

    form = ReferenceForm
    actions = (publish_selected, change_selected)

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may make rows and changes public: whoever reviews claims of every kind."""
        return bool(request.user.has_perms([f"flows.review_{claim}" for claim in CLAIMS]))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whether somebody may delete a row: never one that readers see."""
        return super().has_delete_permission(request, obj) and (obj is None or waits(obj))

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

    def doings(self, request: HttpRequest, row: Any, reason: str, shown: Along | None) -> dict[str, Doing]:
        """What can be done to a row besides deciding on a change to it."""
        return {
            **super().doings(request, row, reason, shown),
            "publish": (lambda: publish([row], request.user, shown), "Made public."),
        }

    def effects(self, row: Any, proposal: Proposal | None) -> dict[str, Any]:
        """What a change proposed to the row would change for readers."""
        return _effects(proposal) if proposal is not None else {}

    def review(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page prints of any record, and whether the row can be made public."""
        usual, waiting = super().review(request, row), waits(row)
        mine = waiting and request.user.pk in authors(row)
        return {
            **usual,
            "phrase": str(row),
            "status": "not public yet" if waiting else "public",
            "merge_address": self._merge_address(request, row) if not waiting else "",
            "may_publish": waiting and not mine and self.has_review_permission(request),
            "own": mine,
        }

    def _merge_address(self, request: HttpRequest, row: Any) -> str:
        """Where one proposes to merge the row into another; empty where rows of its kind are not merged."""
        kind = ADDED[self.model]
        if kind not in MERGED or not self.has_change_permission(request, row):
            return ""
        return f"{reverse('admin:flows_merges')}?{urlencode({'kind': kind, 'old': row.pk})}"

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """The usual; where the row was changed meanwhile, also what differs in the rows inside it."""
        form = context["adminform"].form
        if (
            kwargs.get("obj") is not None
            and form.is_bound
            and (seen := form.cleaned_data.get("seen"))
            and seen != form.instance.version
        ):
            for inline in context["inline_admin_formsets"]:
                form.clashes += clashes_of_parts(form.instance, seen, parts_of(inline.formset))
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Nothing yet: a row is written whole, with what `save_related` finds in the rest of the form."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Through the actions, which check again what the form has checked: the row with its members and parts."""
        row = form.instance
        for member in row._meta.many_to_many:
            if member.name in form.cleaned_data:
                hold(row, **{member.name: [one.pk for one in form.cleaned_data[member.name]]})
        for formset in formsets:
            # Writes nothing; Django's log reads what it finds.
            formset.save(commit=False)
            hold(row, **{PARTS[self.model].name: parts_of(formset)})
        write(row, request, form.new_code)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        """Through the actions."""
        remove([obj], request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Through the actions."""
        remove(queryset, request.user)


def _effects(proposal: Proposal) -> dict[str, Any]:
    """What the change would change for readers; why it cannot be made, where it cannot."""
    try:
        return {"looked": True, "effects": effects(proposal)}
    except ValidationError as error:
        return {"looked": True, "obstacles": error.messages}


def parts_of(formset: Any) -> list[Any]:
    """The rows inside a record as a form would have them."""
    forms = [one for one in formset.forms if one not in formset.deleted_forms]
    return [one.instance for one in forms if one.instance.pk is not None or one.has_changed()]
