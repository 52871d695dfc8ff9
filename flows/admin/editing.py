"""What can be done to chosen claims in a list: publish them, or retract them with a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from flows.actions.publish import publish
from flows.actions.retract import retract
from flows.queries.entered import entered
from flows.wording import quote


class RetractionForm(forms.Form):
    """Why claims are withdrawn."""

    reason = forms.CharField(
        max_length=400,
        help_text="Printed with the retracted record, which stays in public and counts for nothing.",
    )


@admin.action(description="Publish selected claims", permissions=["change"])
def publish_selected(modeladmin: Any, request: HttpRequest, claims: QuerySet[Any]) -> None:
    """Make the chosen claims public, all or none."""
    chosen = tuple(claims)
    drafts = [claim for claim in chosen if claim.status != "published"]
    try:
        count = publish(chosen)
    except ValidationError as error:
        _say_why(modeladmin, request, error, "Nothing was published.")
        return
    _log(modeladmin, request, drafts, "Published.")
    modeladmin.message_user(request, f"{_claims(count)} published.", messages.SUCCESS)


@admin.action(description="Retract selected claims", permissions=["change"])
def retract_selected(modeladmin: Any, request: HttpRequest, claims: QuerySet[Any]) -> HttpResponse | None:
    """Withdraw the chosen claims, all or none, after asking for the reason."""
    chosen = tuple(claims)
    form = RetractionForm(request.POST if "reason" in request.POST else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            count = retract(chosen, reason)
        except ValidationError as error:
            _say_why(modeladmin, request, error, "Nothing was retracted.")
            return None
        _log(modeladmin, request, chosen, f"Retracted: {reason}")
        modeladmin.message_user(request, f"{_claims(count)} retracted.", messages.SUCCESS)
        return None
    records = entered(modeladmin.table, [claim.code for claim in chosen])
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": f"Retract {_claims(len(chosen))}",
        "opts": modeladmin.model._meta,
        "media": modeladmin.media,
        "form": form,
        "action": "retract_selected",
        "checkbox": ACTION_CHECKBOX_NAME,
        "claims": [{"code": claim.code, "phrase": quote(records[claim.code])} for claim in chosen],
    }
    return TemplateResponse(request, "admin/retract.html", context)


def _say_why(modeladmin: Any, request: HttpRequest, error: ValidationError, outcome: str) -> None:
    for message in (*error.messages, outcome):
        modeladmin.message_user(request, message, messages.ERROR)


def _log(modeladmin: Any, request: HttpRequest, claims: Any, message: str) -> None:
    for claim in claims:
        modeladmin.log_change(request, claim, message)


def _claims(count: int) -> str:
    return "1 claim" if count == 1 else f"{count} claims"
