"""Data entry for further subjects: what else the site is about, at addresses of its own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest

from flows.admin.additions import AddedAdmin
from flows.importing.listed import OF_SUBJECTS
from flows.models import Subject


@admin.register(Subject)
class SubjectAdmin(AddedAdmin):
    """What the site is about besides its first subject."""

    list_display = ("title", "code", "first_side", "second_side")
    list_select_related = ("first_side", "second_side")
    search_fields = ("code", "title", "description", "keywords", "notes")
    autocomplete_fields = ("first_side", "second_side")
    fieldsets = (
        (None, {"fields": ("code", "title", "description", "keywords")}),
        ("Its sides", {"fields": ("first_side", "first_makers", "second_side", "second_makers")}),
        ("What it is about", {"fields": ("munitions", "since", "day", "turning_points", "notes")}),
    )

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The usual field; lists of codes get a low one."""
        if db_field.name in (*OF_SUBJECTS, "keywords"):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 2})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
