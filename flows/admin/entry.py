"""What every table's form and list share: writes by action, permanent codes, help from the coded lists."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from flows.actions.checks import faults_between_rows
from flows.actions.history import Conflict, is_public
from flows.actions.propose import propose
from flows.actions.record import record, revise
from flows.admin.export import Exported
from flows.queries.rows import plain
from flows.vocabulary import CODED_LISTS, CodedList

_CODED = {coded.choices: coded for coded in CODED_LISTS}


class EntryForm(forms.ModelForm):
    """A row's form; says what the row breaks together with others, before anything is written."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: plain(value) for name, value in self.initial.items()}

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        for field, found in faults_between_rows(self.instance).items():
            self.add_error(field if field in self.fields else None, ValidationError(found))


class Fields(BaseModelAdmin):
    """The fields of a form, on a page of their own or within another row's."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Django's own field, with the meaning of each code of a coded list under it."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        coded = _CODED.get(tuple(db_field.choices or ()))
        if field is not None and coded is not None:
            field.help_text = meanings(coded)
        if field is not None and hasattr(field.widget, "can_delete_related"):
            # A row that claims lean on is not deleted from within another row's form.
            field.widget.can_delete_related = False
        return field


class EntryAdmin(Exported, Fields, admin.ModelAdmin):
    """A table in which a code is given once and every write is an action."""

    form = EntryForm
    list_per_page = 50
    search_help_text = "All the words, in any order."

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A code is permanent: it can be chosen, and then never changed."""
        fixed = super().get_readonly_fields(request, obj)
        return ("code", *fixed) if obj is not None else fixed

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Through the actions, which check again what the form has checked."""
        write(obj, request)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own; what a concurrent write broke between check and save becomes a message, not an error page."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Conflict as error:
            # Once more: the form now finds the other version and shows both. Without knowing what the form was opened
            # with it would find nothing and overwrite.
            if request.POST.get("seen"):
                return super().changeform_view(request, *args, **kwargs)
            self.message_user(request, error.messages[0], messages.ERROR)
            return redirect(request.get_full_path())
        except ValidationError as error:
            return self.refused(request, error)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own; what an action refuses becomes a message."""
        try:
            return super().delete_view(request, *args, **kwargs)
        except ValidationError as error:
            return self.refused(request, error)

    def changelist_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own; what an action refuses becomes a message."""
        try:
            return super().changelist_view(request, *args, **kwargs)
        except ValidationError as error:
            return self.refused(request, error)

    def refused(self, request: HttpRequest, error: ValidationError) -> HttpResponse:
        """The same page again, with why nothing was written."""
        for message in error.messages:
            self.message_user(request, message, messages.ERROR)
        return redirect(request.get_full_path())


def write(row: models.Model, request: HttpRequest) -> None:
    """Records a new row, revises an old one, or proposes the change to a public one; ValidationError where a rule is
    broken."""
    if row._state.adding:
        record(row, by=request.user)
    elif is_public(row):
        propose(row, request.user)
    else:
        revise(row, by=request.user)


def meanings(coded: CodedList) -> SafeString:
    """The meaning of a list, with those of its codes folded under it."""
    terms = format_html_join("", "<dt>{}</dt><dd>{}</dd>", ((term.label, term.meaning) for term in coded.terms))
    return format_html("{}<details><summary>What each means</summary><dl>{}</dl></details>", coded.meaning, terms)
