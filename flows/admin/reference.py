"""Data entry for what claims are about and rest on: actors, munitions, claimants, sources, appearances."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from flows.admin.additions import AddedAdmin, ReferenceForm
from flows.admin.article import ARTICLE
from flows.admin.choosing import ChosenByName
from flows.admin.chores import ChorePages
from flows.admin.entry import meanings, on_record
from flows.admin.evidence import EvidencePages
from flows.admin.folds import FOLDED
from flows.admin.large import InUse, LargeList, YearFilter
from flows.admin.merging import Merging
from flows.importing.cells import BadCell, link
from flows.models import Actor, ActorOverlap, Appearance, Claimant, ClaimantOverlap, Munition, OtherName, Source
from flows.queries.free_code import free_source_code
from flows.queries.source_at import source_at
from flows.vocabulary import CARRIED, DatePrecision


@admin.register(Actor)
class ActorAdmin(ChosenByName, AddedAdmin):
    """Parties: states, blocs, schemes and companies."""

    list_display = ("name", "code", "kind", "iso_alpha3", "part_of")
    list_filter = ("kind",)
    list_select_related = ("part_of",)
    search_fields = ("code", "name", "iso_alpha3", "notes")
    autocomplete_fields = ("part_of",)
    fields = ("code", "name", "kind", "iso_alpha3", "part_of", "notes")


@admin.register(ActorOverlap)
class ActorOverlapAdmin(AddedAdmin):
    """Pairs of actors whose totals may count the same goods."""

    list_display = ("code", "actor", "relation", "overlaps")
    list_filter = ("relation",)
    list_select_related = ("actor", "overlaps")
    search_fields = ("code", "actor__name", "overlaps__name", "notes")
    autocomplete_fields = ("actor", "overlaps", "source")
    fields = ("code", "actor", "relation", "overlaps", "source", "known_on", "notes")


@admin.register(Munition)
class MunitionAdmin(ChosenByName, AddedAdmin):
    """Kinds of things, as a tree, and the carriers that get counted instead."""

    list_display = ("name", "code", "plural", "unit", "calibre_mm", "parent")
    list_filter = ("unit", ("parent", InUse))
    list_select_related = ("parent",)
    search_fields = ("code", "name", "plural", "notes")
    autocomplete_fields = ("parent",)
    fields = ("code", "name", "plural", "parent", "calibre_mm", "unit", "notes")


@admin.register(Claimant)
class ClaimantAdmin(ChosenByName, AddedAdmin):
    """Institutions that assert, apart from the outlets that print them."""

    list_display = ("short_name", "code", "name", "kind", "actor")
    list_filter = ("kind", ("actor", InUse))
    list_select_related = ("actor",)
    search_fields = ("code", "name", "short_name", "notes")
    autocomplete_fields = ("actor",)
    fields = ("code", "name", "short_name", "kind", "actor", "notes")


@admin.register(ClaimantOverlap)
class ClaimantOverlapAdmin(AddedAdmin):
    """Pairs of claimants that are not independent of one another."""

    list_display = ("code", "claimant", "overlaps")
    list_select_related = ("claimant", "overlaps")
    search_fields = ("code", "claimant__name", "overlaps__name", "notes")
    autocomplete_fields = ("claimant", "overlaps", "source")
    fields = ("code", "claimant", "overlaps", "source", "known_on", "notes")


@admin.register(OtherName)
class OtherNameAdmin(AddedAdmin):
    """Other names of parties, munitions, claimants and places."""

    list_display = ("name", "code", "actor", "munition", "claimant", "place", "language")
    list_filter = ("language",)
    list_select_related = ("actor", "munition", "claimant", "place")
    search_fields = ("code", "name", "notes")
    autocomplete_fields = ("actor", "munition", "claimant", "place")
    fields = ("code", "name", "actor", "munition", "claimant", "place", "language", "notes")


class SourceForm(ReferenceForm):
    """A source's form; a code left blank is made from its day and title, or its publisher where it has no title."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].required = False
            self.fields["code"].help_text += " Left blank: the day and the title, or the publisher."

    def clean_date_precision(self) -> str:
        """What was chosen; where nothing was, a day that is entered in full is known to the day."""
        given = str(self.cleaned_data["date_precision"])
        return given or (DatePrecision.DAY if self.cleaned_data.get("published_on") else "")

    def clean(self) -> dict[str, Any]:
        """The form's values, with a code where none was given."""
        values = super().clean() or self.cleaned_data
        for name in ("url", "archived_url"):
            if values.get(name):
                try:
                    link(values[name])
                except BadCell as refused:
                    self.add_error(name, f"{str(refused)[:1].upper()}{str(refused)[1:]}.")
        address = values.get("url") if self.instance._state.adding else ""
        if address and (known := source_at(address)) is not None and known.url != address:
            self.add_error("url", forms.ValidationError(on_record(known)))
        named = values.get("title") or values.get("publisher")
        if self.instance._state.adding and not values.get("code") and "code" not in self.errors and named:
            values["code"] = free_source_code(named, values.get("published_on"))
        return values


@admin.register(Source)
class SourceAdmin(EvidencePages, ChorePages, Merging, LargeList, AddedAdmin):
    """Documents: one publication each."""

    form = SourceForm
    list_display = ("named", "published_on", "kind", "reliability", "language", "link_state", "link")
    list_filter = (YearFilter, "reliability", "kind", "link_state", "language", "date_precision")
    dated_by = "published_on"
    autocomplete_fields = ("duplicate_of",)
    search_fields = ("code", "publisher", "title", "url", "notes")
    fieldsets = (
        (None, {"fields": ("url", "publisher", "title", "language", "code")}),
        ("When", {"fields": ("published_on", "date_precision", "accessed_on")}),
        ("How far to rely on it", {"fields": ("kind", "reliability", "notes")}),
        ("The link", {"fields": ("link_state", "link_checked_on", "duplicate_of"), "classes": FOLDED}),
        ("Archived copy", {"fields": ("archived_url", "archived_on", "archive_sha256"), "classes": FOLDED}),
    )

    def response_add(self, request: HttpRequest, obj: Source, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own; back to the pasted article where the source was added for it."""
        answer = super().response_add(request, obj, *args, **kwargs)
        goes_on = "_continue" in request.POST or "_addanother" in request.POST
        return answer if goes_on or ARTICLE not in request.GET else redirect(f"{reverse('admin:flows_paste')}#drafts")

    @admin.display(description="Document", ordering="publisher")
    def named(self, source: Source) -> str:
        """Its publisher with its title, or with its day where it has none."""
        return str(source)

    @admin.display(description="Link")
    def link(self, source: Source) -> SafeString:
        """The document itself, on its publisher's site."""
        return format_html('<a href="{}" rel="noreferrer">Open</a>', source.url)


class AppearanceForm(ReferenceForm):
    """An appearance's form: what the document holds is ticked."""

    carries = forms.MultipleChoiceField(choices=CARRIED.choices, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.initial.get("carries") or ""
        self.initial["carries"] = stored.split(";") if isinstance(stored, str) else stored
        if "carries" in self.fields:
            self.fields["carries"].help_text = meanings(CARRIED)

    def clean_carries(self) -> str:
        """What is ticked, as it is stored."""
        ticked = self.cleaned_data["carries"]
        return ";".join(code for code in CARRIED.codes if code in ticked)


@admin.register(Appearance)
class AppearanceAdmin(AddedAdmin):
    """Documents that hold a claim, and which of them reports or copies which."""

    form = AppearanceForm
    list_display = ("code", "claim", "source", "kind", "carries", "place")
    list_filter = ("kind", "language")
    list_select_related = ("source",)
    search_fields = ("code", "claim", "source__publisher", "place", "wording", "notes")
    autocomplete_fields = ("source", "reports")
    fieldsets = (
        (None, {"fields": ("code", "claim", "source", "place", "language")}),
        ("What it is to the claim", {"fields": ("kind", "reports", "carries", "wording", "notes")}),
    )
