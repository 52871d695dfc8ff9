"""What can be done to chosen claims in a list: submit, approve, reject, retract; the last two with a reason."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from flows.actions.discard import discard
from flows.actions.retract import retract
from flows.actions.review import approve, reject, submit
from flows.actions.writing import writing
from flows.admin.confirming import MOST, as_shown, show, was_shown
from flows.queries.entered import entered
from flows.wording import quote


class ReasonForm(forms.Form):
    """Why claims are rejected or withdrawn."""

    reason = forms.CharField(max_length=400)


@admin.action(description="Submit selected claims for review", permissions=["change"])
def submit_selected(modeladmin: Any, request: HttpRequest, claims: QuerySet[Any]) -> None:
    """Hand the chosen drafts to somebody else's review, all or none."""
    _do(modeladmin, request, tuple(claims), "submitted", lambda chosen: submit(chosen, request.user))


@admin.action(description="Discard selected drafts", permissions=["change"])
def discard_selected(modeladmin: Any, request: HttpRequest, claims: QuerySet[Any]) -> None:
    """Put the chosen drafts away, all or none; they can be brought back one by one."""
    _do(modeladmin, request, tuple(claims), "discarded", lambda chosen: discard(chosen, request.user))


@admin.action(description="Approve selected claims", permissions=["review"])
def approve_selected(modeladmin: Any, request: HttpRequest, claims: QuerySet[Any]) -> HttpResponse | None:
    """Make the chosen claims public, after showing every word of theirs: those that are still as shown, all or none;
    nobody's own."""
    chosen = tuple(claims)
    if not was_shown(request):
        records = entered(modeladmin.table, [claim.code for claim in chosen[: MOST + 1]])
        words = {"title": f"Approve {_claims(len(chosen))}", "yes": "Approve: make public", "no": "Reject"}
        return show(modeladmin, request, chosen, {code: quote(record) for code, record in records.items()}, **words)
    with writing():
        found = as_shown(request, chosen)
        for message in found.others:
            modeladmin.message_user(request, message, messages.ERROR)
        if found.rows:
            _do(modeladmin, request, found.rows, "approved", lambda ones: approve(ones, request.user, found.along))
    return None


@admin.action(description="Reject selected claims", permissions=["review"])
def reject_selected(modeladmin: Any, request: HttpRequest, claims: QuerySet[Any]) -> HttpResponse | None:
    """Send the chosen claims back, all or none, after asking for the reason."""
    chosen = tuple(claims)
    reason = _reason(request)
    if reason:
        _do(modeladmin, request, chosen, "rejected", lambda ones: reject(ones, reason, request.user), reason)
        return None
    help_text = "Its author reads it, and it stays in the claim's history."
    return _asked(modeladmin, request, chosen, "reject_selected", "Reject", help_text)


@admin.action(description="Retract selected claims", permissions=["retract"])
def retract_selected(modeladmin: Any, request: HttpRequest, claims: QuerySet[Any]) -> HttpResponse | None:
    """Withdraw the chosen claims, all or none, after asking for the reason."""
    chosen = tuple(claims)
    reason = _reason(request)
    if reason:
        _do(modeladmin, request, chosen, "retracted", lambda ones: retract(ones, reason, request.user), reason)
        return None
    help_text = "Printed with the retracted record, which stays in public and counts for nothing."
    return _asked(modeladmin, request, chosen, "retract_selected", "Retract", help_text)


def _do(
    modeladmin: Any,
    request: HttpRequest,
    chosen: tuple[Any, ...],
    done: str,
    action: Callable[[tuple[Any, ...]], int],
    reason: str = "",
) -> None:
    """Carries an action out and says what came of it."""
    try:
        count = action(chosen)
    except ValidationError as error:
        for message in (*error.messages, f"Nothing was {done}."):
            modeladmin.message_user(request, message, messages.ERROR)
        return
    for claim in chosen:
        modeladmin.log_change(request, claim, f"{done.capitalize()}: {reason}" if reason else f"{done.capitalize()}.")
    modeladmin.message_user(request, f"{_claims(count)} {done}.", messages.SUCCESS)


def _reason(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


def _asked(
    modeladmin: Any, request: HttpRequest, chosen: tuple[Any, ...], action: str, verb: str, help_text: str
) -> HttpResponse:
    """The page that asks for the reason; with what was wrong with it, where one was sent."""
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    form.fields["reason"].help_text = help_text
    records = entered(modeladmin.table, [claim.code for claim in chosen])
    context = {
        **modeladmin.admin_site.each_context(request),
        "title": f"{verb} {_claims(len(chosen))}",
        "opts": modeladmin.model._meta,
        "media": modeladmin.media,
        "form": form,
        "action": action,
        "verb": verb,
        "checkbox": ACTION_CHECKBOX_NAME,
        "claims": [{"code": claim.code, "phrase": quote(records[claim.code])} for claim in chosen],
    }
    return TemplateResponse(request, "admin/reason.html", context)


def _claims(count: int) -> str:
    return "1 claim" if count == 1 else f"{count} claims"
