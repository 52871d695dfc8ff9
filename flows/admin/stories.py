"""Data entry for stories: what was compared in public on a day, in our words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from flows.admin.additions import AddedAdmin
from flows.models import Story

_LISTED_CODES = ("claims", "ratios")


@admin.register(Story)
class StoryAdmin(AddedAdmin):
    """Comparisons of two flows as of a day, with the claims that they tell of."""

    list_display = ("title", "code", "day", "position")
    search_fields = ("code", "title", "lede", "prose", "notes")
    autocomplete_fields = (
        *("left_supplier", "left_recipient", "left_munition"),
        *("right_supplier", "right_recipient", "right_munition"),
        "subject",
    )
    fieldsets = (
        (None, {"fields": ("code", "title", "subject", "day", "position")}),
        ("What is compared", {"fields": (autocomplete_fields[:3], autocomplete_fields[3:6], *_LISTED_CODES)}),
        ("Our words", {"fields": ("lede", "prose", "caution", "notes")}),
    )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The usual field; codes of claims get a low one."""
        if db_field.name in _LISTED_CODES:
            kwargs["widget"] = forms.Textarea(attrs={"rows": 3})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
