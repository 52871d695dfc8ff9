"""Merges at the desk: proposing one, and the page on which somebody else reads what it does and decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from flows.actions.decisions import told_as
from flows.actions.merge import approve_merge, propose_merge, propose_undoing, reject_merge, withdraw_merge
from flows.admin.merge_effects import effects
from flows.models import Merge
from flows.models.merges import MERGED
from flows.queries.rows import MODEL_OF_KIND
from flows.roles import CLAIMS

_LISTED = 50


class MergeForm(forms.ModelForm):
    """The two rows, by their codes."""

    class Meta:
        model = Merge
        fields = ("kind", "old", "new")

    def _post_clean(self) -> None:
        """The action judges the rows, and says in words what stands against it."""


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
        """The newest merges, and the form that proposes one."""
        if not _may(request, "view"):
            raise PermissionDenied
        form = MergeForm(request.POST or None, initial=request.GET.dict())
        if request.method == "POST":
            if not _may(request, "change"):
                raise PermissionDenied
            if form.is_valid():
                values = form.cleaned_data
                try:
                    merge = propose_merge(values["kind"], values["old"], values["new"], request.user)
                except ValidationError as error:
                    form.add_error(None, ValidationError(error.messages))
                else:
                    self.message_user(request, "Proposed: it is in force once somebody else approves it.")
                    return redirect("admin:flows_merge", merge.pk)
        context = {
            **self._merges_frame(request, "Merges"),
            "form": form if _may(request, "change") else None,
            "merges": Merge.objects.select_related("by", "reviewed_by")[:_LISTED],
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
            "merge": merge,
            "may_decide": waits and not own and _may_review(request),
            "may_withdraw": waits and own and _may(request, "change"),
            "may_undo": merge.in_force and _may(request, "change"),
        }
        if waits:
            try:
                context["effects"] = effects(merge)
                context["seen"] = told_as([repr(context["effects"])])
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
            if (seen := request.POST.get("seen", "")) and seen != told_as([repr(effects(merge))]):
                raise ValidationError(
                    "What it moves is no longer what the page said: it was written to since. Read it as it is now."
                )
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


def _may(request: HttpRequest, kind: str) -> bool:
    return bool(request.user.has_perms([f"flows.{kind}_{MODEL_OF_KIND[one]._meta.model_name}" for one in MERGED]))


def _may_review(request: HttpRequest) -> bool:
    """Whoever reviews claims of every kind reviews what they refer to."""
    return bool(request.user.has_perms([f"flows.review_{claim}" for claim in CLAIMS]))
