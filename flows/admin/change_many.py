"""One field of many chosen rows: choosing it, what the change would do to each of them, and the change.

Note 1: each row is changed by itself, so that no reader waits for a hundred of them; one that was written since the
page was drawn, or that breaks a rule by now, is left out and named, and the others are as the page said.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from flows.actions.change_field import change_field, would
from flows.actions.history import newest_version
from flows.admin.confirming import MOST
from flows.models.claims import Claim
from flows.queries.entered import entered
from flows.wording import quote

_SEEN = "seen-"
_APART = frozenset(("code", "seen"))
"""What differs in every row, and what is no field of a record."""


@admin.action(description="Change one field of selected rows", permissions=["change"])
def change_selected(modeladmin: Any, request: HttpRequest, rows: QuerySet[Any]) -> HttpResponse | None:
    """Give one field of the chosen rows the same value, after showing what that does to each of them."""
    chosen = tuple(rows)
    if len(chosen) > MOST:
        modeladmin.message_user(request, f"Choose at most {MOST}: they are read on one page.", messages.ERROR)
        return None
    form = _form(modeladmin, request)
    name = request.POST.get("field", "")
    asked: dict[str, Any] = {"fields": [(each, str(field.label or each)) for each, field in form.fields.items()]}
    if name in form.fields:
        asked |= {"field": name, "widget": form[name], "label": form.fields[name].label, "help": form[name].help_text}
        if "show" in request.POST or "apply" in request.POST:
            try:
                value = _value(form, name)
            except ValidationError as error:
                asked["faults"] = error.messages
            else:
                if "apply" in request.POST:
                    _apply(modeladmin, request, chosen, name, value)
                    return None
                names = _names(modeladmin, chosen)
                asked["told"] = [
                    {
                        "code": row.pk,
                        "name": names[row.pk],
                        "would": would(row, name, value, request.user),
                        "seen": newest_version(row),
                    }
                    for row in chosen
                ]
                asked["sent"] = _sent(request, form, name)
    context = {
        **modeladmin.admin_site.each_context(request),
        **asked,
        "title": f"Change one field of {len(chosen)} row{'' if len(chosen) == 1 else 's'}",
        "opts": modeladmin.model._meta,
        "media": modeladmin.media + form.media,
        "checkbox": ACTION_CHECKBOX_NAME,
        "chosen": [row.pk for row in chosen],
    }
    return TemplateResponse(request, "admin/change_selected.html", context)


def _form(modeladmin: Any, request: HttpRequest) -> Any:
    """The form of the table with the fields that rows can share, filled with what was sent."""
    form = modeladmin.get_form(request)(request.POST if "show" in request.POST or "apply" in request.POST else None)
    single = {field.name for field in modeladmin.model._meta.concrete_fields if field.editable}
    form.fields = {name: field for name, field in form.fields.items() if name in single - _APART}
    return form


def _value(form: Any, name: str) -> Any:
    """What was sent for a field; ValidationError where the field does not take it."""
    field: forms.Field = form.fields[name]
    raw = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    return field.clean(raw)


def _sent(request: HttpRequest, form: Any, name: str) -> list[tuple[str, str]]:
    """What the form sent for a field, to be sent once more."""
    prefix = form.add_prefix(name)
    return [(key, value) for key in request.POST if key.startswith(prefix) for value in request.POST.getlist(key)]


def _names(modeladmin: Any, rows: tuple[Any, ...]) -> dict[str, str]:
    """What the rows are called; claims by their phrases."""
    if not issubclass(modeladmin.model, Claim):
        return {row.pk: str(row) for row in rows}
    return {code: quote(claim) for code, claim in entered(modeladmin.table, [row.pk for row in rows]).items()}


def _apply(modeladmin: Any, request: HttpRequest, chosen: tuple[Any, ...], name: str, value: Any) -> None:
    changed, proposed = 0, 0
    for row in chosen:
        seen = request.POST.get(f"{_SEEN}{row.pk}", "")
        if not (seen.isascii() and seen.isdigit() and len(seen) < 9):
            # It was shown as one that cannot be changed.
            continue
        row.version = int(seen)
        try:
            is_proposed = change_field(row, name, value, request.user)
        except ValidationError as error:
            for message in error.messages:
                said = message if message.startswith(row.pk) else f"{row.pk}: {message}"
                modeladmin.message_user(request, f"Left out: {said}", messages.ERROR)
            continue
        proposed, changed = proposed + is_proposed, changed + (not is_proposed)
        modeladmin.log_change(request, row, f"{'Proposed' if is_proposed else 'Changed'}, with others: {name}.")
    said = f"Changed: {changed}. Proposed, for somebody else to approve: {proposed}."
    modeladmin.message_user(request, said, messages.SUCCESS)
