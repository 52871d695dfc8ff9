"""What every table's form and list share: writes by action, permanent codes, help from the coded lists."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.widgets import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.text import capfirst

from flows.actions.checks import faults_between_rows, of_several_lines
from flows.actions.history import Conflict, is_public
from flows.actions.kept_forms import drop
from flows.actions.propose import propose
from flows.actions.record import record, revise
from flows.actions.rename import rename
from flows.admin.days import HOW, DayField, DayInput
from flows.admin.export import Exported
from flows.admin.faults import faults_of
from flows.admin.folds import folded
from flows.admin.kept import KeptForms, one_by_one
from flows.queries.rows import plain
from flows.vocabulary import CODED_LISTS, CodedList

_CODED = {coded.choices: coded for coded in CODED_LISTS}


class OneLineField(forms.CharField):
    """A text of one line: the line breaks of what was pasted are the spaces that they stood for."""

    def to_python(self, value: Any) -> str:
        """The text in one line."""
        return " ".join(str(super().to_python(value)).split())

    def widget_attrs(self, widget: Any) -> dict[str, Any]:
        """Django's own, with what tells the form's script that a line ends nothing here."""
        return {**super().widget_attrs(widget), "data-one-line": True}


class EntryForm(forms.ModelForm):
    """A row's form; says what the row breaks together with others, before anything is written, and links the record
    that already has a code, a link or a name which must stand once."""

    kept_values: Mapping[str, list[str]] = MappingProxyType({})
    """What was entered before and not saved."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {name: plain(value) for name, value in self.initial.items()}
        self.initial |= one_by_one(self.fields, self.kept_values)

    new_code = ""
    """Another code that the record is to have."""

    def _post_clean(self) -> None:
        # The key of a stored row is moved by an action of its own.
        asked = None if self.instance._state.adding else self.cleaned_data.pop("code", None)
        super()._post_clean()  # type: ignore[misc]
        if asked and asked != self.instance.pk:
            self._take_code(asked)
        for name, errors in self.errors.items():
            if name in self.fields and any(one.code == "unique" for one in errors.as_data()):
                self._link(name, errors)
        if self.errors:
            return
        for field, found in faults_between_rows(self.instance).items():
            self.add_error(field if field in self.fields else None, ValidationError(found))

    def _take_code(self, code: str) -> None:
        self.cleaned_data["code"] = self.new_code = code
        try:
            self.instance._meta.pk.run_validators(code)
        except ValidationError as error:
            self.add_error("code", error)

    def _link(self, name: str, errors: Any) -> None:
        """Names the record that has the value of a field already, where the desk shows such records."""
        model = self._meta.model
        there = model._default_manager.filter(**{name: self.cleaned_data.get(name, getattr(self.instance, name))})
        row = there.exclude(pk=None if self.instance._state.adding else self.instance.pk).first()
        if row is not None and admin.site.is_registered(model):
            errors.data = [one for one in errors.data if one.code != "unique"] + [ValidationError(on_record(row))]


def on_record(row: models.Model) -> SafeString:
    """That a record is there already, with the way to it."""
    return format_html('Already on record: <a href="{}">{}</a>.', change_address(row), row)


def change_address(row: models.Model) -> str:
    """Where the desk shows a record's form."""
    return reverse(f"admin:flows_{row._meta.model_name}_change", args=[row.pk])


class Fields(BaseModelAdmin):
    """The fields of a form, on a page of their own or within another row's."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Django's own field, with the meaning of each code of a coded list under it; for days and texts of one line
        those that take what people write and paste."""
        if isinstance(db_field, models.DateField) and not isinstance(db_field, models.DateTimeField):
            kwargs |= {"form_class": DayField, "widget": DayInput}
        elif isinstance(db_field, models.TextField) and db_field.name not in of_several_lines(self.model):
            kwargs["form_class"] = OneLineField
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if isinstance(field, DayField):
            field.help_text = f"{field.help_text} {HOW}".strip()
        coded = _CODED.get(tuple(db_field.choices or ()))
        if field is not None and coded is not None:
            field.help_text = meanings(coded)
        if field is not None and hasattr(field.widget, "can_delete_related"):
            # A row that claims lean on is not deleted from within another row's form.
            field.widget.can_delete_related = False
        return field


class EntryAdmin(KeptForms, Exported, Fields, admin.ModelAdmin):
    """A table in which a code is given once and every write is an action."""

    form = EntryForm
    list_per_page = 50

    class Media:
        css = {"all": ("css/entry.css",)}  # noqa: RUF012
        js: tuple[Script, ...] = (Script("js/form.js", defer=True),)

    search_help_text = "All the words, in any order."

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A code is permanent once readers see it."""
        fixed = super().get_readonly_fields(request, obj)
        return ("code", *fixed) if obj is not None and is_public(obj) else fixed

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Django's own, with every fault in one list above the form, in place of Django's note that there are some."""
        inlines = [inline.formset for inline in context["inline_admin_formsets"]]
        form = context["adminform"]
        context |= {"faults": faults_of(form.form, inlines), "errors": None, "adminform": folded(form)}
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Through the actions, which check again what the form has checked."""
        write(obj, request, form.new_code)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Django's own; who goes on with a record goes on under the code that it has now."""
        answer = super().response_change(request, obj)
        return redirect(change_address(obj)) if "_continue" in request.POST else answer

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

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Django's own, under the name of the table; what an action refuses becomes a message."""
        titled = {"title": capfirst(str(self.opts.verbose_name_plural)), **(extra_context or {})}
        try:
            return super().changelist_view(request, titled)
        except ValidationError as error:
            return self.refused(request, error)

    def refused(self, request: HttpRequest, error: ValidationError) -> HttpResponse:
        """The same page again, with why nothing was written."""
        for message in error.messages:
            self.message_user(request, message, messages.ERROR)
        return redirect(request.get_full_path())


def write(row: Any, request: HttpRequest, code: str = "") -> None:
    """Records a new row, revises an old one, or proposes the change to a public one, of whose form nothing needs to be
    kept then; ValidationError where a rule is broken."""
    drop(str(row._meta.model_name), "" if row._state.adding else row.pk, request.user)
    if row._state.adding:
        record(row, by=request.user)
    elif is_public(row):
        propose(row, request.user)
    else:
        revise(row, by=request.user)
        if code:
            rename(type(row)._default_manager.get(pk=row.pk), code, request.user)
            row.pk = code


def meanings(coded: CodedList) -> SafeString:
    """The meaning of a list, with those of its codes folded under it."""
    terms = format_html_join("", "<dt>{}</dt><dd>{}</dd>", ((term.label, term.meaning) for term in coded.terms))
    return format_html("{}<details><summary>What each means</summary><dl>{}</dl></details>", coded.meaning, terms)
