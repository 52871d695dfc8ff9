"""Data entry for claims: fields in the order in which one reads an article."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from flows.admin.change_many import change_selected
from flows.admin.checking import CheckedEntry
from flows.admin.claim_review import ReviewedClaims
from flows.admin.days import DayEntry
from flows.admin.defaults import FilledIn
from flows.admin.doubts import doubts
from flows.admin.editing import approve_selected, discard_selected, reject_selected, retract_selected, submit_selected
from flows.admin.entry import EntryForm
from flows.admin.folds import FOLDED
from flows.admin.importing import ImportPages
from flows.admin.large import InUse, LargeList, YearFilter
from flows.admin.paste import PastePages
from flows.admin.pasted import FromArticle
from flows.admin.versions import VersionedForm
from flows.models import Indicator, Rate, Ratio, Shipment
from flows.models.claims import Claim
from flows.queries.entered import entered
from flows.queries.free_code import free_code
from flows.vocabulary import StartBasis
from flows.wording import quote, when

_WHO = ("source", "claimant", "speaker", "claimed_on", "date_precision")
_PERIOD = ("period_start", "period_end", "start_basis")
_RECORD: tuple[str, Any] = (
    "This record",
    {
        "fields": ("code", "status", "retraction_reason", "entered_by", "recorded_at", "changed_at"),
        "classes": FOLDED,
    },
)


class ClaimForm(VersionedForm, EntryForm):
    """A claim's form; a code left blank is made from the claimant and the day.

    What may be a slip is refused once: ``meant`` holds what was said, and saving again is meaning it. Where the form is
    only checked, it is in ``doubts`` and refuses nothing.
    """

    meant = forms.CharField(required=False, widget=forms.HiddenInput)
    is_check = False
    doubts: Mapping[str, str] = MappingProxyType({})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "code" in self.fields:
            self.fields["code"].required = False
            self.fields["code"].help_text += " Left blank: the claimant's code and the day."
        if "start_basis" in self.fields:
            self.fields["start_basis"].required = False

    def clean(self) -> dict[str, Any]:
        """The form's values, with a code where none was given."""
        values = super().clean() or self.cleaned_data
        # Nothing is said of where a start comes from unless somebody says it.
        values["start_basis"] = values.get("start_basis") or StartBasis.STATED
        if self.instance._state.adding and not values.get("code") and "code" not in self.errors:
            claimant, day = values.get("claimant"), values.get("claimed_on")
            if claimant is not None and day is not None:
                values["code"] = free_code(claimant.pk, day)
        return values

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        self.doubts = doubts(self.instance)
        said = " ".join(self.doubts.values())
        if self.is_check or self.cleaned_data.get("meant") == said:
            return
        for field, sentence in self.doubts.items():
            self.add_error(field, forms.ValidationError(f"{sentence} Save again if it is meant.", code="doubt"))
        sent: Any = self.data.copy()  # type: ignore[attr-defined]
        sent[self.add_prefix("meant")] = said
        self.data = sent


class ClaimList(ChangeList):
    """A list in which every row knows its quotable phrase, by one query for the page."""

    def get_results(self, request: HttpRequest) -> None:
        """Django's own results, with the phrases attached."""
        super().get_results(request)
        claims = list(self.result_list)
        tables: Any = self.model_admin
        records = entered(tables.table, [claim.code for claim in claims])
        for claim in claims:
            claim.quotation = quote(records[claim.code])
        self.result_list = claims


class ClaimAdmin(FromArticle, FilledIn, LargeList, CheckedEntry, ReviewedClaims):
    """What the four tables of claims share. Claims are retracted, never deleted."""

    table: ClassVar[str]
    form = ClaimForm
    actions = (
        submit_selected,
        approve_selected,
        reject_selected,
        change_selected,
        discard_selected,
        retract_selected,
    )
    dated_by = "claimed_on"
    search_fields: ClassVar[Any] = (
        "code",
        "statement",
        "notes",
        "speaker",
        "claimant__name",
        "claimant__short_name",
        "source__publisher",
    )
    readonly_fields: ClassVar[Any] = (
        "phrase",
        "replaced_by",
        "status",
        "retraction_reason",
        "entered_by",
        "recorded_at",
        "changed_at",
    )

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """The list with phrases."""
        return ClaimList

    @admin.display(description="Quotable phrase", ordering="claimed_on")
    def phrase(self, claim: Claim) -> str:
        """The number with its bound, basis, claimant, date, and what replaced it."""
        known = getattr(claim, "quotation", None)
        return known if known is not None else quote(entered(self.table, [claim.code])[claim.code])

    @admin.display(description="Superseded by")
    def replaced_by(self, claim: Claim) -> str:
        """The published claim that replaces this one, linked, and the day on which it was stated."""
        record = entered(self.table, [claim.code])[claim.code]
        if record.superseded_by is None:
            return "no later claim so far"
        address = reverse(f"admin:flows_{self.opts.model_name}_change", args=[record.superseded_by])
        return format_html('<a href="{}">{}</a> on {}', address, record.superseded_by, when(record.superseded_on))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The table's own, under the phrase; of a new claim what can be entered, and nothing else."""
        usual = super().get_fieldsets(request, obj)
        if obj is not None:
            return [(None, {"fields": ("phrase",)}), *usual]
        return [
            (title, {**options, "fields": [name for name in options["fields"] if name not in self.readonly_fields]})
            for title, options in usual
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody's: nothing vanishes."""
        return False


@admin.register(Shipment)
class ShipmentAdmin(DayEntry, PastePages, ImportPages, ClaimAdmin):
    """Claims about flows."""

    table = "shipments"
    list_display = ("phrase", "flow", "stage", "claimed_on", "status")
    list_select_related = ("supplier", "recipient")
    list_filter = (
        "status",
        YearFilter,
        ("supplier", InUse),
        ("recipient", InUse),
        "stage",
        "basis",
        "bound",
        "temporal",
        "stance",
        "credibility",
    )
    autocomplete_fields = (
        "claimant",
        "source",
        "supplier",
        "recipient",
        "munition",
        "supersedes",
        "part_of",
        "derived_from",
    )
    fieldsets = (
        ("Who said it, where, when", {"fields": _WHO}),
        ("Who to whom", {"fields": ("stance", "supplier", "recipient", "munition")}),
        (
            "What and how much",
            {"fields": ("bound", ("low", "point", "high"), "words", "stage", "basis", "temporal", _PERIOD)},
        ),
        ("In words, and how sure", {"fields": ("statement", "credibility", "notes")}),
        (
            "How it relates to earlier claims",
            {
                "fields": ("supersedes", "replaced_by", "alternative_group", "part_of", "derived_from", "factor"),
                "classes": FOLDED,
            },
        ),
        _RECORD,
    )

    @admin.display(description="Flow", ordering="supplier__name")
    def flow(self, claim: Shipment) -> str:
        """Supplier to recipient."""
        return f"{claim.supplier} → {claim.recipient}"


@admin.register(Rate)
class RateAdmin(ClaimAdmin):
    """Claims about paces."""

    table = "rates"
    list_display = ("phrase", "activity", "claimed_on", "status")
    list_filter = ("status", YearFilter, ("actor", InUse), "activity", "per", "bound", "credibility")
    autocomplete_fields = ("claimant", "source", "actor", "munition", "supersedes", "place")
    fieldsets = (
        ("Who said it, where, when", {"fields": _WHO}),
        ("Whose pace, of what", {"fields": ("actor", "activity", "munition", "place")}),
        ("How much", {"fields": ("bound", ("low", "point", "high"), "per", _PERIOD)}),
        ("In words, and how sure", {"fields": ("statement", "credibility", "notes")}),
        ("How it relates to earlier claims", {"fields": ("supersedes", "replaced_by"), "classes": FOLDED}),
        _RECORD,
    )


@admin.register(Ratio)
class RatioAdmin(ClaimAdmin):
    """Claims about balances."""

    table = "ratios"
    list_display = ("phrase", "compared", "claimed_on", "status")
    list_filter = ("status", YearFilter, "compared", "wording", "bound", ("place", InUse), "credibility")
    autocomplete_fields = ("claimant", "source", "favours", "over", "place")
    fieldsets = (
        ("Who said it, where, when", {"fields": _WHO}),
        ("What is set against what", {"fields": ("favours", "over", "compared", "place")}),
        ("How much", {"fields": ("wording", "bound", ("low", "high"), _PERIOD)}),
        ("In words, and how sure", {"fields": ("statement", "credibility", "notes")}),
        _RECORD,
    )


@admin.register(Indicator)
class IndicatorAdmin(ClaimAdmin):
    """Claims about context."""

    table = "indicators"
    list_display = ("phrase", "unit", "claimed_on", "status")
    list_filter = ("status", YearFilter, "unit", ("actor", InUse), "bound", "credibility")
    search_fields = (*ClaimAdmin.search_fields, "name")
    autocomplete_fields = ("claimant", "source", "actor", "whole_of", "whole_munition")
    fieldsets = (
        ("Who said it, where, when", {"fields": _WHO}),
        ("What is measured", {"fields": ("actor", "name", "measured")}),
        ("Of a share: its whole", {"fields": ("whole", "whole_of", "whole_munition"), "classes": FOLDED}),
        ("How much", {"fields": ("bound", ("low", "point", "high"), "unit", _PERIOD)}),
        ("In words, and how sure", {"fields": ("statement", "credibility", "notes")}),
        _RECORD,
    )
