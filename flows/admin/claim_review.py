"""The review of claims: submitting, approving, rejecting and retracting, beside the changes to public ones."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from flows.actions.decisions import Along
from flows.actions.retract import retract
from flows.actions.review import approve, reject, submit
from flows.admin.desk import next_to_review
from flows.admin.reviewing import Doing, Reviewed
from flows.queries.entered import entered
from flows.queries.received import taken_over_from
from flows.vocabulary import PUBLIC_STATUSES, Status
from flows.wording import quote


class ReviewedClaims(Reviewed):
    """A table whose rows are submitted and approved by somebody else before they are public."""

    table: ClassVar[str]

    def has_retract_permission(self, request: HttpRequest) -> bool:
        """Whether somebody may retract public claims."""
        return self._has("retract", request)

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """The usual, with the button that submits."""
        claim = kwargs.get("obj")
        may_submit = self.has_change_permission(request, claim) if claim else self.has_add_permission(request)
        may_submit = may_submit and (claim is None or claim.status not in PUBLIC_STATUSES)
        return super().render_change_form(request, {**context, "may_submit": may_submit}, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Django's own; with the second button the claim is submitted as well."""
        return self._submitted(request, obj) or super().response_add(request, obj, *args, **kwargs)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """The usual; with the second button a claim that is not public is submitted as well."""
        submitted = self._submitted(request, obj) if obj.status not in PUBLIC_STATUSES else None
        return submitted or super().response_change(request, obj)

    def _submitted(self, request: HttpRequest, claim: Any) -> HttpResponse | None:
        if "_submit" not in request.POST:
            return None
        self._do(request, "submit", claim, "")
        return redirect(self._address("review", claim.pk))

    def doings(self, request: HttpRequest, row: Any, reason: str, shown: Along | None) -> dict[str, Doing]:
        """What can be done to a claim besides deciding on a change to it."""
        user = request.user
        return {
            "submit": (lambda: submit([row], user), "Submitted for review."),
            "approve": (lambda: approve([row], user, shown), "Approved: it is public now."),
            "reject": (lambda: reject([row], reason, user), "Rejected, with the reason."),
            "retract": (lambda: retract([row], reason, user), "Retracted, with the reason."),
        }

    def review(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        """What the page prints of any record, and what a claim has besides."""
        usual = super().review(request, row)
        mine = request.user.pk in {row.entered_by_id, row.submitted_by_id}
        reviews, submitted = self.has_review_permission(request), row.status == Status.SUBMITTED
        waits = submitted or usual["proposal"] is not None
        return {
            **usual,
            "phrase": quote(entered(self.table, [row.pk])[row.pk]),
            "status": row.get_status_display(),
            "taken_over": taken_over_from(self.table, row.pk),
            "may_edit": usual["may_edit"] and row.status != Status.RETRACTED,
            "may_submit": usual["may_edit"] and row.status in (Status.DRAFT, Status.REJECTED),
            "may_decide": reviews and submitted and not mine,
            "own": mine and submitted,
            "next": next_to_review(request.user, row.pk) if reviews and not waits else None,
            "may_retract": self.has_retract_permission(request) and row.status == Status.PUBLISHED,
        }
