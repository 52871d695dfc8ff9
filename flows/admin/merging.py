"""Merges at the desk: choosing two rows by their names, reading what joining them does, proposing it; and the page on
which somebody else reads that and decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from flows.actions.decisions import told_as
from flows.actions.merge import approve_merge, propose_merge, propose_undoing, reject_merge, withdraw_merge
from flows.admin.merge_effects import effects, told_merge, told_merges
from flows.models import Merge, Shipment
from flows.models.merges import MERGED
from flows.queries.rows import MODEL_OF_KIND
from flows.roles import CLAIMS

_LISTED = 50


_NAMED_BY = {"actors": "supplier", "claimants": "claimant", "sources": "source"}
"""By kind the field of a claim that names one: the desk chooses the two rows as that one is chosen."""


class MergeForm(forms.Form):
    """Two rows of one kind, each found by any of its names."""

    def __init__(self, kind: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named_by: Any = Shipment._meta.get_field(_NAMED_BY[kind])
        rows = MODEL_OF_KIND[kind]._default_manager.all()
        for name, label in (("old", "Merge"), ("new", "into")):
            widget = AutocompleteSelect(named_by, admin.site)
            self.fields[name] = forms.ModelChoiceField(rows, label=label, widget=widget)

    def merge(self, kind: str, by: Any) -> Merge:
        """The merge that is asked for; not stored."""
        return Merge(kind=kind, old=self.cleaned_data["old"].pk, new=self.cleaned_data["new"].pk, by=by)


class Merging(admin.ModelAdmin):
    """Adds the pages of merges to a table of the desk."""

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with those of merges before them."""
        view = self.admin_site.admin_view
        return [
            path("merges/", view(self.merges_view), name="flows_merges"),
            path("merges/<int:number>/", view(self.merge_view), name="flows_merge"),
            *super().get_urls(),
        ]

    def merges_view(self, request: HttpRequest) -> HttpResponse:
        """The newest merges, and the form of one: what it would do is shown, and then it is proposed."""
        if not _may(request, "view"):
            raise PermissionDenied
        sent = request.POST if request.method == "POST" else None
        asked = (request.GET if sent is None else sent).get("kind", "")
        kind = asked if asked in MERGED else MERGED[0]
        form = MergeForm(kind, sent, initial=request.GET.dict())
        would: dict[str, Any] = {}
        if sent is not None:
            if not _may(request, "change"):
                raise PermissionDenied
            if form.is_valid():
                merge = form.merge(kind, request.user)
                try:
                    would = {"merge": told_merge(merge), **_shown(merge)}
                    if sent.get("action") == "propose":
                        _refuse_unseen(would, sent)
                        merge = propose_merge(kind, merge.old, merge.new, request.user)
                        self.message_user(request, "Proposed: it is in force once somebody else approves it.")
                        return redirect("admin:flows_merge", merge.pk)
                except ValidationError as error:
                    form.add_error(None, ValidationError(error.messages))
        listed = tuple(Merge.objects.select_related("by", "reviewed_by")[:_LISTED])
        context = {
            **self._merges_frame(request, "Merges"),
            **would,
            "kind": kind,
            "kinds": [{"kind": one, "title": one.capitalize(), "chosen": one == kind} for one in MERGED],
            "form": form if _may(request, "change") else None,
            "media": self.media + form.media,
            "merges": told_merges(listed),
        }
        return TemplateResponse(request, "admin/merges.html", context)

    def merge_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """One merge with what it does, and what can be done to it; and the doing."""
        if not _may(request, "view"):
            raise PermissionDenied
        merge = get_object_or_404(Merge.objects.select_related("by", "reviewed_by", "undoes"), pk=number)
        if request.method == "POST":
            return self._done(request, merge)
        own, waits = merge.by_id == request.user.pk, merge.outcome == "open"
        context: dict[str, Any] = {
            **self._merges_frame(request, str(merge)),
            "merge": told_merge(merge),
            "may_decide": waits and not own and _may_review(request),
            "may_withdraw": waits and own and _may(request, "change"),
            "may_undo": merge.in_force and _may(request, "change"),
        }
        if waits:
            try:
                context |= _shown(merge)
            except ValidationError as error:
                context["refused"] = error.messages
        return TemplateResponse(request, "admin/merge.html", context)

    def _done(self, request: HttpRequest, merge: Merge) -> HttpResponse:
        user, reason = request.user, request.POST.get("reason", "")
        doings: dict[str, tuple[bool, Callable[[], Any], str]] = {
            "approve": (_may_review(request), lambda: approve_merge(merge, user), "Approved."),
            "reject": (_may_review(request), lambda: reject_merge(merge, reason, user), "Rejected, with the reason."),
            "withdraw": (_may(request, "change"), lambda: withdraw_merge(merge, user), "Withdrawn."),
            "undo": (
                _may(request, "change"),
                lambda: propose_undoing(merge, user),
                "Undoing it is proposed: somebody else approves it.",
            ),
        }
        allowed, act, said = doings.get(request.POST.get("action", ""), (False, lambda: None, ""))
        if not allowed:
            raise PermissionDenied
        try:
            if request.POST.get("seen", ""):
                _refuse_unseen(_shown(merge), request.POST)
            done = act()
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return redirect(request.path)
        self.message_user(request, said, messages.SUCCESS)
        return redirect("admin:flows_merge", done.pk if isinstance(done, Merge) else merge.pk)

    def _merges_frame(self, request: HttpRequest, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "merges_address": reverse("admin:flows_merges"),
        }


def _shown(merge: Merge) -> dict[str, Any]:
    """What a page shows of what a merge does, and what stands for it when it is decided on."""
    found = effects(merge)
    return {"effects": found, "seen": told_as([str(merge), repr(found)])}


def _refuse_unseen(shown: Mapping[str, Any], sent: Mapping[str, Any]) -> None:
    if sent.get("seen", "") != shown["seen"]:
        raise ValidationError(
            "What it moves is no longer what the page said: it was written to since. Read it as it is now."
        )


def _may(request: HttpRequest, kind: str) -> bool:
    return bool(request.user.has_perms([f"flows.{kind}_{MODEL_OF_KIND[one]._meta.model_name}" for one in MERGED]))


def _may_review(request: HttpRequest) -> bool:
    """Whoever reviews claims of every kind reviews what they refer to."""
    return bool(request.user.has_perms([f"flows.review_{claim}" for claim in CLAIMS]))
