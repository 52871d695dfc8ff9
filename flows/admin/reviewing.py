"""A claim's review and its history: pages of their own beside the form."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.contrib import messages
from django.contrib.auth import get_permission_codename
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from flows.actions.history import snapshot
from flows.actions.propose import approve_proposal, reject_proposal, withdraw
from flows.actions.restore import restore
from flows.actions.retract import retract
from flows.actions.review import approve, reject, submit
from flows.admin.desk import next_to_review
from flows.admin.entry import EntryAdmin
from flows.models import Proposal
from flows.queries.entered import entered
from flows.queries.history import differences, history, recorded_on
from flows.vocabulary import PUBLIC_STATUSES, Status
from flows.wording import quote

_PERMISSION = {
    "submit": "change",
    "withdraw": "change",
    "restore": "change",
    "approve": "review",
    "reject": "review",
    "approve_change": "review",
    "reject_change": "review",
    "retract": "retract",
}


class DayForm(forms.Form):
    """The day whose record is asked for."""

    recorded_on = forms.DateField(
        label="As recorded on", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class Reviewed(EntryAdmin):
    """A table whose rows are submitted, approved by somebody else, and never without their history."""

    table: ClassVar[str]

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may approve and reject; their own they may not, whoever they are."""
        return self._has("review", request)

    def has_retract_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may retract public claims."""
        return self._has("retract", request)

    def _has(self, kind: str, request: HttpRequest) -> bool:
        return bool(request.user.has_perm(f"{self.opts.app_label}.{get_permission_codename(kind, self.opts)}"))

    def get_urls(self) -> list[URLPattern]:
        """The table's own addresses, with the review before them."""
        view = self.admin_site.admin_view(self.review_view)
        name = f"flows_{self.opts.model_name}_review"
        return [path("<path:object_id>/review/", view, name=name), *super().get_urls()]

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Django's own, with the way to the review, and whether a change to the claim waits."""
        claim = kwargs.get("obj")
        may_submit = self.has_change_permission(request, claim) if claim else self.has_add_permission(request)
        review = {
            "is_public": claim is not None and claim.status in PUBLIC_STATUSES,
            "may_submit": may_submit and (claim is None or claim.status not in PUBLIC_STATUSES),
            "review_address": self._address("review", claim.pk) if claim is not None else "",
            "proposal": self._waiting(claim.pk) if claim is not None else None,
        }
        return super().render_change_form(request, {**context, **review}, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own; with the second button the claim is submitted as well."""
        return self._submitted(request, obj) or super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Django's own; with the second button the claim is submitted as well. A public claim has a change proposed."""
        if obj.status in PUBLIC_STATUSES:
            proposal = self._waiting(obj.pk)
            said = "Nothing was changed."
            if proposal is not None and proposal.by_id == request.user.pk:
                said = "The change is proposed; it is public once somebody else approves it."
            self.message_user(request, said, messages.INFO)
            return redirect(self._address("review", obj.pk))
        return self._submitted(request, obj) or super().response_change(request, obj)

    def _submitted(self, request: HttpRequest, claim: Any) -> HttpResponse | None:
        if "_submit" not in request.POST:
            return None
        self._do(request, "submit", claim, "")
        return redirect(self._address("review", claim.pk))

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A claim as its reviewer reads it, with what can be done to it; and the doing."""
        claim = self.get_object(request, object_id)
        if claim is None:
            raise Http404("There is no such claim.")
        if not self.has_view_permission(request, claim):
            raise PermissionDenied
        asked = request.POST.get("action", "") if request.method == "POST" else ""
        if asked:
            self._allowed(request, asked)
            version = request.POST.get("seen", "")
            if version.isascii() and version.isdigit():
                claim.version = int(version)
            self._do(request, asked, claim, request.POST.get("reason", ""))
            return redirect(request.path)
        return TemplateResponse(request, "admin/review.html", self._review(request, claim))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Every revision with what it changed, the claim as recorded on a day, and the way back to a revision."""
        claim = self.get_object(request, object_id)
        if claim is None:
            raise Http404("There is no such claim.")
        if not self.has_view_permission(request, claim):
            raise PermissionDenied
        number = request.POST.get("restore", "") if request.method == "POST" else ""
        if number.isascii() and number.isdigit() and len(number) < 9:
            self._allowed(request, "restore")
            self._restore(request, claim, int(number))
            return HttpResponseRedirect(self._address("review", claim.pk))
        revisions = history(self.table, claim.pk)
        form = DayForm(request.GET if "recorded_on" in request.GET else None)
        day: date | None = form.cleaned_data["recorded_on"] if form.is_bound and form.is_valid() else None
        context = {
            **self._page(request, claim, f"History: {claim.pk}"),
            "revisions": tuple(reversed(revisions)),
            "current": claim.version,
            "may_restore": self.has_change_permission(request, claim),
            "form": form,
            "day": day,
            "then": recorded_on(revisions, day) if day is not None else None,
        }
        return TemplateResponse(request, "admin/claim_history.html", context)

    def _allowed(self, request: HttpRequest, asked: str) -> None:
        kind = _PERMISSION.get(asked)
        if kind is None or not self._has(kind, request):
            raise PermissionDenied

    def _do(self, request: HttpRequest, asked: str, claim: Any, reason: str) -> None:
        proposal = self._waiting(claim.pk)
        user = request.user
        on_claim: dict[str, tuple[Callable[[], Any], str]] = {
            "submit": (lambda: submit([claim], user), "Submitted for review."),
            "approve": (lambda: approve([claim], user), "Approved: it is public now."),
            "reject": (lambda: reject([claim], reason, user), "Rejected, with the reason."),
            "retract": (lambda: retract([claim], reason, user), "Retracted, with the reason."),
        }
        on_proposal: dict[str, tuple[Callable[[], Any], str]] = {}
        if proposal is not None:
            on_proposal = {
                "approve_change": (lambda: approve_proposal(proposal, user), "Approved: the change is public now."),
                "reject_change": (lambda: reject_proposal(proposal, reason, user), "Change rejected, with the reason."),
                "withdraw": (lambda: withdraw(proposal, user), "Change withdrawn."),
            }
        found = {**on_claim, **on_proposal}.get(asked)
        if found is None:
            self.message_user(request, "No change waits any more.", messages.ERROR)
            return
        action, said = found
        try:
            action()
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return
        self.log_change(request, claim, f"{said} {reason}".strip())
        self.message_user(request, said, messages.SUCCESS)

    def _restore(self, request: HttpRequest, claim: Any, number: int) -> None:
        try:
            proposal = restore(claim, number, request.user)
        except ValidationError as error:
            for message in error.messages:
                self.message_user(request, message, messages.ERROR)
            return
        said = f"Revision {number} is back, as a draft."
        if proposal is not None:
            said = f"Revision {number} is proposed; it is public once somebody else approves it."
        self.log_change(request, claim, said)
        self.message_user(request, said, messages.SUCCESS)

    def _review(self, request: HttpRequest, claim: Any) -> dict[str, Any]:
        revisions = history(self.table, claim.pk)
        proposal = self._waiting(claim.pk)
        latest = Proposal.objects.filter(code=claim.pk).select_related("by").order_by("-at").first()
        mine = request.user.pk in {claim.entered_by_id, claim.submitted_by_id}
        changes = self.has_change_permission(request, claim)
        reviews, submitted = self.has_review_permission(request), claim.status == Status.SUBMITTED
        own_change = proposal is not None and proposal.by_id == request.user.pk
        return {
            **self._page(request, claim, f"Review: {claim.pk}"),
            "phrase": quote(entered(self.table, [claim.pk])[claim.pk]),
            "values": revisions[-1].values if revisions else (),
            "last": revisions[-1] if revisions else None,
            "proposal": proposal,
            "changes": differences(self.model, snapshot(claim), proposal.values) if proposal is not None else (),
            "rejected_change": latest if latest is not None and latest.outcome == "rejected" else None,
            "may_edit": changes and claim.status != Status.RETRACTED,
            "may_submit": changes and claim.status in (Status.DRAFT, Status.REJECTED),
            "may_decide": reviews and submitted and not mine,
            "own": mine and submitted,
            "may_decide_change": reviews and proposal is not None and not own_change,
            "may_withdraw": own_change,
            "next": next_to_review(request.user, claim.pk) if reviews and not (submitted or proposal) else None,
            "may_retract": self.has_retract_permission(request) and claim.status == Status.PUBLISHED,
        }

    def _page(self, request: HttpRequest, claim: Any, title: str) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "claim": claim,
            "status": claim.get_status_display(),
            "edit_address": self._address("change", claim.pk),
            "review_address": self._address("review", claim.pk),
            "history_address": self._address("history", claim.pk),
        }

    def _address(self, page: str, code: str) -> str:
        return reverse(f"{self.admin_site.name}:flows_{self.opts.model_name}_{page}", args=[code])

    def _waiting(self, code: str) -> Proposal | None:
        return Proposal.objects.filter(code=code, outcome="open").select_related("by").first()
